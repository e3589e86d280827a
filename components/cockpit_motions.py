"""Motions of the item: taken down, seconded, amended, put to the vote, decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.cockpit_polls import choose_rule
from components.cockpit_words import called, motion_name
from components.language import t
from components.plain import plain
from components.poll_words import terms_words
from domain.floor import MotionState
from domain.floor_views import Floor, MotionView, Person
from domain.motions import AMENDABLE, LONGEST_MOTION
from domain.polls import PollKind, PollTerms

COLOURS: dict[MotionState, Literal["orange", "blue", "violet", "green", "red", "gray"]] = {
    MotionState.MOVED: "orange",
    MotionState.SECONDED: "blue",
    MotionState.PUT: "violet",
    MotionState.CARRIED: "green",
    MotionState.LOST: "red",
    MotionState.WITHDRAWN: "gray",
}


@dataclass(frozen=True, slots=True)
class MotionKeys:
    """What the keys of a motion do."""

    move: Callable[[int, str, int | None], object]
    second: Callable[[int, int], object]
    withdraw: Callable[[int], object]
    put: Callable[[int, PollTerms], object]


def draw_motions(floor: Floor, present: Sequence[Person], keys: MotionKeys) -> None:
    """Every motion of the item with what can be done with it, and a new one."""
    st.markdown(f"#### {t('floor.motions')}")
    if floor.current_item is None:
        st.markdown(t("floor.motions_need_item"))
        return
    entitled = [one for one in present if one.has_vote]
    for motion in floor.motions:
        _draw_motion(motion, floor, entitled, keys)
    blocking = floor.motion if floor.rules.one_motion_at_a_time else None
    if blocking is None:
        with st.popover(t("floor.new_motion"), icon=":material/add:", width="stretch"):
            _draw_form("new", None, entitled, keys)


def _draw_motion(
    motion: MotionView, floor: Floor, entitled: Sequence[Person], keys: MotionKeys
) -> None:
    with st.container(border=True, key=f"cockpit_motion_{motion.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{motion_name(motion)}**", width="content")
            st.badge(t(f"motion_state.{motion.state}"), color=COLOURS[motion.state])
        st.markdown(plain(motion.wording))
        people = t("floor.moved_by", who=called(motion.mover))
        if motion.seconder is not None:
            people += "　" + t("floor.seconded_by", who=called(motion.seconder))
        st.caption(plain(people))
        if motion.state is MotionState.MOVED:
            _draw_seconding(motion, entitled, keys)
        if motion.state in AMENDABLE:
            _draw_ways(motion, floor, entitled, keys)


def _draw_seconding(motion: MotionView, entitled: Sequence[Person], keys: MotionKeys) -> None:
    others = [one for one in entitled if one.attendee_id != motion.mover.attendee_id]
    name = f"cockpit_second_{motion.id}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = _choose(t("floor.seconder"), others, name)
        st.button(
            t("floor.second"),
            key=f"{name}_key",
            type="primary",
            disabled=chosen is None,
            on_click=keys.second,
            args=(motion.id, chosen),
        )


def _draw_ways(
    motion: MotionView, floor: Floor, entitled: Sequence[Person], keys: MotionKeys
) -> None:
    is_ready = motion.state is MotionState.SECONDED or not floor.rules.needs_second
    is_first = floor.motion is not None and floor.motion.id == motion.id
    if is_ready and is_first:
        _draw_vote(motion, keys)
    with st.container(horizontal=True, gap="small", key=f"cockpit_ways_{motion.id}"):
        if motion.amends_id is None and is_first:
            with st.popover(t("floor.amend"), icon=":material/edit:"):
                _draw_form(str(motion.id), motion.id, entitled, keys)
        st.button(
            t("floor.withdraw_motion"),
            key=f"cockpit_withdraw_{motion.id}",
            type="tertiary",
            on_click=keys.withdraw,
            args=(motion.id,),
        )


def _draw_vote(motion: MotionView, keys: MotionKeys) -> None:
    with st.expander(t("floor.rule")):
        terms = choose_rule(PollKind.FOR_AGAINST, f"motion_{motion.id}")
    st.caption(terms_words(terms))
    st.button(
        t("floor.put_to_vote"),
        key=f"cockpit_put_{motion.id}",
        icon=":material/how_to_vote:",
        type="primary",
        width="stretch",
        on_click=keys.put,
        args=(motion.id, terms),
    )


def _draw_form(
    name: str, amends_id: int | None, entitled: Sequence[Person], keys: MotionKeys
) -> None:
    text_key = f"cockpit_motion_text_{name}"
    label = "floor.motion_text" if amends_id is None else "floor.amendment_text"
    text = st.text_area(t(label), key=text_key, max_chars=LONGEST_MOTION)
    mover = _choose(t("floor.mover"), entitled, f"cockpit_mover_{name}")
    st.button(
        t("floor.take_down"),
        key=f"cockpit_take_down_{name}",
        type="primary",
        width="stretch",
        disabled=mover is None,
        on_click=_take_down,
        args=(keys, mover, text, amends_id, text_key),
    )


def _take_down(
    keys: MotionKeys, mover: int, text: str, amends_id: int | None, text_key: str
) -> None:
    if keys.move(mover, text, amends_id):
        st.session_state[text_key] = ""


def _choose(label: str, people: Sequence[Person], key: str) -> int | None:
    names = {one.attendee_id: called(one) for one in people}
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=t("floor.choose_person"),
        key=key,
    )
