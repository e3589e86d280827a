"""Voting: what is saved, what merges, what is refused, and what is never lost or doubled."""

import pytest
from sqlalchemy.exc import IntegrityError

from db import accounts as stored_accounts
from db import ballots as stored
from db import rounds
from db.engine import reading, transaction
from db.tables import Account, Ballot
from domain.ballots import Change, Missing, Standing
from domain.phases import Phase
from domain.refusals import Refusal
from services import accounts, ballots
from tests.cast import Cast
from tests.services.voting import approve, go_to, open_round, participation_of, stored_ballots


def refusal_of_saving(cast: Cast, who: str, round_id: int, code: str = "P1") -> str:
    with pytest.raises(Refusal) as refused:
        ballots.save_mark(cast[who], round_id, Change(code, 1))
    return refused.value.code


def test_a_ballot_is_saved_as_it_is_made_and_tells_how_far_it_has_come(cast: Cast) -> None:
    round_id, mei = open_round(cast), cast["mei"]
    assert ballots.get_own_ballot(mei, round_id).standing is Standing.NOT_BEGUN
    view = ballots.save_mark(mei, round_id, Change("P2", 1))
    assert (view.standing, view.missing) == (Standing.INCOMPLETE, Missing(2))
    approve(mei, round_id, "P1", "P3")
    view = ballots.get_own_ballot(mei, round_id)
    assert (view.standing, view.marks) == (Standing.VALID, {"P1": 1, "P2": 1, "P3": 1})
    assert view.saved_at is not None
    assert ballots.finish_ballot(mei, round_id).standing is Standing.FINISHED
    assert ballots.get_own_ballot(mei, round_id).standing is Standing.FINISHED


def test_the_same_tap_delivered_twice_counts_once(cast: Cast) -> None:
    round_id, mei = open_round(cast, ballot_type="points", min_marks=1), cast["mei"]
    for _ in range(3):
        view = ballots.save_mark(mei, round_id, Change("P1", 4))
    assert view.marks == {"P1": 4}
    assert len(stored_ballots(round_id)) == 1


def test_two_devices_of_one_voter_merge_project_by_project(cast: Cast) -> None:
    round_id, tablet, phone = open_round(cast), cast["mei"], cast["mei"]
    approve(tablet, round_id, "P1", "P2")
    approve(phone, round_id, "P3")
    ballots.save_mark(tablet, round_id, Change("P2", 0))
    assert ballots.get_own_ballot(phone, round_id).marks == {"P1": 1, "P3": 1}


def test_finishing_is_refused_while_something_is_missing_and_says_what(cast: Cast) -> None:
    round_id, mei = open_round(cast), cast["mei"]
    approve(mei, round_id, "P1")
    with pytest.raises(Refusal) as refused:
        ballots.finish_ballot(mei, round_id)
    assert (refused.value.code, refused.value.facts) == ("ballot.incomplete", {"n": 2})
    assert ballots.get_own_ballot(mei, round_id).marks == {"P1": 1}


def test_finishing_an_untouched_ballot_is_refused(cast: Cast) -> None:
    round_id = open_round(cast)
    with pytest.raises(Refusal) as refused:
        ballots.finish_ballot(cast["mei"], round_id)
    assert refused.value.facts == {"n": 3}
    assert participation_of(cast["mei"], round_id) is None


def test_a_finished_ballot_may_change_and_stays_finished_only_while_valid(cast: Cast) -> None:
    round_id, mei = open_round(cast), cast["mei"]
    approve(mei, round_id, "P1", "P2", "P3")
    ballots.finish_ballot(mei, round_id)
    assert ballots.save_mark(mei, round_id, Change("P4", 1)).standing is Standing.FINISHED
    ballots.save_mark(mei, round_id, Change("P4", 0))
    view = ballots.save_mark(mei, round_id, Change("P3", 0))
    assert (view.standing, view.finished_at) == (Standing.INCOMPLETE, None)
    assert ballots.save_mark(mei, round_id, Change("P5", 1)).standing is Standing.VALID
    assert ballots.turnout(round_id).finished == 0


def test_what_the_rules_do_not_allow_leaves_the_ballot_as_it_was(cast: Cast) -> None:
    round_id, mei = open_round(cast, ballot_type="knapsack", budget_cents=25_000_00), cast["mei"]
    approve(mei, round_id, "P1", "P2")
    saved = participation_of(mei, round_id)
    assert refusal_of_saving(cast, "mei", round_id, "P3") == "ballot.over_budget"
    assert ballots.get_own_ballot(mei, round_id).marks == {"P1": 1, "P2": 1}
    assert participation_of(mei, round_id) == saved


def test_a_refused_first_tap_leaves_no_trace_of_having_begun(cast: Cast) -> None:
    round_id = open_round(cast)
    assert refusal_of_saving(cast, "mei", round_id, "P99") == "ballot.unknown_project"
    assert ballots.turnout(round_id).begun == 0
    assert stored_ballots(round_id) == []


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("zhou", "right.in_place"),
        ("officer", "right.role"),
        ("expert", "right.role"),
        ("host", "right.role"),
    ],
)
def test_who_may_not_vote_is_refused_before_and_at_the_tap(cast: Cast, who: str, code: str) -> None:
    round_id = open_round(cast)
    assert refusal_of_saving(cast, who, round_id) == code
    with pytest.raises(Refusal) as refused:
        ballots.refuse_unless_voter(cast[who], round_id)
    assert refused.value.code == code


def test_residents_do_not_vote_where_only_members_may(cast: Cast) -> None:
    round_id = open_round(cast, voter_roles=["member"])
    assert refusal_of_saving(cast, "ann", round_id) == "right.entitled"
    assert ballots.turnout(round_id).entitled == 2


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.VOTE])
def test_no_ballot_changes_outside_the_vote_and_nothing_saved_is_lost(
    cast: Cast, phase: Phase
) -> None:
    round_id, mei = open_round(cast), cast["mei"]
    approve(mei, round_id, "P1", "P2", "P3")
    go_to(round_id, phase)
    assert refusal_of_saving(cast, "mei", round_id, "P4") == "right.phase"
    with pytest.raises(Refusal):
        ballots.finish_ballot(mei, round_id)
    assert ballots.get_own_ballot(mei, round_id).marks == {"P1": 1, "P2": 1, "P3": 1}


def test_signing_out_between_two_taps_ends_the_voting_and_keeps_what_was_saved(cast: Cast) -> None:
    round_id = open_round(cast)
    with transaction() as db:
        row = db.get(Account, cast["mei"].account_id)
        assert row is not None
        row.is_demo = True
        stored_accounts.put_setting(db, "demo", "1")
    mei = accounts.sign_in_for_demonstration("mei")
    approve(mei, round_id, "P1")
    accounts.sign_out(mei)
    with pytest.raises(Refusal) as refused:
        ballots.save_mark(mei, round_id, Change("P2", 1))
    assert refused.value.code == "account.signed_out"
    assert ballots.get_own_ballot(cast["mei"], round_id).marks == {"P1": 1}


def test_turnout_counts_who_has_begun_and_finished_of_all_who_may(cast: Cast) -> None:
    round_id = open_round(cast)
    approve(cast["mei"], round_id, "P1", "P2", "P3")
    ballots.finish_ballot(cast["mei"], round_id)
    approve(cast["ann"], round_id, "P1")
    assert ballots.turnout(round_id) == ballots.Turnout(begun=2, finished=1, entitled=4)


def test_whoever_is_suspended_is_no_longer_entitled(cast: Cast) -> None:
    round_id = open_round(cast)
    accounts.suspend_account(cast["officer"], cast["ann"].account_id, is_active=False)
    assert ballots.turnout(round_id).entitled == 3


def test_a_voter_is_told_of_every_open_round_and_of_a_ballot_that_lacks_something(
    cast: Cast,
) -> None:
    first, second = open_round(cast), open_round(cast)
    approve(cast["mei"], first, "P1")
    standing = {one.round_id: one.ballot.standing for one in ballots.list_open_ballots(cast["mei"])}
    assert standing == {first: Standing.INCOMPLETE, second: Standing.NOT_BEGUN}
    assert ballots.list_open_ballots(cast["zhou"]) == []
    assert ballots.list_open_ballots(cast["officer"]) == []


def test_every_valid_ballot_counts_whether_or_not_it_was_finished(cast: Cast) -> None:
    round_id = open_round(cast)
    approve(cast["mei"], round_id, "P1", "P2", "P3")
    ballots.finish_ballot(cast["mei"], round_id)
    approve(cast["ann"], round_id, "P2", "P3", "P4")
    approve(cast["bo"], round_id, "P1")
    ballots.save_mark(cast["qiang"], round_id, Change("P1", 1))
    ballots.save_mark(cast["qiang"], round_id, Change("P1", 0))
    with reading() as db:
        countable = stored.list_countable(db, rounds.get_round(db, round_id))
    assert sorted(sorted(ballot.marks) for ballot in countable.valid) == [
        ["P1", "P2", "P3"],
        ["P2", "P3", "P4"],
    ]
    assert (countable.invalid, countable.empty) == (1, 1)


def test_the_database_itself_refuses_a_second_ballot_of_one_voter(cast: Cast) -> None:
    round_id = open_round(cast)
    approve(cast["mei"], round_id, "P1")
    with transaction() as db:
        key = stored.key_of(db, round_id, cast["mei"].account_id)

    def put_a_second_one() -> None:
        with transaction() as db:
            db.add(Ballot(round_id=round_id, voter_key=key, marks={"P2": 1}))

    with pytest.raises(IntegrityError):
        put_a_second_one()


def test_the_same_person_has_another_key_in_every_round(cast: Cast) -> None:
    first, second = open_round(cast), open_round(cast)
    with transaction() as db:
        account_id = cast["mei"].account_id
        assert stored.key_of(db, first, account_id) != stored.key_of(db, second, account_id)
