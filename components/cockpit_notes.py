"""What the facilitator notes for the minutes, and the promises made on the spot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.plain import plain
from domain.agenda import LONGEST_NOTE
from domain.floor_views import Floor, FloorItem

NOTE = "cockpit_note"


@dataclass(frozen=True, slots=True)
class NoteKeys:
    """What the keys of the notes do."""

    note: Callable[[int, str], object]


def draw_notes(floor: Floor, notes: Mapping[int, str], keys: NoteKeys) -> None:
    """A line for the current item, then what was noted so far, the newest item first."""
    st.markdown(f"#### {t('floor.notes')}")
    item = floor.current_item
    if item is None:
        st.markdown(t("floor.notes_need_item"))
    else:
        line = st.text_area(
            t("floor.note_on", title=item.title), key=NOTE, max_chars=LONGEST_NOTE, height=100
        )
        st.button(
            t("floor.write_note"),
            key="cockpit_write_note",
            icon=":material/edit_note:",
            type="primary",
            width="stretch",
            on_click=_write,
            args=(keys, item.id, line),
        )
    for one in reversed(floor.items):
        if notes.get(one.id):
            _draw_noted(one, notes[one.id])


def _draw_noted(item: FloorItem, text: str) -> None:
    with st.container(border=True, key=f"cockpit_noted_{item.id}", gap="xxsmall"):
        st.caption(plain(f"{item.position}　{item.title}"))
        for line in text.splitlines():
            st.markdown(plain(line))


def _write(keys: NoteKeys, item_id: int, line: str) -> None:
    if keys.note(item_id, line):
        st.session_state[NOTE] = ""
