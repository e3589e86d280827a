"""The speakers' list beside what happens now: who waits, in which order, and adding somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.cockpit_words import called, side_badge
from components.language import t
from components.plain import plain
from components.ticking import minutes_and_seconds
from domain.floor import Side
from domain.floor_views import Floor, Person, SpeechView

LIST_HEIGHT_PX = 330


@dataclass(frozen=True, slots=True)
class ListKeys:
    """What the keys of the list do."""

    call: Callable[[int, int | None], object]
    remove: Callable[[int], object]
    add: Callable[[int, Side], object]
    add_guest: Callable[[str, Side], object]


def draw_list(floor: Floor, present: Sequence[Person], keys: ListKeys) -> None:
    """Everyone who waits, in the order of calling, and how long each side has spoken."""
    st.markdown(f"#### {t('floor.list', n=len(floor.waiting))}")
    st.caption(_sides(floor))
    if not floor.waiting:
        st.markdown(t("floor.list_empty"))
    else:
        with st.container(height=LIST_HEIGHT_PX, border=False, key="cockpit_waiting"):
            for place, one in enumerate(floor.waiting, start=1):
                _draw_row(place, one, floor, keys)
    with st.popover(t("floor.add_speaker"), icon=":material/person_add:", width="stretch"):
        _draw_adding(floor, present, keys)


def _draw_row(place: int, one: SpeechView, floor: Floor, keys: ListKeys) -> None:
    after = floor.speaking.id if floor.speaking else None
    with st.container(
        key=f"cockpit_row_{one.id}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        name = plain(f"{place}　{called(one.person)}")
        st.markdown(f"{name} {side_badge(one.side)}", width="stretch")
        st.button(
            t("floor.call"),
            key=f"cockpit_call_{one.id}",
            on_click=keys.call,
            args=(one.id, after),
        )
        st.button(
            t("floor.remove"),
            key=f"cockpit_remove_{one.id}",
            type="tertiary",
            on_click=keys.remove,
            args=(one.id,),
        )


def _draw_adding(floor: Floor, present: Sequence[Person], keys: ListKeys) -> None:
    waits = {one.person.attendee_id for one in floor.waiting}
    names = {one.attendee_id: called(one) for one in present if one.attendee_id not in waits}
    chosen = st.selectbox(
        t("floor.who"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=t("floor.choose_person"),
        key="cockpit_add_who",
    )
    guest = st.text_input(
        t("floor.guest"), key="cockpit_add_guest", placeholder=t("floor.guest_hint")
    )
    st.markdown(t("floor.add_as"))
    with st.container(horizontal=True, gap="small"):
        for side in Side:
            st.button(
                t(f"side.{side}"),
                key=f"cockpit_add_{side}",
                width="stretch",
                on_click=_add,
                args=(keys, chosen, guest, side),
            )


def _add(keys: ListKeys, chosen: int | None, guest: str, side: Side) -> None:
    done = keys.add(chosen, side) if chosen is not None else keys.add_guest(guest, side)
    if done:
        st.session_state["cockpit_add_who"] = None
        st.session_state["cockpit_add_guest"] = ""


def _sides(floor: Floor) -> str:
    told = [
        t(
            "floor.side_time",
            side=side,
            n=floor.speeches_by_side.get(side, 0),
            time=minutes_and_seconds(floor.seconds_by_side.get(side, 0)),
        )
        for side in Side
        if side is not Side.NEUTRAL or floor.speeches_by_side.get(side)
    ]
    return "　".join(told)
