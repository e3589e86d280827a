"""Promises made on the spot: what, who, until when; each becomes a matter after the meeting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from components.language import t
from components.plain import plain
from domain.minutes_record import PromiseRecord

WHAT, WHO, DUE = "cockpit_promise_what", "cockpit_promise_who", "cockpit_promise_due"
DAYS = (7, 15, 30)


@dataclass(frozen=True, slots=True)
class PromiseKeys:
    """What the keys of a promise do."""

    make: Callable[[str, str, date], object]
    withdraw: Callable[[int], object]


def draw_promises(
    made: Sequence[PromiseRecord], today: date, keys: PromiseKeys, usual: Sequence[str] = ()
) -> None:
    """A new promise in three fields, then those of this meeting; `usual`: who often promises."""
    st.markdown(f"#### {t('floor.promises')}")
    what = st.text_input(t("floor.promise_what"), key=WHAT)
    who = st.text_input(t("floor.promise_who"), key=WHO)
    _offer(usual)
    st.session_state.setdefault(DUE, today + timedelta(days=DAYS[-1]))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        due = st.date_input(t("floor.promise_due"), key=DUE, min_value=today, format="YYYY-MM-DD")
        for days in DAYS:
            st.button(
                t("floor.within_days", n=days),
                key=f"cockpit_within_{days}",
                on_click=_due_on,
                args=(today + timedelta(days=days),),
            )
    st.button(
        t("floor.make_promise"),
        key="cockpit_make_promise",
        icon=":material/handshake:",
        type="primary",
        width="stretch",
        on_click=_make,
        args=(keys, what, who, due),
    )
    for one in reversed(made):
        _draw_made(one, keys)


def _offer(usual: Sequence[str]) -> None:
    """One tap instead of typing a name that is often needed."""
    if usual:
        with st.container(horizontal=True, gap="small"):
            for place, name in enumerate(usual):
                st.button(plain(name), key=f"cockpit_usual_{place}", on_click=_by, args=(name,))


def _draw_made(one: PromiseRecord, keys: PromiseKeys) -> None:
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"cockpit_promise_{one.id}",
    ):
        told = t("floor.promise_told", who=plain(one.who), due_on=one.due_on)
        st.markdown(f"{plain(one.what)}  \n{told}", width="stretch")
        if one.matter_id is not None:
            st.badge(t("promise.is_matter"), icon=":material/task_alt:", color="green")
            return
        st.button(
            t("floor.withdraw_promise"),
            key=f"cockpit_withdraw_promise_{one.id}",
            type="tertiary",
            on_click=keys.withdraw,
            args=(one.id,),
        )


def _by(name: str) -> None:
    st.session_state[WHO] = name


def _due_on(day: date) -> None:
    st.session_state[DUE] = day


def _make(keys: PromiseKeys, what: str, who: str, due: date) -> None:
    if keys.make(what, who, due):
        st.session_state[WHAT] = st.session_state[WHO] = ""
