"""导入导出: rounds leave as `.pb` files, and files become demonstration rounds."""

import streamlit as st

from components.file_form import ask_name, ask_settings, draw_warnings
from components.language import t
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import done, reading_or_stop, refuse, tell
from domain.money import format_yuan
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, refuse_unless_permitted
from services import outcomes, round_files

MEGABYTE = 1_000_000
TAKEN, MADE = "files_taken", "files_made"
actor = require_actor()
st.title(t("page.files"))
tell()
with reading_or_stop():
    refuse_unless_permitted(Action.IMPORT_ROUND, actor, None)


@st.cache_data(max_entries=3, show_spinner=False)
def checked(data: bytes) -> round_files.FileCheck:
    """What these bytes hold, understood once; only officers come this far."""
    return round_files.check_file(actor, data)


def draw_export() -> None:
    """A finished vote as a file."""
    st.header(t("files.export"))
    st.markdown(t("files.export_hint"))
    names = {
        one.round_id: one.name for one in outcomes.list_results() if one.phase is not Phase.VOTE
    }
    if not names:
        st.info(t("files.export_none"))
        return
    chosen = st.selectbox(
        t("files.export_which"),
        list(names),
        format_func=names.__getitem__,
        key="files_export",
    )
    st.download_button(
        t("files.export_button"),
        lambda: round_files.export_round(actor, chosen),
        file_name=f"round-{chosen}.pb",
        mime="text/plain",
        icon=":material/download:",
        key="files_download",
    )


def draw_import() -> None:
    """A file, what it holds, how to count it, and the one button that makes it a round."""
    st.header(t("files.import"))
    st.markdown(t("files.import_hint"))
    made = st.session_state.get(MADE)
    if made is not None:
        st.page_link(
            page_file("round_desk"),
            label=t("files.go_count"),
            query_params={"round": str(made)},
            icon=":material/arrow_forward:",
        )
    key = f"files_{st.session_state.get(TAKEN, 0)}"
    most = round_files.MOST_BYTES // MEGABYTE
    file = st.file_uploader(t("files.choose_file", megabytes=most), key=key, max_upload_size=most)
    if file is None:
        return
    data = file.getvalue()
    with reading_or_stop():
        check = checked(data)
    facts = {"projects": check.projects, "voters": check.voters, "empty": check.empty}
    st.subheader(plain(t("files.holds", budget=format_yuan(check.budget_cents), **facts)))
    draw_warnings(check.warnings)
    name = ask_name(check.title, key)
    settings = ask_settings(check.settings, key)
    if st.button(t("files.import_button"), key=f"{key}_import", type="primary", width="stretch"):
        bar = st.progress(0.0, t("files.importing"))
        try:
            made = round_files.import_round(
                actor, data, name, settings, lambda part: bar.progress(part, t("files.importing"))
            )
        except Refusal as refusal:
            refuse(refusal)
        else:
            st.session_state[MADE] = made
            st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
            done(t("files.imported", name=plain(name)))
        st.rerun()


draw_export()
draw_import()
