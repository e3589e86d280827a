"""我的课题: an expert's desk; one topic at work is `?topic=ID`."""

from functools import partial

import streamlit as st

from components.consultation_cards import draw_consultation_cards
from components.language import t
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from components.topic_desk import (
    RecordSaves,
    draw_advice_form,
    draw_finding_form,
    draw_record_form,
)
from components.topic_sheet import draw_advice, draw_raised, draw_records
from components.topic_words import (
    asked_id,
    draw_topic_cards,
    draw_topic_state,
    due_words,
    open_here,
)
from domain.research import TopicState
from domain.research_views import Desk, FindingSheet, TopicSheet
from domain.rights import Action
from domain.roles import Actor
from services import (
    advice,
    attachments,
    field_records,
    findings,
    matter_reading,
    topic_reading,
)


def answer(actor: Actor, number: int, key: str) -> None:
    """Answer a question (a callback)."""
    if attempt(advice.answer_advice, actor, number, str(st.session_state[key] or "")):
        done(t("advice.answered_now"))


def begin(actor: Actor, number: int) -> None:
    """A new visit (a callback)."""
    attempt(field_records.begin_record, actor, number)


def add_photos(actor: Actor, record_id: int, key: str, taken: str) -> None:
    """Keep what was chosen (a callback)."""
    for one in st.session_state[key] or []:
        attempt(field_records.add_photo, actor, record_id, one.name, one.getvalue())
    st.session_state[taken] = st.session_state.get(taken, 0) + 1


def hand_in(actor: Actor, number: int) -> None:
    """Hand the finding in (a callback)."""
    if attempt(findings.hand_in_finding, actor, number):
        done(t("finding.handed_in_now"))


def save_part(actor: Actor, number: int, part: str, text: str) -> None:
    """Save a part of the finding (a callback)."""
    attempt(findings.save_finding, actor, number, part, text)


def save_lines(actor: Actor, number: int, lines: list[str]) -> None:
    """Save the recommendations (a callback)."""
    attempt(findings.save_recommendations, actor, number, lines)


def read(actor: Actor, number: int) -> bytes:
    """The bytes of a photo."""
    return attachments.get_file(actor, number).data


def draw_desk(actor: Actor, desk: Desk) -> None:
    """What waits, the questions first: somebody needs an answer to decide."""
    if desk == Desk():
        st.info(t("research_desk.none"), icon=":material/inbox:")
    if desk.advice:
        st.header(t("research_desk.advice", n=len(desk.advice)), anchor=False)
        draw_advice(desk.advice, partial(draw_answer, actor))
    for key, cards, page, name in (
        ("review", desk.review, "topic", "id"),
        ("research", desk.research, "my_research", "topic"),
    ):
        if cards:
            st.header(t(f"research_desk.{key}", n=len(cards)), anchor=False)
            draw_topic_cards(cards, key, page, name)
    if desk.consultations:
        st.header(t("research_desk.consultations", n=len(desk.consultations)), anchor=False)
        draw_consultation_cards(desk.consultations, key="desk")
    if desk.done:
        st.header(t("research_desk.done", n=len(desk.done)), anchor=False)
        draw_topic_cards(desk.done, "done")


def draw_answer(actor: Actor, one: object) -> None:
    """The form under one question."""
    draw_advice_form(one, partial(answer, actor))  # type: ignore[arg-type]


def draw_visits(actor: Actor, sheet: TopicSheet) -> None:
    """Visits to the field: one's own open to be written, the others' to be read."""
    number = sheet.card.id
    st.button(
        t("record.begin"),
        type="primary",
        icon=":material/add_location_alt:",
        on_click=begin,
        args=(actor, number),
    )
    saves = RecordSaves(
        part=partial(save_record, actor),
        day=partial(attempt, field_records.save_record_day, actor),
        community=partial(attempt, field_records.save_record_community, actor),
        people=partial(attempt, field_records.save_record_people, actor),
        photo=partial(add_photos, actor),
        remove=partial(attempt, field_records.remove_photo, actor),
    )
    places = matter_reading.list_places()
    mine = [one for one in sheet.records if one.is_mine]
    for place, one in enumerate(mine):
        words = t("record.where", day=one.on, place=one.place or t("record.no_place"))
        with st.expander(words, expanded=place == 0, icon=":material/pin_drop:"):
            draw_record_form(one, places, saves, partial(read, actor))
    draw_records([one for one in sheet.records if not one.is_mine], partial(read, actor))


def save_record(actor: Actor, record_id: int, part: str, text: str) -> None:
    """Save a part of a visit (a callback)."""
    attempt(field_records.save_record, actor, record_id, part, text)


def draw_finding(actor: Actor, sheet: TopicSheet) -> None:
    """The finding, and the one button that hands it in."""
    number, finding = sheet.card.id, sheet.finding or FindingSheet()
    if finding.review_note:
        st.warning(t("finding.to_mend", note=plain(finding.review_note)), icon=":material/undo:")
    draw_finding_form(
        finding,
        partial(save_part, actor, number),
        partial(save_lines, actor, number),
        f"finding_{number}",
    )
    missing = [t(f"finding.lacks_{part}") for part in finding.missing()]
    if missing:
        st.info(t("finding.still_missing", parts=missing), icon=":material/pending:")
    st.button(
        t("finding.hand_in"),
        type="primary",
        width="stretch",
        on_click=hand_in,
        args=(actor, number),
    )


def draw_topic(actor: Actor, number: int) -> None:
    """One topic at work."""
    sheet = topic_reading.get_topic_sheet(actor, number)
    draw_topic_state(sheet.card)
    st.title(plain(sheet.card.title), anchor=False)
    st.markdown(f"**{due_words(sheet.card.due_on)}**")
    if sheet.question:
        st.markdown(plain(sheet.question))
    tell()
    at_work = Action.RESEARCH_TOPIC in sheet.acts and sheet.card.state is TopicState.RESEARCHING
    if at_work:
        visits, finding, raised = st.tabs(
            [
                t("research_desk.tab_visits"),
                t("research_desk.tab_finding"),
                t("research_desk.tab_raised"),
            ]
        )
        with visits:
            draw_visits(actor, sheet)
        with finding:
            draw_finding(actor, sheet)
        with raised:
            draw_raised(sheet.raised)
    else:
        st.info(t("research_desk.not_at_work"), icon=":material/lock:")
    st.page_link(
        page_file("topic"),
        label=t("research_desk.public_page"),
        icon=":material/public:",
        query_params={"id": str(number)},
    )
    st.button(
        t("research_desk.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=open_here,
        args=("topic", None),
    )


actor = require_actor()
asked = asked_id("topic")
with reading_or_stop():
    if asked is not None:
        draw_topic(actor, asked)
        st.stop()
    st.title(t("page.my_research"), anchor=False)
    tell()
    draw_desk(actor, topic_reading.get_desk(actor))
