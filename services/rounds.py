"""Rounds: setting them up, changing them, moving them from phase to phase."""

import logging
from dataclasses import replace
from datetime import datetime

from db import rounds
from db.engine import Session, reading, transaction
from db.tables import PhaseMove, Round
from domain.clock import utc_now
from domain.phases import Phase, move, next_phase
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.round_settings import RoundSettings, check, draw_tie_seed, refuse_fixed_changes
from services.permission import permit
from services.phase_effects import Say, apply_effects, in_figures, list_obstacles
from services.round_reading import (
    get_round_view,
    list_move_choices,
    list_rounds,
    settings_of,
)

__all__ = [
    "advance_due_rounds",
    "change_round",
    "get_round_view",
    "list_move_choices",
    "list_rounds",
    "move_phase",
    "set_up_round",
]

log = logging.getLogger(__name__)


def set_up_round(actor: Actor, settings: RoundSettings) -> int:
    """Set up a round in its first phase; its id. Refuses the first thing that is wrong.

    The seed of the lot is drawn here, whatever `settings` say: nobody chooses it.
    """
    settings = replace(check(settings), tie_seed=draw_tie_seed())
    if settings.starts[Phase.REVIEW] <= utc_now():
        raise Refusal("round.dates_over")
    with transaction() as db:
        permit(db, actor, Action.SET_UP_ROUND)
        round_ = Round(
            name=settings.name,
            place_kind=settings.place.kind.value,
            budget_cents=settings.budget_cents,
            tie_seed=settings.tie_seed,
            created_at=utc_now(),
            created_by=actor.account_id,
        )
        _write(db, round_, settings)
        log.info("round %d set up by account %d", round_.id, actor.account_id)
        return round_.id


def change_round(actor: Actor, round_id: int, settings: RoundSettings) -> None:
    """Change a round; refuses a change of what is fixed in its phase, naming it."""
    settings = check(settings)
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.EDIT_ROUND, round_)
        before = settings_of(db, round_)
        refuse_fixed_changes(Phase(round_.phase), before, settings)
        _write(db, round_, settings)
        rounds.touch(db, round_)
        log.info("round %d changed by account %d", round_id, actor.account_id)


def move_phase(
    actor: Actor, round_id: int, to: Phase, reason: str = "", say: Say = in_figures
) -> None:
    """Move a round by hand, with its effects and a trace; going back needs a reason.

    `say` words the answer to proposals that lapse. A round that is already there stays: a double
    tap moves it once.
    """
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.MOVE_PHASE, round_)
        phase = Phase(round_.phase)
        if phase is to:
            return
        move(phase, to)
        if next_phase(phase) is not to and not reason.strip():
            raise Refusal("round.reason_needed")
        _move(db, round_, to, actor, reason.strip(), say)


def advance_due_rounds(
    now: datetime | None = None, say: Say = in_figures
) -> list[tuple[int, Phase]]:
    """Move every round whose dates have come; what was moved where.

    One legal move at a time, each in its own transaction, with nobody's name in the trace. A move
    that something stands in the way of is logged and not made.
    """
    now = now or utc_now()
    with reading() as db:
        due = [(row.id, len(list_obstacles(db, row, to))) for row, to in _due(db, now)]
    moved: list[tuple[int, Phase]] = []
    for round_id, obstacles in due:
        if obstacles:
            log.info("round %d is overdue: %d things stand in the way", round_id, obstacles)
            continue
        while (to := _advance(round_id, now, say)) is not None:
            moved.append((round_id, to))
    return moved


def _due(db: Session, now: datetime) -> list[tuple[Round, Phase]]:
    found = []
    for round_ in rounds.list_dated(db, now):
        to = _next_due(db, round_, now)
        if to is not None:
            found.append((round_, to))
    return found


def _next_due(db: Session, round_: Round, now: datetime) -> Phase | None:
    to = next_phase(Phase(round_.phase))
    if to is None:
        return None
    at = rounds.list_phase_dates(db, round_.id).get(to)
    return to if at is not None and at <= now else None


def _advance(round_id: int, now: datetime, say: Say) -> Phase | None:
    try:
        with transaction() as db:
            round_ = rounds.get_round(db, round_id, for_update=True)
            to = _next_due(db, round_, now)
            if to is not None:
                _move(db, round_, to, None, "", say)
            return to
    except Refusal as refusal:
        log.info("round %d is overdue: %s", round_id, refusal)
        return None


def _move(
    db: Session, round_: Round, to: Phase, actor: Actor | None, reason: str, say: Say
) -> None:
    apply_effects(db, round_, to, say)
    db.add(
        PhaseMove(
            round_id=round_.id,
            from_phase=round_.phase,
            to_phase=to.value,
            at=utc_now(),
            account_id=actor.account_id if actor else None,
            reason=reason,
        )
    )
    log.info("round %d moved from %s to %s", round_.id, round_.phase, to.value)
    round_.phase = to.value
    rounds.touch(db, round_)


def _write(db: Session, round_: Round, settings: RoundSettings) -> None:
    place = settings.place
    round_.sqlmodel_update(
        {
            "name": settings.name.strip(),
            "about": settings.about.strip(),
            "place_kind": place.kind.value,
            "subdistrict_id": place.subdistrict_id,
            "community_id": place.community_id,
            "budget_cents": settings.budget_cents,
            "field_codes": list(settings.field_codes),
            "ballot_type": settings.ballot_type,
            "min_marks": settings.min_marks,
            "max_marks": settings.max_marks,
            "points_total": settings.points_total,
            "points_per_project": settings.points_per_project,
            "rule": settings.rule,
            "utility": settings.utility,
            "completion": settings.completion,
            "stop": settings.stop,
            "start": settings.start,
            "increment_cents": settings.increment_cents,
            "tie_seed": settings.tie_seed,
            "count_empty": settings.count_empty,
            "least_votes": settings.least_votes,
            "least_share": settings.least_share,
            "seconds_needed": settings.seconds_needed,
            "voter_roles": [role.value for role in settings.voter_roles],
            "shows_partial_results": settings.shows_partial_results,
        }
    )
    db.add(round_)
    db.flush()
    rounds.put_phase_dates(db, round_.id, settings.starts)
    rounds.put_negative_list(db, round_.id, settings.negative_list)
