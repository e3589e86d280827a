"""Who paid for what: sums that add up to the cost, and never a group that tells a ballot."""

import pytest
from hypothesis import given

from domain.count import count
from domain.election import Ballot, Election, Project
from domain.outcome import Outcome
from domain.payments import (
    OTHERS,
    Flow,
    Payers,
    full_price,
    payers,
    payments,
    supporters_money,
)
from domain.rules import CountSettings
from domain.side_by_side import compare_budgets, compare_rules
from domain.verdicts import FEWEST_TOLD, reasons
from tests.domain.election_strategies import elections, settings_of_count
from tests.domain.test_elections_by_hand import counted, election


@given(elections(), settings_of_count())
def test_what_voters_pay_for_a_purchase_is_its_cost(one: Election, settings: CountSettings) -> None:
    outcome = count(one, settings)
    for step, paid in payments(one, outcome):
        together = float(paid @ one.profile.weights)
        assert together == pytest.approx(step.cost_cents, abs=0.01)
        assert (paid >= -1e-6).all()


def test_where_the_money_of_a_losers_supporters_went() -> None:
    """A3's five began with 32 each and paid 15 and 100/6 for A1 and A2."""
    money = supporters_money(election("villages"), counted("villages"), "A3")
    assert money is not None
    assert (money.supporters, money.began_cents) == (5, 5 * 3200)
    assert money.spent == (Flow("A2", 8333, 5), Flow("A1", 7500, 5))
    assert money.left_cents == 5 * 3200 - 8333 - 7500
    assert money.elsewhere_cents == 0


def test_where_nobody_has_a_purse_no_money_is_told() -> None:
    assert supporters_money(election("villages"), counted("villages", rule="greedy"), "B1") is None


def of_fields(*groups: tuple[int, str]) -> tuple[Election, Outcome]:
    """Everyone marks X, and as many as told mark projects of their own field besides."""
    fields = {"X": (), "A": ("homes",), "B": ("culture",), "C": ("mediation",)}
    projects = tuple(Project(code, code, 100, own) for code, own in fields.items())
    ballots = tuple(Ballot({"X": 1, **dict.fromkeys(marks, 1)}, n) for n, marks in groups)
    one = Election(projects, ballots, 100)
    return one, count(one, CountSettings(completion="none", utility="cardinality"))


def test_payers_are_told_by_the_field_they_mostly_chose() -> None:
    """Marks on X itself, which has no field, and on a field each are level: several."""
    one, outcome = of_fields((10, "A"), (10, "AB"))
    assert outcome.winners == ("X",)
    assert full_price(one, outcome, "X") == 5
    assert payers(one, outcome, "X") == ()


def test_small_groups_of_payers_are_put_together() -> None:
    one, outcome = _with_two_each((12, "AA2"), (6, "BB2"), (3, "CC2"), (2, "AB"))
    found = payers(one, outcome, "X")
    assert found == (Payers("homes", 12, 52), Payers("culture", 6, 26), Payers(OTHERS, 5, 22))


def test_a_group_too_small_takes_the_next_one_with_it() -> None:
    one, outcome = _with_two_each((12, "AA2"), (6, "BB2"), (2, "CC2"))
    found = payers(one, outcome, "X")
    assert [(group.name, group.voters) for group in found] == [("homes", 12), (OTHERS, 8)]


def test_payers_who_are_all_alike_or_too_few_are_not_told_apart() -> None:
    for groups in ([(12, "AA2")], [(4, "AA2")], [(2, "AA2"), (2, "BB2")]):
        one, outcome = _with_two_each(*groups)
        assert payers(one, outcome, "X") == ()


@given(elections(), settings_of_count())
def test_no_group_and_no_flow_is_ever_smaller_than_five(
    one: Election, settings: CountSettings
) -> None:
    outcome = count(one, settings)
    for project in one.projects:
        if project.id in outcome.winners:
            groups = payers(one, outcome, project.id)
            assert all(group.voters >= FEWEST_TOLD for group in groups)
            assert len({group.name for group in groups}) == len(groups)
        else:
            money = supporters_money(one, outcome, project.id)
            assert money is None or money.supporters >= FEWEST_TOLD
            assert money is None or all(flow.voters >= FEWEST_TOLD for flow in money.spent)


def _with_two_each(*groups: tuple[int, str]) -> tuple[Election, Outcome]:
    """X costs 100 and everyone marks it; A, A2, B … are two projects for each of three fields."""
    fields = {"A": "homes", "B": "culture", "C": "mediation"}
    projects = [Project("X", "X", 100)]
    for letter, own in fields.items():
        projects += [Project(letter, letter, 100, (own,)), Project(f"{letter}2", "", 100, (own,))]
    ballots = tuple(
        Ballot(
            {"X": 1} | {code: 1 for code in ("A", "A2", "B", "B2", "C", "C2") if _has(marks, code)},
            n,
        )
        for n, marks in groups
    )
    one = Election(tuple(projects), ballots, 100)
    return one, count(one, CountSettings(completion="none", utility="cardinality"))


def _has(marks: str, code: str) -> bool:
    return code in marks if len(code) == 2 else code in marks.replace(f"{code}2", "")


@pytest.mark.parametrize(("payers_of_y", "is_named"), [(4, False), (5, True)])
def test_a_verdict_names_where_money_went_only_if_enough_people_gave_it(
    payers_of_y: int, is_named: bool
) -> None:
    """Six want Z; all six pay for X, and only some of them, with others, for Y."""
    projects = (Project("X", "X", 300), Project("Y", "Y", 300), Project("Z", "Z", 900))
    ballots = (
        Ballot({"X": 1, "Y": 1, "Z": 1}, payers_of_y),
        Ballot({"X": 1, "Z": 1}, 6 - payers_of_y),
        Ballot({"Y": 1}, 4),
    )
    one = Election(projects, ballots, 1600)
    outcome = count(one, CountSettings(completion="none"))
    assert set(outcome.winners) == {"X", "Y"}
    went_to = reasons(one, outcome)["Z"].facts["went_to"]
    assert isinstance(went_to, dict)
    assert "X" in went_to
    assert ("Y" in went_to) == is_named


def test_rules_side_by_side_tell_who_gains_and_loses() -> None:
    """Equal Shares funds A1, A2, B1; greedy A1, A2, A3. Four villagers of B have nothing then;
    five have A3 more; the sixth has the same.
    """
    found = compare_rules(election("villages"), CountSettings(), ("greedy",))
    ours, greedy = found.sides
    assert (set(ours.winners), set(greedy.winners)) == ({"A1", "A2", "B1"}, {"A1", "A2", "A3"})
    assert found.only_in(0, 1) == ("B1",)
    assert found.only_in(1, 0) == ("A3",)
    assert greedy.preference is not None
    assert (greedy.preference.first, greedy.preference.second) == (4, 5)
    assert greedy.preference.neither == 1
    assert (ours.without, greedy.without) == (0, 4)
    assert ours.verdicts["A3"].code == "money_elsewhere"
    assert greedy.verdicts["B1"].code == "does_not_fit"


def test_a_rule_is_never_compared_with_itself_and_no_more_than_three_are() -> None:
    found = compare_rules(
        election("villages"),
        CountSettings(),
        ("equal-shares", "greedy", "phragmen", "greedy-no-skip"),
    )
    assert [side.rule for side in found.sides] == ["equal-shares", "greedy", "phragmen"]


def test_a_larger_budget_lets_projects_in_and_a_smaller_one_puts_them_out() -> None:
    """Greedy takes A1 (90), A2, A3 (100 each): 290 of 300. Below 290 A3 goes; 360 is no room for
    B1 either (390).
    """
    steps = {
        step.percent: step
        for step in compare_budgets(election("villages"), CountSettings(rule="greedy"))
    }
    assert steps[0].winners == ("A1", "A2", "A3")
    assert steps[-5].goes_out == ("A3",)
    assert steps[20].comes_in == ()
    assert steps[20].budget_cents == 360_00


def test_a_threshold_drops_nothing_under_a_rule_that_does_not_tell_of_it() -> None:
    """B1 has four votes: too few where five are asked, enough for the most votes first."""
    fixed = CountSettings(rule="greedy-threshold", least_votes=5)
    found = compare_rules(election("villages"), fixed, ("greedy",))
    assert found.sides[0].verdicts["B1"].code == "below_threshold"
    assert found.sides[1].verdicts["B1"].code != "below_threshold"
