"""The officer's desk for the count: count, look at the result with its checks, publish."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.outcome_report import draw_details, draw_total
from components.plain import plain
from components.register import page_file
from components.telling import attempt, done
from domain.outcome_view import OutcomeView


@dataclass(frozen=True, slots=True)
class Acts:
    """What the desk can do; each refuses in its own words."""

    count: Callable[[], object]
    publish: Callable[[], object]
    is_recountable: Callable[[], bool]


def draw_outcome_desk(view: OutcomeView | None, acts: Acts, fields: dict[str, str]) -> None:
    """First count, then check, then publish; one step is offered at a time."""
    st.header(t("desk_count.title"))
    if view is None:
        st.markdown(t("desk_count.ready"))
        st.button(
            t("desk_count.count"),
            key="outcome_count",
            type="primary",
            width="stretch",
            icon=":material/calculate:",
            on_click=_count,
            args=(acts,),
        )
        return
    if view.published_at is not None:
        st.success(t("desk_count.published", published_at=view.published_at))
        return
    st.info(t("desk_count.unpublished", counted_at=view.counted_at), icon=":material/lock:")
    _draw_checks(view, acts)
    draw_total(view)
    _draw_publish(view, acts)
    draw_details(view, fields)


def _draw_checks(view: OutcomeView, acts: Acts) -> None:
    """What an officer looks at before everyone does."""
    with st.container(border=True):
        st.subheader(t("desk_count.checks"))
        facts = {"voters": view.voters, "empty": view.empty, "invalid": view.invalid}
        st.markdown(f"- {t('results.ballots', **facts)}")
        within = view.spent_cents <= view.budget_cents
        spent = {"spent_cents": view.spent_cents, "budget_cents": view.budget_cents}
        key = "desk_count.within_budget" if within else "desk_count.over_budget"
        st.markdown(f"- {plain(t(key, **spent))}")
        if view.ties:
            st.markdown(f"- {t('desk_count.ties', n=len(view.ties))}")
        told = st.session_state.get("outcome_recounted")
        if told == view.digest:
            st.markdown(f"- {t('desk_count.same')}")
        elif told is not None:
            st.error(t("desk_count.not_same"), icon=":material/error:")
        with st.container(horizontal=True):
            st.button(
                t("desk_count.recount"),
                key="outcome_recount",
                icon=":material/sync:",
                on_click=_check,
                args=(acts, view.digest),
            )
            st.button(
                t("desk_count.count_again"),
                key="outcome_count_again",
                on_click=_count,
                args=(acts,),
            )
            st.page_link(
                page_file("compare"),
                label=t("compare.link"),
                query_params={"round": str(view.round_id)},
                icon=":material/balance:",
            )


def _draw_publish(view: OutcomeView, acts: Acts) -> None:
    with st.container(border=True):
        st.subheader(t("desk_count.publish_title"))
        st.markdown(t("desk_count.publish_means", n=len(view.projects)))
        sure = st.checkbox(t("desk_count.sure"), key=f"outcome_sure_{view.round_id}")
        st.button(
            t("desk_count.publish"),
            key="outcome_publish",
            type="primary",
            width="stretch",
            icon=":material/campaign:",
            disabled=not sure,
            on_click=_publish,
            args=(acts,),
        )


def _count(acts: Acts) -> None:
    if attempt(acts.count):
        st.session_state.pop("outcome_recounted", None)
        done(t("desk_count.counted"))


def _check(acts: Acts, digest: str) -> None:
    def recount() -> None:
        st.session_state["outcome_recounted"] = digest if acts.is_recountable() else "other"

    attempt(recount)


def _publish(acts: Acts) -> None:
    if attempt(acts.publish):
        done(t("desk_count.now_public"))
