"""The five kinds of meeting to begin with, and the meetings that are being prepared."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.meeting_cards import draw_state
from components.meeting_choice import in_turn
from components.meeting_words import when_words, where_words
from components.plain import plain
from components.register import page_file
from domain.meeting_templates import TEMPLATES
from domain.meeting_views import MeetingCard
from domain.meetings import MeetingKind

_ICONS = {
    MeetingKind.TALK_DAY: "forum",
    MeetingKind.COUNCIL: "groups",
    MeetingKind.HEARING: "hearing",
    MeetingKind.CONSULTATION: "contact_support",
    MeetingKind.APPRAISAL: "star",
}


def draw_templates(choose: Callable[[MeetingKind], None]) -> None:
    """One large button a kind, with what it is for."""
    st.header(t("meeting_setup.choose_kind"), anchor=False)
    kinds = list(MeetingKind)
    for start in range(0, len(kinds), 2):
        for column, kind in zip(st.columns(2), kinds[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                _draw_template(kind, choose)


def draw_planned(cards: Sequence[MeetingCard]) -> None:
    """Those that are planned or open, to go on with."""
    if not cards:
        return
    st.header(t("meeting_setup.go_on"), anchor=False)
    for one in in_turn(cards):
        with st.container(border=True):
            words, button = st.columns([3, 2], vertical_alignment="center")
            with words:
                draw_state(one.state)
                st.markdown(
                    f"**{plain(one.title)}**  \n{when_words(one.starts_at)} · {where_words(one)}"
                )
            if button.button(
                t("meeting_setup.go_on_with"),
                key=f"go_on_{one.id}",
                width="stretch",
                icon=":material/tune:",
            ):
                st.switch_page(page_file("meeting_setup"), query_params={"id": str(one.id)})


def _draw_template(kind: MeetingKind, choose: Callable[[MeetingKind], None]) -> None:
    template = TEMPLATES[kind]
    name = t(f"meeting_kind.{kind.value}")
    icon = f":material/{_ICONS[kind]}:"
    st.subheader(f"{icon} {name}", anchor=False)
    st.markdown(t(f"meeting_template.about.{kind.value}"))
    st.markdown(t("meeting_template.length", n=sum(one.minutes for one in template.items)))
    st.button(
        t("meeting_template.take", kind=kind),
        key=f"template_{kind.value}",
        type="primary",
        width="stretch",
        on_click=choose,
        args=(kind,),
    )
