"""A screen's row: held to be changed, and as everyone outside sees it."""

from db import screens
from db.engine import Session
from db.tables import Screen
from domain.clock import utc_now
from domain.hall_slides import HallSlide
from domain.projector import SCREENS, Showing, Slide
from domain.refusals import Refusal
from domain.roles import Actor


def hold_screen(db: Session, actor: Actor, name: str) -> Screen:
    """The row of a screen that the hall has, its version raised; the right is checked before."""
    if name not in SCREENS:
        raise Refusal("screen.unknown")
    screen = screens.take_screen(db, name)
    screen.version += 1
    screen.changed_at, screen.changed_by = utc_now(), actor.account_id
    return screen


def showing_of(row: Screen) -> Showing:
    """The row as a value; a slide's name means one of a meeting where there is a meeting."""
    slide = Slide(row.slide) if row.meeting_id is None else HallSlide(row.slide)
    return Showing(
        row.name,
        slide=slide,
        round_id=row.round_id,
        meeting_id=row.meeting_id,
        subject_id=row.subject_id,
        is_following=row.is_following,
        is_frozen=row.is_frozen,
        changed_at=row.changed_at,
        proposal_id=row.proposal_id,
        step=row.step,
        played_from=row.played_from,
        seconds_a_step=row.seconds_a_step,
        is_dark=row.is_dark,
        version=row.version,
    )
