"""名称设置: what the district calls its bodies, its fields of work and its Party branches."""

from functools import partial

import streamlit as st

from components.delivery_forms import clear_form
from components.language import t
from components.register import page_file
from components.sign_in import require_actor
from components.team_names import draw_body, draw_body_form, draw_branch_form, draw_field_form
from components.telling import attempt, done, reading_or_stop, tell
from domain.roles import Actor
from domain.teams import BodyKind, BodyLine, BranchLine, FieldLine
from services import bodies


def save_body(actor: Actor, code: str, kind: BodyKind | None, key: str) -> None:
    """Rename a body, or add one (a callback)."""
    typed = st.session_state
    line = BodyLine(
        code=code,
        kind=kind or BodyKind(str(typed[f"{key}_kind"])),
        name=str(typed[f"{key}_name"]),
        name_en=str(typed[f"{key}_name_en"]),
        about=str(typed[f"{key}_about"]),
    )
    if attempt(bodies.save_body, actor, line):
        clear_form("body")
        done(t("names.saved"))


def retire_body(actor: Actor, code: str, is_active: bool) -> None:
    """Take a body out of use, or back (a callback)."""
    attempt(bodies.retire_body, actor, code, is_active=is_active)


def save_field(actor: Actor, code: str, key: str) -> None:
    """Rename a field of work, or add one (a callback)."""
    typed = st.session_state
    line = FieldLine(code, str(typed[f"{key}_name"]), str(typed[f"{key}_name_en"]))
    if attempt(bodies.save_field, actor, line):
        clear_form("field")
        done(t("names.saved"))


def save_branch(actor: Actor, branch_id: int, body_code: str, key: str) -> None:
    """Rename a Party branch, or add one (a callback)."""
    line = BranchLine(branch_id, body_code, str(st.session_state[f"{key}_name"]))
    if attempt(bodies.save_branch, actor, line):
        clear_form("branch")
        done(t("names.saved"))


actor = require_actor()
st.title(t("page.settings"), anchor=False)
tell()
with reading_or_stop():
    listed = bodies.list_bodies(actor)
    branches = bodies.list_branches(actor)
    st.markdown(t("names.how"))
    of_bodies, of_fields, of_branches = st.tabs(
        [t("names.bodies"), t("names.fields"), t("names.branches")]
    )
    with of_bodies:
        draw_body_form(listed, partial(save_body, actor))
        for line in listed:
            draw_body(line, partial(retire_body, actor))
    with of_fields:
        draw_field_form(bodies.list_fields(), partial(save_field, actor))
    with of_branches:
        draw_branch_form(listed, branches, partial(save_branch, actor))
st.page_link(page_file("guide"), label=t("page.guide"), icon=":material/menu_book:")
