"""轮次办理: where a round stands, what comes next, what stands in the way (`?round=ID`)."""

from functools import partial

import streamlit as st

from components.language import t
from components.outcome_desk import Acts, draw_outcome_desk
from components.outcome_words import recorded_answer
from components.plain import plain
from components.register import entry_named, page_file
from components.round_candidates import draw_candidate
from components.round_choice import choose_round
from components.round_moves import draw_moves
from components.round_phases import draw_phase_line
from components.round_rules import name_of
from components.sign_in import require_actor
from components.telling import done, reading_or_stop, tell
from components.way import draw_phase_way, lapse_answer
from domain.money import format_yuan
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.roles import Actor
from domain.round_views import RoundView
from services import outcomes, projects, rounds

DECIDING = (Phase.REVIEW, Phase.DELIBERATE)
LINKS = (
    "rounds",
    "round_setup",
    "review_team",
    "paper_ballots",
    "results",
    "projector_control",
)


def move(to: Phase, reason: str) -> None:
    """Move the chosen round."""
    rounds.move_phase(actor, view.id, to, reason, lapse_answer)
    done(t("desk.moved", name=plain(view.settings.name), to=to))


def admit(proposal_id: int, cost_cents: int, name: str) -> None:
    """Put a proposal on the list of projects."""
    projects.admit_project(actor, proposal_id, cost_cents, name)
    done(t("desk.admitted", name=plain(name), cost_cents=cost_cents))


def decline(proposal_id: int, reason: str) -> None:
    """Answer that a proposal is not admitted."""
    projects.decline_proposal(actor, proposal_id, reason)
    done(t("desk.declined"))


def draw_candidates(officer: Actor, shown: RoundView) -> None:
    """What awaits a decision, the reviewed ones first."""
    waiting = projects.list_candidates(officer, shown.id)
    ready = [one for one in waiting if one.state is ProposalState.REVIEWED]
    st.subheader(t("desk.candidates", n=len(ready)))
    if not ready:
        st.markdown(t("desk.no_candidates"))
    for one in ready:
        draw_candidate(one, admit, decline)
    others = [one for one in waiting if one not in ready]
    if others:
        with st.expander(t("desk.still_in_review", n=len(others))):
            for one in others:
                draw_candidate(one, admit, decline)


def draw_projects(shown: RoundView) -> None:
    """What is on the list already, with those that cost too much marked."""
    if not shown.projects:
        return
    with st.expander(t("desk.projects", n=len(shown.projects))):
        for one in shown.projects:
            amount = format_yuan(one.cost_cents)
            st.markdown(t("desk.project", code=one.code, name=plain(one.name), amount=amount))
            if one in shown.too_costly:
                st.warning(t("desk.too_costly"), icon=":material/warning:")


def draw_count(officer: Actor, shown: RoundView) -> None:
    """Counting, looking at the result, publishing."""
    acts = Acts(
        count=partial(outcomes.count_ballots, officer, shown.id),
        publish=partial(outcomes.publish_outcome, officer, shown.id, recorded_answer),
        is_recountable=partial(outcomes.is_recountable, officer, shown.id),
    )
    names = {one.code: name_of(one) for one in shown.fields}
    draw_outcome_desk(outcomes.find_outcome_view(shown.id, officer), acts, names)


actor = require_actor()
st.title(t("page.round_desk"))
tell()
with reading_or_stop():
    chosen = choose_round(rounds.list_rounds())
    if chosen is None:
        st.info(t("round.none"), icon=":material/event_repeat:")
        st.page_link(page_file("round_setup"), icon=":material/tune:")
        st.stop()
    view = rounds.get_round_view(chosen)
    choices = rounds.list_move_choices(actor, chosen)

draw_phase_line(view.phase, view.began, view.settings.starts)
if view.phase is Phase.COUNT:
    draw_count(actor, view)
draw_moves(choices, move)
if view.phase in DECIDING:
    draw_candidates(actor, view)
draw_projects(view)
with st.container(horizontal=True):
    for name in LINKS:
        st.page_link(
            page_file(name),
            label=t(f"page.{name}"),
            icon=f":material/{entry_named(name).icon}:",
            query_params={"round": str(view.id)},
        )
with st.expander(t("desk.trace", n=len(view.way)), icon=":material/history:"):
    draw_phase_way(view.way)
