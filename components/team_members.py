"""The three teams and their members, as everyone sees them."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from domain.teams import MemberCard, Speciality, TeamCard

COLUMNS = 3
_KNOWN = {one.value for one in Speciality}


def body_name(team: TeamCard) -> str:
    """What a team is called, in the reader's language."""
    return in_language(team.body.name, team.body.name_en)


def speciality_words(specialities: Sequence[str]) -> list[str]:
    """Specialities in the reader's language; what is no known one stays as it was written."""
    return [t(f"speciality.{one}") if one in _KNOWN else plain(one) for one in specialities]


def draw_team(team: TeamCard) -> None:
    """What a team is, how many are in it, its Party branches, and the way to its duties."""
    if team.body.about:
        st.markdown(plain(team.body.about))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.metric(t("team.members"), team.members, border=True, width="content")
        if team.branches:
            st.metric(t("team.branches"), len(team.branches), border=True, width="content")
            st.metric(t("team.shown"), team.shown, border=True, width="content")
        if st.button(
            t("team.read_guide"), key=f"guide_{team.body.code}", icon=":material/menu_book:"
        ):
            st.switch_page(page_file("guide"), query_params={"team": team.body.code})
    if team.branches:
        st.markdown(t("team.branch_names", names=[plain(one) for one in team.branches]))


def draw_members(cards: Sequence[MemberCard]) -> None:
    """Members in rows of three; one below the other on a phone."""
    for start in range(0, len(cards), COLUMNS):
        row = st.columns(COLUMNS)
        for column, card in zip(row, cards[start : start + COLUMNS], strict=False):
            with column:
                draw_member(card)


def draw_member(card: MemberCard) -> None:
    """One member: name first, then what they know and where they are at home."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plain(card.name), anchor=False, width="content")
            if card.duty:
                st.badge(plain(card.duty), color="blue")
            if card.shows_party:
                st.badge(t("team.party_member"), icon=":material/flag:", color="red")
        for line in filter(None, _lines(card)):
            st.markdown(line)


def _lines(card: MemberCard) -> list[str]:
    known = speciality_words(card.specialities)
    return [
        plain(" · ".join(filter(None, (card.title, card.community)))),
        t("team.in_field", field=plain(in_language(card.field, card.field_en)))
        if card.field
        else "",
        t("team.knows", specialities=known) if known else "",
        plain(card.branch),
        t("team.term", first=card.term_from, last=card.term_to)
        if card.term_from and card.term_to
        else "",
    ]
