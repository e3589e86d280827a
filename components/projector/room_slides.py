"""Slides about the room: welcome, the code to join, the agenda, what became of last time."""

from datetime import datetime

import streamlit as st

from components.cockpit_rules import rule_sentence
from components.language import t
from components.plain import plain
from components.projector.clocks import draw_face
from components.projector.flow_slide import answer_of
from components.projector.hall import (
    Scene,
    clipped,
    code_to_scan,
    draw_figure,
    draw_line,
    draw_words,
    spaced,
    width_of,
)
from domain.clock import local
from domain.house_rules import HouseRules
from domain.matters import ANSWERED
from domain.meeting_views import ItemView, LastAnswer, MeetingView
from domain.meetings import ItemState, MeetingState
from domain.quorum import ConditionReport, Measure
from domain.rule_card import list_card

TITLE = ((16, 100), (42, 80), (78, 64), (200, 54))
ANSWERS_A_PAGE, ANSWER_LETTERS = 3, 68
RULES_A_PAGE = 7
AGENDA_LINES, LETTERS_A_ROW = 8, 31
OATH_LINES = 4


def draw_welcome(view: MeetingView, scene: Scene) -> None:
    """The meeting, the way in, who is here, and whether they are enough; or a farewell."""
    if view.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        _draw_farewell(view)
        return
    left, right = st.columns([2, 1], vertical_alignment="center", gap="large")
    with left:
        draw_words("title", view.title, TITLE)
        where = [part for part in (view.venue, view.place) if part]
        draw_line("head_place", t("format.list_joint").join([*where]) if where else "")
        if view.join_code:
            st.markdown(t("hall.join_by_code"))
            draw_line("code", spaced(view.join_code))
            _draw_presence(view)
        else:
            draw_words("when", t("hall.begins", starts_at=view.starts_at), TITLE)
    with right:
        draw_way_in(view, scene)


def draw_way_in(view: MeetingView, scene: Scene, *, key: str = "qr") -> None:
    """The code to scan; nothing while the meeting cannot be joined."""
    if not view.join_code or not scene.address:
        return
    with st.container(key=f"hall_{key}"):
        st.image(code_to_scan(f"{scene.address}{scene.join}{view.join_code}"))
        st.markdown(t("hall.scan_to_join"))


def draw_code(view: MeetingView, scene: Scene) -> None:
    """Nothing but the way in, as large as can be."""
    if not view.join_code:
        draw_welcome(view, scene)
        return
    left, right = st.columns([1.25, 1], vertical_alignment="center", gap="large")
    with left:
        draw_words("title", clipped(view.title, 40), ((13, 80), (60, 54)))
        st.markdown(t("hall.join_by_code"))
        for place, half in enumerate(spaced(view.join_code).split()):
            draw_line(f"code_alone_{place}", half)
        st.markdown(t("hall.no_account"))
    with right:
        draw_way_in(view, scene, key="qr_large")


def draw_agenda(view: MeetingView) -> None:
    """The items, and where the room is; of a long agenda the part around that."""
    st.markdown(f"# {t('hall.agenda')}")
    with st.container(key="hall_list"):
        for item in shown_items(view.agenda, view.current_item_id):
            is_now = item.id == view.current_item_id
            with st.container(
                key=f"hall_row{'_now' if is_now else ''}_{item.id}",
                horizontal=True,
                horizontal_alignment="distribute",
                vertical_alignment="center",
            ):
                st.markdown(plain(f"{item.position}　{item.title}"), width="stretch")
                st.markdown(plain(t(f"hall.item_{item.state}")), width="content")


def shown_items(agenda: tuple[ItemView, ...], current_id: int | None) -> tuple[ItemView, ...]:
    """As many items as the wall holds, from the one before the current or the first undone."""
    undone = (ItemState.WAITING, ItemState.RUNNING, ItemState.PAUSED)
    places = range(len(agenda))
    here = next((place for place in places if agenda[place].id == current_id), None)
    if here is None:
        here = next((place for place in places if agenda[place].state in undone), 0)
    lines = [1 + int(width_of(one.title) > LETTERS_A_ROW) for one in agenda]
    first = last = here
    for place in [here - 1, *places[here + 1 :], *reversed(places[: max(0, here - 1)])]:
        if place >= 0 and sum(lines[min(first, place) : max(last, place) + 1]) <= AGENDA_LINES:
            first, last = min(first, place), max(last, place)
    return agenda[first : last + 1]


def draw_last_answers(answers: tuple[LastAnswer, ...], page: int, now: datetime) -> None:
    """上期回音: what was asked last time, and what became of it, a page at a time (from 0)."""
    answered = sum(one.state in ANSWERED for one in answers)
    st.markdown(f"# {t('hall.last_answers')}")
    draw_line("head_sum", t("hall.answered_of", n=len(answers), answered=answered))
    with st.container(key="hall_list"):
        for one in answers[page * ANSWERS_A_PAGE :][:ANSWERS_A_PAGE]:
            with st.container(key=f"hall_row_big_{one.matter_id}"):
                st.markdown(plain(clipped(one.title, 58)))
                draw_line(f"under_{one.matter_id}", answer_of(one, now, ANSWER_LETTERS))


def draw_house_rules(rules: HouseRules, page: int) -> None:
    """The card of the rules that are on, a page at a time (from 0): the name, and what it asks."""
    draw_line("80_rules", t("floor.card_title"))
    card = list_card(rules)
    with st.container(key="hall_list"):
        for place in range(len(card))[page * RULES_A_PAGE :][:RULES_A_PAGE]:
            said = f"{t(f'card_rule.{card[place]}')}　{rule_sentence(card[place], rules)}"
            draw_line(f"row_small_{place}", f"{place + 1}　{said}")


def draw_oath() -> None:
    """What everyone promises before the first item."""
    with st.container(key="hall_centre"):
        draw_words("oath_title", t("hall.oath_title"), TITLE)
        for line in range(1, OATH_LINES + 1):
            draw_line(f"64_oath_{line}", t(f"hall.oath_{line}"))


def draw_pause(goes_on_at: datetime | None, scene: Scene) -> None:
    """A break, and how long it lasts."""
    with st.container(key="hall_centre"):
        draw_words("pause", t("hall.pause"), TITLE)
        if goes_on_at is not None:
            left = int((goes_on_at - scene.now).total_seconds())
            draw_face("pause", left, None if scene.is_frozen else goes_on_at)
            st.markdown(t("hall.goes_on_at", at=f"{local(goes_on_at):%H:%M}"))


def _draw_presence(view: MeetingView) -> None:
    here, enough = st.columns([1, 2], vertical_alignment="center", gap="large")
    with here:
        draw_figure("present", str(view.present), t("hall.present"))
    if not view.quorum.is_asked:
        return
    with enough:
        if view.quorum.holds:
            draw_line("54_quorum", t("hall.quorum_holds"))
            return
        for place, one in enumerate(view.quorum.conditions):
            if not one.holds:
                draw_line(f"54_quorum_{place}", _lacking(one))


def _lacking(one: ConditionReport) -> str:
    if one.condition.measure is Measure.AREA:
        return t("hall.quorum_area", metres=f"{one.missing / 100:,.0f}")
    if one.condition.standing is None:
        return t("hall.quorum_people", n=one.missing)
    return t("hall.quorum_standing", n=one.missing, standing=one.condition.standing)


def _draw_farewell(view: MeetingView) -> None:
    with st.container(key="hall_centre"):
        draw_words("title", view.title, TITLE)
        is_off = view.state is MeetingState.CANCELLED
        draw_words("bye", t("hall.cancelled" if is_off else "hall.farewell"), TITLE)
