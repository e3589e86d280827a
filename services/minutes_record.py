"""Reading back what happened in a meeting that is over, for whoever writes its minutes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from db import accounts, acts, floor, meetings, minutes, rounds
from db.engine import Session, reading
from db.tables import AgendaItem, Attendee, Meeting, MeetingAct, Motion, Speech
from domain import quorum
from domain.floor import MotionState, Side, SpeechState
from domain.matters import MatterState
from domain.meeting_views import LastAnswer
from domain.meetings import ActKind, ItemKind, ItemState, MeetingKind, Standing
from domain.minutes_record import (
    Called,
    ItemRecord,
    MeetingRecord,
    MotionRecord,
    PollRecord,
    PresenceRecord,
    PromiseRecord,
    SpeechRecord,
    StandingRecord,
)
from domain.poll_views import PollView
from domain.polls import PollState
from domain.rights import Action
from domain.roles import Actor
from services import last_answers, opinions, polls, stances
from services.meeting_access import permit_in, refuse_unless_in
from services.minutes_access import OVER
from services.motion_access import wording_of

_TOLD = (PollState.CLOSED, PollState.WITHDRAWN)
People = Mapping[int, Attendee]


def read_record(actor: Actor, meeting_id: int) -> MeetingRecord:
    """Everything that the minutes may tell. What was taken back in the room is not in it."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.WRITE_MINUTES, meeting)
        refuse_unless_in(meeting, OVER)
        named = {one.id: called(one).name for one in meetings.list_attendees(db, meeting_id)}
        too_few = _opened_below_quorum(db, meeting_id)
    views = polls.list_poll_views(meeting_id)
    told = tuple(
        replace(_poll(one, named), is_below_quorum=one.poll_id in too_few)
        for one in views
        if one.state in _TOLD
    )
    return _assembled(meeting_id, told)


def _assembled(meeting_id: int, told: tuple[PollRecord, ...]) -> MeetingRecord:
    waves = [one for one in stances.list_waves(meeting_id) if not one.is_open]
    thought = {
        item: tuple(
            opinions.opinion_map(meeting_id, item, w.wave) for w in waves if w.item_id == item
        )
        for item in {one.item_id for one in waves}
    }
    moved = {item: opinions.find_change(meeting_id, item) for item in thought}
    answers = last_answers.list_last_answers(meeting_id)
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        trace = [one for one in acts.list_acts(db, meeting_id) if one.undone_at is None]
        people = {one.id: one for one in meetings.list_attendees(db, meeting_id)}
        items = _items(db, meeting_id, people, trace, told)
        return MeetingRecord(
            meeting_id=meeting_id,
            kind=MeetingKind(meeting.kind),
            title=meeting.title,
            about=meeting.about,
            place=rounds.place_name(db, meeting),
            venue=meeting.venue,
            starts_at=meeting.starts_at,
            opened_at=meeting.opened_at,
            closed_at=meeting.closed_at,
            host=_host(db, trace),
            presence=_presence(meeting, people, trace),
            answers=tuple(_as_then(one, meeting.closed_at) for one in answers),
            items=tuple(
                replace(one, opinions=thought.get(one.id, ()), changes=moved.get(one.id, ()))
                for one in items
            ),
            promises=tuple(list_promises_in(db, meeting_id)),
            stray_polls=tuple(one for one in told if one.poll.item_id is None),
        )


def list_promises_in(db: Session, meeting_id: int) -> list[PromiseRecord]:
    """What was promised and not taken back, within a transaction."""
    became = minutes.matters_of_promises(db, meeting_id)
    return [
        PromiseRecord(
            id=one.id,
            what=one.what,
            who=one.who,
            due_on=one.due_on,
            item_id=one.item_id,
            matter_id=became.get(one.id),
        )
        for one in minutes.list_promises(db, meeting_id)
    ]


def _poll(poll: PollView, names: Mapping[int, str]) -> PollRecord:
    if poll.terms.is_secret or poll.state is not PollState.CLOSED:
        return PollRecord(poll)
    answers = polls.list_named_answers(poll.poll_id)
    return PollRecord(poll, tuple(replace(one, name=names[one.attendee_id]) for one in answers))


def _opened_below_quorum(db: Session, meeting_id: int) -> frozenset[int]:
    opened = {
        int(str(one.facts["poll_id"])): one.facts.get("quorum_holds", True)
        for one in acts.list_acts(db, meeting_id)
        if one.kind == ActKind.OPEN_POLL and one.undone_at is None
    }
    return frozenset(poll_id for poll_id, holds in opened.items() if not holds)


def _as_then(answer: LastAnswer, closed_at: datetime | None) -> LastAnswer:
    """An earlier promise as it stood at the end of the meeting: later answers were not told."""
    if answer.answered_at is None or closed_at is None or answer.answered_at <= closed_at:
        return answer
    return replace(answer, state=MatterState.OPEN, answer="", answered_at=None)


def _host(db: Session, trace: list[MeetingAct]) -> str:
    opened = next((one for one in trace if one.kind == ActKind.OPEN_MEETING), None)
    who = None if opened is None else opened.account_id
    return "" if who is None else accounts.names_of(db, {who}).get(who, "")


def _presence(meeting: Meeting, people: People, trace: list[MeetingAct]) -> PresenceRecord:
    came = [one for one in people.values() if one.came_at is not None]
    opening = next((one.facts for one in trace if one.kind == ActKind.OPEN_MEETING), {})
    with_quorum = quorum.report(
        quorum.conditions_from(meeting.quorum),
        [
            quorum.Present(
                standing=Standing(one.standing),
                is_present=one.came_at is not None,
                is_invited=one.is_invited,
                has_vote=one.has_vote,
                floor_area_dm2=one.floor_area_dm2,
            )
            for one in people.values()
        ],
    )
    return PresenceRecord(
        invited=sum(one.is_invited for one in people.values()),
        came=len(came),
        voters=sum(one.has_vote for one in came),
        standings=_standings(people),
        quorum=with_quorum,
        opened_with=int(str(opening.get("present", len(came)))),
        opened_without=str(opening.get("reason", "")),
        took_oath=any(one.kind == ActKind.TAKE_OATH for one in trace),
    )


def _standings(people: People) -> tuple[StandingRecord, ...]:
    found = []
    for standing in Standing:
        of_it = [one for one in people.values() if one.standing == standing.value]
        came = [one for one in of_it if one.came_at is not None]
        names = tuple(name for one in came if (name := called(one).name))
        invited = sum(one.is_invited for one in of_it)
        if of_it:
            found.append(StandingRecord(standing, invited, len(came), names))
    return tuple(found)


def called(person: Attendee) -> Called:
    """Who was invited is told by name; whoever walked in is told by the number alone."""
    return Called(person.number, person.name if person.is_invited else "")


def _items(
    db: Session,
    meeting_id: int,
    people: People,
    trace: list[MeetingAct],
    told: tuple[PollRecord, ...],
) -> list[ItemRecord]:
    began = {one.item_id: one.at for one in reversed(trace) if one.kind == ActKind.START_ITEM.value}
    speeches, motions = defaultdict(list), defaultdict(list)
    for speech in floor.list_given(db, meeting_id):
        if speech.state == SpeechState.SPOKEN:
            speeches[speech.item_id].append(_speech(speech, people))
    numbers = {one.id: one.number for one in floor.list_motions(db, meeting_id)}
    for motion in floor.list_motions(db, meeting_id):
        motions[motion.item_id].append(_motion(db, motion, people, numbers))
    return [
        ItemRecord(
            id=one.id,
            position=place,
            title=one.title,
            kind=ItemKind(one.kind),
            state=ItemState(one.state),
            began_at=began.get(one.id),
            seconds=one.seconds_spent,
            planned_minutes=one.planned_minutes,
            notes=_notes(one),
            speeches=tuple(speeches[one.id]),
            motions=tuple(motions[one.id]),
            polls=tuple(poll for poll in told if poll.poll.item_id == one.id),
        )
        for place, one in enumerate(meetings.list_items(db, meeting_id), start=1)
    ]


def _notes(item: AgendaItem) -> tuple[str, ...]:
    return tuple(line for line in item.note.splitlines() if line.strip())


def _speech(row: Speech, people: People) -> SpeechRecord:
    seconds = 0
    if row.called_at is not None and row.ended_at is not None:
        seconds = max(0, int((row.ended_at - row.called_at).total_seconds()))
    return SpeechRecord(called(people[row.attendee_id]), Side(row.side), seconds)


def _motion(db: Session, row: Motion, people: People, numbers: Mapping[int, int]) -> MotionRecord:
    return MotionRecord(
        id=row.id,
        number=row.number,
        text=row.text,
        wording=wording_of(db, row),
        mover=called(people[row.mover_id]),
        seconder=None if row.seconder_id is None else called(people[row.seconder_id]),
        amends=None if row.amends_id is None else numbers[row.amends_id],
        state=MotionState(row.state),
    )
