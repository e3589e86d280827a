"""The minutes as they are written: every paragraph a field that saves itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from components.language import t
from components.minutes_export import heading_words
from components.minutes_sheet import draw_paragraph, put_paper_look
from components.plain import plain
from domain.minutes import LONGEST_PARAGRAPH, Content, Paragraph
from domain.proposal_content import tidy

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class EditKeys:
    """What is done to a paragraph, by its key. `save` gets what was typed and what was seen."""

    save: Callable[[str, str, str], bool]
    add: Callable[[str], object]
    leave_out: Callable[[str], object]
    put_back: Callable[[str], object]
    take_offer: Callable[[str], object]
    keep: Callable[[str], object]


def draw_editor(meeting_id: int, content: Content, keys: EditKeys) -> None:
    """Every section with its paragraphs, one under the other as on paper."""
    put_paper_look()
    st.html(_HERE / "static_html" / "save_as_typed.html", unsafe_allow_javascript=True)
    with st.container(key="write_form", border=True):
        st.markdown(f"## {plain(content.title)}")
        for place, section in enumerate(content.sections):
            st.markdown(f"### {plain(heading_words(place, section.title))}")
            for one in section.paragraphs:
                with st.container(key=f"minutes_{one.key.replace(':', '_')}", gap="xxsmall"):
                    _draw(meeting_id, one, keys)
            if any(one.is_fixed for one in section.paragraphs):
                st.caption(t("minutes.fixed_why"))


def _draw(meeting_id: int, one: Paragraph, keys: EditKeys) -> None:
    if one.is_left_out:
        _draw_left_out(one, keys)
        return
    _draw_marks(one, keys)
    if one.is_fixed:
        draw_paragraph(one)
        return
    name = one.key.replace(":", "_")
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"minutes_row_{name}"
    ):
        _draw_field(meeting_id, one, keys)
        with st.popover(t("minutes.more"), icon=":material/more_vert:", type="tertiary"):
            _key("add", one, keys.add, "add")
            if not one.is_clash:
                _key("leave_out", one, keys.leave_out, "remove")
    if one.offered:
        _draw_offer(one, keys)


def _draw_field(meeting_id: int, one: Paragraph, keys: EditKeys) -> None:
    base = f"minutes_{meeting_id}_{one.key}"
    seen_key, turn_key = f"{base}_seen", f"{base}_turn"
    if st.session_state.get(seen_key) != one.text:
        # Somebody else has changed it, or it is drawn for the first time: read it anew.
        st.session_state[seen_key] = one.text
        st.session_state[turn_key] = st.session_state.get(turn_key, 0) + 1
    key = f"{base}_{st.session_state[turn_key]}"
    st.text_area(
        t("minutes.paragraph"),
        one.text,
        key=key,
        height="content",
        max_chars=LONGEST_PARAGRAPH,
        label_visibility="collapsed",
        placeholder=t("minutes.write_here"),
        on_change=_save,
        args=(keys, one.key, key, seen_key),
    )


def _save(keys: EditKeys, name: str, key: str, seen_key: str) -> None:
    typed = str(st.session_state.get(key) or "")
    if keys.save(name, typed, str(st.session_state.get(seen_key) or "")):
        st.session_state[seen_key] = tidy(typed, LONGEST_PARAGRAPH)


def _draw_marks(one: Paragraph, keys: EditKeys) -> None:
    if one.is_clash:
        st.warning(t("minutes.clash_means"), icon=":material/group:")
        with st.container(horizontal=True, gap="small"):
            _key("keep_this", one, keys.keep, "check")
            _key("leave_out", one, keys.leave_out, "remove")
    elif one.is_new:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(t("minutes.new"), icon=":material/fiber_new:", color="orange")
            _key("read_it", one, keys.keep, "check")


def _draw_offer(one: Paragraph, keys: EditKeys) -> None:
    st.info(t("minutes.offered", text=plain(one.offered)), icon=":material/update:")
    with st.container(horizontal=True, gap="small"):
        _key("take_offer", one, keys.take_offer, "check")
        _key("keep_mine", one, keys.keep, "edit")


def _draw_left_out(one: Paragraph, keys: EditKeys) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(t("minutes.left_out", text=plain(one.text)))
        _key("put_back", one, keys.put_back, "undo")


def _key(word: str, one: Paragraph, act: Callable[[str], object], icon: str) -> None:
    st.button(
        t(f"minutes.{word}"),
        key=f"minutes_{word}_{one.key}",
        icon=f":material/{icon}:",
        on_click=act,
        args=(one.key,),
    )
