"""事项: one matter with its way (`?id=ID`), and the forms of whoever may use them."""

from functools import partial

import streamlit as st

from components.delivery_forms import clear_form, field, form_key
from components.language import t
from components.matter_forms import (
    draw_answer_form,
    draw_assign_form,
    draw_hand_over_form,
    draw_rating,
    draw_reopen_form,
    draw_report_form,
    draw_whistle_form,
)
from components.matter_sheet import draw_answer, draw_head, draw_standing, draw_way, draw_whistles
from components.matter_wall import draw_wall_keys
from components.matter_words import asked_matter
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell, tell_lacking
from components.topic_forms import draw_ask_form
from components.topic_sheet import answer_text, draw_advice, draw_topic_links
from domain.hall_slides import HallSlide
from domain.matter_views import Assignment, MatterSheet, WhistleLine
from domain.matters import UNANSWERED, MatterState
from domain.research import PUBLIC_RESULT
from domain.rights import Action
from domain.roles import Actor
from services import (
    advice,
    attachments,
    concerns,
    hall_matters,
    hall_screens,
    matter_ratings,
    matter_reading,
    matter_whistles,
    matters,
    mediation,
    topic_reading,
)
from services.loop_settings import list_terms


def answer(actor: Actor, number: int) -> None:
    """Send the answer (a callback)."""
    text, is_solved = str(field("answer", "text") or ""), field("answer", "solved")
    if is_solved is None:
        st.session_state["answer_incomplete"] = True
        return
    if attempt(matters.answer_matter, actor, number, text, is_solved=bool(is_solved)):
        clear_form("answer")
        done(t("matter.answered_now"))


def assign(actor: Actor, number: int) -> None:
    """Give it to someone (a callback)."""
    owner = field("assign", "owner")
    to = Assignment(
        body_code=field("assign", "body"),
        owner_id=None if owner is None else int(owner),
        deadline_class=field("assign", "term"),
    )
    if attempt(matters.assign_matter, actor, number, to):
        clear_form("assign")
        done(t("matter.assigned_now"))


def hand_over(actor: Actor, number: int) -> None:
    """Pass it to a colleague (a callback)."""
    owner, why = field("hand_over", "owner"), str(field("hand_over", "why") or "")
    if owner is not None and attempt(matters.hand_over, actor, number, int(owner), why):
        clear_form("hand_over")
        done(t("matter.handed_over"))


def call(actor: Actor, number: int) -> None:
    """Call a department (a callback)."""
    body, term = field("whistle", "body"), field("whistle", "term")
    why = str(field("whistle", "why") or "")
    if body and attempt(matter_whistles.whistle, actor, number, str(body), why, term):
        clear_form("whistle")
        done(t("whistle.sent"))


def report(actor: Actor, whistle_id: int) -> None:
    """Report to the matter (a callback)."""
    note = str(st.session_state.get(f"report_{whistle_id}_note") or "")
    if attempt(matter_whistles.report_in, actor, whistle_id, note):
        done(t("whistle.reported_now"))


def rate(actor: Actor, number: int) -> None:
    """Save the tapped stars (a callback)."""
    tapped = st.session_state["matter_stars"]
    if tapped is not None and attempt(matter_ratings.rate_answer, actor, number, int(tapped)):
        done(t("matter.rated_now"))


def reopen(actor: Actor, number: int) -> None:
    """Open it again (a callback)."""
    why = str(field("reopen", "why") or "")
    if attempt(matter_ratings.reopen_matter, actor, number, why):
        clear_form("reopen")
        done(t("matter.reopened_now"))


def take_up(actor: Actor, number: int) -> None:
    """Make it one's concern (a callback)."""
    if attempt(matters.take_up, actor, number):
        done(t("matter.taken_up_now"))


def withdraw(actor: Actor, number: int) -> None:
    """Take it back (a callback)."""
    if attempt(matters.withdraw_matter, actor, number):
        done(t("matter.withdrawn_now"))


def mediate(actor: Actor, number: int) -> None:
    """Send a dispute to joint mediation (a callback)."""
    reason = t("mediation.start_reason")
    if attempt(mediation.start_mediation_from_matter, actor, number, reason):
        done(t("mediation.started_now"))


def show(number: int, room: int, screen: str) -> None:
    """Put its flowchart on a wall of the hall (a callback)."""
    place = (screen, room, HallSlide.MATTER, number)
    if actor is not None and attempt(hall_screens.show_meeting_slide, actor, *place):
        done(t("matter.is_on_wall", number=screen))


def draw_raiser_acts(actor: Actor, sheet: MatterSheet) -> None:
    """Rate, open again."""
    number = sheet.card.id
    if Action.RATE_ANSWER in sheet.acts and sheet.card.state is MatterState.ANSWERED:
        draw_rating(sheet.card.rating, partial(rate, actor, number))
        if sheet.may_reopen:
            draw_reopen_form(partial(reopen, actor, number))


def draw_work(actor: Actor, sheet: MatterSheet) -> None:
    """What the owner and the office can do while an answer is owed, the first thing open."""
    number = sheet.card.id
    tell_lacking("answer_incomplete", t("matter.say_solved"))
    assigns = Action.ASSIGN_MATTER in sheet.acts
    is_unowned = sheet.owner_id is None and sheet.body_code is None
    answers = Action.ANSWER_MATTER in sheet.acts
    if assigns and is_unowned:
        draw_assignment(actor, sheet)
    if answers and not is_unowned:
        draw_answer_form(partial(answer, actor, number), is_first=True)
    elif answers:
        with st.expander(t("matter.answer_now"), icon=":material/chat:"):
            draw_answer_form(partial(answer, actor, number), is_first=not assigns)
    if assigns and not is_unowned:
        with st.expander(t("matter.do_assign_again"), icon=":material/swap_horiz:"):
            draw_assignment(actor, sheet)
    if Action.HAND_OVER_MATTER in sheet.acts:
        with st.expander(t("matter.do_hand_over"), icon=":material/forward:"):
            draw_hand_over_form(matter_reading.list_owners(), partial(hand_over, actor, number))
    if mediation.may_start(actor, number):
        with st.popover(t("mediation.start"), icon=":material/handshake:"):
            st.markdown(t("mediation.start_means"))
            st.button(t("mediation.start_sure"), on_click=mediate, args=(actor, number))
    if Action.WHISTLE in sheet.acts:
        with st.expander(t("whistle.do"), icon=":material/campaign:"):
            draw_whistle_form(
                matter_reading.list_bodies(), list_terms(), partial(call, actor, number)
            )


def suggest_answer(number: int) -> None:
    """What experts found of it, ready to be the answer; the owner changes it as they like."""
    for one in concerns.suggest_answers(number):
        if one.state in PUBLIC_RESULT:
            st.button(
                t("topic.use_as_answer", title=one.title),
                key=f"use_{one.topic_id}",
                icon=":material/content_paste:",
                on_click=fill_answer,
                args=(answer_text(one),),
            )


def fill_answer(text: str) -> None:
    """Put a text into the form of the answer (a callback)."""
    st.session_state[f"{form_key('answer')}_text"] = text


def ask(actor: Actor, number: int) -> None:
    """Ask an expert (a callback)."""
    expert, due = field("advice", "expert"), field("advice", "due")
    asked, key = str(field("advice", "question") or ""), form_key("advice")
    said = (asked, int(expert or 0), due, f"{number}-{actor.account_id}-{due}-{hash(asked)}-{key}")
    if attempt(advice.ask_advice, actor, *said, matter_id=number):
        clear_form("advice")
        done(t("advice.asked_now"))


def draw_experts(actor: Actor | None, sheet: MatterSheet) -> None:
    """What experts were asked about it, and what they look into because of it."""
    number = sheet.card.id
    draw_topic_links(concerns.suggest_answers(number), "matter")
    asked = advice.list_advice(actor, matter_id=number)
    may_ask = sheet.card.state in UNANSWERED and advice.may_ask_about_matter(actor, number)
    if asked or may_ask:
        st.header(t("advice.title"), anchor=False)
    draw_advice(asked)
    if actor is not None and may_ask:
        with st.expander(t("advice.ask"), icon=":material/psychology:"):
            draw_ask_form(topic_reading.list_expert_choices(), partial(ask, actor, number))


def draw_assignment(actor: Actor, sheet: MatterSheet) -> None:
    """The form that gives it to someone."""
    draw_assign_form(
        sheet,
        matter_reading.list_bodies(),
        matter_reading.list_owners(),
        list_terms(),
        partial(assign, actor, sheet.card.id),
    )


def draw_small_acts(actor: Actor, sheet: MatterSheet) -> None:
    """Take up, take back: one tap each."""
    number = sheet.card.id
    if Action.TAKE_UP_MATTER in sheet.acts and not sheet.taken_up_by:
        st.button(
            t("matter.do_take_up"),
            type="primary",
            width="stretch",
            icon=":material/volunteer_activism:",
            on_click=take_up,
            args=(actor, number),
        )
    if Action.WITHDRAW_MATTER in sheet.acts:
        with st.popover(t("matter.do_withdraw"), icon=":material/undo:"):
            st.markdown(t("matter.withdraw_means"))
            st.button(t("matter.send_withdraw"), on_click=withdraw, args=(actor, number))


def draw_report(actor: Actor | None, one: WhistleLine) -> None:
    """The form of the department that was called."""
    if actor is not None:
        draw_report_form(one, partial(report, actor))


actor = current_actor()
asked = asked_matter()
if asked is None:
    st.switch_page(page_file("matters"))
tell()
with reading_or_stop():
    sheet = matter_reading.get_sheet(actor, asked)
    draw_head(sheet)
    if rooms := hall_matters.list_rooms(actor, asked):
        draw_wall_keys(rooms, partial(show, asked))
    draw_standing(sheet, lambda number: attachments.get_file(actor, number).data)
    draw_answer(sheet)
    if actor is not None:
        draw_raiser_acts(actor, sheet)
        if sheet.card.state in UNANSWERED:
            draw_small_acts(actor, sheet)
            draw_work(actor, sheet)
    draw_whistles(sheet.whistles, partial(draw_report, actor))
    draw_experts(actor, sheet)
    draw_way(sheet.moves)
st.page_link(page_file("matters"), label=t("matters.back"), icon=":material/arrow_back:")
