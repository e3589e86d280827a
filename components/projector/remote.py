"""The keys of the remote: large, few, each saying what it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.language import t
from components.plain import plain
from components.register import page_file
from domain.clock import utc_now
from domain.projector import AFTER_PUBLICATION, PACES_SECONDS, HallRound, Showing, Slide

SECONDS_BETWEEN_LOOKS = 2
ICONS = {
    Slide.WAITING: "hourglass_empty",
    Slide.OVERVIEW: "campaign",
    Slide.TURNOUT: "how_to_vote",
    Slide.SO_FAR: "leaderboard",
    Slide.TALLY_BOARD: "ballot",
    Slide.PROJECTS: "list",
    Slide.REVIEW: "rate_review",
    Slide.PLAY: "play_circle",
    Slide.WINNERS: "emoji_events",
    Slide.VOTERS: "bar_chart",
}


@dataclass(frozen=True, slots=True)
class Remote:
    """What the keys do."""

    show: Callable[[Slide, int | None], object]
    step: Callable[[int], object]
    restart: Callable[[], object]
    play: Callable[[], object]
    pause: Callable[[], object]
    pace: Callable[[int], object]
    look: Callable[[bool], object]


def draw_now(showing: Showing, round_name: str) -> None:
    """What the wall shows now, in words, and the way to the wall's own page."""
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(width="content", gap="small"):
            st.subheader(t("control.now", slide=showing.slide))
            if round_name:
                st.markdown(t("control.now_round", name=round_name))
        st.page_link(
            page_file("projector"),
            label=t("control.open"),
            query_params={"screen": showing.name},
            icon=":material/open_in_new:",
        )


def draw_play_keys(showing: Showing, names: Sequence[str], remote: Remote) -> None:
    """Back, forward, play, pause, again; what step is shown follows the clock."""
    last = len(names) + 1
    with st.container(border=True):
        st.subheader(t("control.play_title"))
        st.fragment(_draw_step, run_every=SECONDS_BETWEEN_LOOKS)(showing, names)
        back, forward = st.columns(2)
        _key(back, "control.back", "skip_previous", remote.step, -1)
        _key(forward, "control.forward", "skip_next", remote.step, 1)
        going, again = st.columns(2)
        if showing.is_playing_at(utc_now(), last):
            _key(going, "control.pause", "pause", remote.pause)
        else:
            _key(going, "control.play", "play_arrow", remote.play)
        _key(again, "control.restart", "replay", remote.restart)
        paces = {seconds: t("control.seconds", n=seconds) for seconds in PACES_SECONDS}
        st.segmented_control(
            t("control.pace"),
            PACES_SECONDS,
            default=showing.seconds_a_step,
            format_func=paces.__getitem__,
            required=True,
            key=f"control_pace_{showing.name}",
            on_change=lambda: remote.pace(st.session_state[f"control_pace_{showing.name}"]),
        )


def draw_slide_keys(showing: Showing, round_: HallRound, remote: Remote) -> None:
    """One large key a slide; what has nothing to show yet cannot be pressed."""
    st.subheader(t("control.slides"))
    fitting = round_.slides()
    columns = st.columns(3)
    left_out = {Slide.REVIEW} if round_.shows_partial_results else {Slide.REVIEW, Slide.SO_FAR}
    keys = [slide for slide in Slide if slide not in left_out]
    for place, slide in enumerate(keys):
        is_shown = slide is showing.slide and round_.round_id == showing.round_id
        columns[place % 3].button(
            t(f"slide.{slide}"),
            key=f"control_slide_{slide}",
            icon=f":material/{ICONS[slide]}:",
            type="primary" if is_shown else "secondary",
            width="stretch",
            disabled=slide not in fitting,
            on_click=remote.show,
            args=(slide, None),
        )
    if not set(fitting) & AFTER_PUBLICATION:
        st.markdown(t("control.not_published"))
    if round_.released:
        _draw_reviews(round_, remote)
    draw_look(showing, remote)


def _draw_step(showing: Showing, names: Sequence[str]) -> None:
    last = len(names) + 1
    step = showing.step_at(utc_now(), last)
    if step == 0:
        st.markdown(f"### {t('control.step_opening', steps=len(names))}")
    elif step == last:
        st.markdown(f"### {t('control.step_end')}")
    else:
        told = t("control.step", step=step, steps=len(names), name=names[step - 1])
        st.markdown(f"### {plain(told)}")


def _draw_reviews(round_: HallRound, remote: Remote) -> None:
    chosen = st.selectbox(
        t("control.review"),
        list(round_.released),
        format_func=dict(round_.released).__getitem__,
        key=f"control_review_{round_.round_id}",
    )
    st.button(
        t("control.show_review"),
        key="control_show_review",
        icon=f":material/{ICONS[Slide.REVIEW]}:",
        width="stretch",
        on_click=remote.show,
        args=(Slide.REVIEW, chosen),
    )


def draw_look(showing: Showing, remote: Remote) -> None:
    """Dark for a darkened hall, light for daylight."""
    key = f"control_look_{showing.name}"
    looks = {True: t("control.dark"), False: t("control.light")}
    st.segmented_control(
        t("control.look"),
        (True, False),
        default=showing.is_dark,
        format_func=looks.__getitem__,
        required=True,
        key=key,
        on_change=lambda: remote.look(st.session_state[key]),
    )


def _key(
    place: DeltaGenerator, label: str, icon: str, act: Callable[..., object], *args: object
) -> None:
    place.button(
        t(label),
        key=label.replace(".", "_"),
        icon=f":material/{icon}:",
        width="stretch",
        on_click=act,
        args=args,
    )
