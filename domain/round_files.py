"""What a `.pb` file says of a round beside its projects and ballots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from domain.count_report import with_threshold
from domain.election import BallotType
from domain.pb.amounts import cents, number, written
from domain.refusals import Refusal
from domain.round_settings import BALLOT_TYPES
from domain.rules import CHOICES, RULES, CountSettings
from domain.rules.settings import share_from

_WORDS = {kind: word for word, kind in BALLOT_TYPES.items()}
_LIMITS = {"min_marks": "min_length", "max_marks": "max_length"}
_POINTS = {"points_total": "max_sum_points", "points_per_project": "max_points"}


def word_of(kind: BallotType) -> str:
    """How a round names this kind of ballot."""
    return _WORDS.get(kind, kind.value)


def title_of(meta: Mapping[str, str]) -> str:
    """A name for the round: what the file describes, else its place and year."""
    said = meta.get("description", "")
    parts = (meta.get(key, "") for key in ("unit", "subunit", "instance"))
    return said or " ".join(part for part in parts if part)


def meta_of(name: str, frozen: Mapping[str, Any]) -> dict[str, str]:
    """What an exported file says: the round's name, its ballot's limits, all count settings."""
    ballot, settings = frozen["ballot"], frozen["count"]
    meta = {"description": name, "country": "China", "instance": name}
    limits = _LIMITS | (_POINTS if ballot["type"] == "points" else {})
    meta |= {key: str(ballot[limit]) for limit, key in limits.items() if ballot.get(limit)}
    meta |= {option: str(settings[option]) for option in CHOICES}
    meta["increment"] = written(settings["increment_cents"])
    meta["tie_seed"] = str(settings["tie_seed"])
    meta["count_empty"] = str(int(settings["count_empty"]))
    if settings["rule"] == "greedy-threshold":
        meta["min_project_score_threshold"] = str(settings.get("least_votes", 0))
        meta["least_share"] = str(settings.get("least_share", 0))
    return meta


def count_settings_from(meta: Mapping[str, str]) -> CountSettings:
    """The settings that the file names, as far as our rules know them; else the usual ones."""
    said: dict[str, Any] = {
        option: meta[option] for option, words in CHOICES.items() if meta.get(option) in words
    }
    increment = number(meta.get("increment", ""))
    if increment is not None and increment > 0:
        said["increment_cents"] = cents(increment)[0]
    said["tie_seed"] = meta.get("tie_seed", "")
    said["count_empty"] = meta.get("count_empty") == "1"
    settings = with_threshold(CountSettings(**said), meta)
    share = _share(meta.get("least_share", ""))
    return replace(settings, least_share=share) if _has_threshold(settings) else settings


def _has_threshold(settings: CountSettings) -> bool:
    return "least_share" in RULES[settings.rule].options


def _share(said: str) -> Fraction:
    """The share a file names; none where it names nothing that we know."""
    try:
        return share_from(said)
    except Refusal:
        return Fraction(0)
