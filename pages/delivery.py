"""实施: how funded projects are carried out (`?round=ID`, one of them by `&proposal=ID`)."""

from datetime import date
from functools import partial

import streamlit as st

from components.delivery_forms import (
    clear_form,
    draw_appraisal,
    draw_plan_form,
    draw_postpone,
    draw_report_form,
    draw_spending_form,
    draw_tick,
    draw_void,
    field,
)
from components.delivery_view import (
    draw_money,
    draw_money_bar,
    draw_newest,
    draw_notes,
    draw_satisfaction,
    draw_steps,
    draw_summary,
    draw_totals,
)
from components.language import t
from components.plain import plain
from components.proposal_words import asked_number, draw_state, note_place, tell_at
from components.register import page_file
from components.round_choice import asked_round
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.delivery import MilestoneLine, Work, WorkRound
from domain.proposal_flow import ProposalState
from domain.rights import Action
from domain.roles import Actor
from services import appraisals, delivery, milestones, progress, spending
from services.work_access import may_work

AT_WORK = frozenset({ProposalState.UNDER_WAY, ProposalState.COMPLETED})
PLANNABLE = frozenset({ProposalState.FUNDED, ProposalState.UNDER_WAY})


def open_work(proposal_id: int | None) -> None:
    """Go to one project, or back to the list (a callback)."""
    if proposal_id is None:
        st.query_params.pop("proposal", None)
    else:
        st.query_params["proposal"] = str(proposal_id)


def give_stars(actor: Actor, project_id: int) -> None:
    """Save the tapped stars (a callback)."""
    note_place("appraisal")
    stars = st.session_state["stars"]
    if stars is not None:
        attempt(appraisals.save_stars, actor, project_id, int(stars))


def give_remark(actor: Actor, project_id: int) -> None:
    """Save the words beside the stars (a callback)."""
    note_place("appraisal")
    attempt(appraisals.save_remark, actor, project_id, str(st.session_state["remark"]))


def tick(actor: Actor, milestone_id: int, is_done: bool) -> None:
    """Tick a step off, or take the tick back (a callback)."""
    note_place("steps")
    attempt(milestones.tick_milestone, actor, milestone_id, is_done=is_done)


def plan(actor: Actor, project_id: int) -> None:
    """Add a step (a callback)."""
    note_place("steps")
    title, due_on = str(field("plan", "title") or ""), field("plan", "due")
    if attempt(milestones.plan_milestone, actor, project_id, title, due_on):
        clear_form("plan")
        done(t("delivery.planned"))


def postpone(actor: Actor, milestone_id: int) -> None:
    """Give a step another day (a callback)."""
    note_place("steps")
    due_on: date = st.session_state[f"day_{milestone_id}"]
    reason = str(st.session_state[f"why_{milestone_id}"])
    if attempt(milestones.postpone_milestone, actor, milestone_id, due_on, reason):
        done(t("delivery.postponed"))


def remove(actor: Actor, milestone_id: int) -> None:
    """Take a step off the plan (a callback)."""
    note_place("steps")
    attempt(milestones.remove_milestone, actor, milestone_id)


def report(actor: Actor, project_id: int) -> None:
    """Send a report with its photos (a callback)."""
    note_place("report")
    photos = [(one.name, one.getvalue()) for one in field("report", "photos") or []]
    text, step = str(field("report", "text") or ""), field("report", "step") or None
    if attempt(progress.report_progress, actor, project_id, text, photos, step):
        clear_form("report")
        done(t("delivery.reported"))


def spend(actor: Actor, project_id: int) -> None:
    """Record a payment with its receipt (a callback)."""
    note_place("spending")
    receipts = [(one.name, one.getvalue()) for one in field("spending", "receipts") or []]
    if attempt(
        spending.record_spending,
        actor,
        project_id,
        str(field("spending", "amount") or ""),
        payee=str(field("spending", "payee") or ""),
        what=str(field("spending", "what") or ""),
        spent_on=field("spending", "day"),
        receipts=receipts,
    ):
        clear_form("spending")
        done(t("delivery.recorded"))


def void(actor: Actor, spending_id: int) -> None:
    """Void a payment (a callback)."""
    note_place("money")
    reason = str(st.session_state[f"void_{spending_id}"])
    if attempt(spending.void_spending, actor, spending_id, reason):
        done(t("delivery.voided_now"))


def complete(actor: Actor, project_id: int) -> None:
    """Say that it is finished (a callback)."""
    if attempt(milestones.complete_project, actor, project_id):
        done(t("delivery.completed_now"))


def offers(actor: Actor | None, action: Action, work: Work) -> bool:
    """Whether to draw a form at all; the services decide."""
    return actor is not None and may_work(actor, action, work.project_id)


def draw_card(work: Work) -> None:
    """One project in the list: how far, how much, the newest, how satisfied."""
    with st.container(border=True):
        draw_state(work.state)
        st.subheader(plain(work.name), anchor=False)
        if work.community:
            st.markdown(plain(work.community))
        draw_summary(work)
        draw_money_bar(work)
        draw_newest(work)
        st.button(
            t("delivery.look"),
            key=f"work_{work.project_id}",
            on_click=open_work,
            args=(work.proposal_id,),
            width="stretch",
        )


def draw_round(found: list[WorkRound]) -> None:
    """Every project of the chosen round."""
    words = {
        one.round_id: t("delivery.round_choice", name=one.name, phase=one.phase) for one in found
    }
    asked = asked_round()
    if asked in words:
        st.session_state["work_round"] = asked
    chosen = st.selectbox(
        t("delivery.round"),
        list(words),
        format_func=words.__getitem__,
        key="work_round",
        on_change=lambda: st.query_params.update(round=str(st.session_state["work_round"])),
    )
    works = delivery.list_works(int(chosen))
    if not works:
        st.info(t("delivery.no_works"), icon=":material/inbox:")
        return
    draw_totals(works)
    for work in works:
        draw_card(work)


def draw_work(actor: Actor | None, work: Work) -> None:
    """One project with everything, and the forms of whoever may use them."""
    st.button(t("delivery.back"), on_click=open_work, args=(None,), icon=":material/arrow_back:")
    draw_state(work.state)
    st.header(plain(work.name), anchor=False)
    draw_summary(work)
    if actor is not None and appraisals.may_appraise(actor, work.project_id):
        draw_own_appraisal(actor, work.project_id)
    tell_at("steps")
    draw_steps(work, partial(draw_step_buttons, actor, work))
    if actor is not None:
        draw_site_forms(actor, work)
    may_void = offers(actor, Action.RECORD_SPENDING, work) and work.state in AT_WORK
    tell_at("money")
    draw_money(work, partial(draw_void, on_void=partial(void, actor)) if may_void else None)
    draw_notes(work)
    draw_satisfaction(work.satisfaction)
    tell()
    st.page_link(
        page_file("proposal"),
        label=t("delivery.to_proposal"),
        icon=":material/description:",
        query_params={"id": str(work.proposal_id)},
    )


def draw_own_appraisal(actor: Actor, number: int) -> None:
    """The reader's own stars."""
    tell_at("appraisal")
    draw_appraisal(
        appraisals.find_own_appraisal(actor, number),
        partial(give_stars, actor, number),
        partial(give_remark, actor, number),
    )


def draw_step_buttons(actor: Actor | None, work: Work, one: MilestoneLine) -> None:
    """Tick, postpone, remove: for the office and the clerk while the work goes on."""
    if actor is None or work.state is not ProposalState.UNDER_WAY:
        return
    if offers(actor, Action.REPORT_PROGRESS, work):
        draw_tick(one, partial(tick, actor))
    if offers(actor, Action.PLAN_MILESTONES, work):
        draw_postpone(one, partial(postpone, actor), partial(remove, actor))


def draw_site_forms(actor: Actor, work: Work) -> None:
    """What the office and the clerk can add, and the one button that finishes the project."""
    number = work.project_id
    is_under_way = work.state is ProposalState.UNDER_WAY
    reports = offers(actor, Action.REPORT_PROGRESS, work)
    if reports and is_under_way and work.is_plan_done:
        st.button(
            t("delivery.complete"),
            type="primary",
            width="stretch",
            icon=":material/flag:",
            on_click=complete,
            args=(actor, number),
        )
    if offers(actor, Action.PLAN_MILESTONES, work) and work.state in PLANNABLE:
        with st.expander(
            t("delivery.plan_title"), icon=":material/add_task:", expanded=not work.milestones
        ):
            draw_plan_form(partial(plan, actor, number))
    if reports and work.state in AT_WORK:
        with st.expander(t("delivery.report_title"), icon=":material/add_a_photo:"):
            draw_report_form(work, partial(report, actor, number))
            tell_at("report")
    if offers(actor, Action.RECORD_SPENDING, work) and work.state in AT_WORK:
        with st.expander(t("delivery.spending_title"), icon=":material/receipt:"):
            draw_spending_form(work, partial(spend, actor, number))
            tell_at("spending")


st.title(t("page.delivery"))
tell_at("top")
actor = current_actor()
with reading_or_stop():
    wanted = asked_number("proposal")
    if wanted is not None:
        draw_work(actor, delivery.get_work(wanted))
        st.stop()
    found = delivery.list_work_rounds()
    if not found:
        st.info(t("delivery.no_round"), icon=":material/inbox:")
        st.stop()
    draw_round(found)
