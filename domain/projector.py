"""What a projector shows, and which step of a play everyone sees now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.hall_slides import HallSlide
from domain.money import Cents
from domain.phases import Phase
from domain.so_far import may_show_so_far

FIRST_SCREEN = "1"
SCREENS = (FIRST_SCREEN, "2", "3")
"""Screens that can be controlled at once, each by its number on the wall."""

PACES_SECONDS = (6, 12, 20)
SECONDS_A_LIST_PAGE = 15
LINES_A_PAGE = 6


class Slide(StrEnum):
    """One thought a screen."""

    WAITING = "waiting"
    OVERVIEW = "overview"
    TURNOUT = "turnout"
    SO_FAR = "so_far"
    TALLY_BOARD = "tally_board"
    PROJECTS = "projects"
    REVIEW = "review"
    PLAY = "play"
    WINNERS = "winners"
    VOTERS = "voters"


AFTER_PUBLICATION = frozenset({Slide.PLAY, Slide.WINNERS, Slide.VOTERS})
"""Slides that tell the result."""

_VOTED = (Phase.VOTE, Phase.COUNT, Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)


def fits(
    slide: Slide, phase: Phase, *, is_published: bool, shows_partial_results: bool = False
) -> bool:
    """Whether the round has something to show on that slide."""
    if slide is Slide.SO_FAR:
        return may_show_so_far(phase, is_allowed=shows_partial_results)
    if slide in AFTER_PUBLICATION:
        return is_published
    if slide is Slide.TALLY_BOARD:
        return phase in (Phase.VOTE, Phase.COUNT)
    if slide in (Slide.TURNOUT, Slide.PROJECTS):
        return phase in _VOTED
    return True


@dataclass(frozen=True, slots=True)
class Showing:
    """The state of one screen. `played_from`: since when the play goes on from `step`.

    With a `meeting_id` it shows a meeting: the slide that was chosen, or, where it `is_following`
    and not frozen, what the room is at. `changed_at`: since when it is so.
    """

    name: str
    slide: Slide | HallSlide = Slide.WAITING
    round_id: int | None = None
    meeting_id: int | None = None
    subject_id: int | None = None
    is_following: bool = False
    is_frozen: bool = False
    changed_at: datetime | None = None
    proposal_id: int | None = None
    step: int = 0
    played_from: datetime | None = None
    seconds_a_step: int = 12
    is_dark: bool = True
    version: int = 0

    @property
    def goes_on_at(self) -> datetime | None:
        """When a pause ends: it began at `played_from` and takes `step` minutes."""
        if self.slide is not HallSlide.PAUSE or self.played_from is None:
            return None
        return self.played_from + timedelta(minutes=self.step)

    def step_at(self, now: datetime, last: int) -> int:
        """The step of the play at this instant: 0 is the opening, `last` the end.

        Found from the clock alone, so that every viewer agrees and nobody writes.
        """
        step = self.step
        if self.played_from is not None:
            passed = (now - self.played_from).total_seconds()
            step += max(0, int(passed // self.seconds_a_step))
        return min(max(step, 0), last)

    def is_playing_at(self, now: datetime, last: int) -> bool:
        """Whether the play still goes on by itself."""
        return self.played_from is not None and self.step_at(now, last) < last


@dataclass(frozen=True, slots=True)
class HallProject:
    """A project as the wall lists it."""

    number: int
    name: str
    cost_cents: Cents
    community: str


@dataclass(frozen=True, slots=True)
class HallRound:
    """A round as the wall shows it. `last_step`: the end of its result's play, if it is public.

    `released`: titles of the proposals whose reviews are public.
    """

    round_id: int
    version: int
    name: str
    about: str
    phase: Phase
    budget_cents: Cents
    ballot_type: str
    min_marks: int
    is_published: bool
    shows_partial_results: bool
    last_step: int
    projects: tuple[HallProject, ...]
    released: Mapping[int, str]

    def slides(self) -> tuple[Slide, ...]:
        """The slides on which this round has something to show."""
        return tuple(
            one
            for one in Slide
            if fits(
                one,
                self.phase,
                is_published=self.is_published,
                shows_partial_results=self.shows_partial_results,
            )
        )


def list_pages(lines: int) -> int:
    """How many pages a list of so many lines takes."""
    return max(1, -(-lines // LINES_A_PAGE))


def list_page_at(now: datetime, pages: int) -> int:
    """The page of a long list at this instant, from 0: the clock turns pages, alike everywhere."""
    return int(now.timestamp() // SECONDS_A_LIST_PAGE) % max(1, pages)
