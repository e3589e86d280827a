"""Points, honours and the special fund as the people see them who use them."""

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from components.honour_certificate import certificate_pdf
from components.language import written_in
from db.engine import reading
from db.tables import Exchange, HonourVote, PointsEntry
from services import honours, points_reading, special_fund
from services.accounts import sign_in_for_demonstration
from tests.pages.conftest import Open

PAGES = ("points_list", "honours", "special_fund")


def count_of(table: type) -> int:
    with reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("username", [None, "resident1", "officer1"])
def test_what_is_public_is_read_by_everyone(
    open_page: Open, page: str, username: str | None
) -> None:
    app = open_page(page, username)
    assert not app.exception
    assert not app.error
    assert app.title


def test_the_balance_is_the_title_of_my_points(open_page: Open) -> None:
    app = open_page("my_points", "member1")
    mine = points_reading.get_my_points(sign_in_for_demonstration("member1"))
    assert f"{mine.balance.available} 分" in [one.value for one in app.title]


def test_a_resident_exchanges_by_one_tap_and_a_second_tap_finds_the_first(
    open_page: Open,
) -> None:
    actor = sign_in_for_demonstration("member1")
    before = points_reading.get_my_points(actor).balance.available
    price = points_reading.get_my_points(actor).rewards[0].price
    app = open_page("my_points", "member1")
    made = count_of(Exchange)
    app = press(app, f"用 {price} 分兑换")
    assert any("换好了" in one.value for one in app.header)
    app.run()
    assert count_of(Exchange) == made + 1
    assert points_reading.get_my_points(actor).balance.available == before - price


def test_what_is_too_dear_says_how_much_is_missing_and_cannot_be_pressed(
    open_page: Open,
) -> None:
    app = open_page("my_points", "member1")
    mine = points_reading.get_my_points(sign_in_for_demonstration("member1"))
    dear = [one for one in mine.rewards if one.price > mine.balance.available]
    assert dear
    short = dear[-1].price - mine.balance.available
    assert f"**还差 {short} 分**" in [one.value for one in app.markdown]
    assert f"exchange_{dear[-1].id}" not in [one.key for one in app.button]


def test_an_officer_approves_by_one_tap(open_page: Open) -> None:
    app = open_page("points_desk", "officer1")
    first = next(one for one in app.button if (one.key or "").startswith("approve_"))
    entry_id = int((first.key or "").removeprefix("approve_"))
    first.click().run()
    with reading() as db:
        row = db.get(PointsEntry, entry_id)
        assert row is not None
        assert row.state == "approved"


def test_a_refused_form_of_points_keeps_what_was_typed(open_page: Open) -> None:
    app = open_page("points_desk", "officer1")
    made = count_of(PointsEntry)
    app = press(app, "登记，交给别人审核")
    assert any("请写明凭据" in one.value for one in app.error)
    app.text_area(key="enter_0_evidence").set_value("Attendance sheet")
    app = press(app, "登记，交给别人审核")
    assert count_of(PointsEntry) == made + 1


@pytest.mark.parametrize("username", [None, "member1", "facilitator1"])
def test_the_desk_is_closed_to_others(open_page: Open, username: str | None) -> None:
    app = open_page("points_desk", username)
    assert not [one for one in app.button if (one.key or "").startswith("approve_")]


def test_a_member_votes_by_one_tap_and_takes_it_back(open_page: Open) -> None:
    app = open_page("honours", "member1")
    key = next(one.key for one in app.button if (one.key or "").startswith("vote_"))
    before = count_of(HonourVote)
    app = app.button(key=key).click().run()
    assert count_of(HonourVote) == before + 1
    app.button(key=key).click().run()
    assert count_of(HonourVote) == before


def test_a_resident_sees_no_vote_to_press(open_page: Open) -> None:
    app = open_page("honours", "resident1")
    assert not [one for one in app.button if (one.key or "").startswith("vote_")]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_certificate_is_one_sheet(district: object, language: str) -> None:
    year = honours.list_years()[-1]
    winner = next(one for sheet in honours.list_honours(None, year) for one in sheet.awarded)
    with written_in(language):
        pdf = certificate_pdf(honours.get_certificate(winner.id))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") <= 1


def test_an_officer_books_a_payment_and_the_sums_follow(open_page: Open) -> None:
    officer = sign_in_for_demonstration("officer1")
    before = special_fund.get_year(officer).lines[0].sums
    app = open_page("special_fund", "officer1")
    app.text_input(key="fund_0_amount").set_value("12.50")
    app.text_input(key="fund_0_what").set_value("茶水")
    app = press(app, "记账")
    assert any("凭证号" in one.value for one in app.error)
    app.text_input(key="fund_0_payee").set_value("茶叶店")
    app.text_input(key="fund_0_voucher").set_value("2026-1")
    press(app, "记账")
    after = special_fund.get_year(officer).lines[0].sums
    assert after.spent_cents == before.spent_cents + 12_50


def test_everything_is_added_up_again_on_demand(open_page: Open) -> None:
    app = press(open_page("special_fund", "officer1"), "把账重新加一遍")
    assert any("账目相符" in one.value for one in app.success)


@pytest.mark.parametrize("username", [None, "member1", "clerk1"])
def test_others_see_no_payee_and_no_form(open_page: Open, username: str | None) -> None:
    app = open_page("special_fund", username)
    assert not app.text_input
    assert not any("收款方" in one.value for one in app.caption)
