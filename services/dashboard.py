"""驾驶舱: the district's figures, computed from records; they show nobody, so everyone may read."""

from datetime import datetime

from db import dashboard
from db.engine import Session, reading
from domain.clock import local, utc_now
from domain.dashboard import (
    STANDING,
    WITH_FIELD,
    Dashboard,
    Figure,
    FigureNow,
    Late,
    Portion,
    SplitBy,
    Wanted,
    figures_shown,
    filled,
    funnel_of,
    months_of,
)
from domain.rates import RateBy
from services.rates import get_rates, get_total

LATE_SHOWN = 8


def get_dashboard(wanted: Wanted, now: datetime | None = None) -> Dashboard:
    """Everything on the board for that place, field and time."""
    moment = now or utc_now()
    with reading() as db:
        figures = tuple(_figure(db, one, wanted, moment) for one in figures_shown(wanted))
        funnel = funnel_of(dashboard.list_furthest(db, wanted))
        total, gone_up = dashboard.count_late(db, wanted, moment)
        longest = dashboard.list_late(db, wanted, moment, LATE_SHOWN)
    by = RateBy.SUBDISTRICT if wanted.subdistrict_id is None else RateBy.COMMUNITY
    return Dashboard(
        at=moment,
        figures=figures,
        funnel=funnel,
        late=Late(total, gone_up, tuple(longest)),
        rates=get_total(wanted.as_rate_filter(), moment),
        rates_by_place=get_rates(by, wanted.as_rate_filter(), moment).lines,
    )


def list_portions(figure: Figure, by: SplitBy, wanted: Wanted) -> tuple[Portion, ...]:
    """A figure told apart by places or fields; nothing by field of what has none."""
    if by is SplitBy.FIELD and figure not in WITH_FIELD:
        return ()
    with reading() as db:
        return tuple(dashboard.list_portions(db, figure, by, wanted))


def _figure(db: Session, figure: Figure, wanted: Wanted, now: datetime) -> FigureNow:
    today = local(now).date()
    counted = dashboard.count_months(db, figure, wanted)
    months = () if figure in STANDING else filled(counted, months_of(wanted.window, today))
    return FigureNow(
        figure=figure,
        number=dashboard.count_figure(db, figure, wanted),
        months=months,
        this_month=counted.get(f"{today:%Y-%m}", 0),
        beside=_beside(db, figure, wanted),
    )


def _beside(db: Session, figure: Figure, wanted: Wanted) -> int | None:
    if figure is Figure.STATIONS:
        return dashboard.count_communities(db, wanted)
    if figure is Figure.FUNDS:
        return dashboard.sum_pledged(db, wanted)
    if figure is Figure.PROBLEMS:
        return dashboard.count_raised_problems(db, wanted)
    return None
