"""The forms of social funds: a pledge, what arrived of it, and taking back with a reason."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.delivery_forms import field, form_key
from components.language import t
from components.plain import plain
from domain.clock import local, utc_now
from domain.pledges import (
    LONGEST_GIVER,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    PledgeDraft,
    PledgeLine,
    ProjectName,
)

NAME = "pledge"
LONGEST_AMOUNT = 20
Callback = Callable[..., None]


def draw_pledge_form(
    projects: Sequence[ProjectName],
    homes: Mapping[int, str],
    on_record: Callback,
    home: int | None,
) -> None:
    """Who pledges how much, for which project or community; `home`: the only one that may be
    chosen."""
    key = form_key(NAME)
    whats = {"community": t("pledge.form_for_community"), "project": t("pledge.form_for_project")}
    what = st.segmented_control(
        t("pledge.form_for"),
        list(whats),
        default="community",
        required=True,
        format_func=whats.__getitem__,
        key=f"{key}_what",
    )
    if what == "project" and not projects:
        st.info(t("pledge.no_project"), icon=":material/info:")
        return
    with st.form(NAME, border=False):
        if what == "project":
            names = {one.id: f"{one.name} · {one.round_name}" for one in projects}
            _choose(t("pledge.form_project"), names, f"{key}_project")
        else:
            shown = {home: homes[home]} if home in homes else dict(homes)
            _choose(t("pledge.form_community"), shown, f"{key}_community")
        _draw_pledged(key)
        st.form_submit_button(t("pledge.send"), type="primary", width="stretch", on_click=on_record)


def _draw_pledged(key: str) -> None:
    today = local(utc_now()).date()
    st.text_input(t("pledge.form_giver"), key=f"{key}_giver", max_chars=LONGEST_GIVER)
    st.caption(t("pledge.form_giver_hint"))
    st.text_input(t("pledge.form_amount"), key=f"{key}_amount", max_chars=LONGEST_AMOUNT)
    st.text_input(t("pledge.form_purpose"), key=f"{key}_purpose", max_chars=LONGEST_PURPOSE)
    st.date_input(
        t("pledge.form_day"), value=today, max_value=today, format="YYYY-MM-DD", key=f"{key}_day"
    )


def typed_pledge() -> PledgeDraft:
    """What the form says (in its callback)."""
    is_project = field(NAME, "what") == "project"
    return PledgeDraft(
        giver=str(field(NAME, "giver") or ""),
        typed_yuan=str(field(NAME, "amount") or ""),
        pledged_on=field(NAME, "day"),
        purpose=str(field(NAME, "purpose") or ""),
        project_id=field(NAME, "project") if is_project else None,
        community_id=None if is_project else field(NAME, "community"),
    )


def draw_acts(
    line: PledgeLine, on_receive: Callback, on_withdraw: Callback, on_void: Callback
) -> None:
    """What the office and the clerk do with a pledge."""
    with st.expander(t("pledge.manage"), icon=":material/edit:"):
        if line.left_cents:
            _draw_receiving(line, on_receive)
        standing = [one for one in line.receipts if not one.is_voided]
        if standing:
            names = {
                one.id: t("pledge.receipt", day=one.received_on, amount_cents=one.amount_cents)
                for one in standing
            }
            with st.form(f"void_{line.id}", border=True):
                _choose(t("pledge.void_which"), names, f"void_which_{line.id}")
                _reason(t("pledge.void_reason"), f"void_reason_{line.id}")
                st.form_submit_button(t("pledge.void"), on_click=on_void, args=(line.id,))
        if not line.is_withdrawn and line.left_cents:
            with st.form(f"withdraw_{line.id}", border=True):
                _reason(t("pledge.withdraw_reason"), f"withdraw_reason_{line.id}")
                st.form_submit_button(t("pledge.withdraw"), on_click=on_withdraw, args=(line.id,))


def _draw_receiving(line: PledgeLine, on_receive: Callback) -> None:
    key, today = form_key(f"receive_{line.id}"), local(utc_now()).date()
    with st.form(f"receive_{line.id}", border=True):
        so_far = {"received_cents": line.received_cents, "left_cents": line.left_cents}
        st.markdown(plain(t("pledge.arrived_part", **so_far)))
        st.text_input(t("pledge.receive_amount"), key=f"{key}_amount", max_chars=LONGEST_AMOUNT)
        st.date_input(
            t("pledge.receive_day"),
            value=today,
            max_value=today,
            format="YYYY-MM-DD",
            key=f"{key}_day",
        )
        st.form_submit_button(
            t("pledge.receive"),
            type="primary",
            width="stretch",
            on_click=on_receive,
            args=(line.id,),
        )


def _choose(label: str, names: Mapping[int, str], key: str) -> None:
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key)


def _reason(label: str, key: str) -> None:
    st.text_input(label, key=key, max_chars=LONGEST_REASON)
