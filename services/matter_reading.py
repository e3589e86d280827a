"""Reading matters: the public list, one of them with its way, and what a person may do to it."""

from datetime import datetime

from db import accounts, deadlines, matter_lists, matters, meetings, rounds
from db.engine import Session, reading
from db.tables import DeadlineClass, Matter, MatterMove
from domain.clock import utc_now
from domain.deadlines import CLOSES_AFTER
from domain.matter_views import (
    MatterCard,
    MatterFilter,
    MatterMoveLine,
    MatterPage,
    MatterSheet,
    WhistleLine,
)
from domain.matters import UNANSWERED, MatterEvent, MatterState, Source
from domain.proposal_views import Choice
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.attachments import file_lines
from services.deadlines import calendar_of
from services.matter_access import is_readable, place_of, speaker_of, subject_of
from services.matter_ratings import may_reopen

PAGE_SIZE = 12
_OF_MATTER = (
    Action.TAKE_UP_MATTER,
    Action.ASSIGN_MATTER,
    Action.HAND_OVER_MATTER,
    Action.ANSWER_MATTER,
    Action.RATE_ANSWER,
    Action.WITHDRAW_MATTER,
    Action.WHISTLE,
)
_OF_RAISER = (
    MatterEvent.RAISE,
    MatterEvent.RATE,
    MatterEvent.REOPEN,
    MatterEvent.WITHDRAW,
    MatterEvent.CLOSE,
)


def list_cards(wanted: MatterFilter) -> MatterPage:
    """A page of the public list."""
    now = utc_now()
    with reading() as db:
        total, late = matter_lists.count(db, wanted, now)
        rows = matter_lists.list_rows(db, wanted, now, PAGE_SIZE)
        cards = tuple(card_of(row, now) for row in rows)
    return MatterPage(cards, total, late, max(1, -(-total // PAGE_SIZE)))


def list_places() -> tuple[Choice, ...]:
    """The communities in which something can be raised."""
    with reading() as db:
        return tuple(Choice(row.id, row.name, row.name) for row in rounds.list_communities(db))


def list_fields() -> tuple[Choice, ...]:
    """The fields that something can be about."""
    with reading() as db:
        return tuple(Choice(row.code, row.name, row.name_en) for row in rounds.list_fields(db))


def list_bodies() -> tuple[Choice, ...]:
    """The bodies that can be given a matter."""
    with reading() as db:
        return tuple(Choice(row.code, row.name, row.name_en) for row in matters.list_bodies(db))


def list_owners() -> tuple[Choice, ...]:
    """The people to whom a matter can be given: whoever works for the district or a community."""
    with reading() as db:
        return tuple(Choice(row.id, row.name, row.name) for row in matters.list_possible_owners(db))


def get_sheet(actor: Actor | None, matter_id: int, now: datetime | None = None) -> MatterSheet:
    """One matter, and what this person may do to it; refuses what is private to others."""
    moment = now or utc_now()
    with reading() as db:
        row = matter_lists.get_row(db, matter_id)
        if row is None or not is_readable(db, actor, row[0]):
            raise Refusal("matter.unknown")
        return _sheet(db, actor, row, moment)


def card_of(row: matter_lists.Row, now: datetime) -> MatterCard:
    """A matter as lists show it."""
    matter, community, field, body, owner = row
    state = MatterState(matter.state)
    return MatterCard(
        id=matter.id,
        title=matter.title,
        source=Source(matter.source),
        state=state,
        due_at=matter.due_at,
        created_at=matter.created_at,
        is_late=state in UNANSWERED and matter.due_at < now,
        community=community.name if community else "",
        field=field.name if field else "",
        field_en=field.name_en if field else "",
        who=matter.owner_text or (body.name if body else "") or (owner.name if owner else ""),
        who_en=body.name_en if body and not matter.owner_text else "",
        level=matter.escalations,
        answered_at=matter.answered_at,
        is_solved=matter.is_solved,
        rating=matter.rating,
        is_public=matter.is_public,
    )


def _sheet(db: Session, actor: Actor | None, row: matter_lists.Row, now: datetime) -> MatterSheet:
    matter, _, _, body, _ = row
    works_on_it = actor is not None and _works_on(db, actor, matter)
    term = deadlines.find_class(db, matter.deadline_class)
    meeting = meetings.get_meeting(db, matter.meeting_id) if matter.meeting_id else None
    ids = {matter.raiser_id, matter.taken_up_by, matter.answered_by}
    names = accounts.names_of(db, {one for one in ids if one is not None})
    return MatterSheet(
        card=card_of(row, now),
        text=matter.text,
        place_text=matter.place_text,
        body=body.name if body else "",
        body_en=body.name_en if body else "",
        body_code=matter.body_code,
        owner_id=matter.owner_id,
        term=term.name if term else "",
        term_en=term.name_en if term else "",
        term_code=matter.deadline_class,
        raiser=_raiser(matter, names) if works_on_it else "",
        taken_up_by=names.get(matter.taken_up_by or 0, ""),
        meeting_id=matter.meeting_id,
        meeting_title=meeting.title if meeting else "",
        answer=matter.answer,
        answered_by=names.get(matter.answered_by or 0, ""),
        rating_text=matter.rating_text,
        closes_at=_closes_at(matter),
        moves=_moves(db, matter, shows_raiser=works_on_it),
        whistles=_whistles(db, actor, matter, now),
        files=file_lines(matters.list_files(db, matter.id)),
        acts=_acts(db, actor, matter),
        may_reopen=may_reopen(matter),
        unknown_years=_unknown_years(db, matter, term),
    )


def _unknown_years(db: Session, matter: Matter, term: DeadlineClass | None) -> tuple[int, ...]:
    if term is None or not term.working_days:
        return ()
    start = matter.counted_from or matter.created_at
    return calendar_of(db).unknown_years(start, matter.due_at)


def _works_on(db: Session, actor: Actor, matter: Matter) -> bool:
    return may(Action.READ_PRIVATE_MATTER, actor, None, subject_of(db, matter))


def _raiser(matter: Matter, names: dict[int, str]) -> str:
    return matter.raiser_name or names.get(matter.raiser_id or 0, "")


def _closes_at(matter: Matter) -> datetime | None:
    is_answered = matter.state == MatterState.ANSWERED.value
    return matter.answered_at + CLOSES_AFTER if is_answered and matter.answered_at else None


def _acts(db: Session, actor: Actor | None, matter: Matter) -> frozenset[Action]:
    if actor is None:
        return frozenset()
    subject = subject_of(db, matter)
    return frozenset(action for action in _OF_MATTER if may(action, actor, None, subject))


def _moves(db: Session, matter: Matter, *, shows_raiser: bool) -> tuple[MatterMoveLine, ...]:
    rows = matters.list_moves(db, matter.id)
    names = accounts.names_of(db, {row.account_id for row in rows if row.account_id})
    raiser = speaker_of(matter)

    def line(row: MatterMove) -> MatterMoveLine:
        event = MatterEvent(row.event)
        by_raiser = row.account_id is not None and row.account_id == raiser and event in _OF_RAISER
        is_hidden = by_raiser and not shows_raiser
        return MatterMoveLine(
            event=event,
            target=MatterState(row.to_state),
            at=row.at,
            who="" if is_hidden else names.get(row.account_id or 0, ""),
            by_raiser=by_raiser,
            by_clock=row.account_id is None,
            note=row.note,
        )

    return tuple(map(line, rows))


def _whistles(
    db: Session, actor: Actor | None, matter: Matter, now: datetime
) -> tuple[WhistleLine, ...]:
    def may_report(head_id: int | None) -> bool:
        heads = frozenset() if head_id is None else frozenset({head_id})
        subject = Subject(place=place_of(matter), assignee_ids=heads)
        return actor is not None and may(Action.REPORT_IN, actor, None, subject)

    return tuple(
        WhistleLine(
            id=row.id,
            body=body.name,
            body_en=body.name_en,
            reason=row.reason,
            at=row.at,
            due_at=row.due_at,
            is_late=(row.reported_at or now) > row.due_at,
            reported_at=row.reported_at,
            note=row.note,
            may_report=row.reported_at is None and may_report(body.head_id),
            level=row.escalations,
        )
        for row, body in matters.list_whistles(db, matter.id)
    )
