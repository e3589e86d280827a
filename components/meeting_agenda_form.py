"""The agenda while it is planned: reorder, lengthen, add, remove; how long it all takes.

What is not saved yet is kept for the session, whatever page the person opens meanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

from components.language import t
from components.meeting_form import Form
from components.meeting_words import clock_words
from components.plain import plain
from domain.meeting_settings import (
    LONGEST_ITEM,
    MINUTES_A_TAP,
    MOST_ITEMS,
    MOST_MINUTES,
    ItemPlan,
    minutes_of,
)
from domain.meetings import ItemKind

WRITTEN_KINDS = (ItemKind.FREE, ItemKind.TOPIC, ItemKind.MOTION, ItemKind.STANCES)
LINKED_KINDS = (ItemKind.PROPOSAL, ItemKind.ROUND)
_USUAL_MINUTES = 15

Rows = list[tuple[int, ItemPlan]]
Titles = Mapping[int, str]


def ask_agenda(
    form: Form, starts_at: datetime, rounds: Titles, proposals_of: Callable[[int], Titles]
) -> tuple[ItemPlan, ...]:
    """The items as they stand now; every tap changes them at once."""
    rows = _rows(form)
    plans = tuple(_draw_row(form, place, rows) for place in range(len(rows)))
    minutes = minutes_of(plans)
    start, until = clock_words(starts_at), clock_words(starts_at + timedelta(minutes=minutes))
    st.markdown(f"**{t('agenda.plan_sum', n=minutes, start=start, until=until)}**")
    if len(rows) < MOST_ITEMS:
        with st.expander(t("agenda.add"), icon=":material/add:"):
            _draw_add(form, rounds, proposals_of)
    return plans


def _rows(form: Form) -> Rows:
    key = form.key("agenda")
    if key not in st.session_state:
        st.session_state[key] = list(enumerate(form.start.items))
    return list(st.session_state[key])


def _draw_row(form: Form, place: int, rows: Rows) -> ItemPlan:
    token, plan = rows[place]
    with st.container(border=True, key=form.key(f"row_{token}")):
        title = st.text_input(
            t("agenda.title", n=place + 1, kind=plan.kind),
            plan.title,
            max_chars=LONGEST_ITEM,
            key=form.key(f"item_{token}"),
            persist_state="session",
        )
        left, right = st.columns(2)
        with left.container(horizontal=True, vertical_alignment="center", gap="small"):
            _button(form, token, "shorter", _lengthen, -MINUTES_A_TAP)
            st.markdown(f"**{t('agenda.minutes', n=plan.minutes)}**", width="content")
            _button(form, token, "longer", _lengthen, MINUTES_A_TAP)
        with right.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _button(form, token, "up", _move, -1, is_off=place == 0)
            _button(form, token, "down", _move, 1, is_off=place == len(rows) - 1)
            _button(form, token, "remove", _remove, 0)
    return replace(plan, title=title)


_ICONS = {
    "shorter": "remove",
    "longer": "add",
    "up": "arrow_upward",
    "down": "arrow_downward",
    "remove": "delete",
}


def _button(
    form: Form,
    token: int,
    name: str,
    act: Callable[[str, int, int], None],
    by: int,
    *,
    is_off: bool = False,
) -> None:
    st.button(
        t(f"agenda.{name}"),
        key=form.key(f"{name}_{token}"),
        icon=f":material/{_ICONS[name]}:",
        disabled=is_off,
        on_click=act,
        args=(form.key("agenda"), token, by),
    )


def _lengthen(key: str, token: int, by: int) -> None:
    st.session_state[key] = [
        (one, replace(plan, minutes=min(max(plan.minutes + by, MINUTES_A_TAP), MOST_MINUTES)))
        if one == token
        else (one, plan)
        for one, plan in st.session_state[key]
    ]


def _move(key: str, token: int, by: int) -> None:
    rows = list(st.session_state[key])
    place = next(at for at, (one, _) in enumerate(rows) if one == token)
    row = rows.pop(place)
    rows.insert(min(max(place + by, 0), len(rows)), row)
    st.session_state[key] = rows


def _remove(key: str, token: int, _by: int) -> None:
    st.session_state[key] = [row for row in st.session_state[key] if row[0] != token]


def _add(key: str, plan: ItemPlan) -> None:
    rows = st.session_state[key]
    token = 1 + max((one for one, _ in rows), default=-1)
    # A new item goes before the closing words, which the templates put last.
    at = max(0, len(rows) - 1)
    st.session_state[key] = [*rows[:at], (token, plan), *rows[at:]]
    st.session_state[f"{key}_added"] = st.session_state.get(f"{key}_added", 0) + 1


def _draw_add(form: Form, rounds: Titles, proposals_of: Callable[[int], Titles]) -> None:
    added = st.session_state.get(form.key("agenda_added"), 0)
    kinds = [*WRITTEN_KINDS, *LINKED_KINDS]
    names = {one: t(f"item_kind.{one.value}") for one in kinds}
    kind = st.pills(
        t("agenda.add_kind"),
        kinds,
        default=ItemKind.FREE,
        required=True,
        format_func=names.__getitem__,
        key=form.key("add_kind"),
    )
    plan = _ask_plan(form, kind or ItemKind.FREE, added, rounds, proposals_of)
    st.button(
        t("agenda.add_it"),
        key=form.key("add_it"),
        icon=":material/add:",
        type="primary",
        disabled=plan is None,
        on_click=_add,
        args=(form.key("agenda"), plan),
    )


def _ask_plan(
    form: Form, kind: ItemKind, added: int, rounds: Titles, proposals_of: Callable[[int], Titles]
) -> ItemPlan | None:
    if kind in WRITTEN_KINDS:
        title = st.text_input(
            t("agenda.add_title"), max_chars=LONGEST_ITEM, key=form.key(f"add_title_{added}")
        )
        return ItemPlan(kind, title.strip(), _USUAL_MINUTES) if title.strip() else None
    round_id = _pick(t("agenda.add_round"), rounds, form.key(f"add_round_{added}"))
    if round_id is None:
        return None
    if kind is ItemKind.ROUND:
        return ItemPlan(kind, rounds[round_id][:LONGEST_ITEM], _USUAL_MINUTES, round_id=round_id)
    titles = proposals_of(round_id)
    proposal_id = _pick(t("agenda.add_proposal"), titles, form.key(f"add_{round_id}_{added}"))
    if proposal_id is None:
        return None
    title = titles[proposal_id][:LONGEST_ITEM]
    return ItemPlan(kind, title, _USUAL_MINUTES, proposal_id=proposal_id)


def _pick(label: str, names: Titles, key: str) -> int | None:
    return st.selectbox(
        label,
        list(names),
        None,
        format_func={one: plain(name) for one, name in names.items()}.__getitem__,
        placeholder=t("setup.pick"),
        key=key,
    )


def forget(form: Form) -> None:
    """Start from what is saved again."""
    st.session_state.pop(form.key("agenda"), None)
