"""Comments: what people said, and the field to say something."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import link_to, tell_at
from domain.proposal_views import CommentLine


def draw_comment_form(longest: int, on_post: Callable[[str], None]) -> None:
    """A field and a button; `on_post` gets the key under which the typed text lies."""
    key = f"comment_{st.session_state.get('comments_posted', 0)}"
    st.text_area(
        t("comment.label"),
        key=key,
        max_chars=longest,
        placeholder=t("comment.placeholder", most=longest),
    )
    st.button(
        t("comment.post"),
        on_click=on_post,
        args=(key,),
        icon=":material/send:",
        width="stretch",
        key="post_comment",
    )


def draw_comments(
    lines: Sequence[CommentLine],
    *,
    moderates: bool,
    names_proposal: bool,
    on_hide: Callable[[int], None],
    on_restore: Callable[[int], None],
) -> None:
    """The comments, newest first; a moderator gets the means to hide and to show again."""
    for line in lines:
        with st.container(border=True, gap="xsmall", key=f"comment_line_{line.id}"):
            if names_proposal:
                link_to(line.proposal)
            st.caption(t("comment.by", author=plain(line.author), role=line.role, at=line.at))
            if line.is_hidden:
                st.caption(t("comment.hidden", reason=plain(line.hidden_reason)))
            if line.text:
                st.markdown(plain(line.text))
            tell_at(place_of(line.id))
            if moderates:
                _draw_moderation(line, on_hide, on_restore)


def _draw_moderation(
    line: CommentLine, on_hide: Callable[[int], None], on_restore: Callable[[int], None]
) -> None:
    if line.is_hidden:
        st.button(
            t("comment.restore"),
            key=f"restore_{line.id}",
            on_click=on_restore,
            args=(line.id,),
            icon=":material/visibility:",
        )
        return
    with st.popover(t("comment.hide"), icon=":material/visibility_off:"):
        st.text_input(t("comment.reason"), key=reason_key(line.id))
        st.button(
            t("comment.hide_now"),
            key=f"hide_{line.id}",
            type="primary",
            on_click=on_hide,
            args=(line.id,),
        )


def place_of(comment_id: int) -> str:
    """Where on the page a refusal about this comment is told."""
    return f"comment_{comment_id}"


def reason_key(comment_id: int) -> str:
    """Where the typed reason for hiding lies in the session."""
    return f"reason_{comment_id}"
