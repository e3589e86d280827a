"""Social funds: what was pledged, what arrived, and nothing that is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.phases import Phase
from domain.pledges import PledgeDraft, PledgeLine
from domain.refusals import Refusal
from services import pledges
from tests.cast import Cast
from tests.days import today


def a_pledge(cast: Cast, **changes: object) -> PledgeDraft:
    draft = PledgeDraft("Corner shop", "1000", today(), community_id=cast.communities["Riverside"])
    return replace(draft, **changes)  # type: ignore[arg-type]


def only() -> PledgeLine:
    (line,) = pledges.get_funds().pledges
    return line


def test_what_arrives_is_added_up_beside_what_was_pledged(cast: Cast) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    pledges.record_receipt(cast["officer"], number, "200.50", today(), "2")
    funds = pledges.get_funds()
    assert (funds.pledged_cents, funds.received_cents, funds.givers) == (1000_00, 500_50, 1)
    assert only().left_cents == 499_50


def test_a_double_tap_writes_one_pledge_and_one_receipt(cast: Cast) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    assert pledges.record_pledge(cast["clerk"], a_pledge(cast), "form") == number
    first = pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    assert pledges.record_receipt(cast["clerk"], number, "300", today(), "1") == first
    assert pledges.get_funds().received_cents == 300_00


def test_more_than_was_pledged_is_refused(cast: Cast) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    pledges.record_receipt(cast["clerk"], number, "999", today(), "1")
    with pytest.raises(Refusal) as refused:
        pledges.record_receipt(cast["clerk"], number, "1.01", today(), "2")
    assert refused.value.code == "pledge.too_much"
    assert only().received_cents == 999_00


def test_a_withdrawn_pledge_stays_to_be_seen_and_what_arrived_still_counts(cast: Cast) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    pledges.withdraw_pledge(cast["clerk"], number, "The shop closed.")
    funds = pledges.get_funds()
    assert (funds.pledged_cents, funds.received_cents) == (0, 300_00)
    assert (only().withdrawn_reason, only().left_cents) == ("The shop closed.", 0)
    with pytest.raises(Refusal):
        pledges.record_receipt(cast["clerk"], number, "1", today(), "2")


def test_a_voided_receipt_stays_to_be_seen_and_counts_no_more(cast: Cast) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    receipt = pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    with pytest.raises(Refusal) as refused:
        pledges.void_receipt(cast["clerk"], receipt, "")
    assert refused.value.code == "pledge.reason"
    pledges.void_receipt(cast["clerk"], receipt, "Typed twice.")
    assert pledges.get_funds().received_cents == 0
    assert [one.void_reason for one in only().receipts] == ["Typed twice."]
    assert only().left_cents == 1000_00


def test_a_pledge_for_a_project_counts_at_the_project(cast: Cast) -> None:
    project_id = cast.project(cast.round(Phase.IMPLEMENT), 7)
    pledges.record_pledge(
        cast["clerk"], a_pledge(cast, project_id=project_id, community_id=None), "1"
    )
    pledges.record_pledge(cast["clerk"], a_pledge(cast, typed_yuan="50"), "2")
    sums = {one.name: one.pledged_cents for one in pledges.get_funds().by_purpose}
    assert sums == {"Project 7": 1000_00, "Riverside": 50_00}
    assert pledges.get_funds(cast.communities["Hillside"]).count == 0


@pytest.mark.parametrize("who", ["mei", "ann", "far_clerk", "expert", "lawyer", "host"])
def test_only_the_office_and_the_clerk_of_the_place_write_money_down(cast: Cast, who: str) -> None:
    number = pledges.record_pledge(cast["clerk"], a_pledge(cast), "form")
    for act in (
        lambda: pledges.record_pledge(cast[who], a_pledge(cast), "other"),
        lambda: pledges.record_receipt(cast[who], number, "1", today(), "1"),
        lambda: pledges.withdraw_pledge(cast[who], number, "no"),
    ):
        with pytest.raises(Refusal):
            act()
    assert (only().received_cents, only().is_withdrawn) == (0, False)


def test_what_cannot_be_is_refused_with_its_reason(cast: Cast) -> None:
    for changes, code in (
        ({"giver": " "}, "pledge.giver"),
        ({"typed_yuan": "0"}, "pledge.amount"),
        ({"typed_yuan": "-5"}, "money.negative"),
        ({"pledged_on": today() + timedelta(days=1)}, "pledge.ahead"),
    ):
        with pytest.raises(Refusal) as refused:
            pledges.record_pledge(cast["officer"], a_pledge(cast, **changes), "form")
        assert refused.value.code == code
    nowhere = a_pledge(cast, community_id=None)
    with pytest.raises(Refusal) as refused:
        pledges.record_pledge(cast["officer"], nowhere, "form")
    assert refused.value.code == "pledge.for_what"
