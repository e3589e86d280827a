"""The form in which a proposal is written; every field saves itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from components.language import t, t_refusal
from components.plain import plain
from components.proposal_words import in_language
from domain.clock import local
from domain.money import cents_from_yuan, format_yuan
from domain.negative_list import Breach
from domain.proposal_content import LONGEST, CostItem, Missing, TextPart
from domain.proposal_views import Choice
from domain.refusals import Refusal

_HERE = Path(__file__).parent
_LINES_HIGH = {TextPart.PROBLEM: 170, TextPart.PLAN: 220, TextPart.BENEFICIARIES: 90}
_SAVED_AT = "draft_saved_at"
SAVES_AFTER = "1s"


def field_key(proposal_id: int, name: str) -> str:
    """The session's key of one field of one proposal; `forget_fields` makes it a new one."""
    return f"write_{proposal_id}_{st.session_state.get('write_turn', 0)}_{name}"


def forget_fields() -> None:
    """Let the form read every field from the database again (after changes were thrown away)."""
    st.session_state["write_turn"] = st.session_state.get("write_turn", 0) + 1


def note_saved(at: datetime) -> None:
    """Remember when something was saved last, to say so."""
    st.session_state[_SAVED_AT] = at


def draw_saved() -> None:
    """已保存 and the time; before the first change, that everything saves itself."""
    at = st.session_state.get(_SAVED_AT)
    if at is None:
        st.badge(t("write.saves_itself"), icon=":material/cloud_done:", color="gray")
    else:
        said = t("write.saved_at", time=local(at).strftime("%H:%M"))
        st.badge(said, icon=":material/check_circle:", color="green")


def save_texts_as_typed() -> None:
    """Let text areas save after a pause, not only when they are left."""
    st.html(_HERE / "static_html" / "save_as_typed.html", unsafe_allow_javascript=True)


def draw_text_field(
    proposal_id: int, part: TextPart, saved: str, on_change: Callable[[TextPart], None]
) -> None:
    """One text; one that is too long says so and stays on the screen until it is shortened."""
    key = field_key(proposal_id, part.value)
    label, hint = t(f"write.{part}"), t(f"write.hint.{part}")
    if part in _LINES_HIGH:
        typed = st.text_area(
            label,
            saved,
            height=_LINES_HIGH[part],
            key=key,
            placeholder=hint,
            on_change=on_change,
            args=(part,),
        )
    else:
        typed = st.text_input(
            label,
            saved,
            key=key,
            placeholder=hint,
            on_change=on_change,
            args=(part,),
            live=SAVES_AFTER,
            autocomplete="off",
        )
    if len((typed or "").strip()) > LONGEST[part]:
        st.error(
            t("write.too_long", most=LONGEST[part], length=len((typed or "").strip())),
            icon=":material/error:",
        )


def draw_field_choice(
    proposal_id: int, fields: Sequence[Choice], chosen: str | None, on_change: Callable[[], None]
) -> None:
    """The round's fields, one tap each."""
    names = {str(one.key): in_language(one.name, one.name_en) for one in fields}
    st.pills(
        t("write.field"),
        list(names),
        default=chosen if chosen in names else None,
        format_func=names.__getitem__,
        key=field_key(proposal_id, "field"),
        on_change=on_change,
    )


@dataclass(frozen=True, slots=True)
class CostActs:
    """What happens when a line of the costs is changed, by its key."""

    on_label: Callable[[str], None]
    on_amount: Callable[[str], None]
    on_remove: Callable[[str], None]
    on_add: Callable[[], None]


def draw_cost_items(proposal_id: int, items: Sequence[CostItem], acts: CostActs) -> bool:
    """What each thing costs; whether every amount typed is an amount."""
    st.markdown(f"**{t('write.costs')}**")
    st.caption(t("write.costs_hint"))
    all_good = True
    for item in items:
        problem = _draw_item(proposal_id, item, acts)
        if problem is not None:
            all_good = False
            st.error(problem, icon=":material/error:")
    st.button(t("write.add_cost"), icon=":material/add:", on_click=acts.on_add, key="add_cost")
    return all_good


def _draw_item(proposal_id: int, item: CostItem, acts: CostActs) -> str | None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"cost_{item.key}"):
        st.text_input(
            t("write.cost_label"),
            item.label,
            key=field_key(proposal_id, f"label_{item.key}"),
            placeholder=t("write.cost_label_hint"),
            on_change=acts.on_label,
            args=(item.key,),
            live=SAVES_AFTER,
            autocomplete="off",
        )
        typed = st.text_input(
            t("write.cost_amount"),
            _as_typed(item),
            key=field_key(proposal_id, f"amount_{item.key}"),
            on_change=acts.on_amount,
            args=(item.key,),
            live=SAVES_AFTER,
            autocomplete="off",
            width=150,
        )
        st.button(
            t("write.remove_cost"),
            key=f"remove_cost_{item.key}",
            icon=":material/delete:",
            on_click=acts.on_remove,
            args=(item.key,),
            width="content",
        )
    refusal = amount_refusal(typed or "")
    return None if refusal is None else t_refusal(refusal)


def amount_refusal(typed: str) -> Refusal | None:
    """Why what was typed is no amount; None if it is one, or still empty."""
    if not typed.strip():
        return None
    try:
        cents_from_yuan(typed)
    except Refusal as refusal:
        return refusal
    return None


def draw_total(total_cents: int, budget_cents: int) -> None:
    """The sum, large, against the round's whole budget."""
    st.metric(t("write.total"), format_yuan(total_cents))
    st.caption(t("write.of_budget", budget_cents=budget_cents))
    st.progress(min(1.0, total_cents / max(1, budget_cents)))


def draw_breaches(breaches: Sequence[Breach]) -> None:
    """Each clause of the negative list that the text touches, by number, words and what it says."""
    for breach in breaches:
        st.warning(
            t(
                "write.breach",
                number=breach.clause.number,
                words=[plain(word) for word in breach.words],
                clause=plain(in_language(breach.clause.text, breach.clause.text_en)),
            ),
            icon=":material/rule:",
        )


def draw_missing(missing: Sequence[Missing]) -> None:
    """What is still to do before it can be submitted; or that nothing is."""
    if not missing:
        st.success(t("write.complete"), icon=":material/check_circle:")
        return
    st.markdown(f"**{t('write.missing')}**")
    st.markdown("\n".join(f"- {t(f'missing.{one}')}" for one in missing))


def _as_typed(item: CostItem) -> str:
    if item.amount_cents == 0:
        return ""
    yuan, rest = divmod(item.amount_cents, 100)
    return f"{yuan}.{rest:02d}" if rest else str(yuan)
