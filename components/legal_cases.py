"""Cases in lists, and one case on its page: where it stands, what was said, who is named."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.legal_words import KIND_ICONS, draw_case_state
from components.matter_words import due_words, stars
from components.plain import plain
from components.register import page_file
from domain.legal import CaseEvent, CaseState
from domain.legal_views import CaseCard, CaseSheet, OpenCase, PartyLine

Callback = Callable[..., None]


def draw_waiting(cases: Sequence[OpenCase], on_take: Callback) -> None:
    """Cases to take: of what kind, where, since when; what they say is read after taking."""
    if not cases:
        return
    st.header(t("case.waiting", n=len(cases)), anchor=False)
    st.markdown(t("case.waiting_says"))
    for one in cases:
        with st.container(border=True):
            words, button = st.columns([3, 2], vertical_alignment="center")
            with words:
                st.subheader(
                    f"{KIND_ICONS[one.kind]} {t(f'case_kind.{one.kind.value}')}", anchor=False
                )
                st.markdown(t("case.from_place", place=plain(one.community), at=one.asked_at))
                if one.due_at is not None:
                    st.badge(due_words(one.due_at), color="red" if one.is_late else "blue")
            button.button(
                t("case.take"),
                key=f"take_{one.id}",
                type="primary",
                width="stretch",
                icon=":material/front_hand:",
                on_click=on_take,
                args=(one.id,),
            )


def draw_case_rows(title: str, cards: Sequence[CaseCard]) -> None:
    """A list of one's own cases under its heading; nothing when it is empty."""
    if not cards:
        return
    st.header(title, anchor=False)
    for card in cards:
        with st.container(border=True, gap="xsmall", key=f"card_case_{card.id}"):
            draw_case_state(card)
            st.page_link(
                page_file("legal_case"),
                label=f"**{plain(card.subject)}**",
                query_params={"id": str(card.id)},
                width="stretch",
            )
            st.markdown(next_words(card))
            st.caption(f"{t(f'part.{card.part.value}')} · {plain(card.community)}")


def next_words(card: CaseCard) -> str:
    """The one line that says what comes next."""
    if card.must_sign:
        return t("case.sign_now")
    if card.state is CaseState.BOOKED and card.booked_for is not None:
        return t("case.booked_at", at=card.booked_for)
    if card.due_at is not None:
        return t("case.due", left=due_words(card.due_at))
    if card.state is CaseState.AGREED and card.follow_up_on is not None:
        return t("case.look_again", day=card.follow_up_on)
    if card.must_rate:
        return t("case.rate_now")
    return t(f"case_means.{card.state.value}")


def draw_case_head(sheet: CaseSheet) -> None:
    """What it is about, and the one line that matters now."""
    card = sheet.card
    draw_case_state(card)
    st.title(plain(card.subject), anchor=False)
    st.subheader(next_words(card), anchor=False)
    if card.state is CaseState.BOOKED and sheet.address:
        st.markdown(f":material/location_on: {plain(sheet.station)} · {plain(sheet.address)}")
    st.markdown(f":material/lock: {t('case.private')}")


def draw_said(sheet: CaseSheet) -> None:
    """What was asked, and the answer."""
    if sheet.content:
        st.header(t("case.asked"), anchor=False)
        with st.container(border=True):
            st.markdown(plain(sheet.content))
    if sheet.answer:
        st.header(t("case.answer"), anchor=False)
        with st.container(border=True):
            st.markdown(plain(sheet.answer))
            if sheet.answered_at is not None:
                st.caption(t("case.answered_at", at=sheet.answered_at))
    if sheet.satisfaction is not None:
        st.markdown(t("case.rated", stars=stars(sheet.satisfaction)))


def draw_agreement(sheet: CaseSheet) -> None:
    """The text, and the day on which it is looked at again."""
    if not sheet.agreement:
        return
    st.header(t("mediation.agreement"), anchor=False)
    with st.container(border=True):
        st.markdown(plain(sheet.agreement))
        if sheet.card.follow_up_on is not None:
            st.markdown(f"**{t('case.look_again', day=sheet.card.follow_up_on)}**")
    if sheet.follow_up_note:
        st.markdown(t("mediation.followed_up", note=plain(sheet.follow_up_note)))


def draw_parties(sheet: CaseSheet, on_paper: Callback) -> None:
    """Everybody named, and in a mediation whether they have signed."""
    st.header(t("case.named"), anchor=False)
    for one in sheet.parties:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(one.name)}** · {t(f'part.{one.part.value}')}", width="stretch")
            if sheet.agreement:
                _draw_signature(sheet, one, on_paper)


def draw_case_way(sheet: CaseSheet) -> None:
    """What happened, oldest first; never what was said."""
    with st.expander(t("case.way"), icon=":material/timeline:"):
        for move in sheet.moves:
            who = plain(move.who) or t("case.by_office")
            words = t("way.when_and_who", at=move.at, who=who)
            st.markdown(f"**{t(f'case_event.{move.event.value}')}**  \n{words}")


def _draw_signature(sheet: CaseSheet, one: PartyLine, on_paper: Callback) -> None:
    if one.signed_at is not None:
        st.badge(t("mediation.signed", at=one.signed_at), icon=":material/check:", color="green")
        return
    if one.paper_id is not None and CaseEvent.WRITE in sheet.events:
        st.button(
            t("mediation.signed_on_paper"),
            key=f"paper_{one.paper_id}",
            on_click=on_paper,
            args=(one.paper_id,),
        )
        return
    st.badge(t("mediation.not_signed"), color="orange")
