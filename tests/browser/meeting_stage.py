"""A meeting for the wall in a district's database: forty wait to speak, titles are long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from db.engine import Session
from db.tables import (
    AgendaItem,
    Attendee,
    Community,
    Matter,
    Meeting,
    Motion,
    Poll,
    PollVoice,
    Proposal,
    Speech,
    Stance,
    StanceWave,
    Statement,
)
from domain.clock import utc_now
from domain.poll_result import Electorate, GivenAnswer, as_json, count_poll
from domain.polls import PollTerms, Vote
from services.polls import terms_of

LONG = (
    "关于在榕荫街道软件园小区东门至西门之间的主要人行道路两侧加装夜间照明路灯"
    "并同步修缮破损路面和排水沟盖板以及增设休息座椅"
)
"""Sixty letters."""
QUESTION = "先在东门到三号楼之间装十二盏路灯，可以吗？"
STATEMENTS = (
    "电动车一律不进楼道",
    "晚上十点以后地下车库照样开灯",
    "充电桩的钱业主和物业各出一半",
    "老人用的三轮车可以停在楼下",
    "违停的先提醒，再贴条",
    "先试三个月再决定要不要长期这样办",
)
PEOPLE, SPEAKERS = 60, 40


@dataclass(frozen=True, slots=True)
class MeetingStage:
    """Ids of what stands in the database. `subjects`: polls by what came of them, and a motion."""

    meeting_id: int
    items: dict[str, int]
    subjects: dict[str, int]
    voters: tuple[int, ...]

    def go_to(self, db: Session, item: str) -> None:
        """Let the room be at this item."""
        meeting = db.get(Meeting, self.meeting_id)
        assert meeting is not None
        meeting.current_item_id = self.items[item]
        meeting.version += 1


def set_the_stage(db: Session) -> MeetingStage:
    """Write everything; the room is at an item with a proposal, a speaker and a motion."""
    meeting = _meeting(db, state="open", join_code="246810", opened_at=utc_now())
    items = _items(db, meeting)
    meeting.current_item_id = items["proposal"]
    people = _people(db, meeting.id)
    motion_id = _floor(db, meeting, items["proposal"], people)
    _last_time(db, meeting)
    _stances(db, meeting.id, items["stances"])
    polls = _polls(db, meeting.id, items["proposal"], people)
    return MeetingStage(meeting.id, items, polls | {"motion": motion_id}, tuple(people))


def _meeting(db: Session, **settings: object) -> Meeting:
    home = db.exec(select(Community).order_by(col(Community.id))).first()
    assert home is not None
    row = Meeting(
        kind="talk_day",
        title="十一月居民恳谈日",
        venue="社区居民议事厅",
        place_kind="community",
        subdistrict_id=home.subdistrict_id,
        community_id=home.id,
        starts_at=utc_now(),
        created_at=utc_now(),
        quorum=[{"measure": "people", "standing": "affected", "least": 70}],
        house_rules={"takes_oath": True},
    )
    row.sqlmodel_update(settings)
    db.add(row)
    db.flush()
    return row


def _items(db: Session, meeting: Meeting) -> dict[str, int]:
    states = ("reviewed", "admitted", "on_ballot", "funded")
    proposal = db.exec(select(Proposal).where(col(Proposal.state).in_(states))).first()
    assert proposal is not None
    titles = {
        "last_answers": "上期回音",
        "proposal": LONG,
        "free": LONG,
        "stances": "电动车怎么停",
        "motion": "旧衣回收箱放在哪里",
    }
    ids = {}
    for position, (kind, title) in enumerate(titles.items(), start=1):
        row = AgendaItem(
            meeting_id=meeting.id,
            position=position,
            kind=kind,
            title=title,
            planned_minutes=20,
            state="running" if kind == "proposal" else "waiting",
            started_at=utc_now() if kind == "proposal" else None,
            proposal_id=proposal.id if kind == "proposal" else None,
        )
        db.add(row)
        db.flush()
        ids[kind] = row.id
    return ids


def _people(db: Session, meeting_id: int) -> list[int]:
    ids = []
    for number in range(1, PEOPLE + 1):
        row = Attendee(
            meeting_id=meeting_id,
            number=number,
            name="" if number % 3 else "欧阳建国（东门三号楼业主代表）",
            standing="affected" if number % 2 else "resident",
            came_at=utc_now(),
            created_at=utc_now(),
        )
        db.add(row)
        db.flush()
        ids.append(row.id)
    return ids


def _floor(db: Session, meeting: Meeting, item_id: int, people: list[int]) -> int:
    where = {"meeting_id": meeting.id, "item_id": item_id}
    sides = ("for", "against", "neutral")
    for place in range(SPEAKERS):
        person, side = people[place + 1], sides[place % 3]
        db.add(Speech(attendee_id=person, side=side, asked_at=utc_now(), **where))
    called = {"state": "speaking", "asked_at": utc_now(), "called_at": utc_now()}
    speech = Speech(attendee_id=people[2], side="for", **called, **where)
    motion = Motion(number=1, text=LONG * 3, mover_id=people[0], at=utc_now(), **where)
    motion.state, motion.seconder_id = "seconded", people[2]
    db.add_all([speech, motion])
    db.flush()
    meeting.current_speech_id = speech.id
    db.add(
        Motion(number=2, text=LONG, mover_id=people[3], amends_id=motion.id, at=utc_now(), **where)
    )
    return motion.id


def _last_time(db: Session, meeting: Meeting) -> None:
    before = utc_now() - timedelta(days=30)
    earlier = _meeting(db, state="closed", starts_at=before, opened_at=before, closed_at=before)
    for state, answer in (("answered", LONG * 2), ("answered", "每天清运两次。"), ("open", "")):
        db.add(
            Matter(
                title=LONG,
                meeting_id=earlier.id,
                community_id=meeting.community_id,
                owner_text="物业公司",
                state=state,
                answer=answer,
                answered_at=utc_now() if answer else None,
                due_at=utc_now() + timedelta(days=3),
                created_at=before,
            )
        )


def _stances(db: Session, meeting_id: int, item_id: int) -> None:
    rows = [
        Statement(
            meeting_id=meeting_id, item_id=item_id, number=n, text=text, state="shown", at=utc_now()
        )
        for n, text in enumerate(STATEMENTS, start=1)
    ]
    db.add_all(rows)
    db.flush()
    for wave in ("before", "after"):
        now = utc_now()
        db.add(
            StanceWave(
                item_id=item_id, wave=wave, meeting_id=meeting_id, opened_at=now, closed_at=now
            )
        )
        for person in range(PEOPLE):
            for place, row in enumerate(rows):
                value = _stance(person, place, is_after=wave == "after")
                db.add(Stance(statement_id=row.id, wave=wave, person_key=f"p{person}", value=value))


def _stance(person: int, place: int, *, is_after: bool) -> int:
    """All agree on the first two; the rest divide thirds; the talk moves the third."""
    if place < 2:
        return 0 if person % 11 == 0 else 1
    if place == 2 and is_after:
        return 1
    return 1 if (person + place) % 7 and (place % 2 == 0) == (person % 3 == 0) else -1


def _polls(db: Session, meeting_id: int, item_id: int, people: list[int]) -> dict[str, int]:
    options = [
        "东门保安室旁边",
        "三号楼地下车库入口",
        "小区中心花园凉亭",
        "西门快递柜旁边",
        "不要放",
    ]
    kinds: dict[str, dict[str, object]] = {
        "passed": {"question": QUESTION},
        "lost": {"question": LONG * 2, "majority": 3, "majority_of": 4, "base": "all"},
        "choice": {"question": LONG, "kind": "choice", "options": options},
        "scale": {"question": QUESTION, "kind": "scale", "options": ["很不满意", "很满意"]},
        "secret": {"question": LONG * 2, "state": "open", "opened_at": utc_now()},
        "open": {"question": LONG, "is_secret": False, "state": "open", "opened_at": utc_now()},
    }
    ids = {}
    for number, (name, settings) in enumerate(kinds.items(), start=1):
        row = Poll(meeting_id=meeting_id, item_id=item_id, number=number, created_at=utc_now())
        row.sqlmodel_update(settings)
        db.add(row)
        db.flush()
        ids[name] = row.id
        if row.state == "draft":
            _close(row, people)
        db.add_all(
            PollVoice(poll_id=row.id, attendee_id=one, answered_at=utc_now()) for one in people
        )
    return ids


def _close(poll: Poll, people: list[int]) -> None:
    terms = terms_of(poll)
    everyone = Electorate(len(people))
    answers = [GivenAnswer(_answer(terms, place)) for place in range(len(people))]
    poll.state = "closed"
    poll.opened_at = poll.closed_at = utc_now() - timedelta(minutes=5)
    poll.result = as_json(count_poll(terms, answers, everyone, everyone))


def _answer(terms: PollTerms, place: int) -> dict[str, int]:
    if terms.kind.value == "scale":
        return {"scale": 1 + place % 5}
    if terms.kind.value == "choice":
        return {terms.places[0 if place % 2 else place % 5]: 1}
    return {Vote.AGAINST.value if place % 3 == 0 else Vote.FOR.value: 1}
