"""三率 of bodies and places over a time: figures without names, public to read."""

from datetime import datetime

from db import rates
from db.engine import reading
from domain.clock import utc_now
from domain.rates import Counts, RateBy, RateFilter, RateLine, RateReport, rates_of


def get_rates(by: RateBy, wanted: RateFilter, now: datetime | None = None) -> RateReport:
    """The three rates, told apart by body, place or field; whoever was asked most comes first.

    Private matters are counted too: a number shows nobody.
    """
    moment = now or utc_now()
    with reading() as db:
        found = rates.count_matters(db, by, wanted, moment)
        names = rates.names_of(db, by)
    lines = tuple(_line(key, *names.get(key, ("", "")), counts) for key, counts in found.items())
    total = _line(None, "", "", sum(found.values(), Counts()))
    ordered = sorted(lines, key=lambda one: (one.key is None, -one.counts.raised, one.name))
    return RateReport(total, tuple(ordered))


def get_total(wanted: RateFilter, now: datetime | None = None) -> RateLine:
    """The three rates of all matters together."""
    with reading() as db:
        counts = rates.count_matters(db, None, wanted, now or utc_now())[None]
    return _line(None, "", "", counts)


def _line(key: str | int | None, name: str, name_en: str, counts: Counts) -> RateLine:
    return RateLine(key, name, name_en, counts, rates_of(counts))
