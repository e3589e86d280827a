"""名册导入导出: rosters of the teams leave as Excel files, and come back checked row by row."""

import streamlit as st

from components.language import t
from components.proposal_words import in_language
from components.sign_in import require_actor
from components.team_roster import accounts_file, draw_check, example, heads, say, words
from components.telling import done, reading_or_stop, refuse, tell
from domain.refusals import Refusal
from domain.rights import Action, refuse_unless_permitted
from domain.roles import Actor
from services import team_files, teams

MEGABYTES = 2
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN, PASSWORDS = "roster_taken", "roster_passwords"


def write(actor: Actor, data: bytes) -> None:
    """Write the roster (a callback); the passwords of new accounts are kept for one download."""
    try:
        fresh = team_files.import_roster(actor, data, words())
    except Refusal as refusal:
        refuse(refusal)
        return
    if fresh:
        st.session_state[PASSWORDS] = [(one.name, one.username, one.password) for one in fresh]
    st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
    done(t("roster.written", n=len(fresh)))


def forget_passwords() -> None:
    """Once downloaded, the passwords are nowhere any more (a callback)."""
    st.session_state.pop(PASSWORDS, None)


def draw_passwords() -> None:
    """The new accounts' passwords, once."""
    fresh = st.session_state.get(PASSWORDS)
    if not fresh:
        return
    st.warning(t("roster.passwords_once", n=len(fresh)), icon=":material/key:")
    st.download_button(
        t("roster.take_passwords"),
        accounts_file(fresh),
        file_name="accounts.txt",
        mime="text/plain",
        icon=":material/download:",
        type="primary",
        on_click=forget_passwords,
    )


def draw_export(actor: Actor) -> None:
    """The template, and every team as a file."""
    st.header(t("roster.export"), anchor=False)
    with st.container(horizontal=True):
        st.download_button(
            t("roster.template"),
            team_files.make_template(actor, list(heads().values()), example()),
            file_name="roster.xlsx",
            mime=MEDIA,
            icon=":material/draft:",
        )
        for one in teams.list_teams():
            st.download_button(
                in_language(one.body.name, one.body.name_en),
                lambda code=one.body.code: team_files.export_roster(actor, code, heads(), say),
                file_name=f"{one.body.code}.xlsx",
                mime=MEDIA,
                icon=":material/download:",
                key=f"export_{one.body.code}",
            )


def draw_import(actor: Actor) -> None:
    """A file, what each of its rows would do, and the one button that writes it."""
    st.header(t("roster.import"), anchor=False)
    st.markdown(t("roster.import_how"))
    file = st.file_uploader(
        t("roster.choose", megabytes=MEGABYTES),
        type="xlsx",
        key=f"roster_{st.session_state.get(TAKEN, 0)}",
        max_upload_size=MEGABYTES,
    )
    if file is None:
        return
    data = file.getvalue()
    check = team_files.check_roster(actor, data, words())
    if check.is_right:
        st.button(
            t("roster.write"),
            type="primary",
            width="stretch",
            icon=":material/check:",
            on_click=write,
            args=(actor, data),
        )
    else:
        st.error(t("roster.nothing_written"), icon=":material/error:")
    draw_check(check)


actor = require_actor()
st.title(t("page.team_files"), anchor=False)
tell()
with reading_or_stop():
    refuse_unless_permitted(Action.SET_UP_TEAMS, actor, None)
    draw_passwords()
    draw_import(actor)
    draw_export(actor)
