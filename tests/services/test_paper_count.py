"""Paper and screen count the same; no round is counted while any sheet is open."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import ballots as stored
from db import outcomes as records
from db.engine import reading
from db.rounds import get_round
from domain.channels import Channel
from domain.figures import digest_of
from domain.paper_marks import Written
from domain.phases import Phase
from domain.projector import Slide
from domain.refusals import Refusal
from domain.tasks import TaskKind
from services import (
    outcomes,
    paper_entries,
    paper_handouts,
    paper_progress,
    round_files,
    screens,
    tasks,
)
from tests.cast import Cast
from tests.services.counting import add_ballots, say, view_of
from tests.services.sheets import (
    FIRST,
    SECOND,
    enter,
    enter_twice,
    hand_out_to_strangers,
    open_box,
    paper_round,
    printed,
    vote_on_paper,
)
from tests.services.voting import approve, go_to

VOTES = [{1, 2, 3}, {1, 2, 4}, {3, 4, 5}, {1, 5, 6}, {2}, set[int]()]


def as_marks(chosen: set[int]) -> dict[str, int]:
    return {f"P{number}": 1 for number in sorted(chosen)}


def refused_count(cast: Cast, round_id: int) -> Refusal:
    with pytest.raises(Refusal) as refused:
        outcomes.count_ballots(cast["officer"], round_id)
    return refused.value


def digest(round_id: int) -> str:
    with reading() as db:
        return digest_of(records.read_votes(db, get_round(db, round_id)).ballots)


def test_the_same_ballots_on_paper_and_on_screen_give_the_same_result(cast: Cast) -> None:
    paper, screen = paper_round(cast, tie_seed="x"), paper_round(cast, tie_seed="x")
    vote_on_paper(cast, paper, map(as_marks, VOTES))
    add_ballots(screen, VOTES)
    go_to(screen, Phase.COUNT)
    for round_id in (paper, screen):
        outcomes.count_ballots(cast["officer"], round_id)
    one, other = view_of(cast, paper), view_of(cast, screen)
    assert (one.digest, one.voters, one.empty, one.invalid) == (
        other.digest,
        other.voters,
        other.empty,
        other.invalid,
    )
    assert [(p.code, p.votes, p.place) for p in one.projects] == [
        (p.code, p.votes, p.place) for p in other.projects
    ]
    assert outcomes.is_recountable(cast["officer"], paper)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sets(st.integers(1, 6), max_size=6), min_size=1, max_size=8), st.data())
def test_however_ballots_are_split_between_paper_and_screen_they_are_the_same_ballots(
    cast: Cast, votes: list[set[int]], data: st.DataObject
) -> None:
    on_paper = data.draw(st.integers(0, len(votes)))
    mixed, screen = paper_round(cast), paper_round(cast)
    vote_on_paper(cast, mixed, map(as_marks, votes[:on_paper]))
    add_ballots(mixed, votes[on_paper:])
    add_ballots(screen, votes)
    assert digest(mixed) == digest(screen)
    with reading() as db:
        one = stored.list_countable(db, get_round(db, mixed))
        other = stored.list_countable(db, get_round(db, screen))
    assert (len(one.valid), one.invalid, one.empty) == (
        len(other.valid),
        other.invalid,
        other.empty,
    )


def test_spoilt_sheets_are_invalid_and_blank_ones_empty_in_the_result(cast: Cast) -> None:
    round_id = paper_round(cast)
    serials = printed(cast, round_id)
    hand_out_to_strangers(cast, round_id, 4)
    enter_twice(cast, round_id, serials[0], "P1", "P2", "P3")
    enter_twice(cast, round_id, serials[1], spoilt=True)
    enter_twice(cast, round_id, serials[2], "P1")
    enter_twice(cast, round_id, serials[3])
    open_box(cast, round_id, 4)
    outcomes.count_ballots(cast["officer"], round_id)
    view = view_of(cast, round_id)
    assert (view.invalid, view.empty) == (2, 1)
    assert b"P1,P2,P3" in round_files.export_round(cast["officer"], round_id)


def test_a_round_is_not_counted_while_sheets_are_open_and_says_how_many(cast: Cast) -> None:
    round_id = paper_round(cast)
    one, two, three = printed(cast, round_id)[:3]
    hand_out_to_strangers(cast, round_id, 3)
    go_to(round_id, Phase.COUNT)
    assert refused_count(cast, round_id).code == "paper.box_closed"
    paper_progress.count_box(cast["clerk"], round_id, 3)
    enter(cast, "clerk", round_id, one, FIRST, "P1", "P2", "P3")
    enter(cast, "clerk", round_id, two, FIRST, "P1", "P2", "P3")
    enter(cast, "officer", round_id, two, SECOND, "P1", "P2", "P4")
    refused = refused_count(cast, round_id)
    assert refused.code == "paper.unsettled"
    assert refused.facts == {"n": 2, "once": 1, "differ": 1}
    enter(cast, "officer", round_id, one, SECOND, "P1", "P2", "P3")
    marks = Written({"P1": 1, "P2": 1, "P4": 1})
    paper_entries.settle_sheet(cast["clerk"], round_id, two, marks, "looked again")
    refused = refused_count(cast, round_id)
    assert (refused.code, refused.facts) == ("paper.not_all_entered", {"n": 1})
    enter_twice(cast, round_id, three, "P1", "P2", "P3")
    outcomes.count_ballots(cast["officer"], round_id)
    assert view_of(cast, round_id).voters == 3


def test_what_an_officer_sets_aside_no_longer_stands_in_the_way(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    hand_out_to_strangers(cast, round_id, 1)
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    open_box(cast, round_id, 1)
    assert refused_count(cast, round_id).code == "paper.unsettled"
    paper_entries.set_aside(cast["officer"], round_id, serial, "The sheet was lost.")
    outcomes.count_ballots(cast["officer"], round_id)
    assert view_of(cast, round_id).voters == 0


def test_more_sheets_in_the_box_than_were_handed_out_are_not_counted(cast: Cast) -> None:
    round_id = paper_round(cast)
    one, two = printed(cast, round_id)[:2]
    hand_out_to_strangers(cast, round_id, 1)
    for serial in (one, two):
        enter_twice(cast, round_id, serial, "P1", "P2", "P3")
    open_box(cast, round_id, 2)
    assert refused_count(cast, round_id).code == "paper.more_than_handed_out"
    paper_handouts.hand_out(cast["officer"], round_id, cast["mei"].account_id)
    outcomes.count_ballots(cast["officer"], round_id)
    assert view_of(cast, round_id).voters == 2


def test_sheets_that_arrive_after_the_count_keep_it_from_being_published(cast: Cast) -> None:
    round_id = paper_round(cast)
    one, two = printed(cast, round_id)[:2]
    hand_out_to_strangers(cast, round_id, 2)
    enter_twice(cast, round_id, one, "P1", "P2", "P3")
    open_box(cast, round_id, 1)
    officer = cast["officer"]
    outcomes.count_ballots(officer, round_id)
    outcomes.withdraw_count(officer, round_id)
    enter_twice(cast, round_id, two, "P4", "P5", "P6")
    assert refused_count(cast, round_id).code == "paper.more_than_returned"
    paper_progress.count_box(officer, round_id, 2)
    outcomes.count_ballots(officer, round_id)
    outcomes.publish_outcome(officer, round_id, say)
    with pytest.raises(Refusal) as refused:
        outcomes.withdraw_count(officer, round_id)
    assert refused.value.code == "outcome.published_already"


def test_a_round_without_paper_needs_no_box(cast: Cast) -> None:
    round_id = paper_round(cast)
    printed(cast, round_id)
    add_ballots(round_id, VOTES)
    go_to(round_id, Phase.COUNT)
    outcomes.count_ballots(cast["officer"], round_id)
    assert view_of(cast, round_id).voters == 4


def test_the_board_tells_what_has_arrived_and_that_it_is_provisional(cast: Cast) -> None:
    round_id = paper_round(cast)
    serials = printed(cast, round_id)
    hand_out_to_strangers(cast, round_id, 3)
    approve(cast["mei"], round_id, "P1", "P2", "P3")
    enter_twice(cast, round_id, serials[0], "P1", "P2", "P3")
    enter(cast, "clerk", round_id, serials[1], FIRST, "P1", "P2", "P3")
    board = paper_progress.get_tally_board(round_id)
    assert board.arrived == {Channel.TABLET: 1, Channel.PHONE: 0, Channel.PAPER: 2}
    assert (board.printed, board.handed_out, board.entered, board.settled) == (10, 3, 2, 1)
    assert (board.returned, board.is_final) == (None, False)
    open_box(cast, round_id, 2)
    enter(cast, "officer", round_id, serials[1], SECOND, "P1", "P2", "P3")
    outcomes.count_ballots(cast["officer"], round_id)
    assert paper_progress.get_tally_board(round_id).is_final


def test_the_wall_shows_the_board_while_ballots_arrive_and_not_after(cast: Cast) -> None:
    round_id = paper_round(cast)
    for phase, is_shown in ((Phase.VOTE, True), (Phase.COUNT, True), (Phase.IMPLEMENT, False)):
        go_to(round_id, phase)
        assert (Slide.TALLY_BOARD in screens.get_hall_round(round_id).slides()) is is_shown
    with pytest.raises(Refusal):
        screens.show_slide(cast["host"], "1", round_id, Slide.TALLY_BOARD)


def test_a_clerk_is_told_at_home_that_paper_waits_until_the_round_is_counted(cast: Cast) -> None:
    def waits(who: str) -> bool:
        return any(one.kind is TaskKind.PAPER for one in tasks.list_tasks(cast[who]))

    round_id = paper_round(cast)
    assert waits("clerk")
    assert not waits("far_clerk")
    assert not waits("officer"), "the office is told once there are sheets"
    printed(cast, round_id)
    assert waits("officer")
    go_to(round_id, Phase.COUNT)
    outcomes.count_ballots(cast["officer"], round_id)
    assert not waits("clerk")
