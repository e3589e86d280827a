"""附议: how many there are, and the one big button."""

from collections.abc import Callable

import streamlit as st

from components.language import t
from domain.money import format_yuan
from domain.proposal_flow import ProposalState
from domain.proposal_views import Act, ProposalSheet

_COLLECTING = frozenset({ProposalState.OPEN, ProposalState.SECONDED})


def draw_support(
    sheet: ProposalSheet, on_second: Callable[[], None], on_take_back: Callable[[], None]
) -> None:
    """What it costs, how many second it, and the button for whoever may."""
    with st.container(border=True, key="support"):
        money, people, act = st.columns([2, 2, 3], vertical_alignment="center")
        money.metric(t("proposal.cost"), format_yuan(sheet.content.cost_cents))
        people.metric(_label(sheet), str(sheet.seconds))
        with act:
            if sheet.state in _COLLECTING:
                _draw_progress(sheet)
            _draw_button(sheet, on_second, on_take_back)
        if sheet.changed_since_seconded:
            st.warning(t("proposal.changed_since"), icon=":material/difference:")


def _draw_button(
    sheet: ProposalSheet, on_second: Callable[[], None], on_take_back: Callable[[], None]
) -> None:
    if Act.SECOND in sheet.acts:
        st.button(
            t("proposal.second"),
            type="primary",
            icon=":material/thumb_up:",
            width="stretch",
            on_click=on_second,
            key="second",
        )
    elif sheet.seconded_at is not None:
        st.badge(t("proposal.you_second"), icon=":material/check_circle:", color="green")
    if Act.TAKE_BACK in sheet.acts:
        st.button(t("proposal.take_back"), width="stretch", on_click=on_take_back, key="take_back")


def _label(sheet: ProposalSheet) -> str:
    if sheet.state in _COLLECTING:
        return t("proposal.seconds_of", needed=sheet.seconds_needed)
    return t("proposal.seconds")


def _draw_progress(sheet: ProposalSheet) -> None:
    share = min(1.0, sheet.seconds / max(1, sheet.seconds_needed))
    short = max(0, sheet.seconds_needed - sheet.seconds)
    reached = sheet.state is ProposalState.SECONDED
    st.progress(share, text=t("proposal.reached") if reached else t("proposal.still", n=short))
