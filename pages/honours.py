"""荣誉榜: who was honoured each year; nominate, vote, and, for the office, award."""

from functools import partial

import streamlit as st

from components.honour_roll import (
    draw_awarded,
    draw_head,
    draw_nominate_form,
    draw_nominated,
    draw_office,
    draw_set_up_form,
)
from components.language import t
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.honours import HonourState
from domain.incentive_views import HonourDraft, HonourSheet
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import honours


def vote(nomination_id: int, is_for: bool) -> None:
    """Be for a nominee, or no longer (a callback)."""
    voter = current_actor()
    if voter is not None:
        attempt(honours.vote, voter, nomination_id, is_for=is_for)


def nominate_from_form(actor: Actor, honour_id: int) -> None:
    """Nominate whoever stands in the form."""
    chosen = st.session_state.get(f"nominee_{honour_id}")
    if chosen is None:
        raise Refusal("account.unknown")
    reason = str(st.session_state.get(f"nominee_why_{honour_id}", ""))
    honours.nominate(actor, honour_id, int(chosen), reason)


def nominate(actor: Actor, honour_id: int) -> None:
    """Nominate somebody (a callback)."""
    if attempt(nominate_from_form, actor, honour_id):
        st.session_state.pop(f"nominee_why_{honour_id}", None)
        done(t("honour.nominated"))


def take_step(actor: Actor, honour_id: int, step: str) -> None:
    """Open the vote, award, or leave it unawarded (a callback)."""
    if step == "open_voting":
        attempt(honours.open_voting, actor, honour_id)
    elif step == "award":
        picked = st.session_state.get(f"picked_{honour_id}") or []
        if attempt(honours.award, actor, honour_id, tuple(int(one) for one in picked)):
            done(t("honour.awarded"))
    else:
        attempt(honours.leave_unawarded, actor, honour_id)


def set_up(actor: Actor) -> None:
    """Open an honour for nomination (a callback)."""
    typed = st.session_state
    body = typed.get("honour_body")
    draft = HonourDraft(
        name=str(typed["honour_name"]),
        name_en=str(typed["honour_name_en"]),
        about=str(typed["honour_about"]),
        year=int(typed["honour_for_year"]),
        most_awards=int(typed["honour_most"]),
        body_code=None if body is None else str(body),
    )
    if attempt(honours.set_up_honour, actor, draft):
        typed["honour_year"] = draft.year
        done(t("honour.set_up"))


def draw_year(actor: Actor | None, year: int) -> None:
    """Every honour of a year."""
    sheets = honours.list_honours(actor, year)
    if not sheets:
        st.info(t("honour.none"), icon=":material/military_tech:")
    for sheet in sheets:
        draw_head(sheet)
        draw_awarded(sheet, honours.get_certificate)
        may_vote = actor is not None and is_offered(Action.VOTE_HONOUR, actor.role)
        me = actor.account_id if actor else None
        draw_nominated(sheet, me, may_vote=may_vote, on_vote=vote)
        if actor is not None:
            draw_acts(actor, sheet)
        st.divider()


def draw_acts(actor: Actor, sheet: HonourSheet) -> None:
    """Nominate while it is open; the office takes the next step."""
    if sheet.state is HonourState.NOMINATING:
        with st.expander(t("honour.nominate"), icon=":material/person_add:"):
            typed = st.text_input(
                t("points.find"), key=f"find_{sheet.id}", icon=":material/search:", live="0.5s"
            )
            people = honours.list_nominees(actor, sheet.id, (typed or "").strip()[:20])
            draw_nominate_form(sheet, people, partial(nominate, actor))
    if is_offered(Action.SET_UP_HONOURS, actor.role):
        level: tuple[int, ...] = ()
        left = 0
        if sheet.state is HonourState.VOTING:
            level, left = honours.get_level(actor, sheet.id)
        draw_office(sheet, level, left, partial(take_step, actor))


actor = current_actor()
st.title(t("page.honours"), anchor=False)
tell()
with reading_or_stop():
    years = honours.list_years() or (local(utc_now()).year,)
    if st.session_state.get("honour_year") not in years:
        st.session_state["honour_year"] = years[0]
    chosen = st.segmented_control(
        t("honour.year"),
        list(years),
        required=True,
        key="honour_year",
        label_visibility="collapsed",
    )
    draw_year(actor, int(chosen or years[0]))
    if actor is not None and is_offered(Action.SET_UP_HONOURS, actor.role):
        with st.expander(t("honour.new"), icon=":material/add:"):
            draw_set_up_form(local(utc_now()).year, honours.list_bodies(), partial(set_up, actor))
