"""The desk of a station: the week's roster, hours and address, services rendered."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.legal_words import day_words
from components.plain import plain
from domain.clock import local, utc_now
from domain.legal import LONGEST_NOTE, CaseKind
from domain.legal_views import DutyLine, Named, ServiceLine, StationView
from domain.opening_hours import written_hours
from domain.proposal_views import Choice

Callback = Callable[..., None]
DAYS = 7


def draw_week(
    monday: date, duties: Sequence[DutyLine], mine: frozenset[int], on_remove: Callback
) -> None:
    """Seven days, each with who is on duty; what this person may take away has a button."""
    for start in (0, 4):
        columns = st.columns(4)
        for column, number in zip(columns, range(start, min(start + 4, DAYS)), strict=False):
            day = monday + timedelta(days=number)
            with column, st.container(border=True, height="stretch", gap="xsmall"):
                is_today = day == local(utc_now()).date()
                st.markdown(f"**{day_words(day)}**")
                if is_today:
                    st.badge(t("duty.today"), color="green")
                for one in (duty for duty in duties if duty.on == day):
                    _draw_duty(one, one.account_id in mine, on_remove)


def draw_plan_form(monday: date, people: Sequence[Named], on_plan: Callback) -> None:
    """Who, which day, from when to when."""
    key = form_key("duty")
    names = {one.account_id: one.name for one in people}
    with st.form("duty", border=True):
        st.subheader(t("duty.plan"), anchor=False)
        if len(names) > 1:
            st.selectbox(
                t("duty.who"),
                list(names),
                index=None,
                placeholder=t("matter.choose"),
                format_func=names.__getitem__,
                key=f"{key}_who",
            )
        days = {n: day_words(monday + timedelta(days=n)) for n in range(DAYS)}
        st.pills(
            t("duty.weekday"),
            list(days),
            format_func=days.__getitem__,
            key=f"{key}_day",
        )
        first, second = st.columns(2)
        first.text_input(t("duty.from"), value="09:00", key=f"{key}_from", max_chars=5)
        second.text_input(t("duty.to"), value="11:30", key=f"{key}_to", max_chars=5)
        st.form_submit_button(t("duty.send"), type="primary", width="stretch", on_click=on_plan)


def draw_station_form(station: StationView, on_change: Callback) -> None:
    """Name, address, telephone, and the hours of each day of the week."""
    key = f"{form_key('station')}_{station.id}"
    with st.form(f"station_{station.id}", border=False):
        st.text_input(t("station.name"), value=station.name, key=f"{key}_name", max_chars=40)
        st.text_input(t("station.address"), value=station.address, key=f"{key}_address")
        st.text_input(t("station.phone"), value=station.phone, key=f"{key}_phone")
        st.markdown(t("station.hours_hint"))
        for weekday in range(DAYS):
            st.text_input(
                t(f"weekday.{weekday}"),
                value=written_hours(station.hours, weekday),
                key=f"{key}_hours_{weekday}",
                placeholder=t("station.closed_day"),
            )
        st.form_submit_button(
            t("station.save"), type="primary", width="stretch", on_click=on_change, args=(key,)
        )


def draw_service_form(places: Sequence[Choice], home: int, on_record: Callback) -> None:
    """A service outside any case: what, where, when, how long, for how many."""
    key = form_key("service")
    names = {int(one.key): one.name for one in places}
    with st.form("service", border=True):
        st.subheader(t("service.record"), anchor=False)
        kinds = {kind.value: t(f"case_kind.{kind.value}") for kind in CaseKind}
        st.segmented_control(
            t("service.kind"),
            list(kinds),
            default=CaseKind.EDUCATION.value,
            format_func=kinds.__getitem__,
            key=f"{key}_kind",
            required=True,
            width="stretch",
        )
        st.selectbox(
            t("service.place"),
            list(names),
            index=list(names).index(home) if home in names else 0,
            format_func=names.__getitem__,
            key=f"{key}_place",
        )
        first, second, third = st.columns(3)
        today = local(utc_now()).date()
        first.date_input(
            t("service.day"), value=today, max_value=today, format="YYYY-MM-DD", key=f"{key}_day"
        )
        second.number_input(t("service.minutes"), 1, 1440, 60, step=10, key=f"{key}_minutes")
        third.number_input(t("service.people"), 0, 10_000, 1, key=f"{key}_people")
        st.text_input(t("service.note"), key=f"{key}_note", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("service.send"), type="primary", width="stretch", on_click=on_record
        )


def draw_services(services: Sequence[ServiceLine]) -> None:
    """What one rendered, the newest first."""
    rows = [
        {
            t("service.day"): one.on.isoformat(),
            t("service.kind"): t(f"case_kind.{one.kind.value}"),
            t("service.place"): one.community,
            t("service.minutes"): one.minutes,
            t("service.people"): one.people_count,
            t("service.note"): one.note,
        }
        for one in services
    ]
    if rows:
        with st.expander(t("service.mine", n=len(rows)), icon=":material/list:"):
            st.dataframe(rows, hide_index=True, width="stretch", row_height=48)


def _draw_duty(one: DutyLine, is_mine: bool, on_remove: Callback) -> None:
    st.markdown(f"{plain(one.name)}  \n{t('station.stretch', opens=one.starts, closes=one.ends)}")
    if is_mine:
        st.button(
            t("duty.remove"),
            key=f"remove_duty_{one.id}",
            on_click=on_remove,
            args=(one.id,),
            width="stretch",
        )
