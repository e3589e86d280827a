"""观点: one sentence from the room or from the facilitator, read by somebody before all see it."""

from db import meetings, stances
from db.engine import Session, reading, transaction
from db.tables import Meeting, Statement
from domain.clock import utc_now
from domain.meetings import ActKind, MeetingState, Voice, step_in
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.similarity import build_index, find_alike
from domain.stance_views import AlikeStatement, StatementInQueue, StatementView
from domain.stances import (
    ALIKE_FROM,
    LONGEST_STATEMENT,
    MOST_OF_ONE,
    MOST_WAITING,
    HidingReason,
    StatementFlow,
    StatementState,
)
from services.meeting_access import UNENDED, act_in, confirm_voice, permit_in

HELD = frozenset({MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED})
READABLE = (StatementState.SHOWN, StatementState.PENDING)


def propose_statement(voice: Voice, text: str, item_id: int | None = None) -> int:
    """Put a sentence before the moderator; its id. The current item where none is named.

    The same words of the same person are one statement, so a double tap proposes once.
    """
    with transaction() as db:
        meeting, attendee = confirm_voice(db, voice)
        said = _one_sentence(text)
        item = _item_of(db, meeting, item_id)
        own = stances.list_of_person(db, meeting.id, attendee.id)
        for one in own:
            if one.text == said and one.item_id == item:
                return one.id
        if sum(one.state == StatementState.PENDING for one in own) >= MOST_WAITING:
            raise Refusal("statement.too_many_waiting", most=MOST_WAITING)
        if len(own) >= MOST_OF_ONE:
            raise Refusal("statement.too_many", most=MOST_OF_ONE)
        row = _add(db, meeting, item, said, StatementState.PENDING)
        row.attendee_id = attendee.id
        meetings.touch(db, meeting)
        return row.id


def add_statement(actor: Actor, meeting_id: int, text: str, item_id: int | None = None) -> int:
    """Put a sentence before the room at once, as whoever moderates may; its id."""
    with act_in(
        actor,
        meeting_id,
        ActKind.SHOW_STATEMENT,
        action=Action.MODERATE_STATEMENT,
        states=UNENDED,
    ) as act:
        said = _one_sentence(text)
        item = _item_of(act.db, act.meeting, item_id)
        for one in stances.list_statements(act.db, meeting_id, item, StatementState.SHOWN):
            if one.text == said:
                act.happened = False
                return one.id
        row = _add(act.db, act.meeting, item, said, StatementState.SHOWN)
        row.moderated_by = actor.account_id
        act.item_id = item
        act.facts |= _facts(row)
        return row.id


def show_statement(actor: Actor, statement_id: int) -> None:
    """Put a statement from the floor before the room, or one that was hidden after all."""
    with act_in(
        actor,
        _meeting_of(statement_id),
        ActKind.SHOW_STATEMENT,
        action=Action.MODERATE_STATEMENT,
        states=UNENDED,
    ) as act:
        row = stances.get_statement(act.db, statement_id)
        if row.state == StatementState.SHOWN:
            act.happened = False
            return
        row.state = step_in(StatementFlow, row.state, "show", "statement.not_so_now")
        row.hidden_reason, row.moderated_by = "", actor.account_id
        act.item_id = row.item_id
        act.facts |= _facts(row)


def hide_statement(actor: Actor, statement_id: int, reason: HidingReason) -> None:
    """Keep a statement from the room, for a reason; its stances no longer count. Never deleted."""
    with act_in(
        actor,
        _meeting_of(statement_id),
        ActKind.HIDE_STATEMENT,
        action=Action.MODERATE_STATEMENT,
        states=HELD,
    ) as act:
        row = stances.get_statement(act.db, statement_id)
        if row.state == StatementState.HIDDEN:
            act.happened = False
            return
        row.state = step_in(StatementFlow, row.state, "hide", "statement.not_so_now")
        row.hidden_reason, row.moderated_by = reason.value, actor.account_id
        act.item_id = row.item_id
        act.facts |= _facts(row) | {"reason": reason.value}


def list_shown(meeting_id: int, item_id: int | None = None) -> tuple[StatementView, ...]:
    """What stands before the room, by number; public."""
    with reading() as db:
        rows = stances.list_statements(db, meeting_id, item_id, StatementState.SHOWN)
        return tuple(view_of(row) for row in rows)


def list_own(voice: Voice) -> tuple[StatementView, ...]:
    """What a person has written, and what became of it."""
    with reading() as db:
        meeting, attendee = confirm_voice(db, voice)
        rows = stances.list_of_person(db, meeting.id, attendee.id)
        return tuple(view_of(row) for row in rows)


def list_for_moderation(
    actor: Actor, meeting_id: int, item_id: int | None = None
) -> tuple[StatementInQueue, ...]:
    """Every statement, those that wait first, the longest waiting on top, with what they repeat."""
    with reading() as db:
        permit_in(db, actor, Action.MODERATE_STATEMENT, meetings.get_meeting(db, meeting_id))
        rows = stances.list_statements(db, meeting_id, item_id)
        order = [StatementState.PENDING, StatementState.SHOWN, StatementState.HIDDEN]
        rows.sort(key=lambda row: (order.index(StatementState(row.state)), row.number))
        readable = [row for row in rows if StatementState(row.state) in READABLE]
        return tuple(StatementInQueue(view_of(row), _repeated(readable, row)) for row in rows)


def list_alike(
    meeting_id: int, text: str, item_id: int | None = None
) -> tuple[AlikeStatement, ...]:
    """Statements before the room that say much the same as what somebody is writing; public."""
    with reading() as db:
        rows = stances.list_statements(db, meeting_id, item_id, StatementState.SHOWN)
        return _alike(rows, text)


def view_of(row: Statement) -> StatementView:
    """A statement without its writer."""
    return StatementView(
        id=row.id,
        item_id=row.item_id,
        number=row.number,
        text=row.text,
        state=StatementState(row.state),
        is_from_floor=row.attendee_id is not None,
        at=row.at,
        hidden_reason=row.hidden_reason,
    )


def _repeated(rows: list[Statement], row: Statement) -> tuple[AlikeStatement, ...]:
    """What a statement that waits repeats. It is not among the texts that weigh what is rare."""
    if row.state != StatementState.PENDING:
        return ()
    return _alike([one for one in rows if one.id != row.id], row.text)


def _alike(rows: list[Statement], text: str) -> tuple[AlikeStatement, ...]:
    texts = {row.id: row.text for row in rows}
    index = build_index({key: (said, "") for key, said in texts.items()})
    numbers = {row.id: row.number for row in rows}
    return tuple(
        AlikeStatement(one.proposal_id, numbers[one.proposal_id], texts[one.proposal_id], one.score)
        for one in find_alike(index, text, "", least=ALIKE_FROM)
    )


def _one_sentence(text: str) -> str:
    said = " ".join(tidy(text, LONGEST_STATEMENT * 4).split())
    if not said:
        raise Refusal("statement.empty")
    if len(said) > LONGEST_STATEMENT:
        raise Refusal("statement.too_long", most=LONGEST_STATEMENT, length=len(said))
    return said


def _item_of(db: Session, meeting: Meeting, item_id: int | None) -> int:
    wanted = item_id if item_id is not None else meeting.current_item_id
    if wanted is None:
        raise Refusal("statement.no_item")
    return meetings.get_item(db, meeting.id, wanted).id


def _add(
    db: Session, meeting: Meeting, item_id: int, text: str, state: StatementState
) -> Statement:
    row = Statement(
        meeting_id=meeting.id,
        item_id=item_id,
        number=stances.next_number(db, meeting.id),
        text=text,
        state=state.value,
        at=utc_now(),
    )
    db.add(row)
    db.flush()
    return row


def _meeting_of(statement_id: int) -> int:
    with reading() as db:
        return stances.get_statement(db, statement_id).meeting_id


def _facts(row: Statement) -> dict[str, object]:
    return {"statement_id": row.id, "number": row.number, "text": row.text}
