"""Stations as everyone sees them: open or not, who is there, where, and the way to ask."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.legal_words import duty_words, hours_lines, open_words
from components.plain import plain
from domain.legal_views import StationView

_WAYS = (
    ("come", ":material/store:"),
    ("write", ":material/edit:"),
    ("mediate", ":material/handshake:"),
)


def draw_station(station: StationView, on_ask: Callable[[], None]) -> None:
    """The station of one's community: its name is the largest, then one button."""
    with st.container(border=True, key="own_station"):
        st.header(plain(station.name), anchor=False)
        st.markdown(open_words(station))
        first, second = st.columns(2)
        with first:
            st.markdown(f"**{t('station.today')}**")
            for one in station.on_duty:
                st.markdown(duty_words(one))
            if not station.on_duty:
                st.markdown(t("station.nobody_today"))
        with second:
            if station.address:
                st.markdown(f":material/location_on: {plain(station.address)}")
            if station.phone:
                st.markdown(f":material/call: {plain(station.phone)}")
            for line in hours_lines(station.hours):
                st.markdown(f":material/schedule: {line}")
        st.button(
            t("station.ask"),
            type="primary",
            width="stretch",
            icon=":material/contact_support:",
            on_click=on_ask,
        )


def draw_ways() -> None:
    """How to ask, in three sentences."""
    st.subheader(t("station.how"), anchor=False)
    columns = st.columns(3)
    for column, (name, icon) in zip(columns, _WAYS, strict=True):
        with column, st.container(border=True, height="stretch"):
            way = t(f"station.way_{name}")
            st.markdown(f"{icon} **{way}**")
            st.markdown(t(f"station.way_{name}_says"))


def draw_all(stations: Sequence[StationView]) -> None:
    """Every station in one list, to be searched."""
    rows = [
        {
            t("station.community"): one.community,
            t("station.station"): one.name,
            t("station.address"): one.address,
            t("station.phone"): one.phone,
            t("station.now"): t("station.open_now") if one.is_open else t("station.closed_now"),
        }
        for one in stations
    ]
    with st.expander(t("station.all", n=len(stations)), icon=":material/list:"):
        st.dataframe(rows, hide_index=True, width="stretch", row_height=48)
