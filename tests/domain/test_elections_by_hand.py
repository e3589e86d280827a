"""Small elections, worked by hand on paper; the working stands beside each."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from domain.count import count
from domain.election import Election
from domain.outcome import Outcome, reasons
from domain.pb import read_pb
from domain.rules import RULES, CountSettings

HERE = Path(__file__).parent / "elections"


def election(name: str) -> Election:
    """One of the elections in `elections/`."""
    return read_pb((HERE / f"{name}.pb").read_bytes()).election


def counted(name: str, **settings: object) -> Outcome:
    """The outcome of one of them."""
    return count(election(name), CountSettings(**settings))  # type: ignore[arg-type]


@dataclass(frozen=True)
class ByHand:
    """An election, settings, and the winners found on paper."""

    file: str
    rule: str
    winners: str
    options: dict[str, object] = field(default_factory=dict)


CASES = [
    # A1 and A2 have 6 votes (lower cost first), A3 5; 290 spent, B1 no longer fits.
    ByHand("villages", "greedy", "A1 A2 A3"),
    ByHand("villages", "greedy-no-skip", "A1 A2 A3"),
    # B1 needs 5 votes; everything else is as before.
    ByHand("villages", "greedy-threshold", "A1 A2 A3", {"least_votes": 5}),
    ByHand("villages", "greedy-threshold", "A1 A2 A3"),
    # Purses of 30. A1 takes 15 from six; their 90 do not pay A2 (100); B1's four hold 120.
    ByHand("villages", "equal-shares", "A1 B1", {"completion": "none"}),
    # At 31 the six hold 96 after A1, at 32 they hold 102: A2, then B1. 290 spent, A3 cannot fit.
    ByHand("villages", "equal-shares", "A1 A2 B1"),
    # After A1 and B1, 110 is left: A2 (6 votes) fits, A3 does not.
    ByHand(
        "villages", "equal-shares", "A1 B1 A2", {"increment_cents": 10**6, "completion": "add1u"}
    ),
    # A1 at 15, B1 at 25, A2 at 15 + 100/6; then A3 at 51.67 no longer fits.
    ByHand("villages", "phragmen", "A1 B1 A2"),
    # 10/3 each: B. Nothing fits beside it (2 + 9 > 10), so the exhaustive rule stops.
    ByHand("stop_rule", "equal-shares", "B"),
    # At 19/3 both pay 5 for A (rho 1/2, B's is 1), then 4/3 is left for B. At 22/3 both: 12 > 10.
    ByHand("stop_rule", "equal-shares", "A", {"stop": "overspend"}),
    # X is left out; voter 1 reaches 90 after 40 raises. With X in, 75 each would end Add1.
    ByHand("over_budget", "equal-shares", "A"),
    # A: voter 1 gives all 33.33, voter 2 16.67, rho 1/3; B: 26.67/60. B is left with 33.33.
    ByHand("points", "equal-shares", "A"),
    ByHand("points", "equal-shares", "A", {"utility": "cardinality"}),
    ByHand("points", "greedy", "A"),
    # Borda: A 3+1, B 2+2, C 1+1. B is cheaper than A; then C fits and A does not.
    ByHand("ranking", "greedy", "B C"),
    # First places only: one each, so by cost: C, B; A no longer fits.
    ByHand("ranking", "greedy", "C B", {"rank_points": (1,)}),
    # 5 for the first place, 1 for the second: A 6, B 6, C 5.
    ByHand("ranking", "greedy", "B C", {"rank_points": (5, 1)}),
    *(ByHand("free", rule, "F A") for rule in RULES),
    ByHand("free", "equal-shares", "F A", {"utility": "cardinality"}),
    # Two voters share 100: 50 each pay A. With the empty ballots in n they hold 25 each.
    ByHand("empty", "equal-shares", "A", {"completion": "none"}),
    ByHand("empty", "equal-shares", "", {"completion": "none", "count_empty": True}),
    # A (60); B (50) does not fit; C (40) does.
    ByHand("skip", "greedy", "A C"),
    ByHand("skip", "greedy-no-skip", "A"),
    # `printf 0:9 | sha256sum` begins lower than `0:10`, and `1:10` lower than `1:9`.
    ByHand("votes", "greedy", "votes 9", {"tie_seed": "0"}),
    ByHand("votes", "greedy", "votes 10", {"tie_seed": "1"}),
    # Purses of 10. E (rho 1/4) empties 5 to 8; then P and Q stand at 1/2, and Q has more votes.
    ByHand("emptied", "equal-shares", "E Q P", {"completion": "none"}),
    # The same with Q at 16: level again, and now P costs less, which goes before votes.
    ByHand("emptied_cost", "equal-shares", "E P Q", {"completion": "none"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}-{case.rule}-{case.winners}")
def test_an_election_worked_by_hand_comes_out_the_same(case: ByHand) -> None:
    outcome = counted(case.file, rule=case.rule, **case.options)
    assert " ".join(outcome.winners) == case.winners


def test_every_rule_has_an_election_worked_by_hand() -> None:
    assert {case.rule for case in CASES} == set(RULES)


def test_the_share_that_decided_and_the_raises_are_told() -> None:
    outcome = counted("villages")
    assert (outcome.share_cents, outcome.reruns) == (Fraction(3200), 2)
    assert counted("over_budget").reruns == 40


def test_floor_starts_from_whole_units_of_money() -> None:
    outcome = counted("stop_rule", start="floor", completion="none")
    assert outcome.share_cents == 300


def test_a_project_dearer_than_the_budget_is_listed_with_the_reason() -> None:
    for rule in RULES:
        assert counted("over_budget", rule=rule).excluded["X"] == "over_budget"


def test_a_project_nobody_supports_is_never_funded_even_if_it_is_free() -> None:
    for rule in RULES:
        outcome = counted("free", rule=rule)
        assert outcome.excluded == {"G": "no_supporters"}


def test_a_project_below_the_threshold_is_listed_with_the_reason() -> None:
    outcome = counted("villages", rule="greedy-threshold", least_votes=5)
    assert outcome.excluded == {"B1": "below_threshold"}
    facts = reasons(election("villages"), outcome)["B1"].facts
    assert (facts["support"], facts["support_needed"]) == (4, 5)


def test_empty_ballots_are_shown_whether_or_not_they_count() -> None:
    for counts, voters in ((False, 2), (True, 4)):
        outcome = counted("empty", count_empty=counts)
        assert (outcome.voters, outcome.empty) == (voters, 2)


def test_every_tie_is_written_down_with_what_broke_it() -> None:
    greedy = counted("villages", rule="greedy").ties
    assert [(tie.projects, tie.taken, tie.decided_by) for tie in greedy] == [
        (("A1", "A2"), "A1", "cost")
    ]
    lot = counted("votes", rule="greedy", tie_seed="0").ties
    assert [(set(tie.projects), tie.taken, tie.decided_by) for tie in lot] == [
        ({"9", "10"}, "9", "lot")
    ]


def test_a_tie_in_cost_goes_to_the_project_with_more_votes() -> None:
    ties = counted("emptied", completion="none").ties
    assert [(tie.projects, tie.taken, tie.decided_by) for tie in ties] == [
        (("Q", "P"), "Q", "votes")
    ]
