"""What `cli.py count` and `cli.py check` say about a file: values, and keys of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Any

from domain.count import count
from domain.outcome import Outcome
from domain.pb.amounts import cents, number
from domain.pb.file import PbFile, shown
from domain.pb.reader import read_pb
from domain.refusals import Refusal
from domain.rules import CountSettings

Line = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Counted:
    """A file, its outcome, and the seconds from opening the file to the last winner."""

    file: PbFile
    outcome: Outcome
    seconds: float

    def report(self) -> dict[str, object]:
        """The outcome in the file's own units of money, winners in the order bought."""
        outcome = self.outcome
        return {
            "rule": outcome.settings.rule,
            "utility": outcome.settings.utility,
            "completion": outcome.settings.completion,
            "stop": outcome.settings.stop,
            "budget": units(outcome.budget_cents),
            "cost": units(outcome.cost_cents),
            "voters": outcome.voters,
            "projects": outcome.projects,
            "winners": list(outcome.winners),
            "excluded": dict(outcome.excluded),
            "seconds": round(self.seconds, 4),
        }


def read_file(path: Path) -> PbFile:
    """The file at this path; refuses what cannot be opened or read."""
    return read_pb(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The file's bytes; refuses what cannot be opened."""
    try:
        return path.read_bytes()
    except OSError:
        raise Refusal("pb.cannot_open") from None


def count_file(path: Path, settings: CountSettings) -> Counted:
    """The outcome of the election in a file."""
    began = perf_counter()
    file = read_file(path)
    outcome = count(file.election, with_threshold(settings, file.meta))
    return Counted(file, outcome, perf_counter() - began)


def settings_from(
    *, increment: str, least_share: str, rank_points: str, **words: Any
) -> CountSettings:
    """Settings from what was typed; refuses what is no number."""
    raised = number(increment)
    if raised is None or raised <= 0:
        raise Refusal("count.increment")
    try:
        share = Fraction(least_share)
        table = tuple(int(points) for points in rank_points.split(",") if points.strip())
    except (ValueError, ZeroDivisionError):
        raise Refusal("count.threshold_or_table") from None
    return CountSettings(
        increment_cents=cents(raised)[0], least_share=share, rank_points=table, **words
    )


def with_threshold(settings: CountSettings, meta: Mapping[str, str]) -> CountSettings:
    """The settings; where the threshold rule has no figure of its own, the file's."""
    if settings.rule != "greedy-threshold" or settings.least_votes or settings.least_share:
        return settings
    said = number(meta.get("min_project_score_threshold", ""))
    return replace(settings, least_votes=max(0, int(said))) if said else settings


def units(amount_cents: int) -> int | float:
    """Cents as units of money: an `int` when whole."""
    return amount_cents / 100 if amount_cents % 100 else amount_cents // 100


def as_lines(counted: Counted) -> Iterator[Line]:
    """The outcome as sentences for a terminal."""
    outcome = counted.outcome
    projects = {project.id: project for project in counted.file.election.projects}
    yield (
        "count.summary",
        {
            "rule": outcome.settings.rule,
            "budget": f"{units(outcome.budget_cents):,}",
            "cost": f"{units(outcome.cost_cents):,}",
            "voters": outcome.voters,
            "empty": outcome.empty,
            "winners": len(outcome.winners),
            "projects": outcome.projects,
            "seconds": f"{counted.seconds:.2f}",
        },
    )
    for number_of, winner in enumerate(outcome.winners, 1):
        project = projects[winner]
        cost = f"{units(project.cost_cents):,}"
        facts = {
            "step": number_of,
            "project": shown(winner),
            "name": shown(project.name),
            "cost": cost,
        }
        yield "count.winner", facts
    for project_id, reason in outcome.excluded.items():
        yield f"count.excluded.{reason}", {"project": shown(project_id)}
    for tie in outcome.ties:
        names = ", ".join(map(shown, tie.projects))
        yield f"count.tie.{tie.decided_by}", {"projects": names, "taken": shown(tie.taken)}


def check_lines(file: PbFile) -> Iterator[Line]:
    """All warnings of a file as sentences, then a summary."""
    for warning in file.warnings:
        yield f"warning.{warning.code}", {"line": warning.line, **warning.facts}
    profile = file.election.profile
    yield (
        "count.checked",
        {
            "projects": len(file.election.projects),
            "voters": profile.voters,
            "empty": profile.empty,
            "warnings": len(file.warnings),
        },
    )
