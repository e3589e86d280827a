"""Queries on who is invited to a meeting, who came, and the draws by lot."""

from collections.abc import Iterable

from sqlmodel import Session, case, col, func, or_, select

from db.tables import (
    Account,
    Attendee,
    Community,
    Meeting,
    Motion,
    PollVoice,
    RosterDraw,
    Speech,
)
from domain.floor import SpeechState
from domain.places import Place
from domain.refusals import Refusal
from domain.roles import Role


def list_people_of(
    db: Session, place: Place, roles: Iterable[Role]
) -> list[tuple[Account, Community | None]]:
    """Active accounts of these roles that live in the place, by id.

    Those without a community (experts, legal specialists) belong to every place.
    """
    query = (
        select(Account, Community)
        .join(Community, col(Community.id) == Account.community_id, isouter=True)
        .where(col(Account.role).in_([role.value for role in roles]), col(Account.is_active))
        .order_by(col(Account.id))
    )
    return [
        (account, community)
        for account, community in db.exec(query)
        if community is None or place.covers(community.subdistrict_id, community.id)
    ]


def list_account_ids(db: Session, meeting_id: int) -> set[int]:
    """The accounts that are on the roster already."""
    query = select(Attendee.account_id).where(
        Attendee.meeting_id == meeting_id, col(Attendee.account_id).is_not(None)
    )
    return {one for one in db.exec(query) if one is not None}


def list_pins(db: Session, meeting_id: int) -> set[str]:
    """The PINs that are given out already."""
    query = select(Attendee.pin).where(
        Attendee.meeting_id == meeting_id, col(Attendee.pin).is_not(None)
    )
    return {one for one in db.exec(query) if one is not None}


def list_join_codes(db: Session) -> set[str]:
    """The codes of all meetings that have one."""
    query = select(Meeting.join_code).where(col(Meeting.join_code).is_not(None))
    return {one for one in db.exec(query) if one is not None}


def community_names(db: Session, community_ids: set[int]) -> dict[int, str]:
    """The names of these communities, by id."""
    query = select(Community.id, Community.name).where(col(Community.id).in_(community_ids))
    return dict(db.exec(query).all())


def find_same_name(db: Session, meeting_id: int, name: str) -> Attendee | None:
    """Somebody of that name who is on the roster or has come."""
    query = select(Attendee).where(Attendee.meeting_id == meeting_id, Attendee.name == name)
    return db.exec(query.order_by(col(Attendee.number))).first()


def has_taken_part(db: Session, attendee_id: int) -> bool:
    """Whether a person answered a poll, moved or seconded a motion, or is on a speakers' list."""
    done = (
        select(PollVoice.poll_id).where(
            PollVoice.attendee_id == attendee_id, col(PollVoice.answered_at).is_not(None)
        ),
        select(Motion.id).where(
            or_(Motion.mover_id == attendee_id, Motion.seconder_id == attendee_id)
        ),
        select(Speech.id).where(
            Speech.attendee_id == attendee_id, Speech.state != SpeechState.REMOVED.value
        ),
    )
    return any(db.exec(query.limit(1)).first() is not None for query in done)


def count_people(db: Session) -> dict[int, tuple[int, int]]:
    """For every meeting how many are invited, and how many came."""
    invited = func.count(case((col(Attendee.is_invited), 1)))
    query = select(Attendee.meeting_id, invited, func.count(col(Attendee.came_at)))
    rows = db.exec(query.group_by(col(Attendee.meeting_id)))
    return {meeting_id: (n, came) for meeting_id, n, came in rows}


def get_draw(db: Session, meeting_id: int, draw_id: int, *, for_update: bool = False) -> RosterDraw:
    """A draw of this meeting, or a refusal."""
    query = select(RosterDraw).where(RosterDraw.id == draw_id, RosterDraw.meeting_id == meeting_id)
    if for_update:
        query = query.with_for_update()
    row = db.exec(query).one_or_none()
    if row is None:
        raise Refusal("draw.unknown")
    return row


def list_draws(db: Session, meeting_id: int) -> list[RosterDraw]:
    """Every draw of the meeting, oldest first: a second try cannot be hidden."""
    query = select(RosterDraw).where(RosterDraw.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(RosterDraw.id))))
