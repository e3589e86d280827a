"""Reading statements before the room does: one tap shows, one tap with a reason hides."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.stance_views import StatementInQueue
from domain.stances import HidingReason, StatementState


def draw_queue(
    queue: Sequence[StatementInQueue],
    show: Callable[[int], None],
    hide: Callable[[int, HidingReason], None],
) -> None:
    """Statements with what they repeat, and their keys."""
    for one in queue:
        statement = one.statement
        with st.container(border=True, key=f"statement_{statement.id}"):
            st.markdown(f"### {statement.number}. {plain(statement.text)}")
            source = t("statement.from_floor" if statement.is_from_floor else "statement.from_desk")
            state = t(f"statement_state.{statement.state.value}")
            st.markdown(f"{state} · {source}")
            if statement.hidden_reason:
                st.markdown(t(f"hiding_reason.{statement.hidden_reason}"))
            if statement.state is not StatementState.HIDDEN:
                _draw_alike(one)
            _draw_keys(one, show, hide)


def _draw_alike(one: StatementInQueue) -> None:
    if not one.alike:
        return
    st.warning(t("statement.repeats"), icon=":material/content_copy:")
    for other in one.alike:
        st.markdown(f"- **{other.number}.** {plain(other.text)}")


def _draw_keys(
    one: StatementInQueue,
    show: Callable[[int], None],
    hide: Callable[[int, HidingReason], None],
) -> None:
    statement = one.statement
    if statement.state is not StatementState.SHOWN:
        st.button(
            t("statement.show"),
            key=f"statement_show_{statement.id}",
            icon=":material/visibility:",
            type="primary",
            width="stretch",
            on_click=show,
            args=(statement.id,),
        )
    if statement.state is StatementState.HIDDEN:
        return
    st.markdown(t("statement.hide"))
    with st.container(horizontal=True):
        for reason in HidingReason:
            st.button(
                t(f"hiding_reason.{reason.value}"),
                key=f"statement_hide_{statement.id}_{reason.value}",
                icon=":material/visibility_off:",
                on_click=hide,
                args=(statement.id, reason),
            )
