"""The officer's moves: what would happen, what stands in the way, and the confirmation."""

from collections.abc import Callable

import streamlit as st

from components.language import t, t_refusal
from components.telling import attempt, press_in_dialog
from domain.clock import local
from domain.phases import Phase
from domain.round_views import Consequence, MoveChoice

LONGEST_REASON = 500

Move = Callable[[Phase, str], None]
"""Does the move; raises a refusal."""


def draw_moves(choices: tuple[MoveChoice, ...], move: Move) -> None:
    """Every legal move: the one forward large, the one back small."""
    for choice in choices:
        if choice.is_back:
            _draw_back(choice, move)
        else:
            _draw_forward(choice, move)


def consequence_words(consequences: tuple[Consequence, ...]) -> list[str]:
    """What a move does, sentence by sentence."""
    return [t(f"desk.does.{one.code}", n=one.n) for one in consequences]


def _draw_forward(choice: MoveChoice, move: Move) -> None:
    with st.container(border=True):
        st.subheader(t("desk.next", to=choice.to))
        _draw_due(choice)
        for sentence in consequence_words(choice.consequences):
            st.markdown(f":material/arrow_forward: {sentence}")
        for obstacle in choice.obstacles:
            st.warning(t_refusal(obstacle), icon=":material/block:")
        if st.button(
            t("desk.go", to=choice.to),
            key=f"go_{choice.to}",
            type="primary",
            width="stretch",
            disabled=bool(choice.obstacles),
            icon=":material/arrow_forward:",
        ):
            st.dialog(t("desk.confirm_title", to=choice.to))(_confirm)(choice, move)


def _draw_due(choice: MoveChoice) -> None:
    if choice.due_at is None:
        st.markdown(t("desk.no_date"))
        return
    day = local(choice.due_at).date()
    if not choice.is_overdue:
        st.markdown(t("desk.due", day=day))
    elif choice.obstacles:
        st.error(t("desk.overdue_because", day=day), icon=":material/schedule:")
    else:
        st.warning(t("desk.overdue", day=day), icon=":material/schedule:")


def _draw_back(choice: MoveChoice, move: Move) -> None:
    if st.button(t("desk.back", to=choice.to), key=f"back_{choice.to}", icon=":material/undo:"):
        st.dialog(t("desk.back_title", to=choice.to))(_confirm)(choice, move)


def _confirm(choice: MoveChoice, move: Move) -> None:
    for sentence in consequence_words(choice.consequences):
        st.markdown(f":material/arrow_forward: {sentence}")
    if not choice.is_back:
        st.markdown(t("desk.cannot_undo") if choice.to is Phase.VOTE else t("desk.sure"))
    reason = t("desk.back_reason") if choice.is_back else t("desk.forward_reason")
    st.text_area(reason, max_chars=LONGEST_REASON, key="move_reason")
    press_in_dialog(t("desk.confirm", to=choice.to), _make, choice.to, move, key="confirm_move")


def _make(to: Phase, move: Move) -> None:
    attempt(move, to, str(st.session_state.get("move_reason", "")))
