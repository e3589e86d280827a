"""Keys that put a meeting on a wall, for the remote and for the facilitator's cockpit alike.

    draw_screen_keys(actor, meeting_id, "1")

They read for themselves what the wall shows, and write in callbacks.
"""

import streamlit as st

from components.language import t
from components.register import page_file
from components.telling import attempt
from domain.floor_views import FloorItem
from domain.hall_slides import PAUSE_MINUTES, HallSlide
from domain.projector import Showing, Slide
from domain.roles import Actor
from services import floor_reading, hall_matters, hall_screens, proposals, screens

ICONS = {
    HallSlide.WELCOME: "waving_hand",
    HallSlide.CODE: "qr_code_2",
    HallSlide.LAST_ANSWERS: "forum",
    HallSlide.AGENDA: "list_alt",
    HallSlide.ITEM: "label_important",
    HallSlide.SPEAKERS: "record_voice_over",
    HallSlide.MOTION: "gavel",
    HallSlide.POLL: "how_to_vote",
    HallSlide.RESULT: "fact_check",
    HallSlide.STATEMENTS: "thumbs_up_down",
    HallSlide.OPINIONS: "bubble_chart",
    HallSlide.COMMON_GROUND: "join_inner",
    HallSlide.CHANGE: "trending_up",
    HallSlide.FLOW: "account_tree",
    HallSlide.HOUSE_RULES: "menu_book",
    HallSlide.OATH: "handshake",
    HallSlide.BLANK: "visibility_off",
}
"""The keys in their order; a pause has keys of its own."""
KEYS_A_ROW = 3


def draw_screen_keys(actor: Actor, meeting_id: int, screen: str) -> None:
    """Follow, freeze, every slide, and a break: what runs now is the filled key."""
    showing, _ = hall_screens.find_look(screen)
    _draw_now(showing, meeting_id)
    follows, holds = st.columns(2)
    is_here = showing.meeting_id == meeting_id
    is_following = is_here and showing.is_following
    follows.button(
        t("hall_keys.following" if is_following else "hall_keys.follow"),
        key=f"hall_follow_{screen}",
        icon=":material/sync:",
        type="primary" if is_following else "secondary",
        width="stretch",
        on_click=attempt,
        args=(hall_screens.follow, actor, screen, meeting_id),
    )
    act = hall_screens.unfreeze if showing.is_frozen else hall_screens.freeze
    holds.button(
        t("hall_keys.unfreeze" if showing.is_frozen else "hall_keys.freeze"),
        key=f"hall_freeze_{screen}",
        icon=":material/ac_unit:",
        type="primary" if showing.is_frozen else "secondary",
        width="stretch",
        on_click=attempt,
        args=(act, actor, screen),
    )
    _draw_slides(actor, meeting_id, showing)
    _draw_breaks(actor, meeting_id, screen)
    _draw_of_item(actor, meeting_id, screen)
    _draw_matters(actor, meeting_id, showing)


def _draw_now(showing: Showing, meeting_id: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(f"**{_said(showing, meeting_id)}**", width="content")
        st.page_link(
            page_file("projector"),
            label=t("control.open"),
            query_params={"screen": showing.name},
            icon=":material/open_in_new:",
        )
    if showing.is_frozen:
        st.info(t("hall_keys.frozen"), icon=":material/ac_unit:")


def _said(showing: Showing, meeting_id: int) -> str:
    if showing.meeting_id != meeting_id:
        return t("hall_keys.elsewhere", number=showing.name)
    if showing.is_following:
        return t("hall_keys.shows_following", number=showing.name)
    return t("hall_keys.shows", number=showing.name, slide=showing.slide)


def _draw_slides(actor: Actor, meeting_id: int, showing: Showing) -> None:
    chosen = None
    if showing.meeting_id == meeting_id and not showing.is_following:
        chosen = showing.slide
    columns = st.columns(KEYS_A_ROW)
    for place, (slide, icon) in enumerate(ICONS.items()):
        columns[place % KEYS_A_ROW].button(
            t(f"hall_slide.{slide}"),
            key=f"hall_key_{showing.name}_{slide}",
            icon=f":material/{icon}:",
            type="primary" if slide is chosen else "secondary",
            width="stretch",
            on_click=attempt,
            args=(hall_screens.show_meeting_slide, actor, showing.name, meeting_id, slide),
        )


def _draw_breaks(actor: Actor, meeting_id: int, screen: str) -> None:
    for column, minutes in zip(st.columns(len(PAUSE_MINUTES)), PAUSE_MINUTES, strict=True):
        column.button(
            t("hall_keys.break", n=minutes),
            key=f"hall_break_{screen}_{minutes}",
            icon=":material/coffee:",
            width="stretch",
            on_click=attempt,
            args=(hall_screens.show_pause, actor, screen, meeting_id, minutes),
        )


def _draw_of_item(actor: Actor, meeting_id: int, screen: str) -> None:
    item = floor_reading.get_floor(meeting_id).current_item
    round_id = None if item is None else _round_of(item)
    if item is None or round_id is None:
        return
    round_ = screens.get_hall_round(round_id)
    slides = [one for one in round_.slides() if one not in (Slide.WAITING, Slide.REVIEW)]
    if item.proposal_id in round_.released:
        slides.insert(0, Slide.REVIEW)
    st.markdown(f"**{t('hall_keys.of_item')}**")
    columns = st.columns(KEYS_A_ROW)
    for place, slide in enumerate(slides):
        columns[place % KEYS_A_ROW].button(
            t(f"slide.{slide}"),
            key=f"hall_round_{screen}_{slide}",
            width="stretch",
            on_click=attempt,
            args=(screens.show_slide, actor, screen, round_id, slide, item.proposal_id),
        )


def _draw_matters(actor: Actor, meeting_id: int, showing: Showing) -> None:
    titles, screen = hall_matters.list_titles(meeting_id), showing.name
    if not titles:
        return
    is_here = showing.meeting_id == meeting_id and not showing.is_following
    chosen = st.selectbox(
        t("hall_keys.which_matter"),
        list(titles),
        format_func=titles.__getitem__,
        key=f"hall_matter_{screen}",
    )
    st.button(
        t("hall_slide.matter"),
        key=f"hall_key_{screen}_{HallSlide.MATTER}",
        icon=":material/account_tree:",
        type="primary" if is_here and showing.slide is HallSlide.MATTER else "secondary",
        width="stretch",
        on_click=attempt,
        args=(hall_screens.show_meeting_slide, actor, screen, meeting_id, HallSlide.MATTER, chosen),
    )


def _round_of(item: FloorItem) -> int | None:
    if item.round_id is None and item.proposal_id is not None:
        return proposals.get_sheet(None, item.proposal_id).round_id
    return item.round_id
