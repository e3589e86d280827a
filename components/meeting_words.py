"""Meetings in words: when and where, what a quorum asks for and how it stands."""

from datetime import datetime

from components.language import t
from components.plain import plain
from domain.clock import local
from domain.meeting_views import MeetingCard, MeetingView
from domain.quorum import Condition, ConditionReport, Measure, QuorumReport


def when_words(at: datetime) -> str:
    """Month, day, day of the week and hour, as an invitation says it."""
    here = local(at)
    weekday = t(f"weekday.{here.weekday()}")
    clock = here.strftime("%H:%M")
    return t("meeting.when", month=here.month, day=here.day, weekday=weekday, clock=clock)


def where_words(meeting: MeetingCard | MeetingView) -> str:
    """The place and the hall; the whole district has a name of its own."""
    place = plain(meeting.place) if meeting.place else t("place_kind.district")
    return f"{place} · {plain(meeting.venue)}" if meeting.venue else place


def clock_words(at: datetime) -> str:
    """The hour on the hall's clock."""
    return local(at).strftime("%H:%M")


def who_words(condition: Condition) -> str:
    """Whom a condition counts."""
    if condition.standing is None:
        return t("quorum.everyone")
    return t(f"standing.{condition.standing.value}")


def condition_words(condition: Condition) -> str:
    """What a condition asks for, in a sentence."""
    who = who_words(condition)
    if condition.measure is Measure.PEOPLE:
        return t("quorum.asks_people", who=who, n=condition.least)
    share = share_words(condition)
    key = "quorum.asks_area" if condition.measure is Measure.AREA else "quorum.asks_share"
    return t(key, who=who, share=share)


def share_words(condition: Condition) -> str:
    """The part that is asked for, as one says it."""
    over, under = condition.share.denominator, condition.share.numerator
    return t(f"quorum.part.{under}_{over}") if (under, over) in _NAMED else f"{under}/{over}"


def figure_of(report: ConditionReport) -> str:
    """What is there of what is needed: `9 / 10`; of floor area its part of the whole, rounded down.

    Square metres would be too long to be read from across the room.
    """
    if report.condition.measure is Measure.AREA:
        return f"{100 * report.have // max(1, report.of)}%"
    return f"{report.have} / {report.need}"


def missing_words(report: ConditionReport) -> str:
    """That there is enough, or how much more is needed."""
    if report.holds:
        return t("quorum.enough")
    if report.condition.measure is Measure.AREA:
        return t("quorum.missing_area", area=area_words(report.missing))
    return t("quorum.missing", n=report.missing)


def lacking_words(quorum: QuorumReport) -> list[str]:
    """Of every condition that does not hold: who is lacking, and how many."""
    return [
        t("quorum.lacking", who=who_words(one.condition), missing=missing_words(one))
        for one in quorum.conditions
        if not one.holds
    ]


def area_words(area_dm2: int) -> str:
    """Floor area in square metres, without needless digits."""
    metres = f"{area_dm2 / 100:,.2f}".rstrip("0").rstrip(".")
    return t("quorum.square_metres", area=metres)


_NAMED = ((1, 2), (2, 3), (3, 4))
