"""Every figure on the board is what one counts by hand, for every place, field and time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from db.engine import Session, transaction
from db.tables import (
    Account,
    Activity,
    Body,
    Matter,
    Pledge,
    PledgeReceipt,
    Proposal,
    ProposalMove,
    ServiceRecord,
    Station,
)
from domain.dashboard import Dashboard, Figure, SplitBy, Stage, Wanted
from domain.phases import Phase
from domain.rates import RateWindow
from services.dashboard import get_dashboard, list_portions
from tests.cast import Cast

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
# The last second of October in the hall, and the first of November: both still October in UTC.
LAST_OF_OCTOBER = datetime(2026, 10, 31, 15, 59, 59, tzinfo=UTC)
FIRST_OF_NOVEMBER = datetime(2026, 10, 31, 16, 0, 0, tzinfo=UTC)
INSTANTS = (LAST_OF_OCTOBER, FIRST_OF_NOVEMBER, NOW - timedelta(days=400))
DAYS = (date(2026, 10, 31), date(2026, 11, 1), date(2025, 10, 16))
FIELDS = ("homes", "culture", None)
NOVEMBER = RateWindow(date(2026, 11, 1), date(2026, 11, 30))
OCTOBER = RateWindow(date(2026, 10, 1), date(2026, 10, 31))
PLACES = ("Riverside", "Hillside", "Faraway")


def _services(db: Session, n: int, home: int, lawyer_id: int, day: date) -> None:
    for kind in ("advice", "mediation", "education", "lawful_decision")[: 1 + n % 4]:
        db.add(ServiceRecord(kind=kind, community_id=home, account_id=lawyer_id, on=day, at=NOW))


def _matters(db: Session, home: int, field: str | None, at: datetime) -> None:
    for source, state, solved in (
        ("suggestion", "open", None),
        ("request", "withdrawn", None),
        ("promise", "open", None),
        ("problem", "closed", True),
        ("problem", "answered", False),
        ("problem", "assigned", True),
    ):
        db.add(
            Matter(
                title="m", source=source, state=state, is_solved=solved, community_id=home,
                field_code=field, due_at=at + timedelta(days=7), created_at=at,
                answered_at=None if solved is None else at,
            )
        )  # fmt: skip


def _funds(db: Session, n: int, home: int, day: date) -> None:
    pledge = Pledge(giver=f"g{n}", community_id=home, amount_cents=100 + n, pledged_on=day, at=NOW)
    db.add(pledge)
    db.flush()
    for cents, voided in ((7 + n, None), (1000, NOW)):
        db.add(
            PledgeReceipt(
                pledge_id=pledge.id, amount_cents=cents, received_on=day, at=NOW, voided_at=voided
            )
        )


@pytest.fixture
def district(cast: Cast) -> Cast:
    """Records of every kind in three communities, on both sides of a month's border."""
    with transaction() as db:
        db.add(Body(code="office", kind="office", name="office", name_en="office"))
        lawyer = db.get(Account, cast["lawyer"].account_id)
        assert lawyer is not None
        lawyer.community_id = cast.communities["Riverside"]
        for place in ("Riverside", "Faraway"):
            db.add(Station(community_id=cast.communities[place], name=place))
        for n, (place, day, field) in enumerate(product(PLACES, DAYS, FIELDS)):
            home, at = cast.communities[place], INSTANTS[DAYS.index(day)]
            _services(db, n, home, lawyer.id, day)
            for voided in (None, NOW):
                db.add(
                    Activity(
                        kind="visit", title="v", on=day, community_id=home, field_code=field,
                        at=at, voided_at=voided,
                    )
                )  # fmt: skip
            _matters(db, home, field, at)
            _funds(db, n, home, day)
    return cast


def board(**wanted: object) -> Dashboard:
    return get_dashboard(Wanted(**wanted), NOW)  # type: ignore[arg-type]


def by_hand(cast: Cast, places: tuple[str, ...], days: tuple[date, ...]) -> dict[Figure, int]:
    """The same numbers, counted line by line from how the fixture writes them."""
    found = dict.fromkeys(Figure, 0)
    found[Figure.STATIONS] = len({"Riverside", "Faraway"} & set(places))
    found[Figure.SPECIALISTS] = int("Riverside" in places)
    for n, (place, day, _field) in enumerate(product(PLACES, DAYS, FIELDS)):
        if place not in places or day not in days:
            continue
        found[Figure.SERVICES] += min(2, 1 + n % 4)
        found[Figure.EDUCATION] += int(n % 4 >= 2)
        found[Figure.LAWFUL_DECISIONS] += int(n % 4 == 3)
        found[Figure.ACTIVITIES] += 1
        found[Figure.SUGGESTIONS] += 4
        found[Figure.FUNDS] += 7 + n
        found[Figure.PROBLEMS] += 1
    return found


def shown(found: Dashboard) -> dict[Figure, int]:
    return {one.figure: one.number for one in found.figures}


def test_every_figure_of_the_district_is_the_number_counted_by_hand(district: Cast) -> None:
    assert shown(board()) == by_hand(district, PLACES, DAYS)


@pytest.mark.parametrize("place", PLACES)
def test_every_figure_of_a_community_is_its_own(district: Cast, place: str) -> None:
    found = board(community_id=district.communities[place])
    assert shown(found) == by_hand(district, (place,), DAYS)


def test_every_figure_of_a_subdistrict_is_that_of_its_communities(district: Cast) -> None:
    found = board(subdistrict_id=district.subdistricts["Lakeside"])
    assert shown(found) == by_hand(district, ("Riverside", "Hillside"), DAYS)


def test_a_month_ends_at_midnight_in_the_hall_and_not_in_utc(district: Cast) -> None:
    for window, day in ((OCTOBER, DAYS[0]), (NOVEMBER, DAYS[1])):
        found = shown(board(window=window))
        wanted = by_hand(district, PLACES, (day,))
        for figure in Figure:
            assert found[figure] == wanted[figure], (figure, window)


def test_the_trend_adds_up_month_by_month(district: Cast) -> None:
    for one in board().figures:
        months = dict(one.months)
        if one.figure in (Figure.STATIONS, Figure.SPECIALISTS):
            assert one.months == ()
            continue
        assert len(months) == 24
        for day, month in zip(DAYS, ("2026-10", "2026-11", "2025-10"), strict=True):
            assert months[month] == by_hand(district, PLACES, (day,))[one.figure], one.figure
        assert one.this_month == months["2026-11"]


def test_with_a_field_only_what_is_recorded_under_fields_is_told(district: Cast) -> None:
    found = shown(board(field_code="homes"))
    assert found == {
        Figure.ACTIVITIES: 9,
        Figure.SUGGESTIONS: 36,
        Figure.FUNDS: 0,
        Figure.PROBLEMS: 9,
    }


@pytest.mark.parametrize("by", list(SplitBy))
@pytest.mark.parametrize("figure", list(Figure))
def test_the_parts_of_a_figure_add_up_to_it(district: Cast, figure: Figure, by: SplitBy) -> None:
    parts = list_portions(figure, by, Wanted())
    if not parts:
        assert by is SplitBy.FIELD
        assert figure in (Figure.STATIONS, Figure.SPECIALISTS, Figure.SERVICES) or (
            figure in (Figure.EDUCATION, Figure.LAWFUL_DECISIONS)
        )
        return
    assert sum(one.number for one in parts) == board().figure(figure).number


def test_a_project_that_gets_money_brings_it_under_its_field(district: Cast) -> None:
    project_id = district.project(district.round(Phase.IMPLEMENT), 1)
    with transaction() as db:
        pledge = Pledge(
            giver="x", project_id=project_id, amount_cents=500, pledged_on=DAYS[1], at=NOW
        )
        db.add(pledge)
        db.flush()
        db.add(PledgeReceipt(pledge_id=pledge.id, amount_cents=300, received_on=DAYS[1], at=NOW))
    found = board(field_code="homes", window=NOVEMBER).figure(Figure.FUNDS)
    assert (found.number, found.beside) == (300, 500)


def test_a_withdrawn_pledge_is_pledged_no_more(district: Cast) -> None:
    before = board().figure(Figure.FUNDS).beside
    with transaction() as db:
        pledge = db.get(Pledge, 1)
        assert pledge is not None
        pledge.withdrawn_at = NOW
    assert board().figure(Figure.FUNDS).beside == (before or 0) - 100


def test_the_funnel_counts_how_far_each_proposal_came_even_if_it_ended(cast: Cast) -> None:
    round_id = cast.round()
    for state in ("open", "seconded", "declined", "not_funded", "appraised", "withdrawn", "draft"):
        cast.proposal(round_id, title=state, state=state)
    with transaction() as db:
        declined = db.get(Proposal, 3)
        draft = db.get(Proposal, 7)
        assert declined is not None
        assert draft is not None
        draft.submitted_at = None
        for to_state in ("open", "seconded", "in_review", "reviewed", "declined"):
            db.add(
                ProposalMove(proposal_id=3, event="e", from_state="-", to_state=to_state, at=NOW)
            )
    assert dict(board().funnel) == {
        Stage.SUBMITTED: 6,
        Stage.SECONDED: 4,
        Stage.REVIEWED: 3,
        Stage.ON_BALLOT: 2,
        Stage.FUNDED: 1,
        Stage.COMPLETED: 1,
        Stage.APPRAISED: 1,
    }


def test_a_late_matter_that_is_not_public_is_counted_and_not_named(cast: Cast) -> None:
    with transaction() as db:
        for n, (title, is_public, due_in) in enumerate(
            (("open", True, -2), ("private", False, -3), ("in time", True, 1))
        ):
            db.add(
                Matter(
                    title=title, source="request", is_public=is_public,
                    due_at=NOW + timedelta(days=due_in), created_at=NOW - timedelta(days=9),
                    escalations=n,
                )
            )  # fmt: skip
    late = board().late
    assert (late.total, late.gone_up) == (2, 1)
    assert [one.title for one in late.longest] == ["open"]


def test_a_board_without_a_record_shows_noughts_and_no_crash(cast: Cast) -> None:
    found = board()
    assert {one.number for one in found.figures if one.figure is not Figure.SPECIALISTS} == {0}
    assert found.rates.rates.answered.percent is None
