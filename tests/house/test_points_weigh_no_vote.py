"""Points never weigh a vote: nothing that takes or counts one can even see them."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import Source, assert_none, made_up, product

INCENTIVES = {"points", "rewards", "honours", "incentive_views", "points_reading", "points_reviews"}
ROWS = {"PointsRule", "PointsEntry", "PointsBalance", "PointsAppeal", "Exchange", "Reward"}
VOTING = (
    "ballot", "poll", "count", "outcome", "rules/", "opinions", "stance", "election", "paper_",
    "kiosk", "voting", "seconding", "motion", "quorum", "sortition", "draws", "rosters", "replay",
)  # fmt: skip
ROOMS = ("services", "domain", "db")


def sees_points(sources: Iterable[Source]) -> Iterator[str]:
    """Every module about votes that imports something of points."""
    for source in sources:
        name = source.path.split("/", 1)[-1]
        if source.room not in ROOMS or not name.startswith(VOTING):
            continue
        for node in ast.walk(source.tree):
            if INCENTIVES & set(_modules(node)) or ROWS & set(_names(node)):
                yield f"{source.at(node)} sees points; they never weigh a vote"


def _modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (part for alias in node.names for part in alias.name.split("."))
    elif isinstance(node, ast.ImportFrom):
        yield from str(node.module).split(".")
        yield from (alias.name for alias in node.names)


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        yield from (alias.name for alias in node.names)


def test_nothing_that_takes_or_counts_a_vote_sees_points() -> None:
    assert_none(sees_points(product()))


def test_the_modules_that_take_and_count_votes_are_looked_at() -> None:
    looked_at = {one.path for one in product() if one.path.split("/", 1)[-1].startswith(VOTING)}
    assert {"services/ballots.py", "services/polls.py", "domain/count.py"} <= looked_at


@pytest.mark.parametrize(
    "line",
    [
        "from services import points",
        "from domain.points import Balance",
        "from db.tables import PointsBalance",
        "import db.points",
    ],
)
def test_a_vote_that_looks_at_points_is_found(line: str) -> None:
    assert len(list(sees_points([made_up("services/ballots.py", line)]))) == 1
