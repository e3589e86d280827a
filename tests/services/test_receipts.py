"""What one's ballot paid for: read by its voter alone, and only when the result is public."""

from dataclasses import replace

import pytest

from db import outcomes as records
from db.engine import transaction
from db.rounds import get_round
from domain.phases import Phase
from domain.receipts import Receipt
from domain.refusals import Refusal
from domain.round_settings import frozen_settings_of
from services import outcomes, receipts
from tests.cast import PEOPLE, Cast
from tests.services.counting import say
from tests.services.voting import approve, go_to, open_round


def voted(cast: Cast, **settings: object) -> int:
    """Mei and Ann choose P1 and P2, Qiang P1; P1 and P2 cost 10,000 each of 30,000; its id."""
    round_id = open_round(cast, 3, min_marks=1, budget_cents=30_000_00, **settings)
    with transaction() as db:
        rows = [row for row, _ in records.list_projects(db, round_id)]
        round_ = get_round(db, round_id)
        round_.frozen_settings = frozen_settings_of(round_, rows)
    approve(cast["mei"], round_id, "P1", "P2")
    approve(cast["ann"], round_id, "P1", "P2")
    approve(cast["qiang"], round_id, "P1")
    return round_id


def publish(cast: Cast, round_id: int) -> None:
    go_to(round_id, Phase.COUNT)
    outcomes.count_ballots(cast["officer"], round_id)
    outcomes.publish_outcome(cast["officer"], round_id, say)


def receipt_of(cast: Cast, username: str, round_id: int) -> Receipt:
    found = receipts.find_receipt(cast[username], round_id)
    assert found is not None
    return found


def test_before_publication_nobody_has_a_receipt(cast: Cast) -> None:
    round_id = voted(cast)
    for username in PEOPLE:
        assert receipts.find_receipt(cast[username], round_id) is None
    go_to(round_id, Phase.COUNT)
    outcomes.count_ballots(cast["officer"], round_id)
    for username in PEOPLE:
        assert receipts.find_receipt(cast[username], round_id) is None


def test_only_those_who_voted_have_one_and_each_sees_their_own(cast: Cast) -> None:
    round_id = voted(cast)
    publish(cast, round_id)
    seen = {
        username: {choice.code for choice in found.choices}
        for username in PEOPLE
        if (found := receipts.find_receipt(cast[username], round_id)) is not None
    }
    assert seen == {"mei": {"P1", "P2"}, "ann": {"P1", "P2"}, "qiang": {"P1"}}


def test_nobody_reads_a_receipt_in_another_voters_name(cast: Cast) -> None:
    round_id = voted(cast)
    publish(cast, round_id)
    disguised = replace(cast["officer"], account_id=cast["mei"].account_id)
    with pytest.raises(Refusal) as refused:
        receipts.find_receipt(disguised, round_id)
    assert refused.value.code == "account.signed_out"


def test_what_each_ballot_paid_is_a_fair_part_of_what_was_bought(cast: Cast) -> None:
    """Everyone begins with 10,000. P1: three pay 3,333.33; P2: two pay 5,000."""
    round_id = voted(cast)
    publish(cast, round_id)
    mei, qiang = receipt_of(cast, "mei", round_id), receipt_of(cast, "qiang", round_id)
    assert [choice.paid_cents for choice in mei.choices] == [3_333_33, 5_000_00]
    assert [choice.paid_cents for choice in qiang.choices] == [3_333_33]
    assert len(mei.funded) == 2
    assert mei.share_cents is not None
    assert mei.paid_cents <= mei.share_cents


def test_where_nobody_pays_the_receipt_tells_only_what_was_funded(cast: Cast) -> None:
    round_id = voted(cast, rule="greedy")
    publish(cast, round_id)
    mei = receipt_of(cast, "mei", round_id)
    assert (mei.share_cents, mei.paid_cents) == (None, 0)
    assert [choice.is_funded for choice in mei.choices] == [True, True]
    assert [choice.paid_cents for choice in mei.choices] == [None, None]


def test_a_ballot_that_was_not_counted_says_so(cast: Cast) -> None:
    round_id = voted(cast)
    with transaction() as db:
        get_round(db, round_id).min_marks = 2
    publish(cast, round_id)
    qiang = receipt_of(cast, "qiang", round_id)
    assert (qiang.is_counted, qiang.paid_cents) == (False, 0)
    assert receipt_of(cast, "mei", round_id).is_counted
