"""Carrying out as residents and clerks see it."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.delivery import Work
from domain.proposal_flow import ProposalState
from services import delivery
from tests.pages.conftest import Open

AT_WORK, TO_APPRAISE = 7, 8


def one_of(round_id: int, state: ProposalState) -> Work:
    return next(work for work in delivery.list_works(round_id) if work.state is state)


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_everyone_reads_the_list_of_works_without_signing_in(open_page: Open) -> None:
    app = open_page("delivery", round=str(AT_WORK))
    assert not app.exception
    shown = {one.value for one in app.subheader}
    assert len(shown) == len(delivery.list_works(AT_WORK)) > 0


def test_a_late_step_is_said_in_words(open_page: Open) -> None:
    app = open_page("delivery", round=str(AT_WORK))
    assert any("已过期" in one.value for one in app.error)


def test_a_resident_appraises_by_one_tap_and_may_change_it(open_page: Open) -> None:
    work = one_of(TO_APPRAISE, ProposalState.COMPLETED)
    people = work.satisfaction.people
    app = open_page("delivery", "resident2", proposal=str(work.proposal_id))
    app.button_group(key="stars").set_value(5).run()
    app.button_group(key="stars").set_value(2).run()
    app.text_area(key="remark").set_value("The steps are slippery.").run()
    after = delivery.get_work(work.proposal_id).satisfaction
    assert after.people == people + 1
    assert (after.remarks[0].stars, after.remarks[0].text) == (2, "The steps are slippery.")


@pytest.mark.parametrize("username", [None, "member2", "expert1", "officer1"])
def test_who_may_not_appraise_sees_no_stars_to_tap(open_page: Open, username: str | None) -> None:
    work = one_of(TO_APPRAISE, ProposalState.COMPLETED)
    app = open_page("delivery", username, proposal=str(work.proposal_id))
    assert not app.exception
    assert not app.button_group


def test_a_clerk_ticks_a_step_and_takes_the_tick_back(open_page: Open) -> None:
    work = one_of(AT_WORK, ProposalState.UNDER_WAY)
    step = next(one for one in work.milestones if one.done_at is None)
    app = open_page("delivery", "clerk2", proposal=str(work.proposal_id))
    app = app.button(key=f"tick_{step.id}").click().run()
    assert delivery.get_work(work.proposal_id).steps_done == work.steps_done + 1
    app.button(key=f"tick_{step.id}").click().run()
    assert delivery.get_work(work.proposal_id).steps_done == work.steps_done


def test_a_payment_without_a_receipt_gets_one_sentence_and_keeps_what_was_typed(
    open_page: Open,
) -> None:
    work = one_of(AT_WORK, ProposalState.UNDER_WAY)
    app = open_page("delivery", "clerk2", proposal=str(work.proposal_id))
    app.text_input(key="spending_0_amount").set_value("1")
    app.text_input(key="spending_0_what").set_value("nails")
    app.text_input(key="spending_0_payee").set_value("Li")
    app = press(app, "登记这笔支出")
    assert "请上传票据的照片或 PDF，没有票据不能登记。" in {one.value for one in app.error}
    assert app.text_input(key="spending_0_what").value == "nails"
    assert delivery.get_work(work.proposal_id).spent_cents == work.spent_cents


@pytest.mark.parametrize("username", [None, "resident1", "expert1", "facilitator1"])
def test_only_office_and_clerk_see_forms(open_page: Open, username: str | None) -> None:
    work = one_of(AT_WORK, ProposalState.UNDER_WAY)
    app = open_page("delivery", username, proposal=str(work.proposal_id))
    assert not app.text_input
    assert not [one for one in app.button if (one.key or "").startswith("tick_")]


@pytest.mark.parametrize("bad", ["0", "-1", "abc", "1e99", "99999999999", "²"])
def test_a_wrong_project_in_the_address_gets_a_sentence(open_page: Open, bad: str) -> None:
    app = open_page("delivery", "member1", proposal=bad)
    assert not app.exception
    assert app.error
