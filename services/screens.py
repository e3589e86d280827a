"""What the projectors of the hall show, and who sets them."""

import logging

from db import ballots, outcomes, projects, rounds, screens
from db.engine import Session, reading, transaction
from db.tables import Round, Screen
from domain.clock import utc_now
from domain.phases import Phase
from domain.projector import (
    PACES_SECONDS,
    HallProject,
    HallRound,
    Showing,
    Slide,
    fits,
)
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.round_settings import ballot_type_of
from domain.so_far import SoFar, may_show_so_far, sum_so_far
from services.permission import permit
from services.screen_rows import hold_screen, showing_of

log = logging.getLogger(__name__)


def find_showing(name: str) -> Showing:
    """What a screen shows; a screen that nobody has set waits."""
    with reading() as db:
        row = screens.find_screen(db, name)
        return Showing(name) if row is None else showing_of(row)


def find_round_version(round_id: int) -> int:
    """A number that rises with every public change of the round."""
    with reading() as db:
        return rounds.get_round(db, round_id).version


def get_hall_round(round_id: int) -> HallRound:
    """The round as everyone in the hall may see it."""
    with reading() as db:
        row = rounds.get_round(db, round_id)
        record = outcomes.find_outcome(db, round_id)
        is_published = record is not None and record.published_at is not None
        bought = outcomes.count_bought(record) if record is not None and is_published else 0
        return HallRound(
            round_id=row.id,
            version=row.version,
            name=row.name,
            about=row.about,
            phase=Phase(row.phase),
            budget_cents=row.budget_cents,
            ballot_type=row.ballot_type,
            min_marks=row.min_marks,
            is_published=is_published,
            shows_partial_results=row.shows_partial_results,
            last_step=bought + 1,
            projects=tuple(
                HallProject(one.number, one.name, one.cost_cents, community)
                for one, community in outcomes.list_projects(db, round_id)
            ),
            released=screens.list_released(db, round_id),
        )


def get_so_far(round_id: int) -> SoFar:
    """Sums of the valid ballots while voting goes on; refused where the round does not show them.

    Everyone in the hall sees them, so nobody's role matters; no single ballot leaves this room.
    """
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        _refuse_so_far(round_)
        return sum_so_far(
            ballot_type_of(round_.ballot_type),
            ballots.list_countable(db, round_).valid,
            {one.code: (one.number, one.name) for one in projects.list_projects(db, round_id)},
        )


def show_slide(
    actor: Actor, name: str, round_id: int, slide: Slide, proposal_id: int | None = None
) -> None:
    """Put a slide of a round on the screen; a play begins at its opening and stands still.

    Refused where the round has nothing to show there, an unpublished result above all.
    """
    with transaction() as db:
        round_ = rounds.get_round(db, round_id)
        screen = _screen(db, actor, name, round_)
        _refuse_unshowable(db, round_, slide, proposal_id)
        screen.round_id, screen.slide = round_id, slide.value
        screen.proposal_id = proposal_id if slide is Slide.REVIEW else None
        screen.step, screen.played_from = 0, None
        screen.meeting_id = screen.subject_id = None
        screen.is_following = screen.is_frozen = False
    log.info("screen %s shows %s of round %d", name, slide, round_id)


def step_to(actor: Actor, name: str, step: int) -> None:
    """Show this step of the play and stay there."""
    with transaction() as db:
        screen = _screen(db, actor, name)
        screen.step = min(max(step, 0), _last_step(db, screen))
        screen.played_from = None


def step_by(actor: Actor, name: str, steps: int) -> None:
    """Go forward, or back, from the step that is shown now, and stay there."""
    with transaction() as db:
        screen = _screen(db, actor, name)
        last = _last_step(db, screen)
        now = showing_of(screen).step_at(utc_now(), last)
        screen.step = min(max(now + steps, 0), last)
        screen.played_from = None


def play(actor: Actor, name: str) -> None:
    """Let the play go on by itself; from the opening if it was at its end."""
    with transaction() as db:
        screen = _screen(db, actor, name)
        last = _last_step(db, screen)
        now = showing_of(screen).step_at(utc_now(), last)
        screen.step = 0 if now == last else now
        screen.played_from = utc_now()


def set_pace(actor: Actor, name: str, seconds_a_step: int) -> None:
    """How long each step stays, one of `PACES_SECONDS`; a play goes on from the step shown now."""
    if seconds_a_step not in PACES_SECONDS:
        raise Refusal("screen.pace")
    with transaction() as db:
        screen = _screen(db, actor, name)
        screen.step = showing_of(screen).step_at(utc_now(), _last_step(db, screen))
        screen.played_from = utc_now() if screen.played_from else None
        screen.seconds_a_step = seconds_a_step


def choose_dark(actor: Actor, name: str, *, is_dark: bool) -> None:
    """Dark for a darkened hall, light for daylight."""
    with transaction() as db:
        _screen(db, actor, name).is_dark = is_dark


def _screen(db: Session, actor: Actor, name: str, round_: Round | None = None) -> Screen:
    """The screen's row, to be changed: the right is checked and the version raised."""
    permit(db, actor, Action.SHOW_ON_PROJECTOR, round_)
    return hold_screen(db, actor, name)


def _refuse_unshowable(db: Session, round_: Round, slide: Slide, proposal_id: int | None) -> None:
    record = outcomes.find_outcome(db, round_.id)
    is_published = record is not None and record.published_at is not None
    if slide is Slide.SO_FAR:
        _refuse_so_far(round_)
    elif not fits(slide, Phase(round_.phase), is_published=is_published):
        raise Refusal("screen.nothing_to_show", slide=slide)
    if slide is Slide.REVIEW and not screens.is_released(db, round_.id, proposal_id):
        raise Refusal("screen.not_released")


def _refuse_so_far(round_: Round) -> None:
    if not may_show_so_far(Phase(round_.phase), is_allowed=round_.shows_partial_results):
        raise Refusal("screen.so_far")


def _last_step(db: Session, screen: Screen) -> int:
    record = None if screen.round_id is None else outcomes.find_outcome(db, screen.round_id)
    return 0 if record is None else outcomes.count_bought(record) + 1
