"""The office's forms for names: bodies, fields of work, Party branches."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.teams import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    TEAMS,
    BodyKind,
    BodyLine,
    BranchLine,
    FieldLine,
)

Callback = Callable[..., None]


def draw_body(line: BodyLine, on_retire: Callback) -> None:
    """One body: its names, what it is, and out of use or back by a tap."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        kind = t(f"body_kind.{line.kind.value}")
        state = "" if line.is_active else f" · {t('names.retired')}"
        st.markdown(
            f"**{plain(line.name)}** · {plain(line.name_en)}  \n{kind}{state}", width="stretch"
        )
        st.button(
            t("names.retire") if line.is_active else t("names.restore"),
            key=f"retire_{line.code}",
            on_click=on_retire,
            args=(line.code, not line.is_active),
        )


def draw_body_form(lines: Sequence[BodyLine], on_save: Callback) -> None:
    """Rename one of the bodies, or add a new one; what it is is chosen once."""
    line = _pick({one.code: one for one in lines}, "body")
    key = f"{form_key('body')}_{line.code if line else ''}"
    with st.form("body", border=True):
        if line is None:
            kinds = {one.value: t(f"body_kind.{one.value}") for one in reversed(BodyKind)}
            st.selectbox(
                t("names.kind"), list(kinds), format_func=kinds.__getitem__, key=f"{key}_kind"
            )
        _two_names(line, key)
        st.text_area(
            t("names.about"),
            line.about if line else "",
            max_chars=LONGEST_ABOUT,
            key=f"{key}_about",
        )
        args = (line.code, line.kind, key) if line else ("", None, key)
        _save(on_save, *args)


def draw_field_form(lines: Sequence[FieldLine], on_save: Callback) -> None:
    """Rename one of the fields of work, or add a new one."""
    for one in lines:
        st.markdown(f"**{plain(one.name)}** · {plain(one.name_en)}")
    line = _pick({one.code: one for one in lines}, "field")
    key = f"{form_key('field')}_{line.code if line else ''}"
    with st.form("field", border=True):
        _two_names(line, key)
        _save(on_save, line.code if line else "", key)


def draw_branch_form(
    lines: Sequence[BodyLine], branches: Sequence[BranchLine], on_save: Callback
) -> None:
    """Rename one of a team's Party branches, or add a new one."""
    of_teams = {one.code: plain(in_language(one.name, one.name_en)) for one in lines}
    of_teams = {one.code: of_teams[one.code] for one in lines if one.kind in TEAMS}
    if not of_teams:
        return
    for one in branches:
        team = of_teams.get(one.body_code, "")
        st.markdown(f"**{plain(one.name)}** · {team} · {t('names.in_branch', n=one.members)}")
    team = st.selectbox(
        t("team.which"), list(of_teams), format_func=of_teams.__getitem__, key="branch_team"
    )
    own = {one.id: one.name for one in branches if one.body_code == team}
    names = {0: t("names.new")} | own
    chosen = st.selectbox(
        t("names.which"), list(names), format_func=names.__getitem__, key=f"branch_of_{team}"
    )
    key = f"{form_key('branch')}_{team}_{chosen}"
    with st.form("branch", border=True):
        st.text_input(
            t("names.name"), own.get(chosen, ""), max_chars=LONGEST_NAME, key=f"{key}_name"
        )
        _save(on_save, chosen, team, key)


def _pick(lines: dict[str, Any], what: str) -> Any:
    names = {"": t("names.new")}
    names |= {code: in_language(one.name, one.name_en) for code, one in lines.items()}
    codes = [*lines, ""]
    code = st.selectbox(
        t("names.which"), codes, format_func=names.__getitem__, key=f"{what}_picked"
    )
    return lines.get(str(code))


def _two_names(line: BodyLine | FieldLine | None, key: str) -> None:
    left, right = st.columns(2)
    left.text_input(
        t("names.name"), line.name if line else "", max_chars=LONGEST_NAME, key=f"{key}_name"
    )
    right.text_input(
        t("names.name_en"), line.name_en if line else "", max_chars=60, key=f"{key}_name_en"
    )


def _save(on_save: Callback, *args: object) -> None:
    st.form_submit_button(
        t("names.save"), type="primary", width="stretch", on_click=on_save, args=args
    )
