"""工作站: the week's duty, services rendered, and for the office address and opening hours."""

from datetime import date, timedelta
from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.legal_duty import (
    draw_plan_form,
    draw_service_form,
    draw_services,
    draw_station_form,
    draw_week,
)
from components.legal_words import asked_number
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell, tell_lacking
from domain.clock import local, utc_now
from domain.legal import CaseKind
from domain.legal_views import ServiceDraft, StationDraft, StationView
from domain.opening_hours import monday_of, read_openings
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import duty, matter_reading, service_records, stations

_WEEK, _SERVICE = "desk_week", "service_key"
DAYS = 7


def plan(actor: Actor, station_id: int, monday: date) -> None:
    """Put somebody on the roster (a callback)."""
    day, who = field("duty", "day"), field("duty", "who")
    if day is None:
        st.session_state["duty_incomplete"] = True
        return
    times = (str(field("duty", "from") or ""), str(field("duty", "to") or ""))
    on, person = monday + timedelta(days=int(day)), actor.account_id if who is None else int(who)
    if attempt(duty.plan_duty, actor, station_id, person, on, *times):
        clear_form("duty")
        done(t("duty.planned_now"))


def remove(actor: Actor, duty_id: int) -> None:
    """Take a duty away (a callback)."""
    if attempt(duty.remove_duty, actor, duty_id):
        done(t("duty.removed_now"))


def copy(actor: Actor, station_id: int, monday: date) -> None:
    """Copy last week (a callback)."""
    attempt(copy_and_say, actor, station_id, monday)


def copy_and_say(actor: Actor, station_id: int, monday: date) -> None:
    """Copy, and tell how many."""
    done(t("duty.copied_now", n=duty.copy_last_week(actor, station_id, monday)))


def turn(days: int) -> None:
    """Another week (a callback)."""
    st.session_state[_WEEK] = st.session_state[_WEEK] + timedelta(days=days)


def change(actor: Actor, station_id: int, key: str) -> None:
    """Save name, address and hours (a callback)."""
    if attempt(read_and_change, actor, station_id, key):
        done(t("station.saved_now"))


def read_and_change(actor: Actor, station_id: int, key: str) -> None:
    """Read the hours as typed, then save."""
    typed = {name: str(st.session_state[f"{key}_{name}"]) for name in ("name", "address", "phone")}
    hours = tuple(
        one
        for weekday in range(DAYS)
        for one in read_openings(weekday, str(st.session_state[f"{key}_hours_{weekday}"]))
    )
    stations.change_station(actor, station_id, StationDraft(**typed, hours=hours))


def record(actor: Actor) -> None:
    """Write down a service (a callback)."""
    draft = ServiceDraft(
        kind=CaseKind(str(field("service", "kind"))),
        community_id=int(field("service", "place")),
        on=field("service", "day"),
        minutes=int(field("service", "minutes")),
        people_count=int(field("service", "people")),
        note=str(field("service", "note") or ""),
    )
    if attempt(service_records.record_service, actor, draft, str(st.session_state[_SERVICE])):
        clear_form("service")
        st.session_state.pop(_SERVICE, None)
        done(t("service.recorded_now"))


def make_all(actor: Actor) -> None:
    """A station for every community without one (a callback)."""
    attempt(make_and_say, actor)


def make_and_say(actor: Actor) -> None:
    """Make them, and tell how many."""
    done(t("station.made_now", n=stations.ensure_stations(actor)))


def draw_make(actor: Actor) -> None:
    """For the office: communities may be new."""
    if is_offered(Action.SET_UP_STATION, actor.role):
        st.button(t("station.make_all"), icon=":material/add:", on_click=make_all, args=(actor,))


def draw_roster(actor: Actor, station: StationView) -> None:
    """The week, and how it is changed."""
    monday: date = st.session_state.setdefault(_WEEK, monday_of(local(utc_now()).date()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("duty.week_before"), icon=":material/chevron_left:", on_click=turn, args=(-DAYS,)
        )
        st.button(
            t("duty.week_after"), icon=":material/chevron_right:", on_click=turn, args=(DAYS,)
        )
        st.button(
            t("duty.copy"),
            icon=":material/content_copy:",
            on_click=copy,
            args=(actor, station.id, monday),
        )
    people = duty.list_specialists(actor)
    mine = frozenset(one.account_id for one in people)
    draw_week(monday, duty.list_week(station.id, monday), mine, partial(remove, actor))
    tell_lacking("duty_incomplete", t("duty.choose_day"))
    draw_plan_form(monday, people, partial(plan, actor, station.id, monday))


actor = require_actor()
st.title(t("page.station_desk"), anchor=False)
tell()
if not is_offered(Action.PLAN_DUTY, actor.role):
    st.info(t("duty.not_yours"), icon=":material/lock:")
    st.stop()
with reading_or_stop():
    found = stations.list_stations()
    if not found:
        st.info(t("station.none"), icon=":material/store:")
        draw_make(actor)
        st.stop()
    by_id = {one.id: one for one in found}
    asked = asked_number("station")
    names = {one.id: one.name for one in found}
    chosen = st.selectbox(
        t("station.station"),
        list(names),
        index=list(names).index(asked) if asked in names else 0,
        format_func=names.__getitem__,
        key="desk_station",
    )
    station = by_id[chosen]
    draw_roster(actor, station)
    if is_offered(Action.SET_UP_STATION, actor.role):
        with st.expander(t("station.edit"), icon=":material/edit:"):
            draw_station_form(station, partial(change, actor, station.id))
            draw_make(actor)
    if is_offered(Action.RECORD_SERVICE, actor.role):
        st.session_state.setdefault(_SERVICE, token_urlsafe(12))
        draw_service_form(
            matter_reading.list_places(), station.community_id, partial(record, actor)
        )
        draw_services(service_records.list_my_services(actor))
