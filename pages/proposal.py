"""提案详情: one proposal, all that was said and done about it (`?id=ID`); for everyone."""

from functools import partial

import streamlit as st

from components.attachments import draw_files
from components.delivery_view import draw_delivery
from components.flowchart import draw_proposal_flow
from components.language import t
from components.proposal_comments import draw_comment_form, draw_comments, place_of, reason_key
from components.proposal_form import draw_breaches
from components.proposal_merge import MESSAGE, TARGET, draw_merge_form, draw_merges
from components.proposal_sheet import draw_costs, draw_head, draw_notices, draw_text
from components.proposal_support import draw_support
from components.proposal_versions import draw_versions
from components.proposal_words import asked_number, note_place, tell_at
from components.register import page_file
from components.review_view import draw_reviews
from components.sign_in import current_actor
from components.telling import attempt, done, reading_or_stop
from components.topic_sheet import draw_topic_links
from components.way import draw_way
from domain.proposal_flow import ProposalState
from domain.proposal_views import Act, ProposalSheet
from domain.roles import Actor
from services import (
    attachments,
    comments,
    concerns,
    explanations,
    merging,
    proposals,
    seconding,
    ways,
)

_WITH_MONEY = frozenset(
    {
        ProposalState.FUNDED,
        ProposalState.UNDER_WAY,
        ProposalState.COMPLETED,
        ProposalState.APPRAISED,
    }
)
_UNREVIEWED = frozenset({ProposalState.DRAFT, ProposalState.OPEN, ProposalState.SECONDED})


def second(actor: Actor, proposal_id: int) -> None:
    """Second it (a callback)."""
    if attempt(seconding.second_proposal, actor, proposal_id):
        done(t("proposal.seconded_now"))


def take_back(actor: Actor, proposal_id: int) -> None:
    """Take one's support back (a callback)."""
    if attempt(seconding.take_back_seconding, actor, proposal_id):
        done(t("proposal.taken_back"))


def post(actor: Actor, proposal_id: int, key: str) -> None:
    """Post what was typed under this key (a callback); a refused text stays in its field."""
    note_place("comments")
    if attempt(comments.post_comment, actor, proposal_id, str(st.session_state.get(key) or "")):
        st.session_state["comments_posted"] = st.session_state.get("comments_posted", 0) + 1
        done(t("comment.posted"))


def hide(actor: Actor, comment_id: int) -> None:
    """Hide a comment for the reason typed (a callback)."""
    note_place(place_of(comment_id))
    reason = str(st.session_state.get(reason_key(comment_id)) or "")
    if attempt(comments.hide_comment, actor, comment_id, reason):
        done(t("comment.hidden_now"))


def withdraw(actor: Actor, proposal_id: int) -> None:
    """Withdraw one's proposal (a callback)."""
    reason = str(st.session_state.get("withdraw_reason") or "")
    if attempt(proposals.withdraw_proposal, actor, proposal_id, reason):
        done(t("proposal.withdrawn_now"))


def ask_merge(actor: Actor, proposal_id: int) -> None:
    """Ask the chosen proposal's author (a callback)."""
    target, message = st.session_state.get(TARGET), str(st.session_state.get(MESSAGE) or "")
    if attempt(merging.ask_merge, actor, proposal_id, int(target or 0), message):
        done(t("merge.asked_now"))


def draw_main(actor: Actor | None, sheet: ProposalSheet) -> None:
    """What it says, what it costs, what reviewers and people say."""
    draw_text(sheet.content)
    draw_costs(sheet.content)
    if sheet.files:
        st.subheader(t("proposal.files"), anchor=False)
        draw_files(sheet.files, lambda file_id: attachments.get_file(actor, file_id).data)
    draw_breaches(sheet.breaches)
    versions = proposals.list_versions(actor, sheet.id)
    if len(versions) > 1:
        with st.expander(t("proposal.versions", n=len(versions)), icon=":material/history:"):
            draw_versions(versions)
    if sheet.state not in _UNREVIEWED:
        st.subheader(t("proposal.reviews"), anchor=False)
        draw_reviews(actor, sheet.id)
    if sheet.state in _WITH_MONEY:
        st.subheader(t("page.delivery"), anchor=False)
        draw_delivery(actor, sheet.id)
    if sheet.state is not ProposalState.DRAFT:
        draw_talk(actor, sheet)


def draw_talk(actor: Actor | None, sheet: ProposalSheet) -> None:
    """The comments, and the field for whoever may say something."""
    lines = comments.list_comments(actor, sheet.id)
    st.subheader(t("proposal.comments", n=len(lines)), anchor=False)
    tell_at("comments")
    if actor is not None and Act.COMMENT in sheet.acts:
        draw_comment_form(comments.LONGEST_COMMENT, partial(post, actor, sheet.id))
    draw_comments(
        lines,
        moderates=Act.MODERATE in sheet.acts,
        names_proposal=False,
        on_hide=lambda one: hide(actor, one) if actor else None,
        on_restore=lambda one: attempt(comments.restore_comment, actor, one) if actor else None,
    )


def draw_side(actor: Actor | None, sheet: ProposalSheet) -> None:
    """What its author can do, and the way it went."""
    if actor is not None:
        draw_author_acts(actor, sheet)
    way = ways.list_way(sheet.id)
    if way:
        st.subheader(t("proposal.way"), anchor=False)
        draw_way(way)
        with st.expander(t("proposal.flowchart"), icon=":material/account_tree:"):
            draw_proposal_flow(sheet.state, [(one.source, one.target) for one in way])


def draw_author_acts(actor: Actor, sheet: ProposalSheet) -> None:
    """Edit, merge, withdraw: for the author, as far as the phase allows."""
    if Act.EDIT in sheet.acts:
        st.page_link(
            page_file("write_proposal"),
            label=t("proposal.go_on_editing") if sheet.has_revision else t("proposal.edit"),
            icon=":material/edit:",
            query_params={"id": str(sheet.id)},
        )
    draw_merges(
        merging.list_merges(actor, sheet.id),
        lambda one: attempt(merging.accept_merge, actor, one) and done(t("merge.accepted_now")),
        lambda one: attempt(merging.refuse_merge, actor, one) and done(t("merge.refused_now")),
        lambda one: attempt(merging.withdraw_merge, actor, one) and done(t("merge.withdrawn_now")),
    )
    if Act.MERGE in sheet.acts:
        with st.popover(t("merge.open"), icon=":material/merge:", width="stretch"):
            draw_merge_form(
                merging.list_candidates(actor, sheet.id), partial(ask_merge, actor, sheet.id)
            )
    if Act.WITHDRAW in sheet.acts:
        with st.popover(t("proposal.withdraw"), icon=":material/undo:", width="stretch"):
            st.markdown(t("proposal.withdraw_meaning"))
            st.text_area(t("proposal.withdraw_reason"), key="withdraw_reason")
            st.button(
                t("proposal.withdraw_now"),
                type="primary",
                on_click=withdraw,
                args=(actor, sheet.id),
                key="withdraw_now",
            )


def draw_why_link(sheet: ProposalSheet) -> None:
    """Why it won or lost, once the result is public."""
    asked = explanations.find_asked(sheet.id)
    if asked is not None:
        st.page_link(
            page_file("why"),
            label=t("why.link" if asked.is_funded else "why.link_not_funded"),
            query_params={"round": str(asked.round_id), "project": asked.code},
            icon=":material/help:",
        )


actor = current_actor()
with reading_or_stop():
    proposal_id = asked_number("id")
if proposal_id is None:
    st.title(t("page.proposal"), anchor=False)
    st.info(t("proposal.choose_one"), icon=":material/lightbulb:")
    st.page_link(page_file("proposals"), label=t("page.proposals"), icon=":material/lightbulb:")
    st.stop()
with reading_or_stop():
    sheet = proposals.get_sheet(actor, proposal_id)
draw_head(sheet)
tell_at("top")
draw_notices(sheet)
draw_why_link(sheet)
draw_topic_links(concerns.topics_of_proposal(sheet.id), "proposal")
if sheet.state is not ProposalState.DRAFT:
    draw_support(
        sheet,
        lambda: second(actor, sheet.id) if actor else None,
        lambda: take_back(actor, sheet.id) if actor else None,
    )
main, side = st.columns([2, 1], gap="large")
with side:
    draw_side(actor, sheet)
with main:
    draw_main(actor, sheet)
