"""Small words about proposals that several pages share."""

import streamlit as st

from components.language import language, t
from components.plain import plain
from components.register import page_file
from components.telling import tell
from domain.proposal_flow import ENDED, ProposalState
from domain.proposal_views import ProposalLink
from domain.refusals import Refusal

_WELL_ENDED = frozenset({ProposalState.APPRAISED})
_GREEN = frozenset({ProposalState.SECONDED, ProposalState.FUNDED, ProposalState.COMPLETED})


def asked_number(name: str) -> int | None:
    """A number in the address (`?id=12`); None if there is none. Refuses what is no such number."""
    typed = st.query_params.get(name, "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 12 or int(typed) < 1:
        raise Refusal("proposal.unknown")
    return int(typed)


def note_place(place: str) -> None:
    """Remember where on a long page the last act was, so that its answer is told there."""
    st.session_state["told_at"] = place


def tell_at(place: str) -> None:
    """`tell()`, if the last act was here (`top`: anywhere that was not noted).

    Elsewhere the place is kept empty, for the reason that `tell()` gives.
    """
    if st.session_state.get("told_at", "top") == place:
        tell()
        st.session_state.pop("told_at", None)
    else:
        st.container()


def in_language(chinese: str, english: str) -> str:
    """What is kept in both languages, e.g. a field's name, in the reader's."""
    return chinese if language() == "zh_CN" else english or chinese


def draw_state(state: ProposalState) -> None:
    """The state as a badge: green for good news, grey for an end, blue for what goes on."""
    colour = "blue"
    if state in _GREEN or state in _WELL_ENDED:
        colour = "green"
    elif state in ENDED or state is ProposalState.DRAFT:
        colour = "gray"
    st.badge(t(f"proposal_state.{state}"), color=colour)


def link_to(proposal: ProposalLink, *, icon: str = ":material/description:") -> None:
    """A link to a proposal by its title."""
    st.page_link(
        page_file("proposal"),
        label=plain(proposal.title) or t("proposals.untitled"),
        icon=icon,
        query_params={"id": str(proposal.id)},
    )
