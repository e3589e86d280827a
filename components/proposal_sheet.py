"""A proposal to be read: its head, its text, its costs, its files' place."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import draw_state, in_language, link_to
from domain.money import format_yuan
from domain.proposal_content import ProposalContent
from domain.proposal_flow import ProposalState
from domain.proposal_views import ProposalSheet

_SECTIONS = ("problem", "plan", "place_text", "beneficiaries")


def draw_head(sheet: ProposalSheet) -> None:
    """The title, huge, and who wrote what where."""
    with st.container(horizontal=True, gap="small"):
        draw_state(sheet.state)
        if sheet.field:
            st.badge(in_language(sheet.field, sheet.field_en), color="gray")
    st.title(plain(sheet.content.title) or t("proposals.untitled"), anchor=False)
    st.caption(
        t(
            "proposal.by_whom",
            author=plain(sheet.author) or t("proposal.someone"),
            community=plain(sheet.community),
            round=plain(sheet.round_name),
        )
    )


def draw_notices(sheet: ProposalSheet) -> None:
    """What everyone should know first: an answer, a merge, and who came along."""
    if sheet.state is ProposalState.DRAFT:
        st.info(t("proposal.draft_only_you"), icon=":material/visibility_off:")
    if sheet.answer:
        st.info(t("proposal.answer", answer=plain(sheet.answer)), icon=":material/campaign:")
    if sheet.merged_into is not None:
        st.info(t("proposal.merged_into"), icon=":material/merge:")
        link_to(sheet.merged_into, icon=":material/arrow_forward:")
    if sheet.merged_here:
        st.markdown(t("proposal.merged_here"))
        for one in sheet.merged_here:
            link_to(one, icon=":material/merge:")


def draw_text(content: ProposalContent) -> None:
    """The texts, each under its heading; what is empty is left out."""
    for part in _SECTIONS:
        text = str(getattr(content, part))
        if text:
            st.subheader(t(f"proposal.part.{part}"), anchor=False)
            st.markdown(plain(text))


def draw_costs(content: ProposalContent) -> None:
    """The cost items, line by line, and their sum."""
    if not content.cost_items:
        return
    st.subheader(t("proposal.part.cost_items"), anchor=False)
    with st.container(border=True, gap="xsmall"):
        for item in content.cost_items:
            _draw_line(plain(item.label), format_yuan(item.amount_cents))
        st.divider()
        _draw_line(f"**{t('proposal.total')}**", f"**{format_yuan(content.cost_cents)}**")


def _draw_line(label: str, amount: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(label, width="stretch")
        st.markdown(amount, width="content")
