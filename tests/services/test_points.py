"""Points: a published rule, two people for every entry, a third for every appeal."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from db.engine import reading, transaction
from db.tables import PointsEntry
from domain.clock import utc_now
from domain.incentive_views import EntryDraft, RuleDraft
from domain.points import APPEAL_DAYS, Balance, EntryState
from domain.refusals import Refusal
from services import ledger_audit, points, points_reading, points_reviews, rewards
from tests.cast import Cast
from tests.days import in_days, today
from tests.services.ledgers import (
    a_reward,
    a_rule,
    another_officer,
    balance,
    entered,
    entries,
    given,
)


def test_an_entry_counts_only_when_a_second_person_approved_it(cast: Cast) -> None:
    entry_id = entered(cast, 10)
    assert balance(cast) == Balance()
    points_reviews.approve_entry(cast["clerk"], entry_id)
    assert balance(cast) == Balance(earned=10)


def test_approving_twice_counts_once(cast: Cast) -> None:
    entry_id = given(cast, 10)
    points_reviews.approve_entry(cast["clerk"], entry_id)
    assert balance(cast).earned == 10


def test_who_entered_it_may_not_review_it(cast: Cast) -> None:
    entry_id = entered(cast, 10)
    with pytest.raises(Refusal, match=r"points\.second"):
        points_reviews.approve_entry(cast["officer"], entry_id)
    assert balance(cast) == Balance()


@pytest.mark.parametrize("column", ["entered_by", "account_id"])
def test_the_database_itself_keeps_one_person_from_being_two(cast: Cast, column: str) -> None:
    entry_id = entered(cast, 10)
    forced = f"UPDATE points_entry SET reviewed_by = {column} WHERE id = {entry_id}"
    with transaction() as db, pytest.raises(IntegrityError):
        db.connection().exec_driver_sql(forced)


def test_nobody_enters_points_for_themselves(cast: Cast) -> None:
    officer = cast["officer"]
    draft = EntryDraft(officer.account_id, a_rule(cast, 5), today(), "I was there")
    with pytest.raises(Refusal, match=r"points\.own"):
        points.enter_points(officer, draft, "key")


def test_a_clerk_enters_for_people_of_their_own_community_only(cast: Cast) -> None:
    draft = EntryDraft(cast["qiang"].account_id, a_rule(cast, 5), today(), "Helped out")
    with pytest.raises(Refusal, match=r"right\.home"):
        points.enter_points(cast["clerk"], draft, "key")


def test_the_same_form_sent_twice_is_one_entry(cast: Cast) -> None:
    draft = EntryDraft(cast["mei"].account_id, a_rule(cast, 5), today(), "Helped out")
    first = points.enter_points(cast["officer"], draft, "key")
    assert points.enter_points(cast["officer"], draft, "key") == first
    assert len(entries()) == 1


@pytest.mark.parametrize(
    ("days", "evidence", "code"),
    [
        (1, "Seen", "points.ahead"),
        (-1, "Seen", "points.not_in_force"),
        (0, "  ", "points.no_evidence"),
    ],
)
def test_an_entry_needs_a_rule_of_its_day_and_evidence(
    cast: Cast, days: int, evidence: str, code: str
) -> None:
    draft = EntryDraft(cast["mei"].account_id, a_rule(cast, 5), in_days(days), evidence)
    with pytest.raises(Refusal, match=code):
        points.enter_points(cast["officer"], draft, "key")


def test_a_withdrawn_rule_is_cited_no_more_and_is_still_read(cast: Cast) -> None:
    entry_id, rule_id = given(cast, 7), entries()[0].rule_id
    assert rule_id is not None
    points.withdraw_rule(cast["officer"], rule_id, today())
    draft = EntryDraft(cast["mei"].account_id, rule_id, today(), "Helped out")
    with pytest.raises(Refusal, match=r"points\.not_in_force"):
        points.enter_points(cast["officer"], draft, "key")
    shown = points_reading.get_my_points(cast["mei"]).entries[0]
    assert shown.id == entry_id
    assert shown.rule is not None
    assert shown.rule.text == "Act worth 7"


def test_a_rule_is_never_rewritten_and_never_begins_in_the_past(cast: Cast) -> None:
    a_rule(cast, 5, "A1")
    with pytest.raises(Refusal, match=r"points\.code_taken"):
        points.publish_rule(cast["officer"], RuleDraft("A1", "Another act", 6, today()))
    past = RuleDraft("A2", "Yesterday's", 6, in_days(-1))
    with pytest.raises(Refusal, match=r"points\.past"):
        points.publish_rule(cast["officer"], past)


def test_a_deduction_takes_what_is_left_and_the_rest_is_owed(cast: Cast) -> None:
    given(cast, 10)
    rewards.exchange_points(cast["mei"], a_reward(cast, 8), 8, "key")
    given(cast, -5)
    assert balance(cast) == Balance(earned=8, spent=8, owed=3)
    given(cast, 4)
    assert balance(cast) == Balance(earned=9, spent=8)
    assert not ledger_audit.audit_ledgers().mistakes


def test_a_refused_entry_says_why_and_stays_to_be_seen(cast: Cast) -> None:
    entry_id = entered(cast, 10)
    with pytest.raises(Refusal, match=r"points\.no_reason"):
        points_reviews.refuse_entry(cast["clerk"], entry_id, " ")
    points_reviews.refuse_entry(cast["clerk"], entry_id, "It was another day")
    shown = points_reading.get_my_points(cast["mei"]).entries[0]
    assert (shown.state, shown.review_note) == (EntryState.REFUSED, "It was another day")
    with pytest.raises(Refusal, match=r"points\.reviewed"):
        points_reviews.approve_entry(cast["clerk"], entry_id)


def test_a_mistake_is_taken_back_by_a_second_entry_and_both_stay(cast: Cast) -> None:
    wrong = given(cast, 10)
    reversal = points.ask_reversal(cast["officer"], wrong, "Somebody else did it")
    assert points.ask_reversal(cast["officer"], wrong, "Again") == reversal
    assert balance(cast).earned == 10
    points_reviews.approve_entry(cast["clerk"], reversal)
    assert balance(cast) == Balance()
    assert [one.points for one in entries()] == [10, -10]


def test_an_upheld_appeal_gives_the_points_back_at_once(cast: Cast) -> None:
    another_officer(cast)
    deduction = given(cast, -5)
    appeal = points_reviews.appeal(cast["mei"], deduction, "I was in hospital")
    assert points_reviews.appeal(cast["mei"], deduction, "Again") == appeal
    with pytest.raises(Refusal, match=r"points\.third"):
        points_reviews.answer_appeal(cast["officer"], appeal, "No", is_upheld=False)
    for _ in range(2):
        points_reviews.answer_appeal(cast["officer2"], appeal, "So it was", is_upheld=True)
    assert balance(cast) == Balance()
    assert [one.points for one in entries()] == [-5, 5]


def test_an_upheld_appeal_against_a_refusal_lets_the_act_count(cast: Cast) -> None:
    another_officer(cast)
    entry_id = entered(cast, 6)
    points_reviews.refuse_entry(cast["clerk"], entry_id, "Nobody saw it")
    appeal = points_reviews.appeal(cast["mei"], entry_id, "Here is the photo")
    points_reviews.answer_appeal(cast["officer2"], appeal, "Seen now", is_upheld=True)
    assert balance(cast) == Balance(earned=6)


def test_where_there_is_no_third_person_the_one_officer_answers(cast: Cast) -> None:
    deduction = given(cast, -5)
    appeal = points_reviews.appeal(cast["mei"], deduction, "I was in hospital")
    points_reviews.answer_appeal(cast["officer"], appeal, "No paper", is_upheld=False)
    assert balance(cast) == Balance(owed=5)


def test_an_appeal_is_of_the_person_and_within_fifteen_days(cast: Cast) -> None:
    deduction = given(cast, -5)
    with pytest.raises(Refusal, match=r"right\.own"):
        points_reviews.appeal(cast["qiang"], deduction, "For my friend")
    late = utc_now() + timedelta(days=APPEAL_DAYS + 1)
    with pytest.raises(Refusal, match=r"points\.appeal_late"):
        points_reviews.appeal(cast["mei"], deduction, "Sorry", late)
    last_day = utc_now() + timedelta(days=APPEAL_DAYS)
    assert points_reviews.appeal(cast["mei"], deduction, "Sorry", last_day)


def test_points_that_were_given_leave_nothing_to_appeal(cast: Cast) -> None:
    entry_id = given(cast, 5)
    with pytest.raises(Refusal, match=r"points\.nothing_to_appeal"):
        points_reviews.appeal(cast["mei"], entry_id, "I want more")


def test_a_season_lists_nobody_unless_it_is_switched_on_and_they_agree(cast: Cast) -> None:
    given(cast, 5)
    given(cast, 9, "ann")
    season = points_reading.get_my_points(cast["mei"]).season
    assert (season.my_place, season.my_points, season.people, season.lines) == (2, 5, 2, ())
    points.switch_ranking(cast["officer"], is_on=True)
    lines = points_reading.get_my_points(cast["mei"]).season.lines
    assert [(one.place, one.name) for one in lines] == [(1, ""), (2, "Mei")]
    points.agree_to_be_named(cast["ann"], agrees=True)
    lines = points_reading.get_my_points(cast["mei"]).season.lines
    assert [one.name for one in lines] == ["Ann", "Mei"]


def test_the_desk_gives_a_clerk_the_entries_of_their_own_community(cast: Cast) -> None:
    here = entered(cast, 5)
    entered(cast, 5, "qiang")
    desk = points_reading.get_desk(cast["clerk"])
    assert [one.id for one in desk.to_review] == [here]
    assert len(points_reading.get_desk(cast["officer"]).mine_waiting) == 2


def test_a_balance_that_was_tampered_with_is_found(cast: Cast) -> None:
    given(cast, 5)
    assert not ledger_audit.audit_ledgers().mistakes
    with transaction() as db:
        db.connection().exec_driver_sql("UPDATE points_balance SET earned = 500")
    assert [one.ledger for one in ledger_audit.audit_ledgers().mistakes] == ["points"]
    with reading() as db:
        assert db.get(PointsEntry, 1) is not None
