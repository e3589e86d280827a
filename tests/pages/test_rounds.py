"""The officer's desk and form as they are used, and what everyone reads of a round."""

import pytest
from streamlit.testing.v1 import AppTest

from db import accounts, proposals
from db.engine import reading
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.roles import Actor
from services import projects, rounds
from tests.pages.conftest import Open

COLLECTING, DELIBERATING, VOTING = 2, 4, 5


def actor(username: str) -> Actor:
    with reading() as db:
        account = accounts.find_account(db, username)
        assert account is not None
        return accounts.actor_of(db, account)


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "info", "warning", "error", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def state_of(proposal_id: int) -> str:
    with reading() as db:
        return proposals.get_proposal(db, proposal_id).state


def test_moving_a_round_asks_once_more_and_then_does_what_it_said(open_page: Open) -> None:
    app = open_page("round_desk", "officer1", round=str(COLLECTING))
    app.button(key="go_review").click().run()
    assert rounds.get_round_view(COLLECTING).phase is Phase.COLLECT
    app.button(key="confirm_move").click().run()
    view = rounds.get_round_view(COLLECTING)
    assert view.phase is Phase.REVIEW
    assert ProposalState.OPEN not in view.states
    with reading() as db:
        lapsed = proposals.list_proposals(db, COLLECTING, frozenset({ProposalState.LAPSED}))
    assert all("附议" in one.answer for one in lapsed)


def test_a_round_goes_back_only_with_a_reason(open_page: Open) -> None:
    app = open_page("round_desk", "officer1", round=str(DELIBERATING))
    app.button(key="back_review").click().run()
    app.button(key="confirm_move").click().run()
    assert rounds.get_round_view(DELIBERATING).phase is Phase.DELIBERATE
    assert [one.value for one in app.error] == ["退回上一阶段要写明原因，居民会看到。"]
    app.button(key="back_review").click().run()
    app.text_area(key="move_reason").set_value("两件提案漏了评审。")
    app.button(key="confirm_move").click().run()
    assert rounds.get_round_view(DELIBERATING).phase is Phase.REVIEW


def test_what_stands_in_the_way_of_the_vote_is_said_and_the_button_is_shut(
    open_page: Open,
) -> None:
    app = open_page("round_desk", "officer1", round=str(DELIBERATING))
    assert app.button(key="go_vote").disabled
    assert "没有决定去留" in words(app)


def test_an_officer_admits_one_proposal_and_answers_another(open_page: Open) -> None:
    first, second = (
        one.proposal_id for one in projects.list_candidates(actor("officer1"), DELIBERATING)[:2]
    )
    app = open_page("round_desk", "officer1", round=str(DELIBERATING))
    app.button(key=f"admit_{first}").click().run()
    app.text_input(key="cost").set_value("９,000")
    app.button(key="confirm_admit").click().run()
    assert state_of(first) == "admitted"
    assert rounds.get_round_view(DELIBERATING).projects[-1].cost_cents == 9_000_00
    app.button(key=f"decline_{second}").click().run()
    app.button(key="confirm_decline").click().run()
    assert state_of(second) == "reviewed"
    app.button(key=f"decline_{second}").click().run()
    app.text_area(key="decline_reason").set_value("街道今年已经安排，八月开工。")
    app.button(key="confirm_decline").click().run()
    assert state_of(second) == "declined"


def test_a_cost_that_is_no_number_changes_nothing_and_is_named(open_page: Open) -> None:
    waiting = projects.list_candidates(actor("officer1"), DELIBERATING)[0].proposal_id
    app = open_page("round_desk", "officer1", round=str(DELIBERATING))
    app.button(key=f"admit_{waiting}").click().run()
    app.text_input(key="cost").set_value("1e99")
    app.button(key="confirm_admit").click().run()
    assert state_of(waiting) == "reviewed"
    app.run()
    assert not app.exception


def test_an_officer_sets_up_a_round_from_the_form(open_page: Open) -> None:
    app = open_page("round_setup", "officer1")
    assert app.button(key="setup_done").disabled
    prefix = "setup_new_9"
    app.text_input(key=f"{prefix}_name").set_value("春风里微更新").run()
    app.text_input(key=f"{prefix}_budget").set_value("50000").run()
    app.button(key="setup_done").click().run()
    made = rounds.list_rounds()[0]
    assert (made.name, made.phase, made.budget_cents) == (
        "春风里微更新",
        Phase.PREPARE,
        50_000_00,
    )
    assert len(rounds.get_round_view(made.id).settings.negative_list) == 10


@pytest.mark.parametrize("typed", ["-1", "1e99", "很多", ""])
def test_a_budget_that_means_nothing_is_named_and_the_button_stays_shut(
    open_page: Open, typed: str
) -> None:
    app = open_page("round_setup", "officer1")
    app.text_input(key="setup_new_9_name").set_value("春风里微更新").run()
    app.text_input(key="setup_new_9_budget").set_value(typed).run()
    assert app.button(key="setup_done").disabled
    assert app.error
    assert len(rounds.list_rounds()) == 9


def test_what_is_frozen_is_shown_under_a_lock_and_cannot_be_touched(open_page: Open) -> None:
    app = open_page("round_setup", "officer1", round=str(VOTING))
    prefix = f"setup_{VOTING}_{rounds.get_round_view(VOTING).version}"
    keys = {one.key for one in app.text_input}
    assert (f"{prefix}_name" in keys, f"{prefix}_budget" in keys) == (True, False)
    assert ":material/lock: 预算总额（元）  \n**¥600,000**" in words(app)


def test_the_name_of_a_round_in_which_people_vote_can_still_be_mended(open_page: Open) -> None:
    app = open_page("round_setup", "officer1", round=str(VOTING))
    before = rounds.get_round_view(VOTING)
    app.text_input(key=f"setup_{VOTING}_{before.version}_name").set_value("榕荫街道").run()
    app.button(key="setup_done").click().run()
    after = rounds.get_round_view(VOTING)
    assert after.settings.name == "榕荫街道"
    assert after.frozen == before.frozen


def test_everyone_reads_the_lot_and_the_rules_before_they_vote(open_page: Open) -> None:
    app = open_page("rounds", None, round=str(VOTING))
    settings = rounds.get_round_view(VOTING).settings
    assert settings.tie_seed in [block.value for block in app.code]
    assert "均等份额" in words(app)
    assert "锁定" in words(app)


def test_a_member_opens_the_desk_and_is_told_that_it_is_not_theirs(open_page: Open) -> None:
    app = open_page("round_desk", "member1", round=str(VOTING))
    assert "市民委员" in words(app)
    assert not [one for one in app.button if str(one.key).startswith("go_")]


def test_a_visitor_reads_in_one_sentence_what_this_is(open_page: Open) -> None:
    app = open_page("home")
    assert "大家投票定" in words(app)


def test_a_voter_finds_the_ballot_first(open_page: Open) -> None:
    app = open_page("home", "member1")
    assert "您还没有投票" in app.subheader[0].value


def test_a_threshold_is_asked_only_for_its_rule_and_is_kept_with_the_round(open_page: Open) -> None:
    app = open_page("round_setup", "officer1", round=str(COLLECTING))
    version = rounds.get_round_view(COLLECTING).version
    prefix = f"setup_{COLLECTING}_{version}"
    keys = {one.key for one in app.number_input}
    assert f"{prefix}_least_votes" not in keys
    app.button_group(key=f"{prefix}_rule").set_value("greedy-threshold").run()
    app.number_input(key=f"{prefix}_least_votes").set_value(12)
    app.radio(key=f"{prefix}_least_share").set_value("1/2").run()
    assert "至少要得 12 票" in words(app)
    assert "至少要有 15% 的投票人支持" in words(app)
    app.button(key="setup_done").click().run()
    kept = rounds.get_round_view(COLLECTING).settings
    assert (kept.rule, kept.least_votes, kept.least_share) == ("greedy-threshold", 12, "1/2")
