"""Proposals that await the officer's decision, with what reviewers said, and the two answers."""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import streamlit as st

from components.language import t
from components.plain import plain
from components.register import page_file
from components.telling import attempt, press_in_dialog
from domain.money import cents_from_yuan, format_yuan
from domain.proposal_flow import ProposalState
from domain.reviews import Verdict
from domain.round_views import Candidate

Admit = Callable[[int, int, str], None]
"""Admits a proposal at a cost in cents under a name; raises a refusal."""
Decline = Callable[[int, str], None]
"""Declines a proposal for a reason; raises a refusal."""

LONGEST_REASON, LONGEST_NAME, LONGEST_AMOUNT = 1000, 80, 20
_COLOURS: dict[Verdict, Literal["green", "orange", "red"]] = {
    Verdict.LAWFUL: "green",
    Verdict.LAWFUL_IF: "orange",
    Verdict.NOT_LAWFUL: "red",
}


def draw_candidate(one: Candidate, admit: Admit, decline: Decline) -> None:
    """One proposal: score, law, money, and the two answers."""
    with st.container(border=True):
        st.page_link(
            page_file("proposal"),
            label=f"**{plain(one.title)}**",
            icon=":material/description:",
            query_params={"id": str(one.proposal_id)},
        )
        _draw_facts(one)
        left, right = st.columns(2)
        if one.state is ProposalState.REVIEWED and left.button(
            t("desk.admit"),
            key=f"admit_{one.proposal_id}",
            type="primary",
            width="stretch",
            icon=":material/playlist_add_check:",
        ):
            st.dialog(t("desk.admit_title"))(_ask_cost)(one, admit)
        if right.button(
            t("desk.decline"),
            key=f"decline_{one.proposal_id}",
            width="stretch",
            icon=":material/do_not_disturb_on:",
        ):
            st.dialog(t("desk.decline_title"))(_ask_reason)(one, decline)


def score_words(mean: Fraction | None) -> str:
    """A mean score with one decimal, or that there is none."""
    return t("desk.no_score") if mean is None else f"{float(mean):.1f}"


def _draw_facts(one: Candidate) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(t(f"proposal_state.{one.state.value}"), color="gray")
        for verdict in one.verdicts:
            st.badge(t(f"desk.verdict.{verdict.value}"), color=_COLOURS[verdict])
        st.markdown(t("desk.seconds", n=one.seconds), width="content")
    st.markdown(
        t(
            "desk.facts",
            score=score_words(one.mean_score),
            n=one.reviews,
            cost=format_yuan(one.cost_cents),
        )
    )
    if one.estimates_cents:
        amounts = [format_yuan(amount) for amount in one.estimates_cents]
        st.markdown(t("desk.estimates", amounts=amounts))
    for condition in one.conditions:
        st.markdown(t("desk.condition", condition=plain(condition)))


def _ask_cost(one: Candidate, admit: Admit) -> None:
    st.markdown(f"**{plain(one.title)}**")
    st.text_input(
        t("desk.project_name"), value=one.title[:LONGEST_NAME], max_chars=LONGEST_NAME, key="name"
    )
    st.markdown(t("desk.offer", word=t("desk.own_cost"), amount=format_yuan(one.cost_cents)))
    usual = one.cost_cents
    if one.median_estimate_cents is not None:
        usual = one.median_estimate_cents
        st.markdown(t("desk.offer", word=t("desk.median_cost"), amount=format_yuan(usual)))
    typed = format_yuan(usual).removeprefix("¥")
    st.text_input(t("desk.project_cost"), value=typed, max_chars=LONGEST_AMOUNT, key="cost")
    press_in_dialog(t("desk.admit"), _admit, one.proposal_id, admit, key="confirm_admit")


def _admit(proposal_id: int, admit: Admit) -> None:
    typed, name = str(st.session_state["cost"]), str(st.session_state["name"])
    attempt(lambda: admit(proposal_id, cents_from_yuan(typed), name))


def _ask_reason(one: Candidate, decline: Decline) -> None:
    st.markdown(f"**{plain(one.title)}**")
    st.text_area(
        t("desk.decline_reason"),
        placeholder=t("desk.decline_example"),
        max_chars=LONGEST_REASON,
        key="decline_reason",
    )
    press_in_dialog(t("desk.decline"), _decline, one.proposal_id, decline, key="confirm_decline")


def _decline(proposal_id: int, decline: Decline) -> None:
    attempt(decline, proposal_id, str(st.session_state["decline_reason"]))
