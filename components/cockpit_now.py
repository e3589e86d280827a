"""What is happening now: the item with its clock, who speaks, and the key for the next thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from components.cockpit_rules import draw_oath_words
from components.cockpit_words import act_words, called, clipped, motion_name, side_badge
from components.language import t
from components.plain import plain
from components.ticking import draw_clock
from domain.floor_views import Floor, FloorItem, LastAct, SpeechView
from domain.house_rules import HouseRule
from domain.meetings import ItemState

MINUTE = 60
KEY_LETTERS, MOTION_LETTERS = 14, 26


@dataclass(frozen=True, slots=True)
class NowKeys:
    """What the keys of this column do; each names its target outright."""

    start: Callable[[int], object]
    go_on: Callable[[int | None], object]
    pause: Callable[[int], object]
    end: Callable[[int], object]
    allot: Callable[[int, int], object]
    call: Callable[[int, int | None], object]
    end_speech: Callable[[int], object]
    extend: Callable[[int, int], object]
    take_oath: Callable[[], object]
    undo: Callable[[int], object]


def draw_item(floor: Floor, keys: NowKeys, now: datetime, *, is_voting: bool = False) -> None:
    """The item before the room, its clock, and, unless the room votes, what can be done with it."""
    item = floor.current_item
    with st.container(border=True, key="cockpit_item", gap="small"):
        if item is None:
            st.markdown(f"### {t('floor.before_first')}")
            return
        with _row("item_head"):
            with st.container(width="stretch", gap=None):
                st.caption(t("floor.item_of", n=item.position, items=len(floor.items)))
                st.markdown(f"### {plain(item.title)}")
            draw_clock("item", item.clock, now)
        if not is_voting:
            with _row("item_keys"):
                _draw_item_keys(item, keys)


def draw_speaker(floor: Floor, keys: NowKeys, now: datetime) -> None:
    """Who has the floor and for how long still, and who comes next."""
    speech = floor.speaking
    following = next(iter(floor.waiting), None)
    if floor.current_item is None or (speech is None and following is None and _is_over(floor)):
        return
    with st.container(border=True, key="cockpit_speaker", gap="small"):
        if speech is None:
            with st.container(key="cockpit_silent"):
                st.markdown(f"### {t('floor.nobody_speaks')}")
        else:
            with _row("speaker_head"):
                with st.container(width="stretch", gap=None):
                    st.caption(f"{t('floor.speaking')} {side_badge(speech.side)}")
                    st.markdown(f"### {plain(called(speech.person))}")
                draw_clock("speech", speech.clock, now)
            with _row("speaker_keys"):
                _key("extend", "more_time", keys.extend, speech.id, _longer(speech))
                _key("end_speech", "check", keys.end_speech, speech.id)
        if following is not None and not _is_over(floor):
            _draw_call(following, speech, keys)


def draw_next(floor: Floor, keys: NowKeys) -> None:
    """The key for the next thing on the agenda, or the last one."""
    item, following = floor.current_item, floor.next_item
    needs_oath = floor.rules.is_on(HouseRule.TAKES_OATH) and floor.oath_taken_at is None
    if item is None and needs_oath:
        with st.container(border=True, key="cockpit_oath_now", gap="small"):
            draw_oath_words()
        _wide("take_oath", t("floor.take_oath"), "front_hand", keys.take_oath)
    elif following is not None:
        word = "floor.next_item" if item is not None else "floor.first_item"
        label = t(word, title=clipped(following.title, KEY_LETTERS))
        is_quiet = item is not None and not _is_over(floor) and bool(floor.waiting)
        _wide("next", label, "skip_next", keys.go_on, floor.current_item_id, is_quiet=is_quiet)
    elif item is not None and not _is_over(floor):
        _wide("end_last", t("floor.end_last"), "done_all", keys.end, item.id)
    else:
        st.success(t("floor.all_done"), icon=":material/check_circle:")


def draw_motion(floor: Floor, look: Callable[[], object]) -> None:
    """The motion that must be decided next, in a line, and the way to where it is dealt with."""
    motion = floor.motion
    if motion is None:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="cockpit_moved"
    ):
        state = t(f"motion_state.{motion.state}")
        st.markdown(
            f"**{motion_name(motion)}**　{state}  \n"
            f"{plain(clipped(motion.wording, MOTION_LETTERS))}",
            width="stretch",
        )
        st.button(t("floor.to_motion"), key="cockpit_to_motion", on_click=look)


def draw_undo(last: LastAct | None, keys: NowKeys) -> None:
    """The way back from the last act, in words; why there is none, where there is none."""
    if last is None:
        return
    with st.container(key="cockpit_undo"):
        if last.can_be_undone:
            st.button(
                t("floor.undo", act=plain(act_words(last))),
                key=f"cockpit_undo_{last.id}",
                icon=":material/undo:",
                width="stretch",
                on_click=keys.undo,
                args=(last.id,),
            )
        else:
            st.caption(t("floor.no_undo", act=plain(act_words(last))))


def _draw_item_keys(item: FloorItem, keys: NowKeys) -> None:
    if item.state is ItemState.RUNNING:
        _key("pause", "pause", keys.pause, item.id)
    else:
        word = "resume" if item.state is ItemState.PAUSED else "reopen"
        _key(word, "play_arrow", keys.start, item.id, is_main=item.state is ItemState.PAUSED)
    if item.state in (ItemState.RUNNING, ItemState.PAUSED):
        _key("five_more", "more_time", keys.allot, item.id, item.planned_minutes + 5)
        _key("end_item", "stop", keys.end, item.id)


def _draw_call(following: SpeechView, speaking: SpeechView | None, keys: NowKeys) -> None:
    name = plain(clipped(called(following.person), KEY_LETTERS))
    label = t("floor.call_next", name=name, side=following.side)
    after = speaking.id if speaking else None
    _wide("call_next", label, "record_voice_over", keys.call, following.id, after)


def _longer(speech: SpeechView) -> int:
    return speech.clock.limit_seconds + MINUTE


def _is_over(floor: Floor) -> bool:
    item = floor.current_item
    return item is not None and item.state in (ItemState.DONE, ItemState.SKIPPED)


def _row(name: str):  # type: ignore[no-untyped-def]
    return st.container(
        key=f"cockpit_{name}", horizontal=True, vertical_alignment="center", gap="small"
    )


def _key(
    word: str, icon: str, act: Callable[..., object], *args: object, is_main: bool = False
) -> None:
    st.button(
        t(f"floor.{word}"),
        key=f"cockpit_{word}",
        icon=f":material/{icon}:",
        type="primary" if is_main else "secondary",
        width="stretch",
        on_click=act,
        args=args,
    )


def _wide(
    name: str,
    label: str,
    icon: str,
    act: Callable[..., object],
    *args: object,
    is_quiet: bool = False,
) -> None:
    with st.container(key=f"cockpit_wide_{name}"):
        st.button(
            label,
            key=f"cockpit_{name}",
            icon=f":material/{icon}:",
            type="secondary" if is_quiet else "primary",
            width="stretch",
            on_click=act,
            args=args,
        )
