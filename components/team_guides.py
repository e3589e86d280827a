"""工作导则 on the page: duties in order, versions, what changed, and the office's form."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_versions import marked
from domain.differences import Mark, is_changed
from domain.guides import LONGEST_NOTE, LONGEST_TEXT, LONGEST_TITLE, Duty, DutyChange, Guide

SPARE_ROWS = 2
FORM = "guide_form"
Callback = Callable[..., None]


def draw_duties(duties: Sequence[Duty]) -> None:
    """Every duty with its number, large."""
    for number, duty in enumerate(duties, start=1):
        with st.container(border=True, gap="xsmall"):
            st.subheader(t("guide.duty", number=number, title=plain(duty.title)), anchor=False)
            st.markdown(plain(duty.text))


def draw_version_line(guide: Guide) -> None:
    """Which version this is, since when, and whether it is in force."""
    if guide.line is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        is_newest = guide.line.number == guide.newest
        st.badge(
            t("guide.in_force") if is_newest else t("guide.earlier"),
            color="green" if is_newest else "orange",
        )
        st.markdown(t("guide.version", number=guide.line.number, at=guide.line.at))
    if guide.line.note:
        st.markdown(plain(guide.line.note))


def draw_changes(changes: Sequence[DutyChange]) -> None:
    """What the version changed, duty by duty; those that stayed are not repeated."""
    for change in changes:
        if change.mark is Mark.KEPT and not is_changed(change.pieces):
            continue
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(change.title)}** · {t(f'guide.mark_{change.mark.value}')}")
            st.markdown(marked(change.pieces))


def draw_form(guide: Guide, on_save: Callback) -> None:
    """Every duty to be changed, two empty rows more; an emptied one falls away."""
    key = f"{form_key(FORM)}_{guide.body_code}_{guide.newest}"
    rows = [*guide.duties, *[Duty("", "")] * SPARE_ROWS]
    with st.form(FORM, border=False):
        st.markdown(t("guide.form_how"))
        for number, duty in enumerate(rows, start=1):
            st.text_input(
                t("guide.title_of", number=number),
                duty.title,
                max_chars=LONGEST_TITLE,
                key=f"{key}_title_{number}",
            )
            st.text_area(
                t("guide.text_of", number=number),
                duty.text,
                max_chars=LONGEST_TEXT,
                height="content",
                key=f"{key}_text_{number}",
            )
        st.text_input(t("guide.note"), max_chars=LONGEST_NOTE, key=f"{key}_note")
        st.form_submit_button(
            t("guide.save"),
            type="primary",
            width="stretch",
            on_click=on_save,
            args=(guide.body_code, guide.newest, key, len(rows)),
        )
