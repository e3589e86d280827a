"""The district's board, the activities and the social funds as people see them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dashboard_words import figure_number
from components.language import t, written_in
from components.plain import plain
from domain.activities import ActivityFilter
from domain.dashboard import Figure, Wanted
from services import activities, dashboard, pledges
from tests.pages.conftest import Open

COMPONENTS = Path(__file__).resolve().parents[2] / "components"


@pytest.fixture
def wall(open_page: Open) -> AppTest:
    """The board as it hangs on a wall."""
    app = open_page("dashboard", wall="1")
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def read(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


def test_the_board_shows_the_district_at_its_true_scale(open_page: Open) -> None:
    board = dashboard.get_dashboard(Wanted())
    numbers = {one.figure: one.number for one in board.figures}
    for figure, about in (
        (Figure.STATIONS, 69),
        (Figure.SPECIALISTS, 500),
        (Figure.SERVICES, 5600),
        (Figure.EDUCATION, 300),
        (Figure.LAWFUL_DECISIONS, 400),
        (Figure.ACTIVITIES, 3000),
        (Figure.SUGGESTIONS, 7000),
        (Figure.FUNDS, 1_400_000_00),
        (Figure.PROBLEMS, 1500),
    ):
        assert abs(numbers[figure] - about) <= about * 0.03, figure
    app = open_page("dashboard")
    assert not app.exception
    shown = read(app)
    assert f"{numbers[Figure.SUGGESTIONS]:,} 条" in shown
    assert f"{numbers[Figure.SPECIALISTS]} 名" in shown


def test_another_subdistrict_shows_its_own_numbers(open_page: Open) -> None:
    app = open_page("dashboard")
    app = app.selectbox(key="board_subdistrict").select_index(3).run()
    assert not app.exception
    chosen = app.selectbox(key="board_subdistrict").value
    own = dashboard.get_dashboard(Wanted(subdistrict_id=int(chosen)))
    assert f"{own.figure(Figure.SUGGESTIONS).number:,} 条" in read(app)


@pytest.mark.parametrize("figure", list(Figure))
def test_every_figure_can_be_looked_at_closely(open_page: Open, figure: Figure) -> None:
    app = open_page("dashboard")
    app = app.selectbox(key="dashboard_figure").set_value(figure.value).run()
    assert not app.exception


def within(app: AppTest, key: str) -> str:
    """What stands in the container of this key."""
    blocks = [one for one in app.main if getattr(one, "key", None) == key]
    assert len(blocks) == 1, f"{len(blocks)} of {key}"
    return "\n".join(one.value for one in blocks[0].markdown)


@pytest.mark.parametrize("figure", list(Figure))
def test_the_wall_shows_each_of_the_nine_figures(wall: AppTest, figure: Figure) -> None:
    number = dashboard.get_dashboard(Wanted()).figure(figure).number
    with written_in("zh_CN"):
        name, said = t(f"figure.{figure.value}"), figure_number(figure, number)
    shown = within(wall, f"board_figure_{figure.value}").splitlines()
    assert shown[:2] == [name, plain(said)]


def test_the_wall_shows_rates_late_matters_and_the_funnel(wall: AppTest) -> None:
    board = dashboard.get_dashboard(Wanted())
    for name in ("answered", "solved", "satisfied"):
        percent = getattr(board.rates.rates, name).percent
        assert f"{percent}%" in within(wall, f"board_rate_{name}")
    assert str(board.late.total) in within(wall, "board_late")
    told = [one.proto.alt for one in wall.get("vega_lite_chart")]
    assert len(told) == sum(bool(one.months) for one in board.figures) + 1
    assert all(f"{n:,}" in told[-1] for _, n in board.funnel), told[-1]


def test_nothing_on_the_wall_can_be_pressed(wall: AppTest) -> None:
    pressed = (
        "button",
        "selectbox",
        "expander",
        "download_button",
        "page_link",
        "segmented_control",
    )
    assert not [one for kind in pressed for one in wall.get(kind)]


@pytest.mark.parametrize(("light", "look"), [("0", "dark"), ("1", "light")])
def test_by_day_the_wall_is_light(open_page: Open, light: str, look: str) -> None:
    app = open_page("dashboard", wall="1", light=light)
    worn = "\n".join(one.proto.body for one in app.get("html"))
    for other in ("dark", "light"):
        css = (COMPONENTS / f"dashboard_wall_{other}.css").read_text(encoding="utf-8")
        assert (css in worn) is (other == look)


def test_a_member_records_an_activity_and_finds_it_first(open_page: Open) -> None:
    app = open_page("activities", "member1")
    app.text_input(key="activity_0_title").set_value("护学值守")
    app.number_input(key="activity_0_people").set_value(9)
    app = press(app, "记下来")
    assert not app.exception
    assert [one.value for one in app.success]
    newest = activities.list_activities(ActivityFilter(typed="护学值守")).lines[0]
    assert (newest.title, newest.people_count) == ("护学值守", 9)
    assert app.text_input(key="activity_1_title").value == ""


@pytest.mark.parametrize("username", [None, "resident1", "expert1", "specialist1"])
def test_who_may_not_record_sees_no_form(open_page: Open, username: str | None) -> None:
    for page, field in (("activities", "activity_0_title"), ("social_funds", "pledge_0_giver")):
        app = open_page(page, username)
        assert not app.exception
        assert field not in [one.key for one in app.text_input]


def test_a_search_without_a_hit_says_what_to_try(open_page: Open) -> None:
    app = open_page("activities")
    app = app.text_input(key="activity_typed").set_value("没有这样的活动").run()
    assert [one.value for one in app.info]


def test_the_second_page_of_a_long_list_is_other_activities(open_page: Open) -> None:
    first = activities.list_activities(ActivityFilter())
    second = activities.list_activities(ActivityFilter(), 2)
    assert first.pages > 200
    assert not {one.id for one in first.lines} & {one.id for one in second.lines}


def test_the_office_records_a_pledge_and_what_arrives_of_it(open_page: Open) -> None:
    before = pledges.get_funds().received_cents
    app = open_page("social_funds", "officer1")
    app.text_input(key="pledge_0_giver").set_value("街口面馆")
    app.text_input(key="pledge_0_amount").set_value("800")
    app = press(app, "登记这笔认捐")
    assert not app.exception
    newest = pledges.get_funds().pledges[0]
    assert (newest.giver, newest.amount_cents) == ("街口面馆", 800_00)
    app.text_input(key=f"receive_{newest.id}_0_amount").set_value("300")
    form = f"receive_{newest.id}"
    app = next(one for one in app.button if one.form_id == form).click().run()
    assert pledges.get_funds().received_cents == before + 300_00


def test_an_amount_that_is_no_number_gets_a_sentence(open_page: Open) -> None:
    app = open_page("social_funds", "officer1")
    app.text_input(key="pledge_0_giver").set_value("街口面馆")
    app.text_input(key="pledge_0_amount").set_value("很多")
    app = press(app, "登记这笔认捐")
    assert [one.value for one in app.error]
    assert app.text_input(key="pledge_0_giver").value == "街口面馆"
