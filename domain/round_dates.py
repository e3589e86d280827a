"""The days on which phases begin, as an officer chooses them: midnight in the hall's time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from domain.clock import CHINA_TIME, local
from domain.phases import Phase
from domain.round_settings import DATED

USUAL_DAYS = {
    Phase.PREPARE: 7,
    Phase.COLLECT: 21,
    Phase.REVIEW: 14,
    Phase.DELIBERATE: 14,
    Phase.VOTE: 14,
    Phase.COUNT: 7,
    Phase.IMPLEMENT: 90,
    Phase.APPRAISE: 21,
}
"""How long a phase usually lasts."""


def days_of(starts: Mapping[Phase, datetime], today: date) -> dict[Phase, date]:
    """The day of each phase; a phase without a date gets the usual time after the one before."""
    days: dict[Phase, date] = {}
    at = today
    for before, phase in zip(USUAL_DAYS, DATED, strict=True):
        known = starts.get(phase)
        at = local(known).date() if known else at + timedelta(days=USUAL_DAYS[before])
        days[phase] = at
    return days


def starts_of(
    days: Mapping[Phase, date], before: Mapping[Phase, datetime]
) -> dict[Phase, datetime]:
    """The instants at which phases begin; a day that did not change keeps its hour."""
    starts = {}
    for phase, day in days.items():
        known = before.get(phase)
        is_same = known is not None and local(known).date() == day
        midnight = datetime.combine(day, time(), CHINA_TIME)
        starts[phase] = known if known is not None and is_same else midnight
    return starts
