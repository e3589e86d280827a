"""承诺: what was promised so far, and writing one more down in three taps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from components.language import t
from components.plain import plain
from domain.matters import LONGEST_TITLE
from domain.minutes_record import PromiseRecord

DAYS = (7, 15, 30)
LONGEST_WHO = 40
_WHAT, _WHO, _OTHER = "promise_what", "promise_who", "promise_other"
_WHEN, _DAY = "promise_when", "promise_day"


@dataclass(frozen=True, slots=True)
class PromiseKeys:
    """What makes a promise (what, who, until when) and takes one back, by its number."""

    make: Callable[[str, str, date], bool]
    withdraw: Callable[[int], object]


def draw_promises(
    promises: Sequence[PromiseRecord], usual: Sequence[str], today: date, keys: PromiseKeys
) -> None:
    """A form for the next promise, then those that were made. `usual`: who often promises."""
    st.markdown(f"#### {t('promise.title')}")
    what = st.text_input(
        t("promise.what"), key=_WHAT, max_chars=LONGEST_TITLE, placeholder=t("promise.what_hint")
    )
    who = _choose_who(usual)
    due_on = _choose_day(today)
    st.button(
        t("promise.make"),
        key="promise_make",
        icon=":material/handshake:",
        type="primary",
        width="stretch",
        on_click=_make,
        args=(keys, what or "", who, due_on),
    )
    for one in reversed(promises):
        _draw_promise(one, keys)


def _choose_who(usual: Sequence[str]) -> str:
    chosen = None
    if usual:
        chosen = st.pills(t("promise.who"), list(usual), key=_WHO)
    other = st.text_input(
        t("promise.who_else" if usual else "promise.who"), key=_OTHER, max_chars=LONGEST_WHO
    )
    return (other or "").strip() or str(chosen or "")


def _choose_day(today: date) -> date:
    names = {str(n): t("promise.within", n=n) for n in DAYS} | {"day": t("promise.that_day")}
    chosen = st.segmented_control(
        t("promise.when"),
        list(names),
        default=str(DAYS[1]),
        format_func=names.__getitem__,
        required=True,
        key=_WHEN,
    )
    if chosen != "day":
        return today + timedelta(days=int(chosen or DAYS[1]))
    picked = st.date_input(
        t("promise.day"), today + timedelta(days=DAYS[0]), min_value=today, key=_DAY
    )
    return picked if isinstance(picked, date) else today


def _draw_promise(one: PromiseRecord, keys: PromiseKeys) -> None:
    with st.container(border=True, key=f"promise_{one.id}", gap="xxsmall"):
        st.markdown(f"**{plain(one.what)}**")
        st.markdown(t("promise.who_and_when", who=plain(one.who), day=one.due_on))
        if one.matter_id is None:
            with st.popover(t("promise.withdraw"), type="tertiary"):
                st.markdown(t("promise.withdraw_means"))
                st.button(
                    t("promise.withdraw_sure"),
                    key=f"promise_withdraw_{one.id}",
                    on_click=keys.withdraw,
                    args=(one.id,),
                )
        else:
            st.badge(t("promise.is_matter"), icon=":material/task_alt:", color="green")


def _make(keys: PromiseKeys, what: str, who: str, due_on: date) -> None:
    if keys.make(what, who, due_on):
        for name in (_WHAT, _OTHER):
            st.session_state[name] = ""
        st.session_state[_WHO] = None
