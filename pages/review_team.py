"""评审进度: who is done, who is late; assigning, replacing, releasing (`?round=ID`)."""

from functools import partial

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import note_place, tell_at
from components.round_choice import asked_round
from components.sign_in import require_actor
from components.team_dialogs import (
    choose_due,
    open_assigning,
    open_early_release,
    open_report,
)
from components.team_view import (
    draw_filter,
    draw_head,
    draw_loads,
    draw_plan,
    draw_reminders,
    draw_seat,
)
from components.telling import attempt, done, reading_or_stop, tell
from domain.assigning import EXPERTS_A_PROPOSAL
from domain.clock import utc_now
from domain.phases import Phase
from domain.review_views import AssignmentPlan, ProposalRow, ReviewRound, SeatRow
from domain.reviews import SeatState, due_in
from domain.roles import Actor
from services import assignments, review_release, review_team


def place_of(proposal_id: int) -> str:
    """Where the answer to an act on this proposal is told."""
    return f"proposal_{proposal_id}"


def assign(actor: Actor, proposal_id: int) -> None:
    """Give a proposal to whom the dialog names (a callback)."""
    note_place(place_of(proposal_id))
    reviewer_id = int(st.session_state["reviewer"])
    due_at = due_in(st.session_state["due_days"], utc_now())
    if attempt(assignments.assign_reviewer, actor, proposal_id, reviewer_id, due_at):
        done(t("team.assigned"))


def replace(actor: Actor, proposal_id: int, seat: SeatRow) -> None:
    """Give a seat to whom the dialog names (a callback)."""
    note_place(place_of(proposal_id))
    reviewer_id = int(st.session_state["reviewer"])
    due_at = due_in(st.session_state["due_days"], utc_now())
    reason = str(st.session_state["replace_reason"])
    act = assignments.replace_reviewer
    if attempt(act, actor, seat.assignment_id, reviewer_id, due_at, reason):
        done(t("team.assigned"))


def assign_all(actor: Actor, round_id: int, experts: int, plan: AssignmentPlan) -> None:
    """Write the previewed plan (a callback)."""
    due_at = due_in(st.session_state["plan_due_days"], utc_now())
    act = assignments.assign_automatically
    if attempt(act, actor, round_id, experts, due_at, plan.pairings):
        done(t("team.assigned_all", n=len(plan.pairings)))
    st.session_state["planning"] = None


def release(actor: Actor, row: ProposalRow, *, despite_pending: bool) -> None:
    """Release one proposal's review (a callback)."""
    note_place(place_of(row.proposal_id))
    act = review_release.release_reviews
    if attempt(act, actor, row.proposal_id, despite_pending=despite_pending):
        done(t("team.released", title=plain(row.title)))


def release_all(actor: Actor, round_id: int, ready: int) -> None:
    """Release everything complete (a callback)."""
    if attempt(review_release.release_complete_reviews, actor, round_id):
        done(t("team.released_all", n=ready))


def plan_now(round_id: int | None) -> None:
    """Show or hide the preview (a callback)."""
    st.session_state["planning"] = round_id


def ask_whom(actor: Actor, row: ProposalRow, seat: SeatRow | None) -> None:
    """Open the dialog to assign somebody, or to replace the reviewer of a seat."""
    choices = review_team.list_choices(actor, row.proposal_id)
    if seat is None:
        open_assigning(row, choices, None, partial(assign, actor, row.proposal_id))
        return
    alike = [one for one in choices if one.kind is seat.kind]
    open_assigning(row, alike, seat, partial(replace, actor, row.proposal_id, seat))


def draw_automatic(actor: Actor, chosen: ReviewRound, *, is_open: bool) -> None:
    """Automatic assignment: how many, by when, the preview, then one button."""
    with st.expander(t("team.automatic"), icon=":material/auto_awesome:", expanded=is_open):
        experts = st.segmented_control(
            t("team.experts_each"),
            range(1, 6),
            default=EXPERTS_A_PROPOSAL,
            required=True,
            key="experts_each",
        )
        choose_due("plan_due_days")
        number = chosen.round_id
        if st.session_state.get("planning") != number:
            st.button(t("team.preview"), on_click=plan_now, args=(number,), width="stretch")
            return
        plan = assignments.preview_assignment(actor, number, experts)
        if not plan.pairings:
            st.success(t("team.all_assigned"), icon=":material/check_circle:")
            return
        draw_plan(plan)
        st.button(
            t("team.assign_previewed", n=len(plan.pairings)),
            type="primary",
            width="stretch",
            on_click=assign_all,
            args=(actor, number, experts, plan),
        )
        st.button(t("team.cancel"), on_click=plan_now, args=(None,))


def draw_row(actor: Actor, row: ProposalRow, phase: Phase) -> None:
    """One proposal: its seats, then what can be done about it."""
    may_assign = phase is Phase.REVIEW and not row.is_released
    with st.container(border=True):
        draw_head(row)
        tell_at(place_of(row.proposal_id))
        for seat in row.seats:
            line = draw_seat(seat)
            is_waiting = seat.state in (SeatState.LATE, SeatState.PENDING)
            key = f"replace_{seat.assignment_id}"
            if may_assign and is_waiting and line.button(t("team.replace"), key=key):
                ask_whom(actor, row, seat)
        with st.container(horizontal=True):
            draw_buttons(actor, row, may_assign=may_assign, phase=phase)


def draw_buttons(actor: Actor, row: ProposalRow, *, may_assign: bool, phase: Phase) -> None:
    """Assign, read, release: what fits this proposal now."""
    number = row.proposal_id
    if may_assign and st.button(
        t("team.assign_more"), key=f"assign_{number}", icon=":material/person_add:"
    ):
        ask_whom(actor, row, None)
    if any(seat.state is SeatState.DONE for seat in row.seats) and st.button(
        t("team.read"), key=f"read_{number}", icon=":material/visibility:"
    ):
        open_report(review_release.get_unreleased_report(actor, row.proposal_id))
    if row.is_released or phase not in (Phase.REVIEW, Phase.DELIBERATE):
        return
    if row.is_complete:
        st.button(
            t("team.release"),
            key=f"release_{number}",
            type="primary",
            icon=":material/public:",
            on_click=release,
            args=(actor, row),
            kwargs={"despite_pending": False},
        )
    elif row.has_enough and st.button(t("team.release_early"), key=f"release_{number}"):
        open_early_release(row, partial(release, actor, row, despite_pending=True))


def choose_round(found: list[ReviewRound]) -> ReviewRound:
    """The round of `?round=`, else the first one; changed by a select box."""
    by_id = {one.round_id: one for one in found}
    words = {one.round_id: t("team.round_choice", name=one.name, phase=one.phase) for one in found}
    asked = asked_round()
    if asked in by_id:
        st.session_state["review_round"] = asked
    chosen = st.selectbox(
        t("team.round"),
        list(words),
        format_func=words.__getitem__,
        key="review_round",
        on_change=lambda: st.query_params.update(round=str(st.session_state["review_round"])),
    )
    return by_id[int(chosen)]


st.title(t("page.review_team"))
tell_at("top")
actor = require_actor()
with reading_or_stop():
    found = review_team.list_review_rounds(actor)
    if not found:
        st.info(t("team.no_round"), icon=":material/inbox:")
        st.stop()
    chosen = choose_round(found)
    view = review_team.get_team_view(actor, chosen.round_id)
    draw_reminders(view)
    if view.phase is Phase.REVIEW:
        unassigned = any(row.is_unassigned for row in view.proposals)
        draw_automatic(actor, chosen, is_open=unassigned)
    ready = sum(row.is_complete and not row.is_released for row in view.proposals)
    if ready:
        st.button(
            t("team.release_all", n=ready),
            type="primary",
            icon=":material/public:",
            width="stretch",
            on_click=release_all,
            args=(actor, chosen.round_id, ready),
        )
    if not view.proposals:
        st.info(t("team.no_proposals"), icon=":material/inbox:")
    else:
        for row in draw_filter(view):
            draw_row(actor, row, view.phase)
    tell()
if view.loads:
    with st.expander(t("team.loads"), icon=":material/balance:"):
        draw_loads(view.loads)
