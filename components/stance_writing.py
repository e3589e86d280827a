"""Writing a statement: one sentence; what says much the same is shown before it is sent."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.stance_views import AlikeStatement, StatementView
from domain.stances import LONGEST_STATEMENT, StatementState

_TEXT = "statement_text"
_ICONS = {
    StatementState.PENDING: "hourglass_empty",
    StatementState.SHOWN: "visibility",
    StatementState.HIDDEN: "visibility_off",
}


def typed_statement() -> str:
    """What stands in the field."""
    return str(st.session_state.get(_TEXT) or "")


def empty_statement() -> None:
    """Empty the field (in a callback)."""
    st.session_state[_TEXT] = ""


def draw_writing(
    alike: Sequence[AlikeStatement], send: Callable[[], None], drop: Callable[[], None]
) -> None:
    """The field and its key. With statements `alike`: to send it all the same, or to let it be."""
    st.text_area(
        t("statement.write"),
        max_chars=LONGEST_STATEMENT,
        height=110,
        key=_TEXT,
        help=None,
        placeholder=t("statement.example"),
    )
    if not alike:
        st.button(
            t("statement.send"),
            key="statement_send",
            icon=":material/send:",
            width="stretch",
            on_click=send,
        )
        return
    st.warning(t("statement.alike"), icon=":material/content_copy:")
    for one in alike:
        st.markdown(f"- **{one.number}.** {plain(one.text)}")
    left, right = st.columns(2)
    left.button(
        t("statement.drop"), key="statement_drop", type="primary", width="stretch", on_click=drop
    )
    right.button(t("statement.send_anyway"), key="statement_anyway", width="stretch", on_click=send)


def draw_own(own: Sequence[StatementView]) -> None:
    """What one has written, and what became of it."""
    for one in own:
        state = t(f"statement_state.{one.state.value}")
        reason = t(f"hiding_reason.{one.hidden_reason}") if one.hidden_reason else ""
        icon = f":material/{_ICONS[one.state]}:"
        st.markdown(f"{icon} **{state}** {reason} {plain(one.text)}")
