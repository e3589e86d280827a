"""A roster by lot: the pool is public before the seed, the draw can be done again by anyone."""

import pytest

from db import rosters as queries
from db.engine import reading, transaction
from db.tables import Account
from domain.clock import utc_now
from domain.pool_file import print_of, read_pool
from domain.refusals import Refusal
from domain.roles import Role
from domain.sortition import draw
from services import draws, rosters
from tests.cast import Cast
from tests.days import today

ROLES, BY = [Role.RESIDENT], ["community"]


@pytest.fixture
def hall(cast: Cast) -> tuple[Cast, int]:
    """A planned meeting of Lakeside, with twelve residents more to draw from."""
    with transaction() as db:
        for number in range(12):
            home = "Riverside" if number < 8 else "Hillside"
            db.add(
                Account(
                    username=f"resident{number}",
                    name=f"Resident {number}",
                    role="resident",
                    password_hash="-",
                    community_id=cast.communities[home],
                    created_at=utc_now(),
                )
            )
    planned = {"state": "planned", "join_code": None}
    return cast, cast.meeting(**planned, place_kind="subdistrict", community_id=None)


def test_the_pool_is_fixed_and_public_before_anybody_knows_the_seed(
    hall: tuple[Cast, int],
) -> None:
    cast, meeting_id = hall
    assert draws.count_pool(cast["host"], meeting_id, ROLES) == 14
    draw_id = draws.announce_draw(cast["host"], meeting_id, 7, ROLES, BY)
    [announced] = draws.list_draws(meeting_id)
    assert (announced.seed, announced.drawn, announced.pool_size) == ("", (), 14)
    assert announced.pool_print == print_of(announced.pool_csv)
    assert "Resident" not in announced.pool_csv, "the pool names nobody"
    late = Account(
        username="late",
        name="Late",
        role="resident",
        password_hash="-",
        community_id=cast.communities["Riverside"],
        created_at=utc_now(),
    )
    with transaction() as db:
        db.add(late)
    draws.draw_roster(cast["host"], meeting_id, draw_id, "banyan jasmine")
    [drawn] = draws.list_draws(meeting_id)
    assert (drawn.pool_csv, drawn.pool_print) == (announced.pool_csv, announced.pool_print)
    assert drawn.seed == f"banyan jasmine {today().isoformat()}"


def test_anyone_draws_the_same_from_what_is_public(hall: tuple[Cast, int]) -> None:
    cast, meeting_id = hall
    draw_id = draws.announce_draw(cast["host"], meeting_id, 5, ROLES, BY)
    draws.draw_roster(cast["host"], meeting_id, draw_id, "banyan")
    [shown] = draws.list_draws(meeting_id)
    again = draw(read_pool(shown.pool_csv.encode(), shown.by), shown.seats, shown.seed, shown.by)
    assert again.drawn == tuple(one.number for one in shown.drawn)
    assert again.stand_ins == tuple(one.number for one in shown.stand_ins)
    assert {one.stratum: one.seats for one in shown.strata} == {("Hillside",): 2, ("Riverside",): 3}
    invited = rosters.list_roster(cast["host"], meeting_id)
    with reading() as db:
        assert queries.list_account_ids(db, meeting_id) == set(again.drawn)
    assert all(one.is_drawn and one.is_invited for one in invited)


def test_a_double_tap_announces_one_draw_and_draws_it_once(hall: tuple[Cast, int]) -> None:
    cast, meeting_id = hall
    first = draws.announce_draw(cast["host"], meeting_id, 3, ROLES, BY)
    assert draws.announce_draw(cast["host"], meeting_id, 3, ROLES, BY) == first
    draws.draw_roster(cast["host"], meeting_id, first, "one")
    before = draws.list_draws(meeting_id)
    draws.draw_roster(cast["host"], meeting_id, first, "two")
    assert draws.list_draws(meeting_id) == before
    assert len(rosters.list_roster(cast["host"], meeting_id)) == 3


def test_a_draw_that_is_done_is_never_hidden_and_a_second_one_stands_beside_it(
    hall: tuple[Cast, int],
) -> None:
    cast, meeting_id = hall
    first = draws.announce_draw(cast["host"], meeting_id, 3, ROLES, BY)
    draws.draw_roster(cast["host"], meeting_id, first, "one")
    with pytest.raises(Refusal) as refused:
        draws.withdraw_draw(cast["host"], meeting_id, first)
    assert refused.value.code == "draw.over"
    second = draws.announce_draw(cast["host"], meeting_id, 3, ROLES, BY)
    assert [one.id for one in draws.list_draws(meeting_id)] == [first, second]
    draws.withdraw_draw(cast["host"], meeting_id, second)
    assert [one.id for one in draws.list_draws(meeting_id)] == [first]


def test_who_cannot_come_is_replaced_from_their_own_community_in_the_order_of_the_lot(
    hall: tuple[Cast, int],
) -> None:
    cast, meeting_id = hall
    draw_id = draws.announce_draw(cast["host"], meeting_id, 7, ROLES, BY)
    draws.draw_roster(cast["host"], meeting_id, draw_id, "banyan")
    [shown] = draws.list_draws(meeting_id)
    asked = [one.number for one in shown.stand_ins if one.strata == ("Riverside",)]
    for expected in asked[:2]:
        invited = rosters.list_roster(cast["host"], meeting_id)
        # The newest of them says no as well: whoever declined is not asked again.
        gone = [one for one in invited if one.is_invited and one.community == "Riverside"][-1]
        draws.call_stand_in(cast["host"], meeting_id, gone.id)
        draws.call_stand_in(cast["host"], meeting_id, gone.id)
        with reading() as db:
            assert expected in queries.list_account_ids(db, meeting_id)
    now = rosters.list_roster(cast["host"], meeting_id)
    assert sum(one.is_invited for one in now) == 7
    assert sum(not one.is_invited for one in now) == 2


def test_a_seed_of_no_words_more_seats_than_people_or_strange_strata_are_refused(
    hall: tuple[Cast, int],
) -> None:
    cast, meeting_id = hall
    for seats, by, code in (
        (15, BY, "draw.few"),
        (0, BY, "draw.seats"),
        (3, ["name"], "draw.strata"),
    ):
        with pytest.raises(Refusal) as refused:
            draws.announce_draw(cast["host"], meeting_id, seats, ROLES, by)
        assert refused.value.code == code
    draw_id = draws.announce_draw(cast["host"], meeting_id, 3, ROLES, BY)
    with pytest.raises(Refusal) as refused:
        draws.draw_roster(cast["host"], meeting_id, draw_id, "  ")
    assert refused.value.code == "draw.seed"
    assert draws.list_draws(meeting_id)[0].seed == ""


@pytest.mark.parametrize("username", ["mei", "ann", "expert", "far_clerk"])
def test_nobody_else_draws(hall: tuple[Cast, int], username: str) -> None:
    cast, meeting_id = hall
    with pytest.raises(Refusal):
        draws.announce_draw(cast[username], meeting_id, 3, ROLES, BY)
    assert draws.list_draws(meeting_id) == ()
