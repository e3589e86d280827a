"""为什么没有我们的: one project's way through the count (`?round=ID&project=CODE`)."""

import streamlit as st

from components.kept import kept
from components.language import language, t
from components.plain import plain
from components.register import page_file
from components.round_choice import asked_round
from components.telling import reading_or_stop
from components.why_view import draw_answer, draw_enough, draw_money, draw_payers
from domain.outcome_view import OutcomeView, ProjectResult
from domain.refusals import Refusal
from services import explanations, outcomes, round_reading


@st.cache_data(max_entries=20, show_spinner=False)
def published_view(round_id: int, version: int) -> OutcomeView | None:
    """The public result at this version of the round."""
    return outcomes.find_outcome_view(round_id)


@st.cache_data(ttl=300, show_spinner=False)
def field_names(spoken: str) -> dict[str, str]:
    """Names of the fields in a language."""
    rows = round_reading.list_fields()
    return {row.code: row.name_en if spoken == "en" else row.name for row in rows}


def stop_with_choice() -> None:
    """Where to begin when the address names no round with a public result."""
    st.title(t("page.why"), anchor=False)
    waits = "round" in st.query_params and asked_round() is not None
    st.info(t("refusal.why.not_public" if waits else "why.choose_first"))
    st.page_link(page_file("results"), label=t("page.results"), icon=":material/emoji_events:")
    st.stop()


def find_view() -> OutcomeView | None:
    """The public result of the round in the address."""
    entries = {one.round_id: one for one in outcomes.list_results() if one.is_published}
    entry = entries.get(asked_round() or 0)
    return None if entry is None else published_view(entry.round_id, entry.version)


def find_project(view: OutcomeView) -> ProjectResult:
    """The project of the address, else the loser with the most support."""
    asked = st.query_params.get("project", "")
    if not asked:
        return (*view.not_funded, *view.funded)[0]
    if asked not in {one.code for one in view.projects}:
        raise Refusal("why.unknown_project")
    return view.project(asked)


def draw_choice(view: OutcomeView, shown: ProjectResult) -> None:
    """Another project of the same round."""
    ordered = (*view.not_funded, *view.funded)
    names = {one.code: t("why.choice", number=one.number, name=one.name) for one in ordered}
    key = f"why_choice_{shown.code}"
    st.selectbox(
        t("why.choose"),
        list(names),
        index=list(names).index(shown.code),
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: go_to(st.session_state[key]),
    )


def go_to(code: str) -> None:
    """Show this project (a callback)."""
    st.query_params["project"] = code


def draw_ways_on(view: OutcomeView, project: ProjectResult) -> None:
    """Where to go from here."""
    query = {"round": str(view.round_id)}
    with st.container(horizontal=True):
        st.page_link(
            page_file("results"),
            label=t("why.to_results"),
            query_params=query,
            icon=":material/emoji_events:",
        )
        st.page_link(
            page_file("compare"),
            label=t("page.compare"),
            query_params=query,
            icon=":material/balance:",
        )
        if project.proposal_id is not None:
            st.page_link(
                page_file("proposal"),
                label=t("results.see_proposal"),
                query_params={"id": str(project.proposal_id)},
                icon=":material/description:",
            )


view = find_view()
if view is None:
    stop_with_choice()
    st.stop()
with reading_or_stop():
    project = find_project(view)
    st.caption(plain(view.round_name))
    key = (view.digest, view.round_id, str(view.published_at), project.code)
    draw_answer(view, project)
    told = kept(
        ("explained", *key),
        lambda _: explanations.explain(view.round_id, project.code),
        t("why.working"),
    )
if project.is_funded:
    emptied = int(str(project.verdict.facts.get("emptied", 0)))
    draw_payers(told.payers, told.full_cents, emptied, field_names(language()))
else:
    draw_money(view, project, told.money)
    with reading_or_stop():
        enough = kept(
            ("enough", *key),
            lambda heard: explanations.find_enough(view.round_id, project.code, heard),
            t("why.recounting"),
        )
    draw_enough(project, enough)
draw_ways_on(view, project)
draw_choice(view, project)
