"""The windows and what they lead to, as a passer-by opens them."""

from __future__ import annotations

from sqlmodel import col, select

from db.engine import reading
from db.tables import Activity
from tests.pages.conftest import Open


def read(app: object) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "metric", "badge")
    return "\n".join(str(one.value) for kind in kinds for one in app.get(kind))  # type: ignore[attr-defined]


def test_an_activity_is_read_by_itself_and_leads_back_to_all(open_page: Open) -> None:
    with reading() as db:
        wanted = select(Activity).where(col(Activity.voided_at).is_(None)).limit(1)
        one = db.exec(wanted).one()
        number, title = one.id, one.title
    app = open_page("activities", None, id=str(number))
    assert [line.value for line in app.subheader] == [title]
    next(one for one in app.button if one.label == "看全部活动").click().run()
    assert not app.exception
    assert len(app.subheader) > 1


def test_an_activity_that_is_not_there_gets_a_sentence(open_page: Open) -> None:
    app = open_page("activities", None, id="999999")
    assert not app.exception
    assert app.info


def test_a_search_that_finds_nothing_says_so_once(open_page: Open) -> None:
    app = open_page("search", None, q="独角兽")
    assert [one.value for one in app.info if "没有找到" in one.value]
    assert "0 条" not in read(app)


def test_what_is_owed_says_how_long_there_is(open_page: Open) -> None:
    app = open_page("decision_window", None)
    app.button_group(key="decision_kind").set_value("need").run()
    assert "已过期" in read(app), "the demonstration has a need that is late"
