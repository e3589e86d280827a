"""The office's forms for the closed loop: classes of deadline, the calendar, heads of bodies."""

from collections.abc import Callable, Sequence
from datetime import date, time

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.deadline_views import BodyHead, CalendarDay
from domain.deadlines import (
    LONGEST_NAME,
    MOST_GRACE_HOURS,
    MOST_HOURS,
    MOST_WORKING_DAYS,
    DeadlineTerm,
)
from domain.proposal_views import Choice

HOURS_A_DAY = 24
Callback = Callable[..., None]


def length_words(term: DeadlineTerm) -> str:
    """How long a class is."""
    if term.hours and term.hours % HOURS_A_DAY == 0 and term.hours > HOURS_A_DAY:
        return t("terms.days", n=term.hours // HOURS_A_DAY)
    if term.hours:
        return t("terms.hours", n=term.hours)
    return t("terms.working_days", n=term.working_days)


def draw_term(term: DeadlineTerm, on_retire: Callback, on_delete: Callback) -> None:
    """One class: its length, and out of use or back by a tap."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        name = plain(in_language(term.name, term.name_en))
        used = t("terms.used") if term.is_used else t("terms.unused")
        if not term.is_active:
            used = t("terms.retired")
        grace = t("terms.grace", n=term.grace_hours)
        length = length_words(term)
        # Most classes are called by their length; saying it twice makes one look for a difference.
        is_said = length.replace(" ", "") == name.replace(" ", "")
        head = f"**{name}**" if is_said else f"**{name}** · {length}"
        st.markdown(f"{head}  \n{grace} · {used}", width="stretch")
        st.button(
            t("terms.do_retire") if term.is_active else t("terms.do_restore"),
            key=f"retire_{term.code}",
            on_click=on_retire,
            args=(term.code, not term.is_active),
        )
        if not term.is_used:
            st.button(
                t("terms.do_delete"),
                key=f"delete_{term.code}",
                on_click=on_delete,
                args=(term.code,),
            )


def draw_term_form(terms: Sequence[DeadlineTerm], on_save: Callback) -> None:
    """Change a class, or add one: names in two languages, a length, the grace."""
    names = {"": t("terms.new")} | {one.code: in_language(one.name, one.name_en) for one in terms}
    code = st.selectbox(t("terms.which"), list(names), format_func=names.__getitem__, key="term_of")
    term = next((one for one in terms if one.code == code), None)
    key = f"{form_key('term')}_{code}"
    with st.form("term", border=False):
        left, right = st.columns(2)
        left.text_input(
            t("terms.name"), term.name if term else "", max_chars=LONGEST_NAME, key=f"{key}_name"
        )
        right.text_input(
            t("terms.name_en"),
            term.name_en if term else "",
            max_chars=LONGEST_NAME,
            key=f"{key}_name_en",
        )
        for column, part, value, most in (
            (left, "hours", term.hours if term else 0, MOST_HOURS),
            (right, "days", term.working_days if term else 0, MOST_WORKING_DAYS),
        ):
            column.number_input(t(f"terms.{part}_label"), 0, most, value, key=f"{key}_{part}")
        st.number_input(
            t("terms.grace_label"),
            1,
            MOST_GRACE_HOURS,
            term.grace_hours if term else 24,
            key=f"{key}_grace",
        )
        st.form_submit_button(
            t("terms.save"), type="primary", width="stretch", on_click=on_save, args=(code, key)
        )


def draw_closing_time(ends_at: time, on_save: Callback) -> None:
    """When a working day is over."""
    st.time_input(t("calendar.ends_at"), ends_at, key="closing_time", step=900, on_change=on_save)


def draw_days(days: Sequence[CalendarDay], on_remove: Callback) -> None:
    """The days of a year that differ from the ordinary week."""
    for one in days:
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = t("calendar.working") if one.is_working else t("calendar.off")
            weekday = t(f"weekday.{one.day.weekday()}")
            words = t("calendar.line", day=one.day, weekday=weekday, kind=kind)
            st.markdown(f"{words} · {plain(one.name)}", width="stretch")
            st.button(
                t("calendar.remove"), key=f"day_{one.day}", on_click=on_remove, args=(one.day,)
            )


def draw_day_form(year: int, on_save: Callback) -> None:
    """One more holiday, or a working day that makes up for one."""
    key = form_key("day")
    with st.form("day", border=True):
        left, right = st.columns(2)
        left.date_input(
            t("calendar.day"),
            date(year, 1, 1),
            min_value=date(year, 1, 1),
            max_value=date(year, 12, 31),
            format="YYYY-MM-DD",
            key=f"{key}_{year}_day",
        )
        words = {False: t("calendar.off"), True: t("calendar.working")}
        right.segmented_control(
            t("calendar.kind"),
            list(words),
            default=False,
            required=True,
            format_func=words.__getitem__,
            key=f"{key}_working",
        )
        st.text_input(t("calendar.name"), max_chars=LONGEST_NAME, key=f"{key}_name")
        st.form_submit_button(
            t("calendar.save"), width="stretch", on_click=on_save, args=(f"{key}_{year}_day", key)
        )


def draw_head(body: BodyHead, people: Sequence[Choice], on_choose: Callback) -> None:
    """Who answers for a body."""
    names = {None: t("heads.none")} | {one.key: plain(one.name) for one in people}
    keys = list(names)
    key = f"head_{body.code}"
    st.selectbox(
        plain(in_language(body.name, body.name_en)),
        keys,
        index=keys.index(body.head_id) if body.head_id in names else 0,
        format_func=names.__getitem__,
        key=key,
        on_change=on_choose,
        args=(body.code, key),
    )
