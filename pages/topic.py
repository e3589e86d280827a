"""课题: one topic (`?id=ID`): its result, the visits, what led to it, and each one's next step."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.consultation_cards import draw_consultation_cards
from components.consultation_sheet import draw_ask_form as draw_citizens_form
from components.delivery_forms import clear_form, field
from components.language import t
from components.plain import plain
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell, tell_lacking
from components.topic_forms import (
    draw_accept_form,
    draw_ask_form,
    draw_assign_form,
    draw_decide_form,
    draw_reason_form,
    draw_review_form,
    draw_reviewer_form,
)
from components.topic_sheet import (
    draw_advice,
    draw_finding,
    draw_head,
    draw_outcome,
    draw_raised,
    draw_records,
    draw_topic_flow,
    draw_topic_way,
)
from components.topic_words import asked_id
from domain.research import ENDED, PUBLIC_RESULT, Decision, TopicState
from domain.research_views import TopicSheet
from domain.rights import Action
from domain.roles import Actor
from services import (
    advice,
    attachments,
    concerns,
    consultations,
    findings,
    topic_reading,
    topics,
)
from services.consultations import ConsultationDraft

_KEY = "topic_page_key"


def accept(actor: Actor, number: int) -> None:
    """Put it on the list (a callback)."""
    if attempt(topics.accept_topic, actor, number, field("accept", "due")):
        done(t("topic.accepted_now"))


def assign(actor: Actor, number: int) -> None:
    """Give it to experts (a callback)."""
    chosen = [int(one) for one in field("assign_experts", "experts") or []]
    due = field("assign_experts", "due")
    if attempt(topics.assign_experts, actor, number, chosen, due):
        clear_form("assign_experts")
        done(t("topic.assigned_now"))


def drop(actor: Actor, number: int) -> None:
    """Take it off with a reason (a callback)."""
    if attempt(topics.drop_topic, actor, number, str(field("drop", "why") or "")):
        clear_form("drop")
        done(t("topic.dropped_now"))


def approve(actor: Actor, number: int) -> None:
    """Agree with the finding (a callback)."""
    if attempt(findings.approve_finding, actor, number, str(field("approve", "note") or "")):
        done(t("finding.approved_now"))


def send_back(actor: Actor, number: int) -> None:
    """Give the finding back (a callback)."""
    if attempt(findings.send_back_finding, actor, number, str(field("send_back", "why") or "")):
        clear_form("send_back")
        done(t("finding.sent_back_now"))


def change_reviewer(actor: Actor, number: int) -> None:
    """Ask another expert to review (a callback)."""
    expert = int(field("reviewer", "expert") or 0)
    if attempt(findings.change_reviewer, actor, number, expert):
        clear_form("reviewer")
        done(t("finding.reviewer_changed"))


def publish(actor: Actor, number: int) -> None:
    """Publish the finding (a callback)."""
    if attempt(findings.publish_finding, actor, number):
        done(t("finding.published_now"))


def decide(actor: Actor, number: int) -> None:
    """Say what the district makes of it (a callback)."""
    chosen, why = field("decide", "decision"), str(field("decide", "reason") or "")
    if chosen is None:
        st.session_state["decide_incomplete"] = True
        return
    if attempt(topics.decide_topic, actor, number, Decision(str(chosen)), why):
        done(t("topic.decided_now"))


def ask(actor: Actor, number: int) -> None:
    """Ask an expert (a callback)."""
    expert = field("advice", "expert")
    if attempt(
        advice.ask_advice,
        actor,
        str(field("advice", "question") or ""),
        int(expert or 0),
        field("advice", "due"),
        f"{st.session_state[_KEY]}-advice",
        topic_id=number,
    ):
        clear_form("advice")
        st.session_state.pop(_KEY, None)
        done(t("advice.asked_now"))


def draft_consultation(actor: Actor, sheet: TopicSheet) -> None:
    """Draft a question to the citizens' committee (a callback)."""
    draft = ConsultationDraft(
        title=str(field("citizens", "title") or ""),
        question=str(field("citizens", "question") or ""),
        text=str(field("citizens", "text") or ""),
        topic_id=sheet.card.id,
    )
    key = f"{st.session_state[_KEY]}-citizens"
    if attempt(consultations.draft_consultation, actor, draft, key):
        clear_form("citizens")
        st.session_state.pop(_KEY, None)
        done(t("consultation.drafted_now"))


def draw_office(actor: Actor, sheet: TopicSheet) -> None:
    """What the office does next, by where the topic stands."""
    number, state = sheet.card.id, sheet.card.state
    if Action.STEER_TOPIC not in sheet.acts or state in ENDED:
        return
    tell_lacking("decide_incomplete", t("topic.say_decision"))
    if state is TopicState.PROPOSED:
        draw_accept_form(sheet.card.due_on, partial(accept, actor, number))
    elif state is TopicState.LISTED:
        draw_assignment(actor, sheet)
    elif state is TopicState.RESEARCHING:
        with st.expander(t("topic.do_assign_again"), icon=":material/swap_horiz:"):
            draw_assignment(actor, sheet)
    elif state is TopicState.IN_REVIEW:
        draw_reviewer(actor, sheet)
    elif state is TopicState.REVIEWED:
        st.button(
            t("finding.publish"),
            type="primary",
            width="stretch",
            icon=":material/public:",
            on_click=publish,
            args=(actor, number),
        )
    elif state is TopicState.PUBLISHED:
        draw_decide_form(partial(decide, actor, number))
    if state in (TopicState.PROPOSED, TopicState.LISTED, TopicState.RESEARCHING):
        words = {
            "how": t("topic.drop_how"),
            "label": t("topic.form_reason"),
            "send": t("topic.send_drop"),
        }
        with st.expander(t("topic.do_drop"), icon=":material/block:"):
            draw_reason_form("drop", words, partial(drop, actor, number))


def draw_reviewer(actor: Actor, sheet: TopicSheet) -> None:
    """Who reviews it, and asking another."""
    reviewer = sheet.finding.reviewer if sheet.finding else ""
    if reviewer:
        st.markdown(t("finding.reviewed_by", name=plain(reviewer)))
    with st.expander(t("finding.do_change_reviewer"), icon=":material/swap_horiz:"):
        draw_reviewer_form(
            topic_reading.list_reviewer_choices(sheet.card.id),
            partial(change_reviewer, actor, sheet.card.id),
        )


def draw_assignment(actor: Actor, sheet: TopicSheet) -> None:
    """Who researches it."""
    draw_assign_form(
        topic_reading.list_expert_choices(sheet.card.id),
        sheet.experts,
        sheet.card.due_on,
        partial(assign, actor, sheet.card.id),
    )


def draw_review(actor: Actor, sheet: TopicSheet) -> None:
    """For the expert who is asked to review what others wrote."""
    if Action.REVIEW_FINDING not in sheet.acts or sheet.card.state is not TopicState.IN_REVIEW:
        return
    draw_review_form(partial(approve, actor, sheet.card.id))
    words = {
        "how": t("finding.send_back_how"),
        "label": t("finding.send_back_why"),
        "send": t("finding.send_back"),
    }
    with st.expander(t("finding.do_send_back"), icon=":material/undo:"):
        draw_reason_form("send_back", words, partial(send_back, actor, sheet.card.id))


def draw_citizens(actor: Actor | None, sheet: TopicSheet) -> None:
    """What the citizens' committee was asked, and the suggestion to ask it."""
    may_ask = actor is not None and Action.ASK_CITIZENS in sheet.acts
    if not sheet.consultations and not may_ask:
        return
    st.header(t("topic.citizens"), anchor=False)
    draw_consultation_cards(sheet.consultations, key="topic")
    if actor is None or not may_ask or sheet.card.state in ENDED:
        return
    if sheet.interests:
        words = t("format.list_joint").join(sheet.interests)
        st.info(t("topic.touches", words=words), icon=":material/family_restroom:")
    with st.expander(t("topic.ask_citizens"), icon=":material/contact_support:"):
        said = sheet.finding.recommendations if sheet.finding else ()
        draw_citizens_form("citizens", "\n".join(said), partial(draft_consultation, actor, sheet))


def draw_questions(actor: Actor | None, sheet: TopicSheet) -> None:
    """Advice that was asked on it."""
    may_ask = actor is not None and Action.ASK_ADVICE in sheet.acts
    if not sheet.advice and not may_ask:
        return
    st.header(t("advice.title"), anchor=False)
    draw_advice(sheet.advice)
    if actor is not None and may_ask and sheet.card.state not in ENDED:
        with st.expander(t("advice.ask"), icon=":material/psychology:"):
            choices = topic_reading.list_expert_choices(sheet.card.id)
            draw_ask_form(choices, partial(ask, actor, sheet.card.id))


def draw_work(actor: Actor, sheet: TopicSheet) -> None:
    """The way from the public page to the expert's desk."""
    at_work = Action.RESEARCH_TOPIC in sheet.acts and sheet.card.state is TopicState.RESEARCHING
    if at_work and st.button(t("topic.to_desk"), type="primary", icon=":material/edit_note:"):
        st.switch_page(page_file("my_research"), query_params={"topic": str(sheet.card.id)})


actor = current_actor()
asked = asked_id()
if asked is None:
    st.switch_page(page_file("topics"))
st.session_state.setdefault(_KEY, token_urlsafe(12))
with reading_or_stop():
    if actor is not None:
        concerns.note_seen(actor, asked)
    sheet = topic_reading.get_topic_sheet(actor, asked)
draw_head(sheet)
tell()
draw_outcome(sheet)
with reading_or_stop():
    if actor is not None:
        draw_office(actor, sheet)
        draw_work(actor, sheet)
    if sheet.finding is not None:
        if sheet.card.state not in PUBLIC_RESULT:
            st.info(t("finding.not_public"), icon=":material/lock:")
        draw_finding(sheet.finding, [one.name for one in sheet.experts])
    if actor is not None:
        draw_review(actor, sheet)
    draw_citizens(actor, sheet)
    draw_raised(sheet.raised)
    draw_records(sheet.records, lambda number: attachments.get_file(actor, number).data)
    draw_questions(actor, sheet)
with st.expander(t("topic.way"), icon=":material/account_tree:"):
    left, right = st.columns(2)
    with left:
        draw_topic_flow(sheet.card.state, sheet.moves)
    with right:
        draw_topic_way(sheet.moves)
st.page_link(page_file("topics"), label=t("topics.back"), icon=":material/arrow_back:")
