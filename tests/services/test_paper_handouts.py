"""One person, one ballot: a sheet or the screen, with an account or without."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.ballots import Change, Standing
from domain.channels import Channel
from domain.paper_views import HandedOut
from domain.refusals import Refusal
from services import ballots, paper_handouts
from tests.cast import Cast
from tests.services.sheets import FIRST, enter, enter_twice, paper_round, printed, second_clerk
from tests.services.voting import approve, participation_of

PHONE = "6612"


def ready(cast: Cast, sheets: int = 10) -> int:
    round_id = paper_round(cast)
    printed(cast, round_id, sheets)
    return round_id


def hand_to(cast: Cast, round_id: int, name: str, digits: str = PHONE, **more: bool) -> HandedOut:
    home = cast.communities["Riverside"]
    who = cast["clerk"]
    return paper_handouts.hand_out_to_person(who, round_id, name, digits, home, **more)


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refusal) as found:
        act(*args, **more)  # type: ignore[operator]
    return found.value.code


def test_who_was_handed_a_sheet_cannot_vote_on_screen(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]
    paper_handouts.hand_out(cast["clerk"], round_id, mei.account_id)
    assert refused(ballots.save_mark, mei, round_id, Change("P1", 1)) == "ballot.on_paper"
    assert ballots.get_own_ballot(mei, round_id).standing is Standing.ON_PAPER
    kept = participation_of(mei, round_id)
    assert kept is not None
    assert kept.channel == Channel.PAPER


def test_who_has_begun_on_screen_gets_no_sheet(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]
    approve(mei, round_id, "P1")
    asked = (cast["clerk"], round_id, mei.account_id)
    assert refused(paper_handouts.hand_out, *asked) == "paper.on_screen"
    approve(mei, round_id, "P2", "P3")
    assert ballots.finish_ballot(mei, round_id).standing is Standing.FINISHED


def test_a_second_sheet_is_refused_but_the_same_tap_twice_is_one(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]
    other = cast[second_clerk(cast)]
    first = paper_handouts.hand_out(cast["clerk"], round_id, mei.account_id)
    assert paper_handouts.hand_out(cast["clerk"], round_id, mei.account_id) == first
    assert refused(paper_handouts.hand_out, other, round_id, mei.account_id) == "paper.has_sheet"


def test_a_resident_without_account_gets_one_sheet_whoever_asks(cast: Cast) -> None:
    round_id, home = ready(cast), cast.communities["Riverside"]
    other = cast[second_clerk(cast)]
    hand_to(cast, round_id, "Old Wang")
    again = (other, round_id, "OldWang", PHONE, home)
    assert refused(paper_handouts.hand_out_to_person, *again) == "paper.has_sheet"


def test_a_namesake_is_warned_of_and_served_when_it_is_another_person(cast: Cast) -> None:
    round_id = ready(cast)
    hand_to(cast, round_id, "Old Wang")
    assert refused(hand_to, cast, round_id, "Old Wang", "0001") == "paper.same_name"
    assert hand_to(cast, round_id, "Old Wang", "0001", is_sure=True).handed_out == 2
    assert refused(hand_to, cast, round_id, "Mei") == "paper.has_account"


def test_a_person_without_account_is_kept_as_a_hash_and_never_by_name(
    cast: Cast, database: Path
) -> None:
    round_id = ready(cast)
    hand_to(cast, round_id, "Old Wang")
    with sqlite3.connect(database / "yishiting.db") as db:
        everything = "\n".join(db.iterdump())
    assert "OldWang" not in everything
    assert f"'{PHONE}'" not in everything


@pytest.mark.parametrize(
    ("name", "digits"), [("", PHONE), ("王", PHONE), ("Old Wang", "12"), ("Old Wang", "12a4")]
)
def test_half_a_person_is_refused(cast: Cast, name: str, digits: str) -> None:
    round_id = ready(cast)
    assert refused(hand_to, cast, round_id, name, digits) == "paper.person_incomplete"


def test_strangers_to_the_round_get_no_sheet(cast: Cast) -> None:
    round_id, clerk = ready(cast), cast["clerk"]
    for who in ("zhou", "expert", "officer"):
        asked = (clerk, round_id, cast[who].account_id)
        assert refused(paper_handouts.hand_out, *asked) == "paper.no_voter"
    far = (clerk, round_id, "Old Wang", PHONE, cast.communities["Faraway"])
    assert refused(paper_handouts.hand_out_to_person, *far) == "paper.community_outside"


def test_a_slip_is_taken_back_and_the_person_may_vote_on_screen(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]
    given = paper_handouts.hand_out(cast["clerk"], round_id, mei.account_id)
    other = cast[second_clerk(cast)]
    assert refused(paper_handouts.take_back, other, round_id, given.id) == "paper.handed_by_other"
    paper_handouts.take_back(cast["clerk"], round_id, given.id)
    approve(mei, round_id, "P1", "P2", "P3")
    assert ballots.turnout(round_id).begun == 1


def test_no_more_sheets_are_handed_out_than_were_printed(cast: Cast) -> None:
    round_id = ready(cast, sheets=1)
    hand_to(cast, round_id, "Old Wang")
    assert refused(hand_to, cast, round_id, "Old Li") == "paper.no_sheets_left"


def test_turnout_counts_who_votes_on_paper(cast: Cast) -> None:
    round_id = paper_round(cast)
    serials = printed(cast, round_id)
    before = ballots.turnout(round_id)
    paper_handouts.hand_out(cast["clerk"], round_id, cast["mei"].account_id)
    hand_to(cast, round_id, "Old Wang")
    approve(cast["ann"], round_id, "P1")
    handed = ballots.turnout(round_id)
    assert (handed.begun, handed.finished, handed.entitled) == (3, 0, before.entitled + 1)
    enter_twice(cast, round_id, serials[0], "P1", "P2", "P3")
    enter(cast, "clerk", round_id, serials[1], FIRST, "P1")
    assert ballots.turnout(round_id).finished == 2


def test_nothing_links_a_sheet_with_who_was_handed_one(database: Path) -> None:
    def columns(table: str) -> set[str]:
        with sqlite3.connect(database / "yishiting.db") as db:
            return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}

    people = columns("paper_hand_out") | columns("participation")
    for table in ("paper_sheet", "paper_entry"):
        assert columns(table) & people == {"round_id"}
        assert not {name for name in columns(table) if name.endswith("_at") or name == "at"}
        with (
            sqlite3.connect(database / "yishiting.db") as db,
            pytest.raises(sqlite3.OperationalError, match="no such column"),
        ):
            db.execute(f"SELECT rowid FROM {table}")


def test_a_screen_and_a_clerk_at_the_same_moment_leave_one_way_to_vote(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]

    def screen(code: str) -> str:
        try:
            ballots.save_mark(mei, round_id, Change(code, 1), Channel.PHONE)
        except Refusal as refusal:
            return refusal.code
        return "screen"

    def clerk(_: str) -> str:
        try:
            paper_handouts.hand_out(cast["clerk"], round_id, mei.account_id)
        except Refusal as refusal:
            return refusal.code
        return "paper"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda job: job[0](job[1]), [(screen, "P1"), (clerk, "")] * 2))
    assert set(answers) in ({"screen", "paper.on_screen"}, {"paper", "ballot.on_paper"})


def test_the_way_is_the_one_the_voter_began_by(cast: Cast) -> None:
    round_id, mei = ready(cast), cast["mei"]
    ballots.save_mark(mei, round_id, Change("P1", 1), Channel.PHONE)
    ballots.save_mark(mei, round_id, Change("P2", 1), Channel.TABLET)
    kept = participation_of(mei, round_id)
    assert kept is not None
    assert kept.channel == Channel.PHONE
