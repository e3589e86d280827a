"""事事有回音: every public matter, searched and narrowed, and the three rates; for everyone."""

from dataclasses import replace

import streamlit as st

from components.language import t
from components.matter_cards import draw_cards
from components.matter_forms import named
from components.matter_rates import draw_rates, draw_table
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from domain.clock import local, utc_now
from domain.matter_views import MatterFilter, MatterPage
from domain.matters import MatterState, Source
from domain.rates import RateBy, RateFilter, RateWindow
from services import matter_reading, rates

_EVER = "ever"


def choose(label: str, names: dict[object, str], key: str) -> object:
    """One of these, or all."""
    words = {None: t("matters.all")} | names
    return st.selectbox(label, list(words), format_func=words.__getitem__, key=key)


def draw_filters() -> MatterFilter:
    """What the reader wants to see."""
    words = st.text_input(
        t("matters.search"),
        key="matter_search",
        placeholder=t("matters.search_hint"),
        live="0.5s",
        icon=":material/search:",
    )
    is_late = st.toggle(t("matters.late_only"), key="matter_late")
    with st.expander(t("matters.narrow"), icon=":material/tune:"):
        first, second = st.columns(2), st.columns(3)
        with first[0]:
            place = choose(t("matters.community"), named(matter_reading.list_places()), "m_place")
        with first[1]:
            body = choose(t("matters.body"), named(matter_reading.list_bodies()), "m_body")
        with second[0]:
            field = choose(t("matters.field"), named(matter_reading.list_fields()), "m_field")
        with second[1]:
            states = {one: t(f"matter_state.{one.value}") for one in MatterState}
            state = choose(t("matters.state"), dict(states), "m_state")
        with second[2]:
            sources = {one: t(f"source.{one.value}") for one in Source}
            source = choose(t("matters.source"), dict(sources), "m_source")
    return at_page(
        MatterFilter(
            text=(words or "")[:60],
            community_id=None if place is None else int(str(place)),
            field_code=None if field is None else str(field),
            state=None if state is None else MatterState(str(state)),
            source=None if source is None else Source(str(source)),
            body_code=None if body is None else str(body),
            is_late=is_late,
        )
    )


def at_page(wanted: MatterFilter) -> MatterFilter:
    """The page being read; the first one again whenever something else is asked for."""
    if st.session_state.get("matters_asked", wanted) != wanted:
        st.session_state["matters_turn"] = st.session_state.get("matters_turn", 0) + 1
    st.session_state["matters_asked"] = wanted
    return replace(wanted, page=st.session_state.get(page_key(), 1))


def page_key() -> str:
    """Where the page being read lies in the session."""
    return f"matters_page_{st.session_state.get('matters_turn', 0)}"


def draw_list(found: MatterPage) -> None:
    """The matters, and how many there are."""
    st.markdown(t("matters.found", n=found.total, late=found.late))
    if found.total == 0:
        st.info(t("matters.none"), icon=":material/search_off:")
    draw_cards(found.cards)
    if found.pages > 1:
        st.pagination(found.pages, key=page_key())


def draw_all_rates() -> None:
    """The three rates, and by body and place on demand."""
    today = local(utc_now()).date()
    firsts = {"month": today.replace(day=1), "year": today.replace(month=1, day=1), _EVER: None}
    words = {one: t(f"rates.window_{one}") for one in firsts}
    chosen = st.segmented_control(
        t("rates.window"),
        list(firsts),
        default="year",
        required=True,
        format_func=words.__getitem__,
        key="rates_window",
    )
    wanted = RateFilter(RateWindow(first=firsts[str(chosen)]))
    draw_rates(rates.get_total(wanted).rates)
    st.caption(t("rates.how"))
    with st.expander(t("rates.by_whom"), icon=":material/table_rows:"):
        names = {one.value: t(f"rate_by.{one.value}") for one in RateBy}
        by = st.segmented_control(
            t("rates.by"),
            list(names),
            default=RateBy.BODY.value,
            required=True,
            format_func=names.__getitem__,
            key="rates_by",
        )
        draw_table(rates.get_rates(RateBy(str(by)), wanted).lines, RateBy(str(by)))


actor = current_actor()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(t("page.matters"), anchor=False, width="stretch")
    if st.button(t("page.raise_matter"), type="primary", icon=":material/campaign:"):
        st.switch_page(page_file("raise_matter"))
tell()
with reading_or_stop():
    draw_all_rates()
    draw_list(matter_reading.list_cards(draw_filters()))
st.page_link(page_file("flowcharts"), label=t("page.flowcharts"), icon=":material/account_tree:")
