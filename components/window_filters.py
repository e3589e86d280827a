"""Narrowing what is published: words, place, field, kind, and whether it still goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.proposal_views import Choice
from domain.teams import FieldLine
from domain.windows import LONGEST_SEARCH, WindowFilter, WindowKind, WindowPage, WindowStanding


@dataclass(frozen=True, slots=True)
class Places:
    """The names among which the reader chooses."""

    subdistricts: Sequence[Choice]
    communities: Sequence[Choice]
    fields: Sequence[FieldLine]


def chosen_subdistrict(key: str) -> int | None:
    """The subdistrict that was chosen on this page, before its communities are read."""
    chosen = st.session_state.get(f"{key}_subdistrict")
    return None if chosen is None else int(chosen)


def draw_words(key: str, label: str) -> str:
    """The field for words, large and first."""
    typed = st.text_input(
        label,
        key=f"{key}_words",
        placeholder=t("window.search_hint"),
        max_chars=LONGEST_SEARCH,
        live="0.5s",
        icon=":material/search:",
    )
    return typed or ""


def draw_filters(key: str, kinds: Sequence[WindowKind], text: str, places: Places) -> WindowFilter:
    """What the reader wants to see: kinds by taps, the rest on demand."""
    kind = _draw_kinds(key, kinds)
    with st.expander(t("window.narrow"), icon=":material/tune:"):
        first, second = st.columns(2), st.columns(2)
        subdistricts = {one.key: plain(one.name) for one in places.subdistricts}
        communities = {one.key: plain(one.name) for one in places.communities}
        fields = {one.code: plain(in_language(one.name, one.name_en)) for one in places.fields}
        standings = {one.value: t(f"window_standing.{one.value}") for one in WindowStanding}
        with first[0]:
            subdistrict = _choose(t("window.subdistrict"), subdistricts, f"{key}_subdistrict")
        with first[1]:
            community = _choose(t("window.community"), communities, f"{key}_community")
        with second[0]:
            field = _choose(t("window.field"), fields, f"{key}_field")
        with second[1]:
            standing = _choose(t("window.standing"), standings, f"{key}_standing")
    wanted = WindowFilter(
        kinds=tuple(kinds) if kind is None else (kind,),
        text=text,
        subdistrict_id=None if subdistrict is None else int(str(subdistrict)),
        community_id=None if community is None else int(str(community)),
        field_code=None if field is None else str(field),
        standing=None if standing is None else WindowStanding(str(standing)),
    )
    return _at_page(key, wanted)


def draw_pages(key: str, found: WindowPage) -> None:
    """The way to the other pages."""
    if found.pages > 1:
        st.pagination(found.pages, key=_page_key(key))


def _draw_kinds(key: str, kinds: Sequence[WindowKind]) -> WindowKind | None:
    names = {"": t("window.all_kinds")}
    names |= {one.value: t(f"window_kind.{one.value}") for one in kinds}
    chosen = st.pills(
        t("window.kind"),
        list(names),
        default="",
        required=True,
        format_func=names.__getitem__,
        key=f"{key}_kind",
        label_visibility="collapsed",
    )
    return WindowKind(chosen) if chosen else None


def _choose(label: str, names: dict[object, str] | dict[str, str], key: str) -> object:
    words: dict[object, str] = {None: t("window.all")} | dict(names.items())
    return st.selectbox(label, list(words), format_func=words.__getitem__, key=key)


def _at_page(key: str, wanted: WindowFilter) -> WindowFilter:
    """The page being read; the first one again whenever something else is asked for."""
    if st.session_state.get(f"{key}_asked", wanted) != wanted:
        st.session_state[f"{key}_turn"] = st.session_state.get(f"{key}_turn", 0) + 1
    st.session_state[f"{key}_asked"] = wanted
    return replace(wanted, page=st.session_state.get(_page_key(key), 1))


def _page_key(key: str) -> str:
    return f"{key}_page_{st.session_state.get(f'{key}_turn', 0)}"
