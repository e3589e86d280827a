"""Queries on minutes, their approved versions, and promises."""

from sqlmodel import Session, col, func, select

from db.tables import Matter, Meeting, Minutes, MinutesVersion, Promise
from domain.meetings import MeetingState
from domain.minutes_flow import MinutesState
from domain.refusals import Refusal


def find_minutes(db: Session, meeting_id: int, *, for_update: bool = False) -> Minutes | None:
    """The minutes of a meeting as they are being written."""
    query = select(Minutes).where(Minutes.meeting_id == meeting_id)
    if for_update:
        query = query.with_for_update()
    return db.exec(query).one_or_none()


def get_minutes(db: Session, meeting_id: int, *, for_update: bool = False) -> Minutes:
    """The minutes of a meeting, or a refusal."""
    row = find_minutes(db, meeting_id, for_update=for_update)
    if row is None:
        raise Refusal("minutes.none")
    return row


def list_versions(db: Session, meeting_id: int) -> list[MinutesVersion]:
    """What was approved, the newest version first."""
    query = select(MinutesVersion).where(MinutesVersion.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(MinutesVersion.number).desc())))


def has_version(db: Session, meeting_id: int) -> bool:
    """Whether minutes of this meeting were ever approved."""
    query = select(MinutesVersion.number).where(MinutesVersion.meeting_id == meeting_id).limit(1)
    return db.exec(query).first() is not None


def list_promises(db: Session, meeting_id: int) -> list[Promise]:
    """What was promised in the meeting and not taken back, in the order promised."""
    query = select(Promise).where(
        Promise.meeting_id == meeting_id, col(Promise.withdrawn_at).is_(None)
    )
    return list(db.exec(query.order_by(col(Promise.id))))


def list_promisers(db: Session, community_id: int | None, most: int) -> list[str]:
    """Who promised something at meetings of this place, the latest first, each once."""
    here = Meeting.community_id == community_id if community_id else col(Meeting.id).is_not(None)
    query = (
        select(Promise.who)
        .join(Meeting, col(Meeting.id) == Promise.meeting_id)
        .where(here)
        .group_by(Promise.who)
        .order_by(func.max(Promise.id).desc())
        .limit(most)
    )
    return list(db.exec(query))


def get_promise(db: Session, meeting_id: int, promise_id: int) -> Promise:
    """A promise of this meeting, or a refusal."""
    row = db.get(Promise, promise_id)
    if row is None or row.meeting_id != meeting_id:
        raise Refusal("promise.unknown")
    return row


def matters_of_promises(db: Session, meeting_id: int) -> dict[int, int]:
    """The matter that each promise of a meeting became."""
    query = (
        select(Promise.id, Matter.id)
        .join(Matter, col(Matter.promise_id) == Promise.id)
        .where(Promise.meeting_id == meeting_id)
    )
    return dict(db.exec(query).all())


def states_of_minutes(db: Session) -> list[tuple[Meeting, MinutesState | None]]:
    """Every meeting that is over, the latest first, with the state of its minutes, if any."""
    query = (
        select(Meeting, Minutes.state)
        .join(Minutes, col(Minutes.meeting_id) == Meeting.id, isouter=True)
        .where(Meeting.state == MeetingState.CLOSED.value)
        .order_by(col(Meeting.starts_at).desc())
    )
    return [
        (meeting, None if state is None else MinutesState(state))
        for meeting, state in db.exec(query)
    ]
