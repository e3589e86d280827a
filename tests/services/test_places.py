"""A real deployment starts empty: the office loads its own places."""

from pathlib import Path

import pytest

from db import rounds
from db.engine import reading
from domain.refusals import Refusal
from services.places import ensure_fields, load_places

LIST = "街道,社区,户数\n望江街道,听潮社区,1200\n望江街道,渡口社区,\n松岗街道,松涛社区,860\n"


def names() -> tuple[list[str], list[str]]:
    with reading() as db:
        return (
            [one.name for one in rounds.list_subdistricts(db)],
            [one.name for one in rounds.list_communities(db)],
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_as_a_spreadsheet_saves_it_is_loaded_once(database: Path, encoding: str) -> None:
    assert load_places(LIST.encode(encoding)) == (2, 3)
    assert load_places(LIST.encode(encoding)) == (0, 0)
    assert names() == (["望江街道", "松岗街道"], ["听潮社区", "渡口社区", "松涛社区"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("街道,社区,户数\n", "places.empty"),
        ("街道,社区,户数\n望江街道,听潮社区,1200\n望江街道,,5\n", "places.incomplete"),
        ("街道,社区,户数\n望江街道,听潮社区,多\n", "places.households"),
        ("街道,社区,户数\n望江街道,听潮社区,-3\n", "places.households"),
        ("街道,社区,户数\n望江街道,听潮社区,1\n望江街道,听潮社区,2\n", "places.twice"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(database: Path, text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        load_places(text.encode())
    assert refused.value.code == code
    assert names() == ([], [])


def test_the_five_fields_are_there_from_the_start(database: Path) -> None:
    ensure_fields()
    ensure_fields()
    with reading() as db:
        assert len(rounds.list_fields(db)) == 5
