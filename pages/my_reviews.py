"""我的评审: what was given to me, and the form for one of them (`?assignment=ID`)."""

from functools import partial

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.register import page_file
from components.review_form import LegalSaves, ReviewSaves, draw_legal_form, draw_review_form
from components.sign_in import require_actor
from components.team_view import SEAT_LOOK
from components.telling import attempt, done, reading_or_stop, tell
from domain.money import format_yuan
from domain.review_views import Task
from domain.reviews import ReviewerKind, SeatState
from domain.roles import Actor
from services import assignments, legal_opinions, reviews


def open_task(assignment_id: int | None) -> None:
    """Go to one task, or back to the list (a callback)."""
    if assignment_id is None:
        st.query_params.pop("assignment", None)
    else:
        st.query_params["assignment"] = str(assignment_id)


def submit(actor: Actor, task: Task) -> None:
    """Finish a review (a callback)."""
    act = (
        reviews.submit_review
        if task.kind is ReviewerKind.EXPERT
        else legal_opinions.submit_legal_opinion
    )
    if attempt(act, actor, task.assignment_id):
        done(t("review.submitted"))


def take_back(actor: Actor, task: Task) -> None:
    """Open a finished review again (a callback)."""
    if attempt(reviews.take_back, actor, task.assignment_id):
        done(t("review.taken_back"))


def recuse(actor: Actor, task: Task) -> None:
    """Step aside (a callback)."""
    reason = str(st.session_state.get("recusal_reason", ""))
    if attempt(assignments.recuse, actor, task.assignment_id, reason):
        done(t("review.recused"))
        open_task(None)


def draw_list(tasks: list[Task]) -> None:
    """Late first; each one a card with one clear next step."""
    if not tasks:
        st.info(t("review.no_tasks"), icon=":material/inbox:")
    for task in tasks:
        with st.container(border=True):
            draw_state(task)
            st.subheader(plain(task.title), anchor=False)
            st.markdown(plain(task.round_name))
            st.button(
                t(f"review.open_{task.state}") if task.is_open else t("review.look"),
                key=f"open_{task.assignment_id}",
                on_click=open_task,
                args=(task.assignment_id,),
                type="primary" if is_waiting(task) else "secondary",
                width="stretch",
            )


def is_waiting(task: Task) -> bool:
    """Whether the reader still has to act."""
    return task.is_open and task.state in (SeatState.LATE, SeatState.PENDING)


def draw_state(task: Task) -> None:
    """Where it stands, and the due day in words."""
    colour, icon = SEAT_LOOK[task.state]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(t(f"seat_state.{task.state}"), color=colour, icon=icon)
        if task.is_released:
            st.badge(t("review.released_badge"), color="green", icon=":material/public:")
        elif is_waiting(task):
            st.markdown(t("review.due", day=task.due_at, left=time_left(task.due_at)))


def draw_proposal(task: Task) -> None:
    """What is to be judged, in the proposer's words."""
    for key, text in (
        ("review.problem", task.problem),
        ("review.plan", task.plan),
        ("review.place", task.place),
        ("review.beneficiaries", task.beneficiaries),
    ):
        if text.strip():
            st.markdown(f"**{t(key)}**  \n{plain(text)}")
    st.markdown(f"**{t('review.cost', cost_cents=task.cost_cents)}**")
    items = [f"- {plain(label)} {plain(format_yuan(cents))}" for label, cents in task.cost_items]
    st.markdown("\n".join(items))
    st.page_link(
        page_file("proposal"),
        label=t("review.whole_proposal"),
        icon=":material/description:",
        query_params={"id": str(task.proposal_id)},
    )


def draw_form(actor: Actor, task: Task) -> None:
    """The form of the reader's kind, then one clear button."""
    bind, number = partial, task.assignment_id
    is_open = is_waiting(task)
    if task.kind is ReviewerKind.EXPERT:
        draft = reviews.get_review_draft(actor, number)
        saves = ReviewSaves(
            score=bind(reviews.save_score, actor, number),
            estimate=bind(reviews.save_estimate, actor, number),
            opinion=bind(reviews.save_opinion, actor, number),
        )
        draw_review_form(draft, saves, key=f"review_{number}", is_open=is_open)
        missing = draft.missing()
    else:
        legal = reviews.get_legal_draft(actor, number)
        legal_saves = LegalSaves(
            verdict=bind(legal_opinions.save_verdict, actor, number),
            clause=bind(legal_opinions.save_clause, actor, number),
            condition=bind(legal_opinions.save_condition, actor, number),
            opinion=bind(legal_opinions.save_legal_text, actor, number),
        )
        draw_legal_form(legal, legal_saves, key=f"legal_{number}", is_open=is_open)
        missing = legal.missing()
    draw_end(actor, task, missing)


def draw_end(actor: Actor, task: Task, missing: list[str]) -> None:
    """What is saved, what is missing, and the step that comes next."""
    tell()
    if task.saved_at is not None:
        st.caption(t("review.saved_at", at=task.saved_at))
    if task.state is SeatState.DONE and task.done_at is not None:
        key = "review.submitted_at" if task.is_open else "review.submitted_for_good"
        st.success(t(key, at=task.done_at), icon=":material/check_circle:")
        if task.is_open:
            st.button(t("review.take_back"), on_click=take_back, args=(actor, task))
    elif is_waiting(task):
        if missing:
            names = [t(f"review.part_{part}") for part in missing]
            st.info(t("review.still_missing", parts=names), icon=":material/pending:")
        st.button(
            t("review.submit"), type="primary", on_click=submit, args=(actor, task), width="stretch"
        )
        draw_recusal(actor, task)
    elif not task.is_released:
        st.info(t("review.closed"), icon=":material/lock:")


def draw_recusal(actor: Actor, task: Task) -> None:
    """回避, kept small but always there."""
    with st.expander(t("review.recuse_title"), icon=":material/do_not_disturb_on:"):
        st.markdown(t("review.recuse_hint"))
        st.text_input(t("review.recuse_reason"), key="recusal_reason", max_chars=200)
        st.button(t("review.recuse"), on_click=recuse, args=(actor, task))


st.title(t("page.my_reviews"))
actor = require_actor()
chosen = st.query_params.get("assignment", "")
with reading_or_stop():
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        tell()
        draw_list(reviews.list_tasks(actor))
        st.stop()
    task = reviews.get_task(actor, int(chosen))
st.button(t("review.back"), on_click=open_task, args=(None,), icon=":material/arrow_back:")
draw_state(task)
st.header(plain(task.title), anchor=False)
if task.state is SeatState.RECUSED:
    st.info(t("review.you_recused", reason=plain(task.recusal_reason)))
    st.stop()
read, write = st.columns([2, 3], gap="large")
with read.container(border=True):
    draw_proposal(task)
with write:
    draw_form(actor, task)
