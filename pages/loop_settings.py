"""时限与节假日: what the office sets for the closed loop."""

from datetime import date, time
from functools import partial

import streamlit as st

from components.delivery_forms import clear_form
from components.language import t
from components.matter_terms import (
    draw_closing_time,
    draw_day_form,
    draw_days,
    draw_head,
    draw_term,
    draw_term_form,
)
from components.proposal_words import in_language
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.deadline_views import LoopSettings
from domain.deadlines import DeadlineTerm
from domain.matters import Source
from domain.roles import Actor
from services import loop_settings, matter_reading


def save_term(actor: Actor, code: str, key: str) -> None:
    """Add or change a class (a callback)."""
    typed = st.session_state
    term = DeadlineTerm(
        code=code,
        name=str(typed[f"{key}_name"]),
        name_en=str(typed[f"{key}_name_en"]),
        hours=int(typed[f"{key}_hours"]),
        working_days=int(typed[f"{key}_days"]),
        grace_hours=int(typed[f"{key}_grace"]),
    )
    if attempt(loop_settings.save_term, actor, term):
        clear_form("term")
        done(t("terms.saved"))


def retire(actor: Actor, code: str, is_active: bool) -> None:
    """Take a class out of use, or back (a callback)."""
    attempt(loop_settings.retire_term, actor, code, is_active=is_active)


def delete(actor: Actor, code: str) -> None:
    """Delete a class that was never used (a callback)."""
    attempt(loop_settings.delete_term, actor, code)


def choose_usual(actor: Actor, source: Source) -> None:
    """Name the class that new matters of a kind get (a callback)."""
    code = str(st.session_state[f"usual_{source.value}"])
    if attempt(loop_settings.choose_usual_term, actor, source, code):
        done(t("terms.saved"))


def save_closing_time(actor: Actor) -> None:
    """Say when a working day is over (a callback)."""
    ends_at: time = st.session_state["closing_time"]
    if attempt(loop_settings.save_closing_time, actor, ends_at.isoformat("minutes")):
        done(t("terms.saved"))


def save_day(actor: Actor, day_key: str, key: str) -> None:
    """Add a day to the calendar (a callback)."""
    day: date = st.session_state[day_key]
    is_working, name = (
        bool(st.session_state[f"{key}_working"]),
        str(st.session_state[f"{key}_name"]),
    )
    if attempt(loop_settings.save_day, actor, day, is_working=is_working, name=name):
        clear_form("day")
        done(t("terms.saved"))


def remove_day(actor: Actor, day: date) -> None:
    """Make a day an ordinary one again (a callback)."""
    attempt(loop_settings.remove_day, actor, day)


def declare(actor: Actor, year: int) -> None:
    """Say whether a year is filled in (a callback)."""
    is_filled_in = bool(st.session_state[f"known_{year}"])
    attempt(loop_settings.declare_year, actor, year, is_filled_in=is_filled_in)


def choose_head(actor: Actor, body_code: str, key: str) -> None:
    """Name who answers for a body (a callback)."""
    chosen = st.session_state[key]
    head_id = None if chosen is None else int(chosen)
    if attempt(loop_settings.choose_head, actor, body_code, head_id):
        done(t("terms.saved"))


def draw_terms(actor: Actor, settings: LoopSettings) -> None:
    """The classes, and which of them new matters get."""
    for term in settings.terms:
        draw_term(term, partial(retire, actor), partial(delete, actor))
    with st.expander(t("terms.change"), icon=":material/edit:"):
        draw_term_form(settings.terms, partial(save_term, actor))
    st.subheader(t("terms.usual"), anchor=False)
    active = {
        one.code: in_language(one.name, one.name_en) for one in settings.terms if one.is_active
    }
    for source, code in settings.usual.items():
        st.pills(
            t(f"source.{source.value}"),
            list(active),
            default=code,
            required=True,
            format_func=active.__getitem__,
            key=f"usual_{source.value}",
            on_change=choose_usual,
            args=(actor, source),
        )


def draw_calendar(actor: Actor, settings: LoopSettings) -> None:
    """When a day is over, and the holidays of each year."""
    draw_closing_time(settings.ends_at, partial(save_closing_time, actor))
    this_year = local(utc_now()).year
    years = [this_year - 1, this_year, this_year + 1]
    year = int(
        st.segmented_control(
            t("calendar.year"), years, default=this_year, required=True, key="calendar_year"
        )
    )
    st.toggle(
        t("calendar.is_known", year=year),
        value=year in settings.known_years,
        key=f"known_{year}",
        on_change=declare,
        args=(actor, year),
    )
    draw_days(loop_settings.list_calendar(actor, year), partial(remove_day, actor))
    draw_day_form(year, partial(save_day, actor))


actor = require_actor()
st.title(t("page.loop_settings"), anchor=False)
tell()
with reading_or_stop():
    found = loop_settings.get_settings(actor)
    for missing in found.unknown_years:
        st.warning(t("calendar.unknown", year=missing), icon=":material/event_busy:")
    terms, calendar, heads = st.tabs([t("terms.tab"), t("calendar.tab"), t("heads.tab")])
    with terms:
        draw_terms(actor, found)
    with calendar:
        draw_calendar(actor, found)
    with heads:
        st.markdown(t("heads.how"))
        people = matter_reading.list_owners()
        for body in loop_settings.list_heads(actor):
            draw_head(body, people, partial(choose_head, actor))
