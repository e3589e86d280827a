"""What is decided when a round is set up: checked as a whole, and frozen when voting opens."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any, Protocol

from domain.election import BallotType
from domain.money import MOST_CENTS, Cents, format_yuan
from domain.negative_list import Clause
from domain.phases import Phase, is_frozen
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.roles import Role
from domain.rules.registry import RULES
from domain.rules.settings import RULE_NAMES, CountSettings, share_from

BALLOT_TYPES: Mapping[str, BallotType] = {
    "approval": BallotType.APPROVAL,
    "choose-1": BallotType.CHOOSE_ONE,
    "points": BallotType.POINTS,
    "knapsack": BallotType.KNAPSACK,
    "ranking": BallotType.RANKING,
}
"""The ballots that a hall can be given, and how a count reads each."""

RULES_OFFERED = RULE_NAMES

VOTERS_OFFERED = (Role.MEMBER, Role.RESIDENT)
DATED = tuple(phase for phase in Phase if phase is not Phase.PREPARE)
"""Phases that begin on a day: preparing begins when the round is set up."""

LONGEST_NAME, LONGEST_ABOUT, LONGEST_CLAUSE = 60, 2000, 300
MOST_SECONDS, MOST_POINTS, MOST_CLAUSES = 1000, 1000, 30
MOST_LEAST_VOTES = 1_000_000


class Governed(StrEnum):
    """What stops being changeable: from collection on, or from the vote on."""

    PLACE = "place"
    FIELD_CODES = "field_codes"
    SECONDS_NEEDED = "seconds_needed"
    BUDGET_CENTS = "budget_cents"
    BALLOT_TYPE = "ballot_type"
    MIN_MARKS = "min_marks"
    MAX_MARKS = "max_marks"
    POINTS_TOTAL = "points_total"
    POINTS_PER_PROJECT = "points_per_project"
    RULE = "rule"
    UTILITY = "utility"
    COMPLETION = "completion"
    STOP = "stop"
    START = "start"
    INCREMENT_CENTS = "increment_cents"
    TIE_SEED = "tie_seed"
    COUNT_EMPTY = "count_empty"
    LEAST_VOTES = "least_votes"
    LEAST_SHARE = "least_share"
    VOTER_ROLES = "voter_roles"
    SHOWS_PARTIAL_RESULTS = "shows_partial_results"
    NEGATIVE_LIST = "negative_list"


GOVERNS_COUNT = (
    "rule",
    "utility",
    "completion",
    "stop",
    "start",
    "increment_cents",
    "tie_seed",
    "count_empty",
)
GOVERNS_BALLOT = ("min_marks", "max_marks", "points_total", "points_per_project")

FIXED_AT_ONCE = frozenset({Governed.TIE_SEED})
"""The lot is drawn when the round is set up: nobody may draw again until they like it."""

FIXED_BY_COLLECTION = FIXED_AT_ONCE | {
    Governed.PLACE,
    Governed.FIELD_CODES,
    Governed.SECONDS_NEEDED,
}


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """A whole round as an officer sets it up. `starts`: when each phase of `DATED` begins.

    `least_votes` and `least_share` (a fraction such as "1/3") are read by `greedy-threshold` alone.
    """

    name: str
    place: Place
    budget_cents: Cents
    field_codes: tuple[str, ...]
    starts: Mapping[Phase, datetime]
    about: str = ""
    ballot_type: str = "approval"
    min_marks: int = 3
    max_marks: int | None = None
    points_total: int = 10
    points_per_project: int | None = None
    rule: str = "equal-shares"
    utility: str = "cost"
    completion: str = "add1u"
    stop: str = "exhaustive"
    start: str = "exact"
    increment_cents: Cents = 100
    tie_seed: str = ""
    count_empty: bool = False
    least_votes: int = 0
    least_share: str = "1/3"
    seconds_needed: int = 5
    voter_roles: tuple[Role, ...] = VOTERS_OFFERED
    shows_partial_results: bool = False
    negative_list: tuple[Clause, ...] = field(default_factory=tuple)


class OnBallot(Protocol):
    """A stored project, as far as it is frozen."""

    code: str
    number: int
    name: str
    cost_cents: Cents


def draw_tie_seed() -> str:
    """A seed of the lot that nobody could have chosen: 16 hexadecimal digits."""
    return secrets.token_hex(8)


def ballot_type_of(word: str) -> BallotType:
    """How a count reads a round's `ballot_type`; the words of a .pb file are known too."""
    return BALLOT_TYPES.get(word) or BallotType(word)


def count_settings_of(round_: Any) -> CountSettings:
    """What a count needs to know of a stored round, or of `RoundSettings`.

    Refuses words that the rules do not have, and a threshold that is none.
    """
    said = {name: getattr(round_, name) for name in GOVERNS_COUNT}
    if round_.rule in RULES and "least_share" in RULES[round_.rule].options:
        said |= {"least_votes": round_.least_votes, "least_share": share_from(round_.least_share)}
    return CountSettings(**said)


def check(settings: RoundSettings) -> RoundSettings:
    """The settings put in order (choose-1 is one mark); refuses the first thing that is wrong."""
    _check_names(settings)
    _check_place(settings.place)
    _check_money(settings.budget_cents)
    _check_people(settings)
    _check_dates(settings.starts)
    _check_ballot(settings)
    if settings.rule not in RULES_OFFERED:
        raise Refusal("round.unknown_choice", given=settings.rule)
    _check_threshold(settings, count_settings_of(settings))
    if settings.ballot_type == "choose-1":
        return replace(settings, min_marks=1, max_marks=1)
    return settings


def fixed_in(phase: Phase) -> frozenset[Governed]:
    """What a round's settings no longer let go of in this phase."""
    if is_frozen(phase):
        return frozenset(Governed)
    return FIXED_AT_ONCE if phase is Phase.PREPARE else FIXED_BY_COLLECTION


def refuse_fixed_changes(phase: Phase, before: RoundSettings, after: RoundSettings) -> None:
    """Refuse a change of what is fixed by now, naming every such thing."""
    changed = [
        one
        for one in Governed
        if one in fixed_in(phase) and getattr(before, one.value) != getattr(after, one.value)
    ]
    if changed:
        raise Refusal("round.fixed", what=changed, phase=phase)


def frozen_settings_of(round_: Any, projects: Iterable[OnBallot]) -> dict[str, object]:
    """What governs the count, as it is kept and shown from the moment voting opens.

    `round_` is a stored round or `RoundSettings`. `digest` is the SHA-256 of everything else in it,
    so that a later change would show.
    """
    frozen: dict[str, object] = {
        "count": count_settings_of(round_).to_dict(),
        "ballot": {
            "type": round_.ballot_type,
            **{name: getattr(round_, name) for name in GOVERNS_BALLOT},
        },
        "budget_cents": round_.budget_cents,
        "voter_roles": list(round_.voter_roles),
        "projects": [
            {"code": one.code, "name": one.name, "cost_cents": one.cost_cents}
            for one in sorted(projects, key=lambda one: one.number)
        ],
    }
    return frozen | {"digest": digest_of(frozen)}


def digest_of(frozen: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of frozen settings, their own digest left out."""
    rest = {name: value for name, value in frozen.items() if name != "digest"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _check_names(settings: RoundSettings) -> None:
    if not settings.name.strip():
        raise Refusal("round.no_name")
    if len(settings.name) > LONGEST_NAME:
        raise Refusal("round.long_name", most=LONGEST_NAME)
    if len(settings.about) > LONGEST_ABOUT:
        raise Refusal("round.long_about", most=LONGEST_ABOUT)
    if len(settings.negative_list) > MOST_CLAUSES:
        raise Refusal("round.many_clauses", most=MOST_CLAUSES)
    for clause in settings.negative_list:
        if not clause.text.strip() or len(clause.text) > LONGEST_CLAUSE:
            raise Refusal("round.bad_clause", number=clause.number, most=LONGEST_CLAUSE)


def _check_place(place: Place) -> None:
    if place.kind is not PlaceKind.DISTRICT and place.subdistrict_id is None:
        raise Refusal("round.no_subdistrict")
    if place.kind is PlaceKind.COMMUNITY and place.community_id is None:
        raise Refusal("round.no_community")


def _check_money(budget_cents: Cents) -> None:
    if budget_cents <= 0:
        raise Refusal("round.no_budget")
    if budget_cents > MOST_CENTS:
        raise Refusal("money.too_much", most=format_yuan(MOST_CENTS))


def _check_people(settings: RoundSettings) -> None:
    if not settings.field_codes:
        raise Refusal("round.no_field")
    if not 1 <= settings.seconds_needed <= MOST_SECONDS:
        raise Refusal("round.seconds", most=MOST_SECONDS)
    if not settings.voter_roles or not set(settings.voter_roles) <= set(VOTERS_OFFERED):
        raise Refusal("round.no_voters")


def _check_dates(starts: Mapping[Phase, datetime]) -> None:
    for phase in DATED:
        if phase not in starts:
            raise Refusal("round.no_date", phase=phase)
    for before, after in pairwise(DATED):
        if starts[after] <= starts[before]:
            raise Refusal("round.dates_order", before=before, after=after)


def _check_ballot(settings: RoundSettings) -> None:
    kind, most = settings.ballot_type, settings.max_marks
    if kind not in BALLOT_TYPES:
        raise Refusal("round.unknown_choice", given=kind)
    if settings.min_marks < 1:
        raise Refusal("round.min_marks")
    if most is not None and most < settings.min_marks and kind != "choose-1":
        raise Refusal("round.marks_order", least=settings.min_marks, most=most)
    if kind == "points":
        _check_points(settings)


def _check_threshold(settings: RoundSettings, count: CountSettings) -> None:
    if settings.rule != "greedy-threshold":
        return
    if not 0 <= count.least_votes <= MOST_LEAST_VOTES:
        raise Refusal("round.least_votes", most=MOST_LEAST_VOTES)
    if not count.least_votes and not count.least_share:
        raise Refusal("round.no_threshold")


def _check_points(settings: RoundSettings) -> None:
    total, most = settings.points_total, settings.points_per_project
    if not 1 <= total <= MOST_POINTS:
        raise Refusal("round.points_total", most=MOST_POINTS)
    if most is not None and not 1 <= most <= total:
        raise Refusal("round.points_per_project", total=total)
    if settings.min_marks > total:
        raise Refusal("round.points_too_few", total=total, least=settings.min_marks)
