"""A person's own points: the balance large, then exchanges, entries with appeal, and the season."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.language import t
from components.plain import plain
from components.points_words import draw_entry
from domain.incentive_views import EntryLine, ExchangeLine, MyPoints, RewardLine, Season
from domain.points import LONGEST_NOTE, ExchangeState

Callback = Callable[..., None]


def draw_balance(mine: MyPoints) -> None:
    """What can be exchanged, as the largest thing on the page; how it came about beneath."""
    held = mine.balance
    with st.container(key="points_balance"):
        st.title(t("points.n", n=held.available), anchor=False)
    st.markdown(t("points.balance_is", earned=held.net, spent=held.spent))
    if held.owed:
        st.warning(t("points.owed", n=held.owed), icon=":material/info:")
    if mine.waiting:
        st.markdown(t("points.waiting", n=mine.waiting))


def draw_exchange_button(one: RewardLine, available: int, on_exchange: Callback) -> None:
    """Exchange, or how much is missing."""
    short = one.price - available
    if short > 0 or not one.stock:
        st.markdown(f"**{t('reward.short', n=short) if short > 0 else t('reward.gone')}**")
        return
    st.button(
        t("reward.exchange", n=one.price),
        key=f"exchange_{one.id}",
        type="primary",
        width="stretch",
        on_click=on_exchange,
        args=(one.id, one.price),
    )


def draw_exchanged(line: ExchangeLine, on_again: Callback) -> None:
    """It is done: what, its number, where to fetch it."""
    with st.container(border=True):
        st.header(plain(t("reward.done", reward=line.reward)), anchor=False)
        st.markdown(t("reward.fetch", n=line.id))
        st.button(t("reward.again"), on_click=on_again, width="stretch", key="exchange_again")


def draw_exchanges(mine: MyPoints, on_call_off: Callback) -> None:
    """What was ordered and what became of it."""
    for one in mine.exchanges:
        with st.container(border=True):
            words = t("reward.line", n=one.id, reward=one.reward, price=one.price, at=one.at)
            st.markdown(f"**{plain(words)}**")
            st.markdown(t(f"exchange_state.{one.state.value}"))
            if one.note:
                st.markdown(plain(t("reward.called_off_because", reason=one.note)))
            if one.state is ExchangeState.ORDERED:
                draw_call_off(one, on_call_off)


def draw_call_off(one: ExchangeLine, on_call_off: Callback) -> None:
    """Call it off for a reason; points and stock return."""
    with st.popover(t("reward.call_off"), icon=":material/undo:"):
        st.text_input(t("points.why"), key=f"call_off_{one.id}", max_chars=LONGEST_NOTE)
        st.button(
            t("reward.call_off_send"),
            key=f"call_off_send_{one.id}",
            on_click=on_call_off,
            args=(one.id,),
        )


def draw_entries(mine: MyPoints, today: date, on_appeal: Callback) -> None:
    """Every entry, the latest first; with the way to appeal where there is one."""
    if not mine.entries:
        st.info(t("points.no_entries"), icon=":material/inbox:")
    for one in mine.entries:
        with st.container(border=True):
            draw_entry(one)
            if one.may_be_appealed(today):
                _draw_appeal_form(one, on_appeal)


def _draw_appeal_form(one: EntryLine, on_appeal: Callback) -> None:
    with st.popover(t("points.appeal"), icon=":material/gavel:"):
        st.text_area(t("points.appeal_why"), key=f"appeal_{one.id}", max_chars=LONGEST_NOTE)
        st.button(
            t("points.appeal_send"),
            key=f"appeal_send_{one.id}",
            type="primary",
            on_click=on_appeal,
            args=(one.id,),
        )


def draw_season(season: Season, *, is_on: bool, shows_name: bool, on_agree: Callback) -> None:
    """One's own place this quarter; the list only where it is switched on."""
    if season.my_place is None:
        st.markdown(t("points.no_place"))
    else:
        st.subheader(
            t("points.my_place", place=season.my_place, n=season.my_points, people=season.people),
            anchor=False,
        )
    if not is_on:
        st.caption(t("points.ranking_off"))
        return
    st.toggle(t("points.agree"), value=shows_name, key="points_agree", on_change=on_agree)
    for one in season.lines:
        name = plain(one.name) if one.name else t("points.unnamed")
        words = f"{t('points.place', place=one.place)} {name} · {t('points.n', n=one.points)}"
        st.markdown(f"**{words}**" if one.is_me else words)
