"""法务事项: one case (`?id=ID`), for those named in it, and what each of them can do."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.legal_agreement import agreement_pdf
from components.legal_cases import (
    draw_agreement,
    draw_case_head,
    draw_case_way,
    draw_parties,
    draw_said,
)
from components.legal_forms import (
    draw_agreement_form,
    draw_answer_form,
    draw_case_rating,
    draw_follow_up_form,
    draw_party_form,
    draw_person_form,
    draw_sure,
    draw_text_form,
)
from components.legal_words import asked_number, say_mediated
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell, tell_lacking
from domain.legal import CaseEvent
from domain.legal_views import CaseSheet
from domain.roles import Actor
from services import case_reading, legal_cases, mediation


def answer(actor: Actor, number: int) -> None:
    """Send the answer (a callback)."""
    text, minutes = str(field("case_answer", "text") or ""), int(field("case_answer", "minutes"))
    if attempt(legal_cases.answer_case, actor, number, text, minutes):
        clear_form("case_answer")
        done(t("case.answered_now"))


def send_text(name: str, act: Callable[[Actor, int, str], None], actor: Actor, number: int) -> None:
    """Send a form of one text (a callback)."""
    if attempt(act, actor, number, str(field(name, "text") or "")):
        clear_form(name)
        done(t(f"case.{name}_now"))


def send_person(
    name: str, act: Callable[[Actor, int, int], None], actor: Actor, number: int
) -> None:
    """Send a form that chooses a person (a callback)."""
    who = field(name, "who")
    if who is not None and attempt(act, actor, number, int(who)):
        clear_form(name)
        done(t(f"case.{name}_now"))


def name_side(actor: Actor, number: int) -> None:
    """Name the other side (a callback)."""
    name, has_account = str(field("party", "name") or ""), bool(field("party", "account"))
    if attempt(mediation.name_party, actor, number, name, is_username=has_account):
        clear_form("party")
        done(t("mediation.named_now"))


def save(actor: Actor, number: int, version: int, key: str) -> None:
    """Save the agreement (a callback)."""
    text, day = str(st.session_state[f"{key}_text"] or ""), st.session_state[f"{key}_day"]
    if attempt(mediation.save_agreement, actor, number, text, day, version):
        done(t("mediation.saved_now"))


def sign(actor: Actor, number: int, version: int) -> None:
    """Confirm the text (a callback)."""
    if attempt(mediation.sign_agreement, actor, number, version, say_mediated):
        done(t("mediation.signed_now"))


def sign_on_paper(actor: Actor, number: int, version: int, paper_id: int) -> None:
    """Write down a signature on paper (a callback)."""
    act = mediation.record_paper_signature
    if attempt(act, actor, number, paper_id, version, say_mediated):
        done(t("mediation.signed_now"))


def look_again(actor: Actor, number: int) -> None:
    """Say whether the agreement is kept (a callback)."""
    is_kept = field("follow_up", "kept")
    note = str(field("follow_up", "note") or "")
    if is_kept is None:
        st.session_state["follow_up_incomplete"] = True
    elif attempt(mediation.follow_up, actor, number, note, is_kept=bool(is_kept)):
        clear_form("follow_up")
        done(t("mediation.followed_up_now"))


def rate(actor: Actor, number: int) -> None:
    """Save the tapped stars (a callback)."""
    tapped = st.session_state["case_stars"]
    if tapped is not None and attempt(legal_cases.rate_case, actor, number, int(tapped)):
        done(t("matter.rated_now"))


def do(act: Callable[[Actor, int], None], actor: Actor, number: int) -> None:
    """Do what needs no words (a callback)."""
    if attempt(act, actor, number):
        done(t("case.done_now"))


def give_up(actor: Actor, number: int) -> None:
    """Say that no agreement was reached."""
    mediation.end_without_agreement(actor, number, say_mediated)


def draw_first(actor: Actor, sheet: CaseSheet) -> None:
    """What this person is waited for: signing, rating, answering, looking again."""
    number, events = sheet.card.id, sheet.events
    if CaseEvent.SIGN in events:
        st.markdown(t("mediation.sign_means"))
        st.button(
            t("mediation.sign"),
            type="primary",
            width="stretch",
            icon=":material/draw:",
            on_click=sign,
            args=(actor, number, sheet.agreement_version),
        )
    if sheet.may_rate:
        draw_case_rating(sheet.satisfaction, partial(rate, actor, number))
    if CaseEvent.MEDIATE in events:
        st.subheader(t("case.do_mediate"), anchor=False)
        members = case_reading.list_mediators(actor, number)
        act = partial(send_person, "mediate", mediation.begin_mediation, actor, number)
        draw_person_form("mediate", members, act)
    elif CaseEvent.GIVE_ANSWER in events:
        draw_answer_form(partial(answer, actor, number))
    if CaseEvent.FOLLOW_UP in events:
        tell_lacking("follow_up_incomplete", t("mediation.say_kept"))
        draw_follow_up_form(partial(look_again, actor, number))


def draw_mediating(actor: Actor, sheet: CaseSheet) -> None:
    """Name the other side, write the text."""
    number = sheet.card.id
    if CaseEvent.NAME in sheet.events:
        with st.expander(t("mediation.do_name"), icon=":material/person_add:"):
            draw_party_form(partial(name_side, actor, number))
    if CaseEvent.WRITE in sheet.events:
        draw_agreement_form(sheet, partial(save, actor, number, sheet.agreement_version))


def draw_rest(actor: Actor, sheet: CaseSheet) -> None:
    """What is seldom done, folded away."""
    number, events = sheet.card.id, sheet.events
    if CaseEvent.MEDIATE in events and CaseEvent.GIVE_ANSWER in events:
        with st.expander(t("case.answer_instead"), icon=":material/chat:"):
            draw_answer_form(partial(answer, actor, number))
    if CaseEvent.ASK_FURTHER in events:
        with st.expander(t("case.further"), icon=":material/contact_support:"):
            act = partial(send_text, "further", legal_cases.ask_further, actor, number)
            draw_text_form("further", act, is_first=True)
    if CaseEvent.REASSIGN in events:
        with st.expander(t("case.reassign"), icon=":material/swap_horiz:"):
            people = case_reading.list_colleagues(actor, number)
            act = partial(send_person, "reassign", legal_cases.reassign_case, actor, number)
            draw_person_form("reassign", people, act)
    if CaseEvent.HAND_OVER in events:
        with st.expander(t("case.hand_over"), icon=":material/account_balance:"):
            act = partial(send_text, "hand_over", legal_cases.hand_over_case, actor, number)
            draw_text_form("hand_over", act)
    for event, name, icon, plain_act in (
        (CaseEvent.GIVE_UP, "give_up", "heart_broken", give_up),
        (CaseEvent.REOPEN, "reopen", "undo", mediation.report_broken),
        (CaseEvent.CLOSE, "close", "done_all", legal_cases.close_case),
        (CaseEvent.WITHDRAW, "withdraw", "undo", legal_cases.withdraw_case),
    ):
        if event in events:
            draw_sure(name, icon, partial(do, plain_act, actor, number))


actor = require_actor()
asked = asked_number("id")
if asked is None:
    st.switch_page(page_file("my_cases"))
tell()
with reading_or_stop():
    sheet = case_reading.get_case(actor, asked)
    draw_case_head(sheet)
    draw_said(sheet)
    draw_agreement(sheet)
    draw_first(actor, sheet)
    draw_parties(sheet, partial(sign_on_paper, actor, asked, sheet.agreement_version))
    if sheet.agreement:
        st.download_button(
            t("agreement.download"),
            lambda: agreement_pdf(sheet),
            file_name=f"{t('agreement.title')}-{sheet.card.id}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            width="stretch",
            on_click="ignore",
        )
    draw_mediating(actor, sheet)
    draw_rest(actor, sheet)
    draw_case_way(sheet)
st.page_link(page_file("my_cases"), label=t("case.back"), icon=":material/arrow_back:")
