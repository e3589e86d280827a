"""结果: what a round funds and why, for everyone, once it is published."""

import streamlit as st

from components.language import language, t
from components.outcome_report import draw_result
from components.outcome_table import csv_of
from components.plain import plain
from components.receipt_view import draw_receipt
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from domain.outcome_view import OutcomeView
from domain.phases import Phase
from domain.rights import Action, is_offered
from services import outcomes, receipts, round_files, round_reading


@st.cache_data(max_entries=50, show_spinner=False)
def published_view(round_id: int, version: int) -> OutcomeView | None:
    """The public result at this version of the round."""
    return outcomes.find_outcome_view(round_id)


@st.cache_data(ttl=300, show_spinner=False)
def field_names(spoken: str) -> dict[str, str]:
    """Names of the fields in a language."""
    rows = round_reading.list_fields()
    return {row.code: row.name_en if spoken == "en" else row.name for row in rows}


def choose_entry() -> outcomes.ResultEntry | None:
    """The round of the address, else the newest with a result."""
    entries = {entry.round_id: entry for entry in outcomes.list_results()}
    if not entries:
        return None
    asked = st.query_params.get("round", "")
    first = next((one for one in entries.values() if one.is_published), None)
    chosen = int(asked) if asked.isdigit() and int(asked) in entries else None
    ids = list(entries)
    names = {id_: t("results.entry", name=e.name, phase=e.phase) for id_, e in entries.items()}
    default = chosen or (first.round_id if first else ids[0])
    picked = st.selectbox(
        t("results.choose"),
        ids,
        index=ids.index(default),
        format_func=names.__getitem__,
    )
    st.query_params["round"] = str(picked)
    return entries[picked]


def draw_waiting(entry: outcomes.ResultEntry) -> None:
    """When the result will come, calmly."""
    voting = entry.phase is Phase.VOTE
    if entry.due is None:
        st.info(t("results.voting_still" if voting else "results.counting_still"))
    else:
        key = "results.voting_until" if voting else "results.counting_until"
        st.info(t(key, due=entry.due), icon=":material/hourglass_top:")


st.title(t("page.results"))
tell()
actor = current_actor()
with reading_or_stop():
    entry = choose_entry()
if entry is None:
    st.info(t("results.none"), icon=":material/hourglass_top:")
    st.stop()
view = published_view(entry.round_id, entry.version) if entry.is_published else None
if view is None:
    draw_waiting(entry)
    st.stop()
fields = field_names(language())
if entry.is_imported:
    st.badge(t("results.imported"), icon=":material/science:", color="orange")
receipt = receipts.find_receipt(actor, view.round_id) if actor is not None else None
if receipt is not None:
    draw_receipt(receipt)
draw_result(view, fields)
st.page_link(
    page_file("compare"),
    label=t("compare.link"),
    query_params={"round": str(view.round_id)},
    icon=":material/balance:",
)
with st.container(horizontal=True):
    st.download_button(
        t("results.download_csv"),
        lambda: csv_of(view, fields),
        file_name=f"result-{view.round_id}.csv",
        mime="text/csv",
        icon=":material/download:",
    )
    if actor is not None and is_offered(Action.EXPORT_BALLOTS, actor.role, entry.phase):
        st.download_button(
            t("results.download_pb"),
            lambda: round_files.export_round(actor, view.round_id),
            file_name=f"round-{view.round_id}.pb",
            mime="text/plain",
            icon=":material/download:",
        )
st.caption(plain(t("results.published_at", published_at=view.published_at)))
