"""What a viewer's wall was drawn from: equal moments look alike, so nothing need be sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.hall_slides import Place
from domain.paper_views import TallyBoard
from domain.projector import Showing
from domain.so_far import SoFar


@dataclass(frozen=True, slots=True)
class Moment:
    """All that the slide of an instant depends on. `version`: of its meeting or its round.

    `place`: the slide of a meeting, and the poll, motion or matter it is about.
    """

    showing: Showing
    version: int
    page: int = 0
    turnout: tuple[int, int, int] = (0, 0, 0)
    so_far: SoFar | None = None
    place: Place | None = None
    board: TallyBoard | None = None


def held(now: Moment, drawn: Moment | None) -> Moment:
    """What to draw: the present moment, or, while the screen is frozen, the one drawn before."""
    if drawn is None or not now.showing.is_frozen or not _is_of_same(now.showing, drawn.showing):
        return now
    return replace(drawn, showing=now.showing)


def must_change(now: Moment, drawn: Moment) -> bool:
    """Whether the wall must be drawn again; of a frozen screen only its light can change."""
    return held(now, drawn) != drawn


def _is_of_same(one: Showing, other: Showing) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("name", "meeting_id", "round_id")
    )
