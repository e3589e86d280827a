"""A result as residents read it: what is funded, who got something, where the money goes, why."""

from collections.abc import Mapping

import streamlit as st

from components.language import t
from components.outcome_charts import (
    draw_chart,
    parts_alt,
    parts_spec,
    winners_bars,
    winners_spec,
)
from components.outcome_words import method, who_got_something, why
from components.plain import plain
from components.register import page_file
from domain.outcome_view import OutcomeView, ProjectResult

ALL, FUNDED, NOT_FUNDED = "all", "funded", "not_funded"
MOST_LISTED = 40
MOST_FUNDED_AT_ONCE = 30


def draw_result(view: OutcomeView, fields: Mapping[str, str]) -> None:
    """The whole report, the most important first. `fields`: names by code."""
    draw_total(view)
    draw_details(view, fields)


def draw_details(view: OutcomeView, fields: Mapping[str, str]) -> None:
    """Everything below the total."""
    draw_funded(view, fields)
    draw_voters(view)
    draw_money(view, fields)
    draw_why(view, fields)
    draw_method(view)


def draw_total(view: OutcomeView) -> None:
    """How many projects for how much money: the largest thing on the page."""
    left = view.budget_cents - view.spent_cents
    with st.container(key="result_total", border=True):
        st.markdown(f"# {t('results.funded_n', n=len(view.funded))}")
        st.markdown(f"## {plain(t('results.spent', spent_cents=view.spent_cents))}")
        st.markdown(plain(t("results.of_budget", budget_cents=view.budget_cents, left_cents=left)))


def draw_funded(view: OutcomeView, fields: Mapping[str, str]) -> None:
    """The funded projects in the order bought; those beyond the first thirty on demand."""
    st.header(t("results.funded_title"))
    key = f"result_all_funded_{view.round_id}"
    most = None if st.session_state.get(key) else MOST_FUNDED_AT_ONCE
    with st.container(key="result_funded"):
        for project in view.funded[:most]:
            _draw_project(view, project, fields)
    left = len(view.funded[most:]) if most else 0
    if left:
        st.button(
            t("results.show_rest", n=left),
            key="result_show_rest",
            icon=":material/expand_more:",
            width="stretch",
            on_click=lambda: st.session_state.update({key: True}),
        )


def draw_voters(view: OutcomeView) -> None:
    """Of every hundred voters, who got something of what they wanted."""
    if not view.ballots:
        return
    st.header(who_got_something(view))
    alt = "; ".join(f"{row.name} {row.says}" for row in winners_bars(view))
    draw_chart(winners_spec(view), alt, "result_winners")
    st.markdown(t("results.who_how"))


def draw_money(view: OutcomeView, fields: Mapping[str, str]) -> None:
    """Money beside votes, by field and by community, where the projects have any."""
    all_shown = [
        (title, parts, names)
        for title, parts, names in (
            ("results.by_field", view.by_field(), fields),
            ("results.by_community", view.by_community(), {}),
        )
        if len(parts) > 1 or any(part.name for part in parts)
    ]
    if not all_shown:
        return
    st.header(t("results.money_title"))
    for title, parts, names in all_shown:
        st.subheader(t(title))
        draw_chart(parts_spec(parts, names), parts_alt(parts, names), title.replace(".", "_"))
    st.markdown(t("results.money_how"))


def draw_why(view: OutcomeView, fields: Mapping[str, str]) -> None:
    """Every project with its reason; found by name, number or community."""
    st.header(t("results.why_title"))
    names = {one: t(f"results.which_{one}") for one in (ALL, FUNDED, NOT_FUNDED)}
    which = st.segmented_control(
        t("results.which"),
        (ALL, FUNDED, NOT_FUNDED),
        format_func=names.__getitem__,
        default=NOT_FUNDED if view.not_funded else ALL,
        key="result_which",
        label_visibility="collapsed",
    )
    asked = st.text_input(
        t("results.search"), placeholder=t("results.search_hint"), key="result_search"
    )
    found = [project for project in _chosen(view, which) if _fits(project, asked)]
    if not found:
        st.info(t("results.not_found"), icon=":material/search_off:")
    for project in found[:MOST_LISTED]:
        _draw_project(view, project, fields, with_reason=True)
    if len(found) > MOST_LISTED:
        st.markdown(t("results.more_found", n=len(found) - MOST_LISTED))


def draw_method(view: OutcomeView) -> None:
    """How it was counted, with what anyone needs to count it again."""
    with st.expander(t("results.method_title"), icon=":material/calculate:"):
        for line in method(view):
            st.markdown(f"- {plain(line)}")
        facts = {"voters": view.voters, "empty": view.empty, "invalid": view.invalid}
        if view.entitled is None:
            st.markdown(f"- {t('results.ballots', **facts)}")
        else:
            st.markdown(f"- {t('results.ballots_of', entitled=view.entitled, **facts)}")
        st.markdown(f"- {t('results.digest')}")
        st.code(view.digest, language=None, wrap_lines=True)


def _chosen(view: OutcomeView, which: str | None) -> tuple[ProjectResult, ...]:
    if which == FUNDED:
        return view.funded
    return view.not_funded if which == NOT_FUNDED else (*view.funded, *view.not_funded)


def _fits(project: ProjectResult, asked: str) -> bool:
    words = f"{project.number} {project.code} {project.name} {project.community}".casefold()
    return all(word in words for word in asked.casefold().split())


def _draw_project(
    view: OutcomeView,
    project: ProjectResult,
    fields: Mapping[str, str],
    *,
    with_reason: bool = False,
) -> None:
    facts = [t("results.cost", cost_cents=project.cost_cents), *_votes(view, project)]
    facts += [part for part in (project.community, fields.get(project.field_code, "")) if part]
    with st.container(border=True, gap="small"):
        mark = ":material/check_circle: " if project.is_funded else ""
        number = t("results.numbered", number=project.number)
        st.markdown(f"### {mark}{plain(number)} {plain(project.name)}")
        st.markdown(plain(" · ".join(facts)))
        if with_reason:
            st.markdown(plain("".join(why(view, project))))
        _draw_links(view, project)


def _draw_links(view: OutcomeView, project: ProjectResult) -> None:
    """Why, once everyone may ask; and the proposal, if there is one."""
    with st.container(horizontal=True):
        if view.published_at is not None:
            st.page_link(
                page_file("why"),
                label=t("why.link" if project.is_funded else "why.link_not_funded"),
                query_params={"round": str(view.round_id), "project": project.code},
                icon=":material/help:",
            )
        if project.proposal_id is not None:
            st.page_link(
                page_file("proposal"),
                label=t("results.see_proposal"),
                query_params={"id": str(project.proposal_id)},
                icon=":material/arrow_forward:",
            )


def _votes(view: OutcomeView, project: ProjectResult) -> list[str]:
    told = [t("results.votes", n=project.votes)]
    if project.points != project.votes:
        told.append(t("results.points", n=project.points))
    return told
