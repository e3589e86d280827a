"""流程图上墙: the way of a proposal as its state machine declares it, and where it stands."""

import streamlit as st

from components.flowchart import MAIN_LINE
from components.language import t
from components.plain import plain
from components.projector.hall import clipped, draw_line, draw_words
from domain.proposal_flow import ProposalState, flow_steps

STEPS_A_ROW = 4
TITLE = ((20, 80), (60, 54), (100, 44))


def draw_flow(title: str, state: ProposalState) -> None:
    """Every step from draft to appraisal; those gone are filled, the present one stands out."""
    draw_line("head_flow", t("hall.flow"))
    draw_words("title", clipped(title, 80), TITLE)
    reached = last_on_main_line(state)
    here = MAIN_LINE.index(reached)
    columns = st.columns(STEPS_A_ROW, gap="medium")
    for place, step in enumerate(MAIN_LINE):
        with columns[place % STEPS_A_ROW]:
            kind = "now" if step is state else "gone" if place <= here else "ahead"
            with st.container(key=f"hall_step_{kind}_{place}"):
                st.markdown(plain(f"{place + 1}　{t(f'proposal_state.{step}')}"))
    if state is not reached:
        draw_line("54_ended", t("hall.flow_ended", state=state))


def last_on_main_line(state: ProposalState) -> ProposalState:
    """The last step of the main way that a proposal in this state has surely gone."""
    if state in MAIN_LINE:
        return state
    before = [one.source for one in flow_steps() if one.target is state]
    return min((one for one in before if one in MAIN_LINE), key=MAIN_LINE.index)
