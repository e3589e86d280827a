"""社会资金: what was pledged and what arrived, for everyone; office and clerks write it down."""

import secrets
from functools import partial

import streamlit as st

from components.delivery_forms import clear_form, field
from components.language import t
from components.plain import plain
from components.pledge_forms import NAME, draw_acts, draw_pledge_form, typed_pledge
from components.pledge_view import draw_pledge, draw_purposes, draw_totals
from components.register import page_file
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.pledges import FundPage, PledgeLine
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import pledges, round_reading

_TURN = "funds_turn"


def request_key(name: str) -> str:
    """Of the form that lies open: sent twice, it writes once."""
    kept: str = st.session_state.setdefault(f"{name}_request", secrets.token_urlsafe(16))
    return kept


def accept(name: str, said: str) -> None:
    """Empty a form, give it a new key, and say what was done (in a callback)."""
    st.session_state.pop(f"{name}_request", None)
    clear_form(name)
    done(said)


def record(actor: Actor) -> None:
    """Write down a pledge (a callback)."""
    said = typed_pledge()
    if attempt(pledges.record_pledge, actor, said, request_key(NAME)):
        accept(NAME, t("pledge.recorded", giver=plain(said.giver)))


def receive(actor: Actor, pledge_id: int) -> None:
    """Write down what arrived (a callback)."""
    name = f"receive_{pledge_id}"
    typed, day = str(field(name, "amount") or ""), field(name, "day")
    if attempt(pledges.record_receipt, actor, pledge_id, typed, day, request_key(name)):
        accept(name, t("pledge.was_received"))


def withdraw(actor: Actor, pledge_id: int) -> None:
    """Take a pledge back (a callback)."""
    reason = st.session_state.get(f"withdraw_reason_{pledge_id}", "")
    if attempt(pledges.withdraw_pledge, actor, pledge_id, reason):
        done(t("pledge.was_withdrawn"))


def void(actor: Actor, pledge_id: int) -> None:
    """Void what was entered by mistake (a callback)."""
    said = st.session_state
    receipt_id, reason = said[f"void_which_{pledge_id}"], said.get(f"void_reason_{pledge_id}", "")
    if attempt(pledges.void_receipt, actor, receipt_id, reason):
        done(t("pledge.was_voided"))


def start_over() -> None:
    """Another place: the first page again (a callback)."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def draw_list(page: FundPage) -> None:
    """Pledge by pledge, the latest first."""
    st.header(t("pledge.list"), anchor=False)
    if not page.pledges:
        st.info(t("pledge.none"), icon=":material/inbox:")
    for line in page.pledges:
        draw_pledge(line, draw_desk)
    if page.pages > 1:
        st.pagination(page.pages, key=page_key())


def draw_desk(line: PledgeLine) -> None:
    """The forms of one pledge, for whoever may write money down."""
    if actor is None or not writes:
        return
    is_home = line.community_id is None or line.community_id == actor.community_id
    if is_home or actor.community_id is None:
        acts = (partial(receive, actor), partial(withdraw, actor), partial(void, actor))
        draw_acts(line, *acts)


def page_key() -> str:
    """Where the page being read lies in the session."""
    return f"funds_page_{st.session_state.get(_TURN, 0)}"


actor = current_actor()
writes = actor is not None and is_offered(Action.RECORD_PLEDGE, actor.role)
st.title(t("page.social_funds"), anchor=False)
st.markdown(t("pledge.what"))
tell()
with reading_or_stop():
    homes = {
        one.id: t("account.home", community=one.name, of=one.subdistrict)
        for one in round_reading.list_places()
    }
    everywhere: dict[int | None, str] = {None: t("activity.everywhere")} | dict(homes)
    place = st.selectbox(
        t("activity.community"),
        list(everywhere),
        format_func=everywhere.__getitem__,
        key="funds_place",
        on_change=start_over,
    )
    found = pledges.get_funds(place, st.session_state.get(page_key(), 1))
    draw_totals(found)
    if actor is not None and writes:
        with st.expander(t("pledge.record"), icon=":material/add:"):
            draw_pledge_form(
                pledges.list_projects(), homes, partial(record, actor), actor.community_id
            )
    draw_purposes(found)
    draw_list(found)
st.page_link(page_file("activities"), label=t("page.activities"), icon=":material/diversity_3:")
