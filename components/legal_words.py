"""The law in words: what a case is called, where it stands, when a station is open."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import streamlit as st

from components.language import t
from components.plain import plain
from domain.clock import local
from domain.legal import CaseKind, CaseState
from domain.legal_views import CaseCard, DutyLine, Slot, StationView
from domain.opening_hours import Opening

Colour = Literal["red", "orange", "blue", "green", "gray"]

_COLOURS: dict[CaseState, Colour] = {
    CaseState.ASKED: "orange",
    CaseState.TAKEN: "blue",
    CaseState.BOOKED: "blue",
    CaseState.ANSWERED: "green",
    CaseState.MEDIATING: "blue",
    CaseState.AGREED: "green",
    CaseState.NOT_AGREED: "orange",
    CaseState.FOLLOWED_UP: "green",
    CaseState.CLOSED: "gray",
    CaseState.WITHDRAWN: "gray",
    CaseState.HANDED_OVER: "gray",
}
KIND_ICONS = {
    CaseKind.ADVICE: ":material/contact_support:",
    CaseKind.MEDIATION: ":material/handshake:",
    CaseKind.EDUCATION: ":material/school:",
    CaseKind.LAWFUL_DECISION: ":material/gavel:",
}


def asked_number(key: str) -> int | None:
    """The number in `?key=`, None without one or when it is no number."""
    asked = st.query_params.get(key, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def draw_case_state(card: CaseCard) -> None:
    """What kind it is, where it stands, and whether it is late, as badges."""
    with st.container(horizontal=True, gap="xsmall"):
        if card.is_late:
            st.badge(t("case.late"), icon=":material/notification_important:", color="red")
        st.badge(t(f"case_state.{card.state.value}"), color=_COLOURS[card.state])
        st.badge(t(f"case_kind.{card.kind.value}"), color="gray", icon=KIND_ICONS[card.kind])


def open_words(station: StationView) -> str:
    """Whether it is open now, or when it opens next."""
    if station.is_open:
        return f":green-badge[:material/check_circle: {t('station.open_now')}]"
    if station.opens_at is None:
        return f":gray-badge[{t('station.no_hours')}]"
    day = t(f"weekday.{local(station.opens_at).weekday()}")
    words = t("station.opens_next", at=station.opens_at, weekday=day)
    return f":orange-badge[:material/schedule: {words}]"


def hours_lines(hours: Iterable[Opening]) -> tuple[str, ...]:
    """The week in lines: days with the same hours stand together."""
    by_day: dict[int, str] = {}
    for one in hours:
        stretch = t("station.stretch", opens=f"{one.opens:%H:%M}", closes=f"{one.closes:%H:%M}")
        by_day[one.weekday] = (
            f"{by_day[one.weekday]}, {stretch}" if one.weekday in by_day else stretch
        )
    alike: dict[str, list[int]] = {}
    for weekday, words in sorted(by_day.items()):
        alike.setdefault(words, []).append(weekday)
    return tuple(f"{_days(days)} {words}" for words, days in alike.items())


def duty_words(one: DutyLine) -> str:
    """Who is on duty, from when to when."""
    title = f" {plain(one.title)}" if one.title else ""
    hours = t("station.stretch", opens=one.starts, closes=one.ends)
    return f"**{plain(one.name)}**{title} {hours}"


def day_words(day: date) -> str:
    """A near day as people say it: its weekday, its month and number."""
    weekday = t(f"weekday.{day.weekday()}")
    return t("duty.weekday_of", weekday=weekday, month=day.month, day=day.day)


def slot_words(slot: Slot, *, with_name: bool) -> str:
    """A half hour: its beginning, and with whom where there is a choice."""
    at = f"{local(slot.at):%H:%M}"
    return f"{at} {slot.name}" if with_name else at


def say_mediated(is_agreed: bool) -> str:
    """What a matter's answer says of its mediation: that it was, and nothing of what was said."""
    return t("mediation.matter_agreed") if is_agreed else t("mediation.matter_not_agreed")


def _days(days: list[int]) -> str:
    first, last = t(f"weekday.{days[0]}"), t(f"weekday.{days[-1]}")
    is_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    if is_row:
        return t("station.days", first=first, last=last)
    return t("format.list_joint").join(t(f"weekday.{day}") for day in days)
