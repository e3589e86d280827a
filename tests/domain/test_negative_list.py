"""The negative list names the clause, and leaves good proposals in peace."""

import json
from pathlib import Path

from domain.negative_list import Clause, find_breaches

DEMO = Path(__file__).parents[2] / "db/demo"
CLAUSES = [
    Clause(row["number"], row["text"], row["text_en"], tuple(row["keywords"]))
    for row in json.loads((DEMO / "negative_list.json").read_text("utf-8"))
]


def test_of_the_demo_proposals_only_those_that_touch_a_clause_are_named() -> None:
    for row in json.loads((DEMO / "proposals.json").read_text("utf-8")):
        labels = [item["label"] for item in row["cost_items"]]
        text = "\n".join([row["title"], row["problem"], row["plan"], *labels])
        found = [breach.clause.number for breach in find_breaches(text, CLAUSES)]
        assert found == ([row["breaks_clause"]] if "breaks_clause" in row else []), row["title"]


def test_the_words_that_gave_it_away_are_named() -> None:
    (breach,) = find_breaches("年底请志愿者聚餐，再发购物卡", CLAUSES)
    assert breach.clause.number == 8
    assert breach.words == ("聚餐", "购物卡")


def test_spaces_and_full_width_letters_do_not_hide_a_word() -> None:
    clause = Clause(1, "不得买 KTV", "", ("ktv设备", "聚餐"))
    assert find_breaches("大 家 聚\n餐", [clause])
    assert find_breaches("买ＫＴＶ设备", [clause])


def test_an_empty_keyword_touches_nothing() -> None:
    assert find_breaches("任何文字", [Clause(1, "", "", ("", " "))]) == ()
