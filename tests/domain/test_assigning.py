"""Automatic assignment: speciality first, then loads as even as can be."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from domain.assigning import Candidate, Pairing, Vacancy, fits, pair
from domain.reviews import ReviewerKind

EXPERT = ReviewerKind.EXPERT
ANY = "a field that nobody specialises in"


def loads(pairings: tuple[Pairing, ...], candidates: list[Candidate]) -> dict[int, int]:
    given_ = Counter(one.reviewer_id for one in pairings)
    return {one.id: one.load + given_[one.id] for one in candidates}


def people(count: int, *specialities: str, start: int = 1) -> list[Candidate]:
    return [Candidate(number, frozenset(specialities)) for number in range(start, start + count)]


def test_the_speciality_decides_who_judges_a_field() -> None:
    assert fits(EXPERT, "culture", frozenset({"culture"}))
    assert not fits(EXPERT, "culture", frozenset({"engineering"}))
    assert fits(ReviewerKind.LEGAL, "mediation", frozenset({"neighbour"}))
    assert fits(EXPERT, None, frozenset())


def test_someone_of_another_speciality_is_asked_only_when_nobody_fits() -> None:
    candidates = [*people(1, "culture"), *people(3, "engineering", start=2)]
    found = pair(EXPERT, [Vacancy(7, "culture", 2)], candidates)
    assert {(one.reviewer_id, one.fits) for one in found} == {(1, True), (2, False)}


def test_nobody_sits_where_they_are_barred_even_if_a_seat_stays_free() -> None:
    found = pair(EXPERT, [Vacancy(7, ANY, 3, frozenset({1}))], people(2))
    assert [one.reviewer_id for one in found] == [2]


def test_whoever_carries_more_already_is_asked_later() -> None:
    candidates = [Candidate(1, frozenset(), load=3), Candidate(2, frozenset())]
    found = pair(EXPERT, [Vacancy(number, ANY, 1) for number in range(3)], candidates)
    assert {one.reviewer_id for one in found} == {2}


def test_a_seat_is_passed_over_several_hands_to_even_the_loads() -> None:
    """Taking the idlest in turn gives 1 and 2 a proposal each, then 1 a second, and 3 none."""
    barred = [{3}, {1}, {3}]
    vacancies = [Vacancy(number, ANY, 1, frozenset(who)) for number, who in enumerate(barred)]
    assert set(loads(pair(EXPERT, vacancies, people(3)), people(3)).values()) == {1}


@given(st.integers(1, 8), st.integers(0, 12), st.integers(1, 5))
def test_loads_differ_by_one_at_most_when_everyone_may_judge_everything(
    experts: int, proposals: int, seats: int
) -> None:
    candidates = people(experts)
    found = pair(EXPERT, [Vacancy(number, ANY, seats) for number in range(proposals)], candidates)
    carried = loads(found, candidates).values()
    assert max(carried) - min(carried) <= 1
    assert len(found) == proposals * min(seats, experts)


BARRED = st.frozensets(st.integers(1, 4), max_size=3)


@given(
    st.lists(BARRED, min_size=1, max_size=4), st.lists(st.integers(0, 2), min_size=4, max_size=4)
)
def test_no_assignment_at_all_is_more_even(barred: list[frozenset[int]], before: list[int]) -> None:
    """Against every possible assignment: the sum of squared loads is the least there is."""
    candidates = [Candidate(number, frozenset(), load) for number, load in enumerate(before, 1)]
    vacancies = [Vacancy(number, ANY, 1, who) for number, who in enumerate(barred)]
    found = pair(EXPERT, vacancies, candidates)
    choices = [[c.id for c in candidates if c.id not in vacancy.barred] for vacancy in vacancies]

    def unevenness(chosen: tuple[int, ...]) -> int:
        carried = Counter(chosen)
        return sum((c.load + carried[c.id]) ** 2 for c in candidates)

    least = min(unevenness(chosen) for chosen in product(*choices))
    assert unevenness(tuple(one.reviewer_id for one in found)) == least


@given(st.lists(BARRED, max_size=6), st.integers(1, 4))
def test_nobody_sits_twice_on_one_proposal(barred: list[frozenset[int]], seats: int) -> None:
    vacancies = [Vacancy(number, ANY, seats, who) for number, who in enumerate(barred)]
    found = pair(EXPERT, vacancies, people(4))
    assert not any(a == b for a, b in combinations(found, 2))
    for vacancy in vacancies:
        seated = {one.reviewer_id for one in found if one.proposal_id == vacancy.proposal_id}
        assert not seated & vacancy.barred
        assert len(seated) == min(seats, 4 - len(vacancy.barred))
