"""The three rates equal what one counts by hand, by body, place and field, at any time."""

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from db.engine import reading, transaction
from db.tables import Body, Matter
from domain.clock import CHINA_TIME, utc_now
from domain.rates import Counts, RateBy, RateFilter, RateWindow, Share, rates_of
from services.rates import get_rates, get_total
from tests.cast import Cast

NOW = utc_now()
STATES = ("open", "assigned", "answered", "closed", "withdrawn")


@pytest.fixture
def many(cast: Cast) -> list[Matter]:
    """300 matters of every kind, by chance but always the same."""
    chance = random.Random("rates")
    with transaction() as db:
        for code in ("lamps", "roads"):
            db.add(Body(code=code, kind="department", name=code, name_en=code))
        db.flush()
        for _ in range(300):
            db.add(_a_matter(cast, chance))
    with reading() as db:
        return list(db.exec(select(Matter)))


def _a_matter(cast: Cast, chance: random.Random) -> Matter:
    state = chance.choice(STATES)
    created = NOW - timedelta(hours=chance.randrange(1, 3000))
    due = created + timedelta(hours=chance.choice((2, 24, 168, 4000)))
    is_answered = state in ("answered", "closed")
    place = chance.choice(["Riverside", "Hillside", "Faraway", None])
    return Matter(
        title="-",
        source="request",
        community_id=cast.communities[place] if place else None,
        subdistrict_id=cast.subdistricts["Elsewhere" if place == "Faraway" else "Lakeside"],
        field_code=chance.choice(["homes", "culture", None]),
        body_code=chance.choice(["lamps", "roads", None]),
        state=state,
        created_at=created,
        due_at=due,
        answered_at=created + timedelta(hours=chance.randrange(200)) if is_answered else None,
        is_solved=chance.random() < 0.7 if is_answered else None,
        rating=chance.choice([None, 1, 2, 3, 4, 5]) if is_answered else None,
    )


def by_hand(rows: list[Matter]) -> Counts:
    """The counts, matter by matter, as the page explains them."""
    counted = [one for one in rows if one.state != "withdrawn"]
    answered = [one for one in counted if one.state in ("answered", "closed")]
    rated = [one for one in answered if one.rating is not None]
    return Counts(
        raised=len(counted),
        due=sum(one in answered or one.due_at < NOW for one in counted),
        in_time=sum(
            one.answered_at is not None and one.answered_at <= one.due_at for one in answered
        ),
        answered=len(answered),
        solved=sum(bool(one.is_solved) for one in answered),
        rated=len(rated),
        satisfied=sum((one.rating or 0) >= 4 for one in rated),
    )


@pytest.mark.parametrize(
    ("by", "column"),
    [
        (RateBy.BODY, "body_code"),
        (RateBy.SUBDISTRICT, "subdistrict_id"),
        (RateBy.COMMUNITY, "community_id"),
        (RateBy.FIELD, "field_code"),
    ],
)
def test_each_line_is_what_one_counts_by_hand(many: list[Matter], by: RateBy, column: str) -> None:
    report = get_rates(by, RateFilter(), NOW)
    assert report.total.counts == by_hand(many) == get_total(RateFilter(), NOW).counts
    for line in report.lines:
        mine = [one for one in many if getattr(one, column) == line.key]
        assert line.counts == by_hand(mine)
        assert line.name or line.key is None
    assert {line.key for line in report.lines} == {getattr(one, column) for one in many}


def test_filters_and_windows_are_what_they_say(many: list[Matter], cast: Cast) -> None:
    last_month = RateWindow((NOW - timedelta(days=60)).date(), (NOW - timedelta(days=30)).date())
    first, end = last_month.instants()
    assert first is not None
    assert end is not None
    wanted = RateFilter(last_month, community_id=cast.communities["Riverside"], body_code="lamps")
    mine = [
        one
        for one in many
        if first <= one.created_at < end
        and one.community_id == wanted.community_id
        and one.body_code == "lamps"
    ]
    assert get_total(wanted, NOW).counts == by_hand(mine)


def test_a_day_begins_at_midnight_in_china() -> None:
    begins, ends = RateWindow(date(2026, 11, 1), date(2026, 11, 30)).instants()
    assert begins == datetime(2026, 11, 1, tzinfo=CHINA_TIME)
    assert ends == datetime(2026, 12, 1, tzinfo=CHINA_TIME)


def test_of_nothing_there_is_no_share_and_of_few_it_is_said_so(cast: Cast) -> None:
    rates = get_total(RateFilter()).rates
    assert rates.answered.percent is None
    assert Share(1, 4).is_small
    assert not Share(1, 5).is_small
    assert Share(1, 8).percent == 13  # half is rounded up, never to even


@given(st.lists(st.builds(Counts, *[st.integers(0, 50)] * 7), max_size=6))
def test_the_total_of_lines_is_the_total(lines: list[Counts]) -> None:
    total = sum(lines, Counts())
    assert total.raised == sum(one.raised for one in lines)
    assert rates_of(total).satisfied == Share(
        sum(one.satisfied for one in lines), sum(one.rated for one in lines)
    )
