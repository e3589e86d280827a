"""表决: prepared with its rule, opened, closed and counted, or withdrawn with a reason."""

from db import floor, meetings, polls
from db.engine import Session, reading
from db.tables import Motion, Poll
from domain.clock import utc_now
from domain.floor import MotionFlow, MotionState
from domain.meetings import ActKind, step_in
from domain.poll_result import PollResult, as_json, count_poll, from_json
from domain.poll_views import NamedAnswer, PollView
from domain.polls import Base, PollFlow, PollKind, PollState, PollTerms, refuse_bad_terms
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.roles import Actor
from services.meeting_access import UNENDED, Act, act_in
from services.meeting_reading import report_of
from services.motion_access import refuse_unready, wording_of

LONGEST_REASON = 200


def prepare_poll(
    actor: Actor,
    meeting_id: int,
    terms: PollTerms,
    *,
    item_id: int | None = None,
    motion_id: int | None = None,
) -> int:
    """Write down a question with its rule and base, before anybody can answer; the poll's id.

    The current item where none is named. A motion has one poll at a time: asked for again, the one
    that is there is meant.
    """
    refuse_bad_terms(terms)
    with act_in(actor, meeting_id, ActKind.PREPARE_POLL, states=UNENDED) as act:
        known = _find_prepared(act.db, meeting_id, terms, motion_id)
        if known is not None:
            act.happened = False
            return known.id
        act.item_id = _item_of(act, item_id, motion_id)
        poll = Poll(
            meeting_id=meeting_id,
            item_id=act.item_id,
            motion_id=motion_id,
            number=polls.next_number(act.db, meeting_id),
            question=terms.question,
            created_at=utc_now(),
        )
        poll.sqlmodel_update(_columns(terms))
        act.db.add(poll)
        act.db.flush()
        act.facts |= _facts(poll)
        return poll.id


def open_poll(actor: Actor, poll_id: int) -> None:
    """Let everyone who is present and has a vote answer; who they are is fixed now.

    Owners' matters need their quorum; of any other meeting it is traced whether it was there.
    """
    with act_in(actor, _meeting_of(poll_id), ActKind.OPEN_POLL) as act:
        poll = polls.get_poll(act.db, poll_id, for_update=True)
        if poll.state == PollState.OPEN:
            act.happened = False
            return
        if polls.find_open(act.db, poll.meeting_id) is not None:
            raise Refusal("poll.another_open")
        poll.state = step_in(PollFlow, poll.state, "open_poll", "poll.not_so_now")
        poll.opened_at = utc_now()
        if poll.motion_id is not None:
            refuse_unready(act.db, _step_motion(act.db, poll, None))
            _step_motion(act.db, poll, "put_to_vote")
        # An opening that was taken back may have left answers under a key that is gone.
        polls.clear(act.db, poll_id)
        present = [one for one in meetings.list_present(act.db, poll.meeting_id) if one.has_vote]
        if not present:
            raise Refusal("poll.nobody_present")
        quorum = report_of(act.meeting, meetings.list_attendees(act.db, poll.meeting_id))
        if quorum.forbids_a_vote:
            raise Refusal("poll.no_quorum")
        polls.make_key(act.db, poll_id)
        polls.entitle(act.db, poll_id, present)
        act.item_id = poll.item_id
        act.facts |= _facts(poll) | {"entitled": len(present), "quorum_holds": quorum.holds}


def close_poll(actor: Actor, poll_id: int) -> PollView:
    """Close, count and freeze; what the poll of a motion decides, the motion becomes.

    Whoever was answering in this instant is either counted or refused. Of a secret poll the key
    between people and answers is destroyed: it cannot be taken back.
    """
    meeting_id = _meeting_of(poll_id)
    with act_in(actor, meeting_id, ActKind.CLOSE_POLL, can_be_undone=False) as act:
        poll = polls.get_poll(act.db, poll_id, for_update=True)
        if poll.state == PollState.CLOSED:
            act.happened = False
            return _view(act.db, poll)
        poll.state = step_in(PollFlow, poll.state, "close_poll", "poll.not_so_now")
        poll.closed_at = utc_now()
        result = _count(act.db, poll)
        poll.result = as_json(result)
        act.facts |= _facts(poll) | {"result": poll.result}
        if poll.motion_id is not None:
            act.facts |= _decide_motion(act.db, poll, is_carried=bool(result.has_passed))
        polls.destroy_secret(act.db, polls.secret_name(poll_id))
        act.db.flush()
        act.item_id = poll.item_id
        return _view(act.db, poll)


def withdraw_poll(actor: Actor, poll_id: int, reason: str) -> None:
    """Withdraw a poll, telling everyone why; what was answered is deleted uncounted."""
    why = tidy(reason, LONGEST_REASON)
    meeting_id = _meeting_of(poll_id)
    with act_in(
        actor, meeting_id, ActKind.WITHDRAW_POLL, states=UNENDED, can_be_undone=False
    ) as act:
        poll = polls.get_poll(act.db, poll_id, for_update=True)
        if poll.state == PollState.WITHDRAWN:
            act.happened = False
            return
        if not why:
            raise Refusal("poll.no_reason")
        poll.state = step_in(PollFlow, poll.state, "withdraw_poll", "poll.not_so_now")
        poll.withdrawn_reason, poll.closed_at = why, utc_now()
        if poll.motion_id is not None:
            _take_motion_back(act.db, poll)
        polls.clear(act.db, poll_id, forget_voices=False)
        act.item_id = poll.item_id
        act.facts |= _facts(poll) | {"reason": why}


def get_poll_view(poll_id: int) -> PollView:
    """A poll as everyone in the room may see it."""
    with reading() as db:
        return _view(db, polls.get_poll(db, poll_id))


def find_open_poll(meeting_id: int) -> PollView | None:
    """The poll that is being answered now."""
    with reading() as db:
        poll = polls.find_open(db, meeting_id)
        return None if poll is None else _view(db, poll)


def list_poll_views(meeting_id: int) -> tuple[PollView, ...]:
    """Every poll of the meeting by number, prepared and withdrawn ones too."""
    with reading() as db:
        return tuple(_view(db, poll) for poll in polls.list_polls(db, meeting_id))


def list_named_answers(poll_id: int) -> tuple[NamedAnswer, ...]:
    """Who answered what in an open ballot that has closed, for the record; refused of any other."""
    with reading() as db:
        poll = polls.get_poll(db, poll_id)
        if poll.is_secret:
            raise Refusal("poll.secret")
        if poll.state != PollState.CLOSED:
            raise Refusal("poll.not_closed")
        answers = polls.answers_by_person(db, poll_id)
        return tuple(
            NamedAnswer(one.id, one.number, one.name, answers.get(one.id, {}), row.floor_area_dm2)
            for row, one in polls.list_voices(db, poll_id)
        )


def terms_of(poll: Poll) -> PollTerms:
    """What was fixed before anybody answered."""
    return PollTerms(
        question=poll.question,
        kind=PollKind(poll.kind),
        options=tuple(poll.options),
        is_secret=poll.is_secret,
        majority=poll.majority,
        majority_of=poll.majority_of,
        base=Base(poll.base),
        counts_area=poll.counts_area,
        points_total=poll.points_total,
        most_choices=poll.most_choices,
    )


def _meeting_of(poll_id: int) -> int:
    with reading() as db:
        return polls.get_poll(db, poll_id).meeting_id


def _find_prepared(
    db: Session, meeting_id: int, terms: PollTerms, motion_id: int | None
) -> Poll | None:
    """The poll that the same tap has prepared before, or that waits for this motion already."""
    alive = (PollState.DRAFT, PollState.OPEN)
    waiting = [one for one in polls.list_polls(db, meeting_id) if one.state in alive]
    for poll in waiting:
        if motion_id is not None and poll.motion_id == motion_id:
            return poll
        if poll.motion_id == motion_id and terms_of(poll) == terms:
            return poll
    return None


def _item_of(act: Act, item_id: int | None, motion_id: int | None) -> int | None:
    if motion_id is not None:
        return floor.get_motion(act.db, act.meeting.id, motion_id).item_id
    if item_id is not None:
        return meetings.get_item(act.db, act.meeting.id, item_id).id
    return act.meeting.current_item_id


def _columns(terms: PollTerms) -> dict[str, object]:
    return {
        "question": terms.question.strip(),
        "kind": terms.kind.value,
        "options": [option.strip() for option in terms.options],
        "is_secret": terms.is_secret,
        "majority": terms.majority,
        "majority_of": terms.majority_of,
        "base": terms.base.value,
        "counts_area": terms.counts_area,
        "points_total": terms.points_total,
        "most_choices": terms.most_choices,
    }


def _facts(poll: Poll) -> dict[str, object]:
    return {"poll_id": poll.id, "number": poll.number} | _columns(terms_of(poll))


def _step_motion(db: Session, poll: Poll, event: str | None) -> Motion:
    """The poll's motion, taken this step of its way if one is named."""
    motion = floor.get_motion(db, poll.meeting_id, poll.motion_id or 0)
    if event is not None:
        motion.state = step_in(MotionFlow, motion.state, event, f"motion.is_{motion.state}")
    return motion


def _take_motion_back(db: Session, poll: Poll) -> None:
    if _step_motion(db, poll, None).state == MotionState.PUT:
        _step_motion(db, poll, "take_back")


def _decide_motion(db: Session, poll: Poll, *, is_carried: bool) -> dict[str, object]:
    # Read before the step: of an amendment the wording changes with it.
    text = wording_of(db, _step_motion(db, poll, None))
    motion = _step_motion(db, poll, "carry" if is_carried else "lose")
    return {"motion": motion.number, "motion_text": text}


def _count(db: Session, poll: Poll) -> PollResult:
    entitled, _ = polls.count_voices(db, poll.id)
    return count_poll(
        terms_of(poll),
        polls.list_answers(db, poll.id),
        entitled,
        polls.count_roster(db, poll.meeting_id),
    )


def _view(db: Session, poll: Poll) -> PollView:
    is_open = poll.state == PollState.OPEN
    has_voices = is_open or poll.state == PollState.CLOSED
    entitled, answered = polls.count_voices(db, poll.id)
    return PollView(
        poll_id=poll.id,
        meeting_id=poll.meeting_id,
        item_id=poll.item_id,
        motion_id=poll.motion_id,
        number=poll.number,
        terms=terms_of(poll),
        state=PollState(poll.state),
        entitled=entitled.people if has_voices else 0,
        answered=answered if has_voices else 0,
        so_far=_count(db, poll) if is_open and not poll.is_secret else None,
        result=from_json(poll.result) if poll.result else None,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        withdrawn_reason=poll.withdrawn_reason,
    )
