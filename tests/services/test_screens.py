"""The wall: who sets it, what it may show, and how a play goes on without anyone writing."""

from datetime import timedelta

import pytest

from db.engine import transaction
from db.rounds import get_round
from db.tables import Ballot
from domain.clock import utc_now
from domain.phases import Phase
from domain.projector import SCREENS, Slide
from domain.refusals import Refusal
from domain.so_far import LEAST_BALLOTS, Leader
from services import screens
from tests.cast import PEOPLE, Cast
from tests.services.counting import VOTES, add_ballots, counted, published
from tests.services.voting import go_to, open_round


def test_a_screen_that_nobody_has_set_waits(cast: Cast) -> None:
    showing = screens.find_showing("1")
    assert (showing.slide, showing.round_id) == (Slide.WAITING, None)


@pytest.mark.parametrize("username", ["host", "officer"])
def test_the_facilitator_and_the_office_change_what_the_wall_shows(
    cast: Cast, username: str
) -> None:
    round_id = cast.round(Phase.VOTE)
    before = screens.find_showing("1").version
    screens.show_slide(cast[username], "1", round_id, Slide.TURNOUT)
    showing = screens.find_showing("1")
    assert (showing.slide, showing.round_id) == (Slide.TURNOUT, round_id)
    assert showing.version > before
    assert screens.find_showing("2").slide is Slide.WAITING


@pytest.mark.parametrize("username", [name for name in PEOPLE if name not in ("host", "officer")])
def test_nobody_else_does(cast: Cast, username: str) -> None:
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast[username], "1", cast.round(Phase.VOTE), Slide.TURNOUT)
    assert refused.value.code == "right.role"


@pytest.mark.parametrize("slide", [Slide.PLAY, Slide.WINNERS, Slide.VOTERS])
def test_a_result_is_on_the_wall_only_once_it_is_published(cast: Cast, slide: Slide) -> None:
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast["host"], "1", counted(cast, VOTES), slide)
    assert refused.value.code == "screen.nothing_to_show"


@pytest.mark.parametrize("slide", [Slide.PLAY, Slide.WINNERS, Slide.VOTERS])
def test_a_published_result_can_be_shown(cast: Cast, slide: Slide) -> None:
    round_id = published(cast, VOTES)
    assert slide in screens.get_hall_round(round_id).slides()
    screens.show_slide(cast["host"], "1", round_id, slide)
    assert screens.find_showing("1").slide is slide


def test_a_review_that_is_not_released_stays_off_the_wall(cast: Cast) -> None:
    round_id = cast.round(Phase.REVIEW)
    hidden = cast.proposal(round_id, state="in_review")
    shown = cast.proposal(round_id, state="reviewed", reviews_released_at=utc_now())
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast["host"], "1", round_id, Slide.REVIEW, hidden)
    assert refused.value.code == "screen.not_released"
    screens.show_slide(cast["host"], "1", round_id, Slide.REVIEW, shown)
    assert list(screens.get_hall_round(round_id).released) == [shown]


def test_a_released_review_of_another_round_is_refused(cast: Cast) -> None:
    elsewhere = cast.proposal(cast.round(Phase.REVIEW), reviews_released_at=utc_now())
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast["host"], "1", cast.round(Phase.REVIEW), Slide.REVIEW, elsewhere)
    assert refused.value.code == "screen.not_released"


def test_an_unknown_screen_is_refused_and_never_made(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast["host"], "<b>", cast.round(Phase.VOTE), Slide.OVERVIEW)
    assert refused.value.code == "screen.unknown"
    assert "<b>" not in SCREENS


def test_a_play_goes_on_by_the_clock_and_stops_where_it_is_paused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = published(cast, VOTES)
    last = screens.get_hall_round(round_id).last_step
    screens.show_slide(cast["host"], "1", round_id, Slide.PLAY)
    screens.play(cast["host"], "1")
    showing = screens.find_showing("1")
    now = showing.played_from or utc_now()
    assert [showing.step_at(now + timedelta(seconds=s), last) for s in (0, 11, 12, 24, 999)] == [
        0,
        0,
        1,
        2,
        last,
    ]
    monkeypatch.setattr(screens, "utc_now", lambda: now + timedelta(seconds=13))
    screens.step_by(cast["host"], "1", 0)
    paused = screens.find_showing("1")
    assert paused.step_at(now + timedelta(hours=1), last) == 1
    assert not paused.is_playing_at(now, last)


def test_steps_never_leave_the_play(cast: Cast) -> None:
    round_id = published(cast, VOTES)
    last = screens.get_hall_round(round_id).last_step
    screens.show_slide(cast["host"], "1", round_id, Slide.PLAY)
    screens.step_by(cast["host"], "1", -1)
    assert screens.find_showing("1").step == 0
    screens.step_to(cast["host"], "1", 99)
    assert screens.find_showing("1").step == last
    screens.play(cast["host"], "1")
    assert screens.find_showing("1").step == 0


def test_another_pace_goes_on_from_the_step_that_is_shown(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = published(cast, VOTES)
    screens.show_slide(cast["host"], "1", round_id, Slide.PLAY)
    screens.play(cast["host"], "1")
    now = screens.utc_now() + timedelta(seconds=13)
    monkeypatch.setattr(screens, "utc_now", lambda: now)
    screens.set_pace(cast["host"], "1", 20)
    showing = screens.find_showing("1")
    assert (showing.step, showing.seconds_a_step, showing.played_from) == (1, 20, now)
    with pytest.raises(Refusal):
        screens.set_pace(cast["host"], "1", 0)


def test_light_or_dark_is_kept(cast: Cast) -> None:
    screens.choose_dark(cast["host"], "1", is_dark=False)
    assert not screens.find_showing("1").is_dark


SEVEN = [{1, 2}, {1, 2}, {1, 3}, {1}, {2}, {3, 2}, set[int]()]


def open_vote(cast: Cast, **settings: object) -> int:
    """Four projects, seven ballots, one of them empty: P2 has 4, P1 has 4, P3 has 2."""
    round_id = open_round(cast, 4, **{"min_marks": 1, "shows_partial_results": True, **settings})
    add_ballots(round_id, SEVEN)
    return round_id


@pytest.mark.parametrize("username", ["host", "officer"])
def test_the_votes_so_far_are_on_the_wall_where_the_round_was_set_up_so(
    cast: Cast, username: str
) -> None:
    round_id = open_vote(cast)
    assert Slide.SO_FAR in screens.get_hall_round(round_id).slides()
    screens.show_slide(cast[username], "1", round_id, Slide.SO_FAR)
    assert screens.find_showing("1").slide is Slide.SO_FAR


@pytest.mark.parametrize("username", PEOPLE)
def test_the_votes_so_far_are_refused_to_everyone_where_it_was_not(
    cast: Cast, username: str
) -> None:
    round_id = open_vote(cast, shows_partial_results=False)
    with pytest.raises(Refusal) as refused:
        screens.show_slide(cast[username], "1", round_id, Slide.SO_FAR)
    shows = username in ("host", "officer")
    assert refused.value.code == ("screen.so_far" if shows else "right.role")
    with pytest.raises(Refusal) as unread:
        screens.get_so_far(round_id)
    assert unread.value.code == "screen.so_far"
    assert Slide.SO_FAR not in screens.get_hall_round(round_id).slides()


def test_votes_so_far_are_sums_over_the_valid_ballots(cast: Cast) -> None:
    so_far = screens.get_so_far(open_vote(cast))
    assert so_far.ballots == 6
    assert so_far.leaders == (
        Leader(1, "Project 1", 4),
        Leader(2, "Project 2", 4),
        Leader(3, "Project 3", 2),
    )
    only_singles = screens.get_so_far(open_vote(cast, min_marks=1, max_marks=1))
    assert only_singles.ballots < LEAST_BALLOTS
    assert only_singles.leaders == ()


def test_points_so_far_are_added_up_as_points(cast: Cast) -> None:
    round_id = open_round(
        cast, 3, ballot_type="points", min_marks=1, points_total=10, shows_partial_results=True
    )
    with transaction() as db:
        for n, marks in enumerate([{"P1": 7, "P2": 3}, {"P2": 5}, {"P3": 11}, *[{"P2": 1}] * 3]):
            db.add(Ballot(round_id=round_id, voter_key=f"k{n}", marks=marks))
    so_far = screens.get_so_far(round_id)
    assert so_far.in_points
    assert [(one.number, one.support) for one in so_far.leaders] == [(2, 11), (1, 7)]


def test_in_a_ranking_whoever_ranks_a_project_is_one_supporter(cast: Cast) -> None:
    round_id = open_round(cast, 2, ballot_type="ordinal", min_marks=1, shows_partial_results=True)
    with transaction() as db:
        for n in range(LEAST_BALLOTS):
            marks = {"P2": 1, "P1": 2} if n else {"P2": 1}
            db.add(Ballot(round_id=round_id, voter_key=f"k{n}", marks=marks))
    so_far = screens.get_so_far(round_id)
    assert [(one.number, one.support) for one in so_far.leaders] == [(2, 5), (1, 4)]


def test_so_few_ballots_that_a_sum_would_tell_one_are_not_added_up(cast: Cast) -> None:
    round_id = open_round(cast, 4, min_marks=1, shows_partial_results=True)
    add_ballots(round_id, SEVEN[: LEAST_BALLOTS - 1])
    so_far = screens.get_so_far(round_id)
    assert (so_far.ballots, so_far.is_enough, so_far.leaders) == (LEAST_BALLOTS - 1, False, ())


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.VOTE])
def test_outside_the_vote_there_are_no_votes_so_far(cast: Cast, phase: Phase) -> None:
    round_id = open_vote(cast)
    screens.show_slide(cast["host"], "1", round_id, Slide.SO_FAR)
    go_to(round_id, phase)
    with pytest.raises(Refusal) as unread:
        screens.get_so_far(round_id)
    assert unread.value.code == "screen.so_far"
    with pytest.raises(Refusal):
        screens.show_slide(cast["host"], "1", round_id, Slide.SO_FAR)


def test_votes_so_far_that_were_switched_off_are_not_read_any_more(cast: Cast) -> None:
    round_id = open_vote(cast)
    screens.show_slide(cast["host"], "1", round_id, Slide.SO_FAR)
    with transaction() as db:
        get_round(db, round_id).shows_partial_results = False
    with pytest.raises(Refusal) as unread:
        screens.get_so_far(round_id)
    assert unread.value.code == "screen.so_far"
