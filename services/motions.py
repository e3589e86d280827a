"""Motions: moved in the room, seconded by another, amended, put to the vote."""

from dataclasses import replace

from db import floor, meetings
from db.acts import recording
from db.engine import Session, reading, transaction
from db.tables import Attendee, MeetingAct, Motion
from domain.clock import utc_now
from domain.floor import MotionFlow, MotionState
from domain.house_rules import rules_from
from domain.meetings import ActKind, Voice, step_in
from domain.motions import AMENDABLE, LONGEST_MOTION, UNDECIDED, shortened
from domain.polls import LONGEST_QUESTION, PollKind, PollTerms
from domain.refusals import Refusal
from domain.roles import Actor
from services import polls
from services.meeting_access import Act, act_in, confirm_voice
from services.motion_access import refuse_unready, wording_of


def move_motion(
    actor: Actor,
    meeting_id: int,
    item_id: int,
    mover_id: int,
    text: str,
    amends_id: int | None = None,
) -> int:
    """Take down what somebody in the room moves, or how they would amend a motion; its id.

    A second press with the same words finds the motion that the first one made.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_MOTION:
        raise Refusal("motion.text", most=LONGEST_MOTION)
    with act_in(actor, meeting_id, ActKind.MOVE_MOTION) as act:
        meetings.get_item(act.db, meeting_id, item_id)
        mover = _get_entitled(act.db, meeting_id, mover_id)
        known = _find_same(act.db, meeting_id, item_id, (text, mover_id, amends_id))
        if known is not None:
            act.happened = False
            return known.id
        if amends_id is None:
            _refuse_second_motion(act, item_id)
        else:
            _refuse_unamendable(act.db, meeting_id, item_id, amends_id)
        motion = Motion(
            meeting_id=meeting_id,
            item_id=item_id,
            number=floor.next_motion_number(act.db, meeting_id),
            text=text,
            mover_id=mover_id,
            amends_id=amends_id,
            at=utc_now(),
        )
        act.db.add(motion)
        act.db.flush()
        _tell(act, motion)
        act.facts["mover"] = _called(mover)
        return motion.id


def second_motion(actor: Actor, meeting_id: int, motion_id: int, attendee_id: int) -> None:
    """Take down that somebody in the room seconds the motion."""
    with act_in(actor, meeting_id, ActKind.SECOND_MOTION) as act:
        motion = floor.get_motion(act.db, meeting_id, motion_id)
        seconder = _get_entitled(act.db, meeting_id, attendee_id)
        act.happened = _second(motion, seconder)
        _tell(act, motion)
        act.facts["seconder"] = _called(seconder)


def second_from_floor(voice: Voice, motion_id: int) -> None:
    """Second the motion from one's own phone or tablet; who comes second to that finds it done."""
    with transaction() as db:
        meetings.get_meeting(db, voice.meeting_id, for_update=True)
        meeting, seconder = confirm_voice(db, voice)
        motion = floor.get_motion(db, meeting.id, motion_id)
        _refuse_unentitled(seconder)
        with recording(db) as recorder:
            if not _second(motion, seconder):
                return
            before = recorder.before()
        db.add(
            MeetingAct(
                meeting_id=meeting.id,
                kind=ActKind.SECOND_MOTION.value,
                item_id=motion.item_id,
                facts=_facts(motion) | {"seconder": _called(seconder)},
                before=before,
                at=utc_now(),
            )
        )
        meetings.touch(db, meeting)


def withdraw_motion(actor: Actor, meeting_id: int, motion_id: int) -> None:
    """The mover takes the motion back, and what would have amended it falls with it."""
    with act_in(actor, meeting_id, ActKind.WITHDRAW_MOTION) as act:
        motion = floor.get_motion(act.db, meeting_id, motion_id)
        if motion.state == MotionState.WITHDRAWN.value:
            act.happened = False
            return
        for one in (motion, *floor.list_amendments(act.db, motion_id)):
            if one is motion or MotionState(one.state) in UNDECIDED:
                one.state = step_in(MotionFlow, one.state, "withdraw", f"motion.is_{one.state}")
        _tell(act, motion)


def put_to_vote(actor: Actor, meeting_id: int, motion_id: int, terms: PollTerms) -> int:
    """Open the poll that decides the motion; its id. Of the terms the motion gives the question.

    Pressed twice, the poll that the first press opened is found.
    """
    with reading() as db:
        motion = floor.get_motion(db, meeting_id, motion_id)
        if motion.state != MotionState.PUT.value:
            refuse_unready(db, motion)
        question = shortened(wording_of(db, motion), LONGEST_QUESTION)
    ready = replace(terms, kind=PollKind.FOR_AGAINST, question=question)
    poll_id = polls.prepare_poll(actor, meeting_id, ready, motion_id=motion_id)
    polls.open_poll(actor, poll_id)
    return poll_id


def _find_same(
    db: Session, meeting_id: int, item_id: int, said: tuple[str, int, int | None]
) -> Motion | None:
    """The undecided motion that the same press has made before: its text, mover and main motion."""
    for one in floor.list_motions(db, meeting_id, item_id):
        if MotionState(one.state) in UNDECIDED and (one.text, one.mover_id, one.amends_id) == said:
            return one
    return None


def _second(motion: Motion, seconder: Attendee) -> bool:
    """Write down the seconder; False where somebody has seconded it already."""
    if motion.mover_id == seconder.id:
        raise Refusal("motion.own_second")
    if motion.state == MotionState.SECONDED.value:
        return False
    motion.state = step_in(MotionFlow, motion.state, "second", f"motion.is_{motion.state}")
    motion.seconder_id = seconder.id
    return True


def _get_entitled(db: Session, meeting_id: int, attendee_id: int) -> Attendee:
    attendee = meetings.get_attendee(db, meeting_id, attendee_id)
    if attendee.came_at is None or attendee.left_at is not None:
        raise Refusal("motion.not_present")
    _refuse_unentitled(attendee)
    return attendee


def _refuse_unentitled(attendee: Attendee) -> None:
    if not attendee.has_vote:
        raise Refusal("motion.no_vote")


def _refuse_second_motion(act: Act, item_id: int) -> None:
    if not rules_from(act.meeting.house_rules).one_motion_at_a_time:
        return
    for one in floor.list_motions(act.db, act.meeting.id, item_id):
        if one.amends_id is None and MotionState(one.state) in UNDECIDED:
            raise Refusal("motion.one_at_a_time", number=one.number)


def _refuse_unamendable(db: Session, meeting_id: int, item_id: int, amends_id: int) -> None:
    amended = floor.get_motion(db, meeting_id, amends_id)
    if amended.amends_id is not None or amended.item_id != item_id:
        raise Refusal("motion.amends_amendment")
    if MotionState(amended.state) not in AMENDABLE:
        raise Refusal(f"motion.is_{amended.state}")
    if any(MotionState(one.state) in UNDECIDED for one in floor.list_amendments(db, amends_id)):
        raise Refusal("motion.amendment_first")


def _tell(act: Act, motion: Motion) -> None:
    act.item_id = motion.item_id
    act.facts |= _facts(motion)


def _facts(motion: Motion) -> dict[str, object]:
    return {"motion_id": motion.id, "motion": motion.number, "text": motion.text}


def _called(attendee: Attendee) -> dict[str, object]:
    return {"number": attendee.number, "name": attendee.name}
