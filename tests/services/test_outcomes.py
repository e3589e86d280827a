"""Counting and publishing: who may, what is counted, what becomes of the proposals."""

from collections.abc import Callable

import pytest

from db import proposals
from db.engine import reading, transaction
from db.rounds import get_round
from db.tables import OutcomeRecord, Project
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from services import outcomes
from tests.cast import PEOPLE, Cast
from tests.services.counting import VOTES, add_ballots, counted, say, view_of, voted_round


def test_the_result_is_public_only_after_an_officer_published_it(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    for username in (*PEOPLE, None):
        actor = cast[username] if username else None
        sees = outcomes.find_outcome_view(round_id, actor) is not None
        assert sees == (username == "officer"), username
    outcomes.publish_outcome(cast["officer"], round_id, say)
    assert outcomes.find_outcome_view(round_id) is not None


@pytest.mark.parametrize("username", [name for name in PEOPLE if name != "officer"])
def test_nobody_but_an_officer_counts_or_publishes(cast: Cast, username: str) -> None:
    round_id = counted(cast, VOTES)
    acts: tuple[Callable[[], None], ...] = (
        lambda: outcomes.count_ballots(cast[username], round_id),
        lambda: outcomes.publish_outcome(cast[username], round_id, say),
    )
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "right.role"
    assert outcomes.find_outcome_view(round_id) is None


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.COUNT])
def test_ballots_are_counted_in_the_counting_phase_alone(cast: Cast, phase: Phase) -> None:
    with pytest.raises(Refusal) as refused:
        outcomes.count_ballots(cast["officer"], cast.round(phase))
    assert refused.value.code == "right.phase"


def test_the_count_follows_what_was_frozen_and_not_what_was_changed_later(cast: Cast) -> None:
    round_id = voted_round(cast, [{1}, {1}, {2}, {3}, {3}, {3}], rule="greedy")
    with transaction() as db:
        round_ = get_round(db, round_id)
        round_.rule, round_.budget_cents = "equal-shares", 1
        project = db.get(Project, 1)
        assert project is not None
        project.cost_cents = 99_000_00
    outcomes.count_ballots(cast["officer"], round_id)
    view = view_of(cast, round_id)
    assert view.settings.rule == "greedy"
    assert [project.code for project in view.funded] == ["P3", "P1"]
    assert view.spent_cents == 100_000_00


def test_counting_again_gives_the_same_ballots_and_the_same_result(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    first = view_of(cast, round_id)
    outcomes.count_ballots(cast["officer"], round_id)
    second = view_of(cast, round_id)
    assert (first.digest, first.projects) == (second.digest, second.projects)
    assert outcomes.is_recountable(cast["officer"], round_id)


def test_a_published_result_is_never_replaced_or_published_twice(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    outcomes.publish_outcome(cast["officer"], round_id, say)
    acts: tuple[Callable[[], None], ...] = (
        lambda: outcomes.count_ballots(cast["officer"], round_id),
        lambda: outcomes.publish_outcome(cast["officer"], round_id, say),
    )
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "outcome.published_already"


def test_publishing_answers_every_proposal_at_once(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    with reading() as db:
        version = get_round(db, round_id).version
    outcomes.publish_outcome(cast["officer"], round_id, say)
    with reading() as db:
        rows = proposals.list_proposals(db, round_id)
        states = {row.title: row.state for row in rows}
        moves = {row.title: proposals.list_moves(db, row.id)[-1] for row in rows}
        answers = {row.title: row.answer for row in rows}
        assert get_round(db, round_id).version > version
    assert states["Project 1"] == ProposalState.FUNDED
    assert states["Project 4"] == ProposalState.NOT_FUNDED
    assert moves["Project 1"].note == "Project 1: funded"
    assert moves["Project 4"].account_id == cast["officer"].account_id
    assert answers["Project 4"] == "Project 4: too_few_votes"


def test_ballots_that_changed_after_the_count_stop_the_publication(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    add_ballots(round_id, [{4}] * 9)
    with pytest.raises(Refusal) as refused:
        outcomes.publish_outcome(cast["officer"], round_id, say)
    assert refused.value.code == "outcome.ballots_changed"
    assert outcomes.find_outcome_view(round_id) is None
    assert not outcomes.is_recountable(cast["officer"], round_id)


def test_invalid_and_empty_ballots_are_told_and_do_not_decide(cast: Cast) -> None:
    round_id = counted(cast, [{1}, {1}, {2}, set(), {1, 2, 3, 4}], max_marks=2)
    view = view_of(cast, round_id)
    assert (view.voters, view.empty, view.invalid) == (3, 1, 1)
    assert view.project("P4").votes == 0
    assert view.winners_per_voter == {0: 1, 1: 3}


def test_money_is_told_by_field_and_community_beside_the_votes(cast: Cast) -> None:
    view = view_of(cast, counted(cast, VOTES))
    (part,) = view.by_field()
    assert (part.name, part.spent_cents, part.support) == ("homes", view.spent_cents, 6)
    assert view.by_community()[0].name == "Riverside"


def test_the_play_spends_what_the_result_spends(cast: Cast) -> None:
    view = view_of(cast, counted(cast, VOTES))
    assert [play.project for play in view.plays] == [project.code for project in view.funded]
    assert view.plays[-1].left_cents == view.budget_cents - view.spent_cents


def test_a_count_without_frozen_rules_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        outcomes.count_ballots(cast["officer"], cast.round(Phase.COUNT))
    assert refused.value.code == "outcome.not_frozen"


def test_publishing_what_was_not_counted_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        outcomes.publish_outcome(cast["officer"], voted_round(cast, VOTES), say)
    assert refused.value.code == "outcome.not_counted"
    with reading() as db:
        assert db.get(OutcomeRecord, 1) is None
