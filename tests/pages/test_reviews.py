"""Reviewing as the people do it: taps that save themselves, and what is shown when."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from db import accounts
from db.engine import reading
from domain.clock import utc_now
from domain.proposal_flow import ProposalState
from domain.reviews import Axis, SeatState
from domain.roles import Actor
from services import assignments, review_release, review_team, reviews
from tests.pages.conftest import Open

IN_REVIEW = "3"
OPINION = "The slope is right, the handrail is too low."


def actor(username: str) -> Actor:
    with reading() as db:
        account = accounts.find_account(db, username)
        assert account is not None
        return accounts.actor_of(db, account)


def waiting_seat(username: str) -> int:
    """A seat of this person that still waits, given now if the demonstration left none."""
    for task in reviews.list_tasks(actor(username)):
        if task.is_open and task.state in (SeatState.LATE, SeatState.PENDING):
            return task.assignment_id
    view = review_team.get_team_view(actor("officer1"), int(IN_REVIEW))
    free = next(row for row in view.proposals if row.state is ProposalState.IN_REVIEW)
    due_at, reviewer = utc_now() + timedelta(days=3), actor(username).account_id
    return assignments.assign_reviewer(actor("officer1"), free.proposal_id, reviewer, due_at)


def press(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.button if one.label == label)
    return button.click().run()


def test_an_expert_taps_four_scores_and_submits(open_page: Open) -> None:
    seat = waiting_seat("expert1")
    app = open_page("my_reviews", "expert1", assignment=str(seat))
    for axis in Axis:
        app.button_group(key=f"review_{seat}_{axis}").set_value(4).run()
    assert reviews.get_review_draft(actor("expert1"), seat).risk == 4
    app.text_input(key=f"review_{seat}_estimate").set_value("12,000").run()
    app.text_area(key=f"review_{seat}_opinion").set_value(OPINION).run()
    app = press(app, "提交")
    assert not app.error
    assert reviews.get_task(actor("expert1"), seat).state is SeatState.DONE


def test_a_bad_estimate_gets_one_sentence_and_the_scores_stay(open_page: Open) -> None:
    seat = waiting_seat("expert1")
    app = open_page("my_reviews", "expert1", assignment=str(seat))
    app.button_group(key=f"review_{seat}_risk").set_value(2).run()
    app.text_input(key=f"review_{seat}_estimate").set_value("about ten").run()
    assert [one.value for one in app.error] == ["“about ten”不是金额，请只填数字，例如 12000。"]
    assert reviews.get_review_draft(actor("expert1"), seat).risk == 2


@pytest.mark.parametrize("username", ["expert2", "officer1", "member1", "specialist1"])
def test_someone_elses_review_in_the_address_is_refused(open_page: Open, username: str) -> None:
    seat = waiting_seat("expert1")
    app = open_page("my_reviews", username, assignment=str(seat))
    assert [one.value for one in app.error] == ["这份评审没有分派给您，请从“我的评审”进入。"]
    assert not app.text_area


@pytest.mark.parametrize("bad", ["0", "-1", "abc", "99999999999999999999", "²"])
def test_a_wrong_number_in_the_address_crashes_nothing(open_page: Open, bad: str) -> None:
    assert not open_page("my_reviews", "expert1", assignment=bad).exception


def test_the_office_releases_what_is_complete_and_everyone_reads_it(open_page: Open) -> None:
    officer = actor("officer1")
    view = review_team.get_team_view(officer, int(IN_REVIEW))
    ready = [row for row in view.proposals if row.is_complete and not row.is_released]
    app = open_page("review_team", "officer1", round=IN_REVIEW)
    assert review_release.find_released_report(ready[0].proposal_id) is None
    press(app, f"公布全部交齐的 {len(ready)} 件")
    for row in ready:
        assert review_release.find_released_report(row.proposal_id) is not None


@pytest.mark.parametrize(
    "username", ["member1", "expert1", "specialist1", "clerk1", "facilitator1"]
)
def test_the_team_page_tells_others_nothing(open_page: Open, username: str) -> None:
    app = open_page("review_team", username, round=IN_REVIEW)
    assert [one.value for one in app.error]
    assert not app.button_group
    assert not app.subheader
