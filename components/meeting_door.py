"""The door: a name, one tap, here. Who came, who left, who nobody expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.meeting_people import person_words
from components.plain import plain
from domain.clock import local
from domain.meeting_views import RosterLine
from domain.meetings import Standing
from domain.roster_lines import LONGEST_NAME

MOST_SHOWN = 12
LATEST_SHOWN = 20
WALK_IN_STANDINGS = (
    Standing.RESIDENT,
    Standing.REPRESENTATIVE,
    Standing.AFFECTED,
    Standing.OWNER,
    Standing.GUEST,
)


@dataclass(frozen=True, slots=True)
class Door:
    """What the clerk can do, each a callback."""

    check_in: Callable[[RosterLine], None]
    take_back: Callable[[RosterLine], None]
    left: Callable[[RosterLine], None]
    walk_in: Callable[[bool], None]


def draw_search(roster: Sequence[RosterLine], last: RosterLine | None, door: Door) -> None:
    """Look for a name or a number; one tap and they are here."""
    if last is not None and last.is_present:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key="door_last"
        ):
            st.markdown(f"**{t('door.is_here', name=_called(last))}**", width="content")
            _act("take_back", "undo", last, door.take_back)
    typed = st.text_input(
        t("door.search"), placeholder=t("door.search_example"), key="door_typed", live="300ms"
    )
    waiting = [one for one in roster if not one.is_present and one.is_invited]
    found = find_people(roster, typed or "") if typed else waiting
    for one in found[:MOST_SHOWN]:
        _draw_person(one, door)
    if typed and not found:
        st.markdown(t("door.nobody"))
    if len(found) > MOST_SHOWN:
        st.markdown(t("door.more", n=len(found) - MOST_SHOWN))


def draw_walk_in(door: Door) -> None:
    """Somebody whom nobody invited."""
    with st.expander(t("door.walk_in"), icon=":material/person_add:"):
        st.text_input(t("door.name"), max_chars=LONGEST_NAME, key="door_name")
        st.pills(
            t("door.standing"),
            WALK_IN_STANDINGS,
            default=Standing.RESIDENT,
            required=True,
            format_func=_standing,
            key="door_standing",
        )
        st.button(
            t("door.let_in"),
            key="door_let_in",
            type="primary",
            width="stretch",
            icon=":material/login:",
            on_click=door.walk_in,
            args=(False,),
        )
        if st.session_state.get("door_same_name"):
            st.warning(t("door.same_name"), icon=":material/person_search:")
            st.button(t("door.another"), key="door_another", on_click=door.walk_in, args=(True,))


def draw_present(roster: Sequence[RosterLine], door: Door) -> None:
    """Who is here, the latest first; with the way back and the way out."""
    here = sorted(
        (one for one in roster if one.is_present),
        key=lambda one: (str(one.came_at), one.number),
        reverse=True,
    )
    with st.expander(t("door.present", n=len(here)), icon=":material/groups:"):
        for one in here[:LATEST_SHOWN]:
            with st.container(border=True):
                clock = local(one.came_at).strftime("%H:%M") if one.came_at else ""
                st.markdown(f"{person_words(one)} · {clock}")
                with st.container(horizontal=True):
                    _draw_way_back(one, door, "list")
                    _act("left", "logout", one, door.left)
        if len(here) > LATEST_SHOWN:
            st.markdown(t("door.search_them", n=len(here) - LATEST_SHOWN))


def find_people(roster: Sequence[RosterLine], typed: str) -> list[RosterLine]:
    """Those whose name holds what was typed, or whose number it is; who is missing comes first."""
    wanted = typed.strip().lower()
    found = [one for one in roster if wanted in one.name.lower() or wanted == str(one.number)]
    return sorted(found, key=lambda one: (one.is_present, one.number))


def _draw_person(one: RosterLine, door: Door) -> None:
    with st.container(border=True):
        words, button = st.columns([3, 2], vertical_alignment="center")
        words.markdown(person_words(one))
        if one.is_present:
            with button.container(horizontal=True):
                st.badge(t("door.here"), icon=":material/check_circle:", color="green")
                _draw_way_back(one, door, "found")
                _act("left", "logout", one, door.left, place="found")
        else:
            button.button(
                t("door.check_in"),
                key=f"door_in_{one.id}",
                type="primary",
                width="stretch",
                icon=":material/how_to_reg:",
                on_click=door.check_in,
                args=(one,),
            )


def _draw_way_back(one: RosterLine, door: Door, place: str) -> None:
    """Asked about once more: it stands beside the key that is pressed all evening."""
    if one.channel is not None:
        return
    with st.popover(t("door.take_back"), icon=":material/undo:"):
        st.markdown(t("door.take_back_means", name=_called(one)))
        _act("take_back_sure", "undo", one, door.take_back, place=place)


def _act(
    name: str, icon: str, one: RosterLine, act: Callable[[RosterLine], None], place: str = "top"
) -> None:
    st.button(
        t(f"door.{name}"),
        key=f"door_{name}_{place}_{one.id}",
        icon=f":material/{icon}:",
        on_click=act,
        args=(one,),
    )


def _called(one: RosterLine) -> str:
    """Name and number: without a phone, the number is what one votes with at a tablet."""
    if not one.name:
        return t("roster.unnamed_number", n=one.number)
    return t("floor.named", number=one.number, name=plain(one.name))


def _standing(one: Standing) -> str:
    return t(f"standing.{one.value}")
