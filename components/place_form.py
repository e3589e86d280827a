"""Whose it is, of a round or a meeting: the district's, a subdistrict's, a community's."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.places import Place, PlaceKind
from domain.round_views import CommunityName

Key = Callable[[str], str]


def ask_whose(label: str, key: Key, start: Place, places: Sequence[CommunityName]) -> Place:
    """One of the three kinds, then which one. `key` gives a field of the form its key."""
    kind = st.segmented_control(
        label,
        list(PlaceKind),
        default=start.kind,
        required=True,
        format_func={one: t(f"place_kind.{one.value}") for one in PlaceKind}.__getitem__,
        key=key("place_kind"),
        persist_state="session",
    )
    if kind is None or kind is PlaceKind.DISTRICT:
        return Place(PlaceKind.DISTRICT)
    subdistricts = {one.subdistrict_id: one.subdistrict for one in places}
    subdistrict = _ask_one("subdistrict", key("subdistrict"), subdistricts, start.subdistrict_id)
    if kind is PlaceKind.SUBDISTRICT:
        return Place(kind, subdistrict)
    communities = {one.id: one.name for one in places if one.subdistrict_id == subdistrict}
    # Another subdistrict has other communities: a field of its own, with nothing chosen yet.
    own_key = key(f"community_{subdistrict}")
    return Place(kind, subdistrict, _ask_one("community", own_key, communities, start.community_id))


def _ask_one(what: str, key: str, names: Mapping[int, str], start: int | None) -> int | None:
    ids = list(names)
    return st.selectbox(
        t(f"setup.{what}"),
        ids,
        ids.index(start) if start in ids else None,
        format_func={one: plain(name) for one, name in names.items()}.__getitem__,
        placeholder=t("setup.pick"),
        key=key,
        persist_state="session",
    )
