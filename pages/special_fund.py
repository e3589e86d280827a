"""专项经费: what the teams' work has and costs; the office books, everyone reads the sums."""

from functools import partial
from secrets import token_urlsafe

import streamlit as st

from components.delivery_forms import clear_form, field
from components.fund_forms import draw_entry_form, draw_line_form, draw_reverse
from components.fund_view import draw_audit, draw_chart, draw_line, draw_sums
from components.language import t
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.clock import local, utc_now
from domain.fund_views import FundEntryLine, FundYear
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from domain.special_fund import EntryKind, FundDraft
from services import honours, ledger_audit, special_fund

_KEY = "fund_request_key"
BOOKS = {
    EntryKind.BUDGET: special_fund.raise_budget,
    EntryKind.ALLOCATION: special_fund.allocate,
    EntryKind.PAYMENT: special_fund.pay,
}


def book_from_form(actor: Actor) -> None:
    """Book what stands in the form; the same form twice is one entry."""
    line_id = field("fund", "line")
    if line_id is None:
        raise Refusal("fund.unknown_line")
    draft = FundDraft(
        line_id=int(line_id),
        typed_yuan=str(field("fund", "amount")),
        on=field("fund", "day"),
        what=str(field("fund", "what")),
        payee=str(field("fund", "payee") or ""),
        voucher=str(field("fund", "voucher") or ""),
    )
    kind = EntryKind(str(st.session_state["fund_kind"]))
    BOOKS[kind](actor, draft, str(st.session_state[_KEY]))


def book(actor: Actor) -> None:
    """Book an entry (a callback); a refused form keeps what was typed."""
    if attempt(book_from_form, actor):
        clear_form("fund")
        st.session_state.pop(_KEY, None)
        done(t("fund.booked"))


def plan(actor: Actor) -> None:
    """Open a line (a callback)."""
    body = field("fund_line", "body")
    if attempt(
        special_fund.plan_line,
        actor,
        int(field("fund_line", "year")),
        str(field("fund_line", "name")),
        str(field("fund_line", "amount")),
        None if body is None else str(body),
        str(field("fund_line", "what")),
    ):
        clear_form("fund_line")
        done(t("fund.planned"))


def reverse(actor: Actor, entry_id: int) -> None:
    """Take an entry back (a callback)."""
    reason = str(st.session_state.get(f"fund_why_{entry_id}", ""))
    if attempt(special_fund.reverse, actor, entry_id, reason):
        done(t("fund.reversed"))


def draw_books(actor: Actor, fund: FundYear) -> None:
    """What the office does: book, plan, add everything up again."""
    st.session_state.setdefault(_KEY, token_urlsafe(12))
    today = local(utc_now()).date()
    with st.expander(t("fund.do_book"), icon=":material/edit:"):
        draw_entry_form(fund.lines, today, partial(book, actor))
    with st.expander(t("fund.do_plan"), icon=":material/add:"):
        draw_line_form(today.year, honours.list_bodies(), partial(plan, actor))
    if st.button(t("audit.do"), icon=":material/calculate:"):
        draw_audit(ledger_audit.audit_ledgers())


def draw_reverse_button(actor: Actor, one: FundEntryLine) -> None:
    """How one entry is taken back."""
    draw_reverse(one, partial(reverse, actor))


actor = current_actor()
is_office = actor is not None and is_offered(Action.BOOK_FUND, actor.role)
st.title(t("page.special_fund"), anchor=False)
tell()
with reading_or_stop():
    asked = st.session_state.get("fund_year")
    fund = special_fund.get_year(actor, int(asked) if asked else None)
    if len(fund.years) > 1:
        st.segmented_control(
            t("fund.year"),
            list(fund.years),
            default=fund.year,
            required=True,
            key="fund_year",
            label_visibility="collapsed",
        )
    st.markdown(t("fund.how", year=fund.year))
    draw_sums(fund)
    if not fund.lines:
        st.info(t("fund.none"), icon=":material/account_balance_wallet:")
    else:
        draw_chart(fund)
    if actor is not None and is_office:
        draw_books(actor, fund)
    for line in fund.lines:
        button = partial(draw_reverse_button, actor) if actor is not None and is_office else None
        draw_line(line, button)
