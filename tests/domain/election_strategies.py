"""Random elections that are full of ties, equal costs and empty purses."""

from hypothesis import strategies as st

from domain.election import Ballot, BallotType, Election, Project
from domain.rules import CHOICES, CountSettings

COSTS = st.one_of(
    st.sampled_from([0, 100, 200, 300, 600, 1000]), st.integers(1, 5000), st.integers(1, 30)
)
IDS = [f"P{number}" for number in range(8)]


@st.composite
def ballots(draw: st.DrawFn, ballot_type: BallotType, ids: list[str]) -> Ballot:
    """One ballot of this type, possibly empty, possibly a bundle."""
    most = 1 if ballot_type is BallotType.CHOOSE_ONE else len(ids)
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=most))
    weight = draw(st.sampled_from([1, 1, 1, 2, 5]))
    if ballot_type is BallotType.RANKING:
        return Ballot({name: place for place, name in enumerate(chosen, 1)}, weight)
    if ballot_type.has_points:
        return Ballot({name: draw(st.integers(1, 4)) for name in chosen}, weight)
    return Ballot(dict.fromkeys(chosen, 1), weight)


@st.composite
def elections(
    draw: st.DrawFn, ballot_types: tuple[BallotType, ...] = tuple(BallotType)
) -> Election:
    """A small election of any ballot type."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    projects = tuple(Project(name, name, draw(COSTS)) for name in ids)
    ballot_type = draw(st.sampled_from(ballot_types))
    cast = draw(st.lists(ballots(ballot_type, ids), max_size=10))
    budget = draw(st.one_of(st.integers(0, 3000), st.sampled_from([600, 1000, 1200])))
    return Election(projects, tuple(cast), budget, ballot_type)


@st.composite
def settings_of_count(draw: st.DrawFn, rule: str | None = None) -> CountSettings:
    """Any settings; with increments that leave only a few reruns."""
    words = {name: draw(st.sampled_from(choices)) for name, choices in CHOICES.items()}
    if rule:
        words["rule"] = rule
    return CountSettings(
        **words,
        increment_cents=draw(st.sampled_from([40, 50, 100, 133])),
        tie_seed=draw(st.sampled_from(["", "a", "b"])),
        count_empty=draw(st.booleans()),
    )


HUGE = 3 * 10**15


@st.composite
def near_elections(draw: st.DrawFn) -> Election:
    """Elections whose prices and purses differ by less than a float can tell, or not at all."""
    ids = IDS[: draw(st.integers(2, 5))]
    near = st.builds(
        lambda whole, parts, off: HUGE * whole // parts + off,
        st.integers(1, 3),
        st.sampled_from([1, 1, 2, 3]),
        st.integers(-2, 2),
    )
    ballot_type = draw(st.sampled_from([BallotType.APPROVAL, BallotType.POINTS]))
    return Election(
        tuple(Project(name, name, draw(near)) for name in ids),
        tuple(draw(st.lists(ballots(ballot_type, ids), min_size=1, max_size=8))),
        draw(st.integers(1, 8)) * HUGE + draw(st.integers(-2, 2)),
        ballot_type,
    )
