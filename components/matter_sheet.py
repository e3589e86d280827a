"""One matter on its page: what, who, until when, where it stands, its answer and its way."""

from collections.abc import Callable

import streamlit as st

from components.attachments import draw_files
from components.language import t
from components.matter_words import draw_state, due_words, stars, who_words
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from domain.matter_views import MatterMoveLine, MatterSheet, WhistleLine
from domain.matters import UNANSWERED, MatterEvent


def draw_head(sheet: MatterSheet) -> None:
    """The matter itself: largest is what it is about."""
    draw_state(sheet.card)
    st.title(plain(sheet.card.title), anchor=False)
    if sheet.text and sheet.text != sheet.card.title:
        st.markdown(plain(sheet.text))
    where = [plain(one) for one in (sheet.card.community, sheet.place_text) if one]
    st.markdown(f":material/location_on: {' · '.join(where) or t('place_kind.district')}")
    if sheet.meeting_id is not None:
        st.page_link(
            page_file("meeting"),
            label=t("matter.from_meeting", title=plain(sheet.meeting_title)),
            icon=":material/groups:",
            query_params={"id": str(sheet.meeting_id)},
        )


def draw_standing(sheet: MatterSheet, read: Callable[[int], bytes]) -> None:
    """Who answers, until when, and how far it is, side by side; what was photographed beneath."""
    card = sheet.card
    with st.container(border=True, key="matter_standing"):
        first, second = st.columns(2)
        first.markdown(t("matter.answers"))
        first.subheader(_who(sheet), anchor=False)
        if sheet.taken_up_by:
            first.markdown(t("matter.taken_up_by", name=plain(sheet.taken_up_by)))
        if sheet.raiser:
            first.markdown(t("matter.raised_by", name=plain(sheet.raiser)))
        if card.state in UNANSWERED:
            second.markdown(t("matter.until"))
            second.subheader(t("matter.instant", at=card.due_at), anchor=False)
            second.markdown(_left(sheet))
        else:
            second.markdown(t("matter.stands"))
            second.subheader(t(f"matter_state.{card.state.value}"), anchor=False)
    if card.level and card.state in UNANSWERED:
        st.warning(t(f"matter.level_{card.level}"), icon=":material/trending_up:")
    if sheet.unknown_years and card.state in UNANSWERED:
        st.info(t("calendar.unknown", year=sheet.unknown_years[-1]), icon=":material/event_busy:")
    if sheet.files:
        with st.container(key="matter_photos"):
            draw_files(sheet.files, read)


def draw_answer(sheet: MatterSheet) -> None:
    """The answer, what the raiser thinks of it, and when it ends by itself."""
    if not sheet.answer:
        return
    card = sheet.card
    st.header(t("matter.answer"), anchor=False)
    with st.container(border=True):
        if card.is_solved:
            st.badge(t("matter.is_solved"), icon=":material/check_circle:", color="green")
        else:
            st.badge(t("matter.is_explained"), icon=":material/chat:", color="orange")
        st.markdown(plain(sheet.answer))
        name = plain(sheet.answered_by) or who_words(card)
        st.caption(t("matter.answered_by", name=name, at=card.answered_at or card.due_at))
    if card.rating is not None:
        st.markdown(t("matter.rated", stars=stars(card.rating)))
        if sheet.rating_text:
            st.markdown(plain(sheet.rating_text))
    if sheet.closes_at is not None:
        st.markdown(t("matter.closes", at=sheet.closes_at))


def draw_whistles(
    whistles: tuple[WhistleLine, ...], draw_report: Callable[[WhistleLine], None]
) -> None:
    """Departments called to the matter, and what they reported."""
    if not whistles:
        return
    st.header(t("whistle.title"), anchor=False)
    for one in whistles:
        with st.container(border=True):
            st.markdown(f"**{plain(in_language(one.body, one.body_en))}**")
            st.markdown(t("whistle.called", at=one.at, reason=plain(one.reason)))
            if one.reported_at is not None:
                st.markdown(t("whistle.reported", at=one.reported_at, note=plain(one.note)))
            else:
                left = due_words(one.due_at)
                st.markdown(f"**{t('whistle.due', at=one.due_at, left=left)}**")
                if one.level:
                    st.warning(t(f"whistle.level_{one.level}"), icon=":material/trending_up:")
            if one.may_report:
                draw_report(one)


def draw_way(moves: tuple[MatterMoveLine, ...]) -> None:
    """The way already gone, oldest first: when, what, who."""
    st.header(t("matter.way"), anchor=False)
    for move in moves:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{_event_words(move)}**")
            st.caption(t("way.when_and_who", at=move.at, who=_mover(move)))
            if move.note and move.event is not MatterEvent.ESCALATE:
                st.markdown(plain(move.note))


def _who(sheet: MatterSheet) -> str:
    body = plain(in_language(sheet.body, sheet.body_en))
    return body or who_words(sheet.card)


def _left(sheet: MatterSheet) -> str:
    left = due_words(sheet.card.due_at)
    colour = "red" if sheet.card.is_late else "blue"
    term = plain(in_language(sheet.term, sheet.term_en))
    words = f":{colour}-badge[{left}]"
    return f"{words} {t('matter.of_term', term=term)}" if term else words


def _event_words(move: MatterMoveLine) -> str:
    if move.event is MatterEvent.ESCALATE:
        return t(f"matter.level_{move.note}") if move.note in ("1", "2") else t("matter.went_up")
    if move.event is MatterEvent.CLOSE and move.by_clock:
        return t("matter.closed_by_clock")
    return t(f"matter_event.{move.event.value}")


def _mover(move: MatterMoveLine) -> str:
    if move.by_clock:
        return t("doer.clock")
    if move.by_raiser and not move.who:
        return t("matter.the_raiser")
    return plain(move.who)
