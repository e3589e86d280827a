"""Setting up a round, changing it, moving it by hand and by its dates."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db import rounds as rows
from db.engine import reading, transaction
from db.tables import PhaseDate
from domain.clock import utc_now
from domain.negative_list import Clause
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.round_settings import DATED, RoundSettings
from services import rounds
from tests.cast import Cast


def settings(cast: Cast, **changes: Any) -> RoundSettings:
    good = RoundSettings(
        name="Lakeside 2026",
        place=Place(PlaceKind.SUBDISTRICT, cast.subdistricts["Lakeside"]),
        budget_cents=100_000_00,
        field_codes=("homes",),
        starts={phase: utc_now() + timedelta(days=7 * n + 1) for n, phase in enumerate(DATED)},
        negative_list=(Clause(1, "No bonuses", "", ("bonus",)),),
    )
    return replace(good, **changes)


def set_up(cast: Cast, **changes: Any) -> int:
    return rounds.set_up_round(cast["officer"], settings(cast, **changes))


def refusal_of(act: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act(*args)
    return refused.value


def test_a_round_is_kept_as_it_was_set_up_with_a_lot_that_nobody_chose(cast: Cast) -> None:
    wanted = settings(cast, tie_seed="my lucky number", about="For all of us")
    view = rounds.get_round_view(rounds.set_up_round(cast["officer"], wanted))
    assert view.settings.tie_seed not in ("", "my lucky number")
    assert replace(view.settings, tie_seed=wanted.tie_seed) == wanted
    assert (view.phase, view.place, view.frozen) == (Phase.PREPARE, "Lakeside", None)


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host", "clerk"])
def test_only_an_officer_sets_up_a_round(cast: Cast, who: str) -> None:
    assert refusal_of(rounds.set_up_round, cast[who], settings(cast)).code == "right.role"
    assert rounds.list_rounds() == []


def test_a_round_whose_days_are_over_is_not_set_up(cast: Cast) -> None:
    past = {phase: at - timedelta(days=100) for phase, at in settings(cast).starts.items()}
    wrong = settings(cast, starts=past)
    assert refusal_of(rounds.set_up_round, cast["officer"], wrong).code == "round.dates_over"


def test_a_change_is_seen_by_everyone_who_asks_for_the_version(cast: Cast) -> None:
    round_id = set_up(cast)
    before = rounds.get_round_view(round_id)
    rounds.change_round(
        cast["officer"], round_id, replace(before.settings, budget_cents=5, negative_list=())
    )
    after = rounds.get_round_view(round_id)
    assert (after.settings.budget_cents, after.settings.negative_list) == (5, ())
    assert after.version > before.version


def test_once_voting_is_open_the_budget_stays_and_the_refusal_names_it(cast: Cast) -> None:
    round_id = set_up(cast)
    with transaction() as db:
        rows.get_round(db, round_id).phase = Phase.VOTE.value
    kept = rounds.get_round_view(round_id).settings
    wrong = replace(kept, budget_cents=1, rule="greedy")
    refused = refusal_of(rounds.change_round, cast["officer"], round_id, wrong)
    assert (refused.code, refused.facts["what"]) == ("round.fixed", ["budget_cents", "rule"])
    assert rounds.get_round_view(round_id).settings == kept


def test_a_double_tap_moves_a_round_once(cast: Cast) -> None:
    round_id = set_up(cast)
    rounds.move_phase(cast["officer"], round_id, Phase.COLLECT)
    rounds.move_phase(cast["officer"], round_id, Phase.COLLECT)
    view = rounds.get_round_view(round_id)
    assert [(step.source, step.target, step.who) for step in view.way] == [
        (Phase.PREPARE, Phase.COLLECT, "Officer")
    ]


def test_phases_in_the_wrong_order_are_refused_and_nothing_moves(cast: Cast) -> None:
    round_id = set_up(cast)
    refused = refusal_of(rounds.move_phase, cast["officer"], round_id, Phase.VOTE)
    assert refused.code == "phase.illegal_move"
    view = rounds.get_round_view(round_id)
    assert (view.phase, view.way) == (Phase.PREPARE, ())


def test_a_member_cannot_move_a_round(cast: Cast) -> None:
    round_id = set_up(cast)
    refused = refusal_of(rounds.move_phase, cast["mei"], round_id, Phase.COLLECT)
    assert refused.code == "right.role"


def test_going_back_needs_a_reason_and_forgets_the_days_that_have_passed(cast: Cast) -> None:
    round_id = set_up(cast)
    for phase in (Phase.COLLECT, Phase.REVIEW):
        rounds.move_phase(cast["officer"], round_id, phase)
    with transaction() as db:
        yesterday = utc_now() - timedelta(days=1)
        db.merge(PhaseDate(round_id=round_id, phase="review", starts_at=yesterday))
    back = (cast["officer"], round_id, Phase.COLLECT)
    assert refusal_of(rounds.move_phase, *back, "  ").code == "round.reason_needed"
    rounds.move_phase(*back, "The hall was flooded")
    view = rounds.get_round_view(round_id)
    assert view.way[-1].reason == "The hall was flooded"
    assert Phase.REVIEW not in view.settings.starts
    assert Phase.REVIEW not in view.began
    assert rounds.advance_due_rounds() == []


def test_a_round_moves_by_itself_when_its_day_has_come(cast: Cast) -> None:
    round_id = set_up(cast)
    assert rounds.advance_due_rounds() == []
    assert rounds.advance_due_rounds(utc_now() + timedelta(days=2)) == [(round_id, Phase.COLLECT)]
    step = rounds.get_round_view(round_id).way[-1]
    assert (step.target, step.who) == (Phase.COLLECT, None)


def test_days_that_were_slept_through_are_made_up_one_phase_after_the_other(cast: Cast) -> None:
    round_id = set_up(cast)
    moved = rounds.advance_due_rounds(utc_now() + timedelta(days=16))
    assert moved == [(round_id, p) for p in (Phase.COLLECT, Phase.REVIEW, Phase.DELIBERATE)]


def test_what_stands_in_the_way_stops_the_calendar_and_is_shown_to_the_officer(
    cast: Cast,
) -> None:
    round_id = set_up(cast)
    rounds.advance_due_rounds(utc_now() + timedelta(days=16))
    with transaction() as db:
        yesterday = utc_now() - timedelta(days=1)
        db.merge(PhaseDate(round_id=round_id, phase="vote", starts_at=yesterday))
    assert rounds.advance_due_rounds() == []
    forward, back = rounds.list_move_choices(cast["officer"], round_id)
    assert (forward.to, forward.is_overdue) == (Phase.VOTE, True)
    assert [obstacle.code for obstacle in forward.obstacles] == ["round.too_few_projects"]
    assert (back.to, back.is_back, back.is_overdue) == (Phase.REVIEW, True, False)


def test_rounds_of_the_demonstration_stand_still(cast: Cast) -> None:
    round_id = cast.round(Phase.PREPARE, is_demo=True)
    with transaction() as db:
        db.add(PhaseDate(round_id=round_id, phase="collect", starts_at=utc_now()))
    assert rounds.advance_due_rounds(utc_now() + timedelta(days=1)) == []


def test_an_unknown_round_is_refused_by_name(cast: Cast) -> None:
    assert refusal_of(rounds.get_round_view, 404).code == "round.unknown"


def test_a_list_counts_what_the_public_can_see(cast: Cast) -> None:
    round_id = cast.round(Phase.VOTE)
    cast.proposal(round_id, state="draft")
    cast.project(round_id, 1)
    (card,) = rounds.list_rounds()
    assert (card.id, card.place, card.proposals, card.projects) == (round_id, "Lakeside", 1, 1)
    with reading() as db:
        assert rows.count_states(db)[round_id]["draft"] == 1  # type: ignore[index]
