"""Who reviews what: by speciality, and so that nobody carries more than they must."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.reviews import ReviewerKind

EXPERTS_A_PROPOSAL = 3
SPECIALISTS_A_PROPOSAL = 1

SPECIALITIES_OF_FIELD: Mapping[ReviewerKind, Mapping[str, frozenset[str]]] = {
    ReviewerKind.EXPERT: {
        "homes": frozenset({"planning", "engineering", "environment", "safety", "finance"}),
        "wellbeing": frozenset({"elderly_care", "social_work", "safety", "finance"}),
        "volunteering": frozenset({"social_work", "elderly_care", "safety", "finance"}),
        "culture": frozenset({"culture", "planning", "social_work", "finance"}),
        "mediation": frozenset({"social_work", "planning", "safety", "finance"}),
    },
    ReviewerKind.LEGAL: {
        "homes": frozenset({"property", "contract", "administrative"}),
        "wellbeing": frozenset({"contract", "consumer"}),
        "volunteering": frozenset({"contract", "administrative"}),
        "culture": frozenset({"contract", "consumer", "administrative"}),
        "mediation": frozenset({"neighbour", "property"}),
    },
}
"""Which specialities judge which field; a field that is not named here may be judged by anyone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who can review. `load`: seats they hold already."""

    id: int
    specialities: frozenset[str]
    load: int = 0


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Seats of one proposal that are still free; `barred` are those who may not sit on them."""

    proposal_id: int
    field_code: str | None
    seats: int
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Pairing:
    """One proposed assignment; `fits`: a speciality matches the proposal's field."""

    proposal_id: int
    reviewer_id: int
    fits: bool = True


@dataclass(slots=True)
class _Bench:
    """Free seats of one proposal that share who may take them."""

    proposal_id: int
    open_to: tuple[int, ...]
    seats: int
    fits: bool
    taken_by: set[int] = field(default_factory=set)


def fits(kind: ReviewerKind, field_code: str | None, specialities: frozenset[str]) -> bool:
    """Whether someone of these specialities judges this field."""
    wanted = SPECIALITIES_OF_FIELD[kind].get(field_code or "")
    return wanted is None or bool(wanted & specialities)


def pair(
    kind: ReviewerKind, vacancies: Iterable[Vacancy], candidates: Sequence[Candidate]
) -> tuple[Pairing, ...]:
    """Fill the vacancies; seats that nobody may take stay free.

    Speciality goes before balance; among all ways that respect speciality the loads are as even as
    can be (an optimal semi-matching).
    """
    benches = [bench for one in vacancies for bench in _benches(kind, one, candidates)]
    loads = {candidate.id: candidate.load for candidate in candidates}
    for bench in sorted(benches, key=lambda one: (len(one.open_to), one.proposal_id)):
        for reviewer in sorted(bench.open_to, key=lambda one: (loads[one], one))[: bench.seats]:
            bench.taken_by.add(reviewer)
            loads[reviewer] += 1
    while _lighten(benches, loads):
        pass
    return tuple(
        sorted(
            Pairing(bench.proposal_id, reviewer, bench.fits)
            for bench in benches
            for reviewer in bench.taken_by
        )
    )


def _benches(
    kind: ReviewerKind, vacancy: Vacancy, candidates: Sequence[Candidate]
) -> Iterator[_Bench]:
    free = [one for one in candidates if one.id not in vacancy.barred]
    fitting = tuple(one.id for one in free if fits(kind, vacancy.field_code, one.specialities))
    others = tuple(one.id for one in free if one.id not in fitting)
    by_fit = min(vacancy.seats, len(fitting))
    if by_fit:
        yield _Bench(vacancy.proposal_id, fitting, by_fit, fits=True)
    if rest := min(vacancy.seats - by_fit, len(others)):
        yield _Bench(vacancy.proposal_id, others, rest, fits=False)


def _lighten(benches: list[_Bench], loads: dict[int, int]) -> bool:
    """Pass one seat, over as many hands as it takes, from a fuller to an emptier person."""
    for heaviest in sorted(loads, key=lambda one: (-loads[one], one)):
        chain = _chain_from(heaviest, benches, loads)
        if chain:
            for bench, giver, taker in chain:
                bench.taken_by.remove(giver)
                bench.taken_by.add(taker)
            loads[heaviest] -= 1
            loads[chain[-1][2]] += 1
            return True
    return False


def _chain_from(
    start: int, benches: list[_Bench], loads: dict[int, int]
) -> list[tuple[_Bench, int, int]]:
    came_by: dict[int, list[tuple[_Bench, int, int]]] = {start: []}
    queue = deque([start])
    while queue:
        giver = queue.popleft()
        for bench in benches:
            if giver not in bench.taken_by:
                continue
            for taker in bench.open_to:
                if taker in came_by or taker in bench.taken_by:
                    continue
                came_by[taker] = [*came_by[giver], (bench, giver, taker)]
                if loads[taker] <= loads[start] - 2:
                    return came_by[taker]
                queue.append(taker)
    return []
