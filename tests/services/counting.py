"""A round whose vote is over, for the tests of counting, files and the wall."""

from typing import Any

from db import outcomes as records
from db.engine import transaction
from db.rounds import get_round
from db.tables import Ballot
from domain.outcome_view import OutcomeView, ProjectResult
from domain.phases import Phase
from domain.round_settings import frozen_settings_of
from services import outcomes
from tests.cast import Cast

VOTES = [{1}, {1}, {1, 2}, {2}, {4}, set[int]()]


def say(view: OutcomeView, project: ProjectResult) -> str:
    """A short answer, as a page would make one."""
    return f"{project.name}: {project.verdict.code}"


def voted_round(cast: Cast, marks: list[set[int]], **settings: Any) -> int:
    """A round of four projects (40,000 to 70,000 of 100,000 yuan) whose vote is over; its id."""
    round_id = cast.round(Phase.COUNT, **{"min_marks": 1, **settings})
    for number in range(1, 5):
        cast.project(round_id, number, cost_cents=(3 + number) * 10_000_00)
    add_ballots(round_id, marks)
    with transaction() as db:
        round_ = get_round(db, round_id)
        rows = [row for row, _ in records.list_projects(db, round_id)]
        round_.frozen_settings = frozen_settings_of(round_, rows)
    return round_id


def add_ballots(round_id: int, marks: list[set[int]]) -> None:
    """Store these ballots; a number stands for the project of that number."""
    with transaction() as db:
        for place, chosen in enumerate(marks):
            key = f"{len(marks)}-{place}"
            codes = {f"P{number}": 1 for number in sorted(chosen)}
            db.add(Ballot(round_id=round_id, voter_key=key, marks=codes))


def counted(cast: Cast, marks: list[set[int]], **settings: Any) -> int:
    """The round after its count, not published; its id."""
    round_id = voted_round(cast, marks, **settings)
    outcomes.count_ballots(cast["officer"], round_id)
    return round_id


def published(cast: Cast, marks: list[set[int]], **settings: Any) -> int:
    """The round after its result was published; its id."""
    round_id = counted(cast, marks, **settings)
    outcomes.publish_outcome(cast["officer"], round_id, say)
    return round_id


def view_of(cast: Cast, round_id: int) -> OutcomeView:
    """The result as an officer sees it."""
    view = outcomes.find_outcome_view(round_id, cast["officer"])
    assert view is not None
    return view
