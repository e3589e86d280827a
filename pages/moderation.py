"""评论管理: the newest comments, to be hidden with a reason or shown again."""

import streamlit as st

from components.language import t
from components.proposal_comments import draw_comments, place_of, reason_key
from components.proposal_words import in_language, note_place, tell_at
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop
from domain.roles import Actor
from services import comments, proposals

LINES_A_PAGE = 20
_SHOWN = {"all": None, "visible": False, "hidden": True}


def hide(actor: Actor, comment_id: int) -> None:
    """Hide a comment for the reason typed (a callback)."""
    reason = str(st.session_state.get(reason_key(comment_id)) or "")
    if attempt(comments.hide_comment, actor, comment_id, reason):
        done(t("comment.hidden_now"))
    else:
        note_place(place_of(comment_id))


def restore(actor: Actor, comment_id: int) -> None:
    """Show a comment again (a callback)."""
    if attempt(comments.restore_comment, actor, comment_id):
        done(t("comment.restored_now"))


actor = require_actor()
st.title(t("page.moderation"), anchor=False)
tell_at("top")
with reading_or_stop():
    rounds = proposals.list_choices().rounds
names = {None: t("proposals.all")}
names |= {one.key: in_language(one.name, one.name_en) for one in rounds}
shown_names = {one: t(f"moderation.{one}") for one in _SHOWN}
left, right = st.columns(2)
with left:
    round_id = st.selectbox(
        t("proposals.round"),
        list(names),
        format_func=names.__getitem__,
        key="moderated_round",
    )
with right:
    shown = st.segmented_control(
        t("moderation.shown"),
        list(_SHOWN),
        default="all",
        required=True,
        format_func=shown_names.__getitem__,
        key="moderated_shown",
    )
with reading_or_stop():
    lines = comments.list_for_moderation(actor, round_id=round_id, is_hidden=_SHOWN[shown or "all"])
st.markdown(t("moderation.found", n=len(lines)))
pages = max(1, -(-len(lines) // LINES_A_PAGE))
page = min(pages, int(st.session_state.get("moderated_page", 1)))
draw_comments(
    lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE],
    moderates=True,
    names_proposal=True,
    on_hide=lambda one: hide(actor, one),
    on_restore=lambda one: restore(actor, one),
)
if pages > 1:
    st.pagination(pages, key="moderated_page")
