"""驾驶舱: the district's figures on a desk, or on a wall (`?wall=1`, by day `&light=1`)."""

import random
from typing import TypeVar

import streamlit as st

from components.dashboard_desk import (
    choose_figure,
    draw_figures,
    draw_funnel,
    draw_late,
    draw_split,
    draw_three_rates,
    draw_trend,
)
from components.dashboard_wall import draw_wall, put_wall_look
from components.language import t
from components.proposal_words import in_language
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop
from domain.clock import local, utc_now
from domain.dashboard import (
    Dashboard,
    Figure,
    Period,
    Portion,
    SplitBy,
    Wanted,
    split_for,
    window_of,
)
from domain.rates import RateBy
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import dashboard, round_reading

SECONDS_KEPT = 60
MOST_KEPT = 100
Choice = TypeVar("Choice")


@st.cache_data(ttl=SECONDS_KEPT, max_entries=MOST_KEPT, show_spinner=False)
def board_of(wanted: Wanted) -> Dashboard:
    """The board, counted once a minute for everyone who looks at the same."""
    return dashboard.get_dashboard(wanted)


@st.cache_data(ttl=SECONDS_KEPT, max_entries=MOST_KEPT, show_spinner=False)
def portions_of(figure: Figure, by: SplitBy, wanted: Wanted) -> tuple[Portion, ...]:
    """A figure by places or fields, counted once a minute."""
    return dashboard.list_portions(figure, by, wanted)


def choose() -> Wanted:
    """Where, which field, which time; what is chosen stands on the fold."""
    places = round_reading.list_places()
    subdistricts: dict[int | None, str] = {None: t("dashboard.whole_district")}
    subdistricts |= {one.subdistrict_id: one.subdistrict for one in places}
    fields: dict[str | None, str] = {None: t("dashboard.every_field")}
    fields |= {one.code: in_language(one.name, one.name_en) for one in round_reading.list_fields()}
    periods = {one.value: t(f"period.{one.value}") for one in Period}
    with st.expander(t("dashboard.narrow"), icon=":material/tune:"):
        first, second, third, fourth = st.columns(4)
        with first:
            inside = one_of(t("dashboard.where"), subdistricts, "board_subdistrict")
        here = {one.id: one.name for one in places if one.subdistrict_id == inside}
        communities: dict[int | None, str] = {None: t("dashboard.whole_subdistrict")} | here
        with second:
            home = one_of(t("dashboard.community"), communities, f"board_community_{inside}")
        with third:
            field = one_of(t("dashboard.field"), fields, "board_field")
        with fourth:
            period = one_of(t("dashboard.time"), periods, "board_period")
    chosen = [subdistricts[inside], fields[field], periods[period]]
    if home is not None:
        chosen[0] = communities[home]
    st.markdown(f"**{' · '.join(chosen)}**")
    window = window_of(Period(period), local(utc_now()).date())
    return Wanted(inside, home, field, window)


def one_of(label: str, names: dict[Choice, str], key: str) -> Choice:
    """One of these; the first at first."""
    return st.selectbox(label, list(names), format_func=names.__getitem__, key=key)


def draw_desk(actor: Actor | None) -> None:
    """The whole board, from the nine figures to what is late."""
    st.title(t("page.dashboard"), anchor=False)
    st.markdown(t("dashboard.what"))
    wanted = choose()
    if wanted.field_code is not None:
        st.info(t("dashboard.only_with_field"), icon=":material/info:")
    board = board_of(wanted)
    draw_figures(board)
    st.caption(t("dashboard.at", at=board.at))
    is_wide = split_for(wanted) is SplitBy.SUBDISTRICT
    draw_three_rates(board, RateBy.SUBDISTRICT if is_wide else RateBy.COMMUNITY)
    draw_late(board.late)
    one = choose_figure(board)
    draw_trend(one)
    for by in (split_for(wanted), SplitBy.FIELD):
        draw_split(one, by, portions_of(one.figure, by, wanted))
    draw_funnel(board)
    if actor is not None and is_offered(Action.SHOW_ON_PROJECTOR, actor.role):
        st.page_link(
            page_file("dashboard"),
            label=t("dashboard.to_wall"),
            icon=":material/cast:",
            query_params={"wall": "1"},
        )


def draw_on_wall() -> None:
    """The board as it stands; the fragment around it comes back by itself."""
    is_dark = st.query_params.get("light") != "1"
    draw_wall(board_of(Wanted()), is_dark=is_dark)


if st.query_params.get("wall") == "1":
    put_wall_look(is_dark=st.query_params.get("light") != "1", now=utc_now())
    # Not all at once: walls that were switched on together spread over ten seconds.
    jitter = st.session_state.setdefault("board_jitter", random.random() * 10)  # noqa: S311 - no secret
    st.fragment(draw_on_wall, run_every=SECONDS_KEPT + jitter)()
else:
    with reading_or_stop():
        draw_desk(current_actor())
