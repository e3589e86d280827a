"""Queries on the projectors' state."""

from sqlmodel import Session, col, func, select

from db.tables import Meeting, Proposal, Round, Screen
from domain.clock import utc_now


def find_screen(db: Session, name: str) -> Screen | None:
    """The state of the screen of that name."""
    return db.get(Screen, name)


def find_look(db: Session, name: str) -> tuple[Screen, int] | None:
    """The state of the screen, and the version of what it shows (0: of nothing), in one query."""
    query = (
        select(Screen, func.coalesce(Meeting.version, Round.version, 0))
        .join(Meeting, col(Screen.meeting_id) == col(Meeting.id), isouter=True)
        .join(Round, col(Screen.round_id) == col(Round.id), isouter=True)
        .where(Screen.name == name)
    )
    return db.exec(query).one_or_none()


def take_screen(db: Session, name: str) -> Screen:
    """The screen's row, made if it is not there yet."""
    screen = db.get(Screen, name)
    if screen is None:
        screen = Screen(name=name, slide="waiting", version=0, changed_at=utc_now())
        db.add(screen)
    return screen


def list_released(db: Session, round_id: int) -> dict[int, str]:
    """Titles of the round's proposals whose reviews are public."""
    query = (
        select(Proposal.id, Proposal.title)
        .where(Proposal.round_id == round_id, col(Proposal.reviews_released_at).is_not(None))
        .order_by(col(Proposal.id))
    )
    return dict(db.exec(query).all())


def is_released(db: Session, round_id: int, proposal_id: int | None) -> bool:
    """Whether this is a proposal of the round whose reviews are public."""
    proposal = db.get(Proposal, proposal_id) if proposal_id is not None else None
    return (
        proposal is not None
        and proposal.round_id == round_id
        and proposal.reviews_released_at is not None
    )
