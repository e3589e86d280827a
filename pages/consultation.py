"""征询: what experts and the office ask the citizens' committee; all, or one (`?id=ID`)."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.consultation_cards import draw_consultation_cards
from components.consultation_sheet import (
    draw_ask_form,
    draw_changed,
    draw_give_back_form,
    draw_open_form,
    draw_own_answer,
    draw_question,
    draw_summary,
)
from components.delivery_forms import clear_form, field
from components.language import t
from components.matter_forms import named
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_words import asked_id, open_here
from domain.research import ConsultationState
from domain.research_views import ConsultationSheet
from domain.rights import Action, is_offered
from domain.roles import Actor, Role
from services import consultation_reading, consultations, matter_reading
from services.consultations import ConsultationDraft

_FORM, _KEY = "citizens", "consultation_request"


def draft(actor: Actor) -> None:
    """Draft a question of one's own and go to it (a callback)."""
    said = ConsultationDraft(
        title=str(field(_FORM, "title") or ""),
        question=str(field(_FORM, "question") or ""),
        text=str(field(_FORM, "text") or ""),
        field_code=field(_FORM, "field"),
    )

    def act() -> None:
        number = consultations.draft_consultation(actor, said, str(st.session_state[_KEY]))
        open_here("id", number)

    if attempt(act):
        clear_form(_FORM)
        st.session_state.pop(_KEY, None)
        done(t("consultation.drafted_here"))


def answer(actor: Actor, number: int) -> None:
    """Save the tapped agreement and the reason beside it (a callback)."""
    tapped = st.session_state["own_agreement"]
    if tapped is not None:
        why = str(st.session_state.get("own_reason") or "")
        attempt(consultations.save_answer, actor, number, int(tapped), why)


def open_up(actor: Actor, number: int) -> None:
    """Put it before every member (a callback)."""
    if attempt(consultations.open_consultation, actor, number, field("open_up", "day")):
        done(t("consultation.opened_now"))


def close(actor: Actor, number: int) -> None:
    """Close before its day (a callback)."""
    if attempt(consultations.close_consultation, actor, number):
        done(t("consultation.closed_now"))


def withdraw(actor: Actor, number: int) -> None:
    """Take a draft back (a callback)."""
    if attempt(consultations.withdraw_consultation, actor, number):
        done(t("consultation.withdrawn_now"))


def give_back(actor: Actor, number: int) -> None:
    """Say what changed (a callback)."""
    said = str(field("give_back", "changed") or "")
    if attempt(consultations.give_back, actor, number, said):
        clear_form("give_back")
        done(t("consultation.given_back_now"))


def draw_asking(actor: Actor, sheet: ConsultationSheet) -> None:
    """What those who ask do next, by where it stands."""
    number, state = sheet.card.id, sheet.card.state
    if Action.ASK_CITIZENS not in sheet.acts:
        return
    if state is ConsultationState.DRAFT:
        draw_open_form(partial(open_up, actor, number))
        with st.popover(t("consultation.do_withdraw"), icon=":material/undo:"):
            st.button(t("consultation.send_withdraw"), on_click=withdraw, args=(actor, number))
    elif state is ConsultationState.OPEN:
        st.markdown(t("consultation.so_far", n=sheet.card.answers, of=sheet.members))
        with st.popover(t("consultation.do_close"), icon=":material/event_available:"):
            st.markdown(t("consultation.close_means"))
            st.button(t("consultation.send_close"), on_click=close, args=(actor, number))
    elif state is ConsultationState.CLOSED:
        draw_give_back_form(partial(give_back, actor, number))


def draw_one(actor: Actor | None, number: int) -> None:
    """One consultation."""
    sheet = consultation_reading.get_consultation_sheet(actor, number)
    may_answer = Action.ANSWER_CONSULTATION in sheet.acts
    draw_question(sheet, is_member=may_answer)
    tell()
    draw_changed(sheet)
    if actor is not None and may_answer and sheet.card.state is ConsultationState.OPEN:
        draw_own_answer(sheet, partial(answer, actor, number))
    if sheet.summary is not None:
        draw_summary(sheet, sheet.summary)
    elif sheet.card.state is ConsultationState.OPEN:
        st.caption(t("consultation.hidden_until"))
    if actor is not None:
        draw_asking(actor, sheet)
    st.button(
        t("consultation.all"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=open_here,
        args=("id", None),
    )


def draw_all(actor: Actor | None) -> None:
    """All of them, open ones first."""
    st.title(t("page.consultation"), anchor=False)
    st.markdown(t("consultation.how"))
    tell()
    cards = consultation_reading.list_consultations(actor)
    if not cards:
        st.info(t("consultation.none"), icon=":material/inbox:")
    is_member = actor is not None and actor.role is Role.MEMBER
    draw_consultation_cards(cards, is_member=is_member)
    if actor is not None and is_offered(Action.ASK_CITIZENS, actor.role):
        st.session_state.setdefault(_KEY, token_urlsafe(12))
        with st.expander(t("consultation.ask_one"), icon=":material/contact_support:"):
            st.markdown(t("consultation.ask_one_how"))
            draw_ask_form(_FORM, "", partial(draft, actor), named(matter_reading.list_fields()))
    st.page_link(page_file("topics"), label=t("page.topics"), icon=":material/science:")


actor = current_actor()
asked = asked_id()
with reading_or_stop():
    if asked is None:
        draw_all(actor)
    else:
        draw_one(actor, asked)
