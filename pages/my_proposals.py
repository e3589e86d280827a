"""我的提案: what waits for my answer, what I wrote, what I second."""

import streamlit as st

from components.language import t
from components.proposal_card import draw_card, draw_cards
from components.proposal_merge import draw_merges, draw_support_questions
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.proposal_flow import ProposalState
from domain.proposal_views import ProposalCard, SupportedProposal
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import merging, proposals, seconding

COLUMNS = 3


def answer(actor: Actor, question_id: int, moves: bool) -> None:
    """Say whether one's support goes along (a callback)."""
    if attempt(merging.answer_supporter_question, actor, question_id, moves=moves):
        done(t("merge.moved_now") if moves else t("merge.not_moved_now"))


def draw_waiting(actor: Actor) -> None:
    """What other people wait for."""
    questions = merging.list_questions(actor)
    asks = merging.list_merges_to_answer(actor)
    if not questions and not asks:
        return
    st.subheader(t("my.waiting"), anchor=False)
    draw_support_questions(questions, lambda one, moves: answer(actor, one, moves))
    draw_merges(
        asks,
        lambda one: attempt(merging.accept_merge, actor, one) and done(t("merge.accepted_now")),
        lambda one: attempt(merging.refuse_merge, actor, one) and done(t("merge.refused_now")),
        lambda one: None,
    )


def draw_own(cards: list[ProposalCard]) -> None:
    """Drafts first, then what was submitted."""
    drafts = [card for card in cards if card.state is ProposalState.DRAFT]
    if drafts:
        st.subheader(t("my.drafts"), anchor=False)
        for card in drafts:
            st.page_link(
                page_file("write_proposal"),
                label=t("write.go_on", title=card.title or t("proposals.untitled")),
                icon=":material/edit:",
                query_params={"id": str(card.id)},
            )
    st.subheader(t("my.submitted"), anchor=False)
    submitted = [card for card in cards if card.state is not ProposalState.DRAFT]
    if not submitted:
        st.markdown(t("my.nothing_submitted"))
    draw_cards(submitted)


def draw_supported(supported: list[SupportedProposal]) -> None:
    """What I second; a changed text is said on the card."""
    st.subheader(t("my.supported"), anchor=False)
    if not supported:
        st.markdown(t("my.nothing_supported"))
    for start in range(0, len(supported), COLUMNS):
        row = st.columns(COLUMNS)
        for column, one in zip(row, supported[start : start + COLUMNS], strict=False):
            with column:
                draw_card(one.card)
                if one.is_changed:
                    st.badge(t("my.changed"), icon=":material/difference:", color="orange")


actor = require_actor()
st.title(t("page.my_proposals"), anchor=False)
tell()
with reading_or_stop():
    draw_waiting(actor)
    if is_offered(Action.DRAFT_PROPOSAL, actor.role):
        st.page_link(
            page_file("write_proposal"), label=t("page.write_proposal"), icon=":material/edit_note:"
        )
        draw_own(proposals.list_own(actor))
    draw_supported(seconding.list_supported(actor))
