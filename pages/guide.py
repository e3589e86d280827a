"""工作导则: a team's duties, every version of them, and what each version changed."""

from functools import partial

import streamlit as st

from components.delivery_forms import clear_form
from components.language import t
from components.register import page_file
from components.sign_in import current_actor
from components.team_guides import (
    FORM,
    draw_changes,
    draw_duties,
    draw_form,
    draw_version_line,
)
from components.team_members import body_name
from components.telling import attempt, done, reading_or_stop, tell
from domain.guides import Duty, Guide
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import guides, teams


def save(actor: Actor, body_code: str, base: int, key: str, rows: int) -> None:
    """Write a new version (a callback)."""
    typed = st.session_state
    duties = tuple(
        Duty(str(typed[f"{key}_title_{n}"]), str(typed[f"{key}_text_{n}"]))
        for n in range(1, rows + 1)
    )
    if attempt(guides.save_guide, actor, body_code, base, duties, str(typed[f"{key}_note"])):
        clear_form(FORM)
        done(t("guide.saved"))


def choose_team() -> str | None:
    """The team whose guide is read, the one in the address first."""
    names = {one.body.code: body_name(one) for one in teams.list_teams()}
    if not names:
        return None
    asked = st.query_params.get("team", "")
    chosen = st.segmented_control(
        t("team.which"),
        list(names),
        default=asked if asked in names else next(iter(names)),
        required=True,
        format_func=names.__getitem__,
        key="guide_team",
        label_visibility="collapsed",
        width="stretch",
        wrap=True,
    )
    return str(chosen)


def draw_versions(guide: Guide) -> None:
    """An earlier version on demand, and what the next one changed in it."""
    with st.expander(t("guide.versions", n=len(guide.versions)), icon=":material/history:"):
        names = {
            one.number: t("guide.version", number=one.number, at=one.at) for one in guide.versions
        }
        number = st.selectbox(
            t("guide.which"), list(names), format_func=names.__getitem__, key="guide_version"
        )
        earlier = guides.get_guide(guide.body_code, number)
        draw_version_line(earlier)
        if number == 1:
            draw_duties(earlier.duties)
            return
        st.markdown(t("guide.changed"))
        draw_changes(guides.compare_versions(guide.body_code, number - 1, number))


actor = current_actor()
st.title(t("page.guide"), anchor=False)
tell()
with reading_or_stop():
    code = choose_team()
    if code is None:
        st.info(t("team.none"), icon=":material/groups:")
        st.stop()
    guide = guides.get_guide(code)
    draw_version_line(guide)
    if not guide.duties:
        st.info(t("guide.none"), icon=":material/menu_book:")
    draw_duties(guide.duties)
    if len(guide.versions) > 1:
        draw_versions(guide)
    if actor is not None and is_offered(Action.WRITE_GUIDE, actor.role):
        with st.expander(t("guide.change"), icon=":material/edit:"):
            draw_form(guide, partial(save, actor))
st.page_link(page_file("teams"), label=t("page.teams"), icon=":material/groups:")
st.page_link(page_file("flowcharts"), label=t("page.flowcharts"), icon=":material/account_tree:")
