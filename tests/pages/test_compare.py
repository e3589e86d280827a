"""Why, what if, and one's own receipt, as visitors, voters and officers see them."""

import re
from dataclasses import replace

import pytest
import streamlit as st
from sqlmodel import select

from components.ahead import work_ahead
from components.kept import keep_ahead
from db import ballots
from db.engine import transaction
from db.tables import Account, Ballot, Participation, Project
from domain.clock import utc_now
from services import comparisons, explanations, outcomes
from tests.pages.conftest import Open
from tests.pages.test_results import COUNTING, PUBLISHED, VOTING, said

NOTE = "仅供参考，以本轮事先公布的规则为准"


def plain(text: str) -> str:
    return text.replace("\\", "")


def vote(username: str, round_id: int) -> list[str]:
    """Let a demonstration person have voted for the first four projects; their names."""
    with transaction() as db:
        account = db.exec(select(Account).where(Account.username == username)).one()
        rows = db.exec(select(Project).where(Project.round_id == round_id).limit(4)).all()
        key = ballots.key_of(db, round_id, account.id)
        db.add(Ballot(round_id=round_id, voter_key=key, marks={row.code: 1 for row in rows}))
        now = utc_now()
        db.add(Participation(round_id=round_id, account_id=account.id, begun_at=now, saved_at=now))
        return [row.name for row in rows]


def test_everyone_learns_why_a_project_lost_and_what_would_have_been_enough(
    open_page: Open,
) -> None:
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    lost = view.not_funded[-1]
    app = open_page("why", round=str(PUBLISHED), project=lost.code)
    assert not app.exception
    text = plain(said(app))
    assert lost.name in app.title[0].value.replace("\\", "")
    found = explanations.find_enough(PUBLISHED, lost.code)
    assert f"再多 {found.votes_more} 人" in text
    assert "重新计票验证过" in text
    assert "最后只剩" in text or "支持的人太少" in text


def test_everyone_learns_how_a_winner_was_paid_for(open_page: Open) -> None:
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    won = view.funded[0]
    app = open_page("why", round=str(PUBLISHED), project=won.code)
    assert not app.exception
    text = plain(said(app))
    assert "它在第 1 步入选" in text
    assert "出钱的是哪些人" in text
    assert "重新计票验证过" not in text


def test_another_project_is_one_choice_away(open_page: Open) -> None:
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    won = view.funded[:2]
    app = open_page("why", round=str(PUBLISHED), project=won[0].code)
    app.selectbox(key=f"why_choice_{won[0].code}").select(won[1].code).run()
    assert not app.exception
    assert won[1].name in plain(app.title[0].value)


@pytest.mark.parametrize("round_id", [VOTING, COUNTING, 1])
def test_nothing_is_explained_before_the_result_is_public(open_page: Open, round_id: int) -> None:
    for username in (None, "officer1"):
        app = open_page("why", username, round=str(round_id), project="1")
        assert not app.exception
        assert "还没有公布" in said(app)
        assert "怎样就够了" not in said(app)


@pytest.mark.parametrize("bad", ["", "0", "99999", "<b>", "1' OR 1=1"])
def test_an_unknown_project_gets_one_sentence(open_page: Open, bad: str) -> None:
    app = open_page("why", round=str(PUBLISHED), project=bad)
    assert not app.exception
    if bad:
        assert "这一轮没有这个项目" in said(app)


@pytest.mark.parametrize("username", [None, "member1", "officer1"])
def test_the_note_that_the_fixed_rule_decides_always_stands_there(
    open_page: Open, username: str | None
) -> None:
    for round_id in (1, VOTING, COUNTING, PUBLISHED):
        app = open_page("compare", username, round=str(round_id))
        assert not app.exception
        assert any(NOTE in one.value for one in app.warning)


def test_the_page_says_why_it_cannot_compare_yet(open_page: Open) -> None:
    assert "投票还没有结束" in said(open_page("compare", "officer1", round=str(VOTING)))
    assert "结果还没有公布" in said(open_page("compare", "member1", round=str(COUNTING)))
    early = said(open_page("compare", "officer1", round=str(COUNTING)))
    assert "只有区级管理员看得到这一页" in early
    assert "同样的选票，换一种分法" in early


def test_at_most_three_rules_stand_side_by_side(open_page: Open) -> None:
    app = open_page("compare", round=str(PUBLISHED))
    assert not app.exception
    rules = app.button_group(key="compare_others")
    rules.set_value(["greedy", "greedy-no-skip", "phragmen"]).run()
    assert not app.exception
    assert app.session_state["compare_others"] == ["greedy-no-skip", "phragmen"]
    assert len(re.findall(r"## \d+ 个项目", said(app))) == 3


def test_no_rule_to_compare_with_is_asked_for(open_page: Open) -> None:
    app = open_page("compare", round=str(PUBLISHED))
    app.button_group(key="compare_others").set_value([]).run()
    assert not app.exception
    assert "请在上面点一种分法" in said(app)


def test_the_slider_shows_who_comes_in_and_goes_out(open_page: Open) -> None:
    app = open_page("compare", round=str(PUBLISHED))
    for percent in (-20, 20):
        app.select_slider(key="compare_budget").set_value(percent).run()
        assert not app.exception
        text = plain(said(app))
        assert f"预算 ¥{250_000 * (100 + percent) // 100:,}" in text
        assert "会增加" in text
        assert "会去掉" in text


def test_a_voter_sees_what_their_own_ballot_paid_for(open_page: Open) -> None:
    names = vote("resident1", PUBLISHED)
    app = open_page("results", "resident1", round=str(PUBLISHED))
    assert not app.exception
    [panel] = [one for one in app.expander if "您的选票" in one.label]
    told = plain("\n".join(one.value for one in panel.markdown))
    assert "您选了 4 个项目" in told
    assert all(name in told for name in names)
    assert not panel.proto.expanded, "a tablet may be handed round"


@pytest.mark.parametrize("username", [None, "resident2", "officer1", "clerk1"])
def test_nobody_else_sees_it(open_page: Open, username: str | None) -> None:
    vote("resident1", PUBLISHED)
    app = open_page("results", username, round=str(PUBLISHED))
    assert not app.exception
    assert not [one for one in app.expander if "您的选票" in one.label]


def test_every_project_of_a_result_leads_to_why(open_page: Open) -> None:
    app = open_page("results", round=str(PUBLISHED))
    links = [one.proto.label for one in app.get("page_link")]
    assert "为什么" in links
    assert "为什么没有它" in links
    assert "换一种办法会怎样" in links


def test_a_proposal_leads_to_why_once_the_result_is_public(open_page: Open) -> None:
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    app = open_page("proposal", id=str(view.not_funded[0].proposal_id))
    assert "为什么没有它" in [one.proto.label for one in app.get("page_link")]


def test_the_page_shows_the_budgets_that_were_compared_ahead(open_page: Open) -> None:
    shown = comparisons.get_compared_round(None, PUBLISHED)
    real = comparisons.compare_budgets(None, PUBLISHED)
    # A budget that no recount would tell; whatever is kept first stays.
    strange = [replace(one, budget_cents=777_700) for one in real]
    keep_ahead(("budgets", *shown.state), strange)
    assert "¥7,777" in plain(said(open_page("compare", round=str(PUBLISHED))))

    st.cache_data.clear()
    work_ahead()
    keep_ahead(("budgets", *shown.state), strange)
    assert "¥7,777" not in plain(said(open_page("compare", round=str(PUBLISHED))))
