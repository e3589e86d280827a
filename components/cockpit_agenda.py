"""The agenda under the facilitator's hand: jump, pass over, move, add on the spot."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.plain import plain
from domain.floor_views import Floor, FloorItem
from domain.meeting_settings import LONGEST_ITEM, MOST_MINUTES
from domain.meetings import ItemState

ICONS = {
    ItemState.WAITING: "radio_button_unchecked",
    ItemState.RUNNING: "play_circle",
    ItemState.PAUSED: "pause_circle",
    ItemState.DONE: "check_circle",
    ItemState.SKIPPED: "do_not_disturb_on",
}


@dataclass(frozen=True, slots=True)
class AgendaKeys:
    """What the keys of the agenda do."""

    start: Callable[[int], object]
    skip: Callable[[int], object]
    move: Callable[[int, int | None], object]
    add: Callable[[str, int, int | None], object]


def draw_agenda(floor: Floor, keys: AgendaKeys) -> None:
    """Every item with what can be done with it, then a new one."""
    for place, item in enumerate(floor.items):
        _draw_item(floor, place, item, keys)
    with st.popover(t("floor.new_item"), icon=":material/add:", width="stretch"):
        _draw_form(floor, keys)


def _draw_item(floor: Floor, place: int, item: FloorItem, keys: AgendaKeys) -> None:
    above = floor.items[place - 1].id if place > 0 else None
    below = floor.items[place + 2].id if place + 2 < len(floor.items) else None
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"cockpit_agenda_{item.id}",
    ):
        with st.container(gap=None, width="stretch"):
            title = f":material/{ICONS[item.state]}: {item.position}　{plain(item.title)}"
            st.markdown(title)
            st.caption(t("floor.item_state", state=item.state, n=item.planned_minutes))
        if item.state is not ItemState.RUNNING:
            _key("go_to", item.id, keys.start, item.id)
        if item.state is ItemState.WAITING:
            _key("skip", item.id, keys.skip, item.id)
        if place > 0:
            _key("up", item.id, keys.move, item.id, above)
        if place + 1 < len(floor.items):
            _key("down", item.id, keys.move, item.id, below)


def _draw_form(floor: Floor, keys: AgendaKeys) -> None:
    title = st.text_input(t("floor.item_title"), key="cockpit_item_title", max_chars=LONGEST_ITEM)
    minutes = st.number_input(
        t("floor.item_minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        value=10,
        step=5,
        key="cockpit_item_minutes",
    )
    following = floor.next_item
    st.markdown(t("floor.where_to"))
    with st.container(horizontal=True, gap="small"):
        places = {"as_next": following.id, "at_end": None} if following else {"at_end": None}
        for word, before in places.items():
            st.button(
                t(f"floor.{word}"),
                key=f"cockpit_{word}",
                type="primary" if word == next(iter(places)) else "secondary",
                width="stretch",
                on_click=_add,
                args=(keys, title, int(minutes), before),
            )


def _add(keys: AgendaKeys, title: str, minutes: int, before: int | None) -> None:
    if keys.add(title, minutes, before):
        st.session_state["cockpit_item_title"] = ""


def _key(word: str, item_id: int, act: Callable[..., object], *args: object) -> None:
    st.button(t(f"floor.{word}"), key=f"cockpit_{word}_{item_id}", on_click=act, args=args)
