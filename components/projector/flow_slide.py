"""流程图上墙: the way of a proposal or a matter as it is declared, and where it stands."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from components.flowchart import MAIN_LINE
from components.language import t
from components.plain import plain
from components.projector.hall import clipped, draw_line, draw_words
from components.proposal_words import in_language
from domain.clock import local
from domain.matter_views import MatterSheet
from domain.matters import ANSWERED, MatterState
from domain.meeting_views import LastAnswer
from domain.proposal_flow import ProposalState, flow_steps

STEPS_A_ROW = 4
TITLE = ((20, 80), (60, 54), (100, 44))
ANSWER = ((60, 54), (140, 44), (400, 38))
LONGEST_ANSWER = 200
WAY_OF_MATTER = (
    MatterState.OPEN,
    MatterState.ASSIGNED,
    MatterState.ANSWERED,
    MatterState.CLOSED,
)


def draw_flow(title: str, state: ProposalState) -> None:
    """Every step from draft to appraisal; those gone are filled, the present one stands out."""
    draw_line("head_flow", t("hall.flow"))
    draw_words("title", clipped(title, 80), TITLE)
    reached = last_on_main_line(state)
    names = [t(f"proposal_state.{step}") for step in MAIN_LINE]
    _draw_steps(names, MAIN_LINE.index(reached), is_there=state is reached)
    if state is not reached:
        draw_line("54_ended", t("hall.flow_ended", state=state))


def draw_matter(matter: MatterSheet, now: datetime) -> None:
    """One matter: how far it has come, who has it, and what was answered."""
    state = matter.card.state
    draw_line("head_flow", t("hall.flow_of_matter"))
    draw_words("title", clipped(matter.card.title, 80), TITLE)
    names = [t(f"hall.matter_{step}") for step in WAY_OF_MATTER]
    is_on_way = state in WAY_OF_MATTER
    here = WAY_OF_MATTER.index(state) if is_on_way else 0
    _draw_steps(names, here, is_there=is_on_way)
    draw_words("answer", _standing(matter, now), ANSWER)


def answer_of(matter: LastAnswer, now: datetime, letters: int) -> str:
    """What was answered, in so many letters; or who is to answer by when."""
    if matter.state in (MatterState.ANSWERED, MatterState.CLOSED):
        return t("hall.answer", who=matter.who, answer=clipped(matter.answer, letters))
    if matter.state is MatterState.WITHDRAWN:
        return t("hall.answer_withdrawn")
    key = "hall.answer_late" if matter.is_late_at(now) else "hall.answer_due"
    return t(key, who=matter.who, due_at=local(matter.due_at).date())


def _standing(matter: MatterSheet, now: datetime) -> str:
    card = matter.card
    who = in_language(matter.body, matter.body_en) or card.who
    if card.state in ANSWERED:
        said = clipped(matter.answer, LONGEST_ANSWER)
        return t("hall.answer", who=who or matter.answered_by, answer=said)
    if card.state is MatterState.WITHDRAWN:
        return t("hall.answer_withdrawn")
    if not who:
        return t("hall.answer_unowned", due_at=local(card.due_at).date())
    key = "hall.answer_late" if card.due_at < now else "hall.answer_due"
    return t(key, who=who, due_at=local(card.due_at).date())


def last_on_main_line(state: ProposalState) -> ProposalState:
    """The last step of the main way that a proposal in this state has surely gone."""
    if state in MAIN_LINE:
        return state
    before = [one.source for one in flow_steps() if one.target is state]
    return min((one for one in before if one in MAIN_LINE), key=MAIN_LINE.index)


def _draw_steps(names: Sequence[str], here: int, *, is_there: bool) -> None:
    columns = st.columns(STEPS_A_ROW, gap="medium")
    for place, name in enumerate(names):
        is_now = is_there and place == here
        kind = "now" if is_now else "gone" if place <= here else "ahead"
        with columns[place % STEPS_A_ROW], st.container(key=f"hall_step_{kind}_{place}"):
            st.markdown(plain(f"{place + 1}　{name}"))
