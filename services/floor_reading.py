"""The floor as everyone in the room may see it, and what the facilitator sees beyond it."""

from collections import defaultdict
from datetime import datetime

from db import accounts, floor, meetings
from db.engine import Session, reading
from db.tables import AgendaItem, Attendee, Meeting, MeetingAct, Motion, Speech
from domain.agenda import Clock
from domain.floor import MotionState, Side, SpeechState
from domain.floor_views import (
    Cockpit,
    Floor,
    FloorItem,
    LastAct,
    MotionView,
    Person,
    SpeechView,
)
from domain.house_rules import HouseRules, rules_from
from domain.meetings import ActKind, ItemKind, ItemState, MeetingState
from domain.motions import wording
from domain.rights import Action
from domain.roles import Actor
from domain.speakers import Asked, calling_order, limit_seconds
from services.meeting_access import permit_in
from services.speeches import heard_in

ABOUT = ("title", "text", "question", "name")
"""The facts that say in a word what an act was about, the most telling first."""


def get_floor(meeting_id: int) -> Floor:
    """Items with their clocks, who speaks and who waits, and what is moved."""
    with reading() as db:
        return _floor(db, meetings.get_meeting(db, meeting_id))


def get_cockpit(actor: Actor, meeting_id: int) -> Cockpit:
    """The floor, who is in the room, the notes for the minutes, and what was done last."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.RUN_MEETING, meeting)
        return Cockpit(
            floor=_floor(db, meeting),
            present=tuple(_person(one) for one in meetings.list_present(db, meeting_id)),
            notes={one.id: one.note for one in meetings.list_items(db, meeting_id)},
            last_act=_last_act(db, meeting_id),
        )


def _floor(db: Session, meeting: Meeting) -> Floor:
    here = meeting.current_item_id
    rules = rules_from(meeting.house_rules)
    given = [] if here is None else floor.list_given(db, meeting.id)
    waiting = [] if here is None else floor.list_waiting(db, here)
    motions = [] if here is None else floor.list_motions(db, meeting.id, here)
    people = _people(db, [*given, *waiting], motions)
    on_this = [one for one in given if one.item_id == here]
    speaking = next((one for one in given if one.state == SpeechState.SPEAKING.value), None)
    seconds, speeches = _by_side(on_this)
    oath = floor.find_newest_act(db, meeting.id, ActKind.TAKE_OATH)
    return Floor(
        meeting_id=meeting.id,
        version=meeting.version,
        title=meeting.title,
        state=MeetingState(meeting.state),
        rules=rules,
        items=_items(meetings.list_items(db, meeting.id)),
        current_item_id=here,
        speaking=None if speaking is None else _speaking(speaking, people),
        waiting=() if here is None else _waiting(db, meeting.id, here, waiting, people, rules),
        motions=_motions(db, motions, people),
        seconds_by_side=seconds,
        speeches_by_side=speeches,
        oath_taken_at=None if oath is None else oath.at,
    )


def _items(rows: list[AgendaItem]) -> tuple[FloorItem, ...]:
    return tuple(
        FloorItem(
            id=row.id,
            position=place,
            kind=ItemKind(row.kind),
            title=row.title,
            text=row.text,
            state=ItemState(row.state),
            clock=Clock(row.planned_minutes * 60, row.seconds_spent, row.started_at),
            proposal_id=row.proposal_id,
            round_id=row.round_id,
        )
        for place, row in enumerate(rows, start=1)
    )


def _waiting(
    db: Session,
    meeting_id: int,
    item_id: int,
    rows: list[Speech],
    people: dict[int, Person],
    rules: HouseRules,
) -> tuple[SpeechView, ...]:
    heard = heard_in(db, meeting_id, item_id)
    asked = [Asked(one.id, one.attendee_id, Side(one.side), one.asked_at) for one in rows]
    return tuple(
        SpeechView(
            id=one.speech_id,
            person=people[one.attendee_id],
            side=one.side,
            asked_at=one.asked_at,
            clock=Clock(limit_seconds(one.attendee_id, heard, rules), 0, None),
        )
        for one in calling_order(asked, heard, rules)
    )


def _speaking(row: Speech, people: dict[int, Person]) -> SpeechView:
    clock = Clock(row.limit_seconds, 0, row.called_at)
    return SpeechView(row.id, people[row.attendee_id], Side(row.side), row.asked_at, clock)


def _by_side(rows: list[Speech]) -> tuple[dict[Side, int], dict[Side, int]]:
    """Seconds and number of the finished speeches of each side."""
    seconds, number = dict.fromkeys(Side, 0), dict.fromkeys(Side, 0)
    for row in rows:
        if row.called_at is not None and row.ended_at is not None:
            seconds[Side(row.side)] += _between(row.called_at, row.ended_at)
            number[Side(row.side)] += 1
    return seconds, number


def _between(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def _motions(db: Session, rows: list[Motion], people: dict[int, Person]) -> tuple[MotionView, ...]:
    polls = floor.polls_of_motions(db, [row.id for row in rows])
    amendments: dict[int | None, list[Motion]] = defaultdict(list)
    for row in rows:
        amendments[row.amends_id].append(row)
    in_order = [one for main in amendments[None] for one in (main, *amendments[main.id])]
    return tuple(
        MotionView(
            id=row.id,
            number=row.number,
            text=row.text,
            wording=wording(row.text, _carried(amendments[row.id])),
            state=MotionState(row.state),
            mover=people[row.mover_id],
            seconder=people.get(row.seconder_id or 0),
            amends_id=row.amends_id,
            poll_id=polls.get(row.id),
        )
        for row in in_order
    )


def _carried(rows: list[Motion]) -> list[str]:
    return [row.text for row in rows if row.state == MotionState.CARRIED.value]


def _people(db: Session, speeches: list[Speech], motions: list[Motion]) -> dict[int, Person]:
    wanted = {one.attendee_id for one in speeches} | {one.mover_id for one in motions}
    wanted |= {one.seconder_id for one in motions if one.seconder_id is not None}
    return {key: _person(row) for key, row in floor.list_people(db, wanted).items()}


def _person(row: Attendee) -> Person:
    return Person(row.id, row.number, row.name, row.has_vote)


def _last_act(db: Session, meeting_id: int) -> LastAct | None:
    act = floor.find_newest_act(db, meeting_id)
    if act is None:
        return None
    names = accounts.names_of(db, {act.account_id} if act.account_id else set())
    return LastAct(
        id=act.id,
        kind=ActKind(act.kind),
        about=_about(act),
        number=_number(act),
        at=act.at,
        who=names.get(act.account_id or 0, ""),
        can_be_undone=act.before is not None,
    )


def _about(act: MeetingAct) -> str:
    told = (act.facts.get(name) for name in ABOUT)
    return next((str(one) for one in told if one), "")


def _number(act: MeetingAct) -> int | None:
    number = act.facts.get("number")
    return number if isinstance(number, int) else None
