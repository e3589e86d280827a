"""One meeting as everyone may read it (`?id=`): what, when, where, its agenda, what came of it."""

from collections.abc import Iterable
from typing import TypeVar

import streamlit as st

from components.language import t
from components.meeting_agenda import draw_agenda
from components.meeting_answers import draw_last_answers
from components.meeting_cards import draw_state
from components.meeting_choice import asked_meeting
from components.meeting_draws import draw_draws
from components.meeting_quorum import draw_figures, draw_verdict
from components.meeting_words import clock_words, condition_words, when_words, where_words
from components.minutes_export import printed_version
from components.minutes_public import draw_public_minutes
from components.plain import plain
from components.poll_outcome import draw_outcome
from components.register import entry_named, page_file
from components.sign_in import current_actor
from components.stance_results import draw_results
from components.telling import reading_or_stop, tell
from components.topic_sheet import draw_topic_links
from domain.clock import utc_now
from domain.meeting_views import ItemView, MeetingView
from domain.meetings import ItemKind, ItemState, MeetingState
from domain.poll_views import PollView
from domain.polls import PollState
from domain.rights import Action, is_offered
from domain.roles import Actor
from domain.stance_views import WaveView
from services import concerns, draws, last_answers, meetings, minutes, opinions, polls, stances

Told = TypeVar("Told", PollView, WaveView)

LINKS = {
    "cockpit": (Action.RUN_MEETING, (MeetingState.PLANNED, MeetingState.OPEN)),
    "presence": (Action.CHECK_IN, (MeetingState.PLANNED, MeetingState.OPEN)),
    "meeting_setup": (Action.SET_UP_MEETING, (MeetingState.PLANNED, MeetingState.OPEN)),
    "minutes": (Action.WRITE_MINUTES, (MeetingState.CLOSED,)),
}


def draw_head(meeting: MeetingView) -> None:
    """What it is, when and where; large, as on an invitation."""
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_state(meeting.state)
        st.markdown(t(f"meeting_kind.{meeting.kind.value}"))
    st.header(when_words(meeting.starts_at), anchor=False)
    st.markdown(f":material/place: {where_words(meeting)}")
    if meeting.about:
        st.markdown(plain(meeting.about))


def draw_links(actor: Actor | None, meeting: MeetingView) -> None:
    """For those who prepare and run it: to where they do so."""
    offered = [
        name
        for name, (action, states) in LINKS.items()
        if actor is not None and is_offered(action, actor.role) and meeting.state in states
    ]
    if offered:
        with st.container(horizontal=True):
            for name in offered:
                st.page_link(
                    page_file(name),
                    icon=f":material/{entry_named(name).icon}:",
                    query_params={"id": str(meeting.id)},
                )


def draw_presence(meeting: MeetingView) -> None:
    """Who is here now, or what will be asked for."""
    if meeting.state is MeetingState.OPEN:
        draw_figures(meeting)
        draw_verdict(meeting)
    elif meeting.state is MeetingState.CLOSED:
        st.markdown(t("meeting.came", n=meeting.came))
    elif meeting.quorum.is_asked:
        asked = [condition_words(one.condition) for one in meeting.quorum.conditions]
        st.markdown(t("quorum.will_ask", conditions=asked))


def under_item(item: ItemView) -> None:
    """What belongs beneath an item: last time's answers beneath theirs."""
    if item.kind is ItemKind.LAST_ANSWERS and answers:
        is_now = view.state is MeetingState.PLANNED or item.state is ItemState.RUNNING
        with st.expander(t("answers.show", n=len(answers)), expanded=is_now):
            draw_last_answers(answers, utc_now())
    for poll in polls_of_item.get(item.id, ()):
        with st.container(border=True):
            draw_outcome(poll)
    for wave in waves_of_item.get(item.id, ()):
        draw_wave(item, wave)


def draw_wave(item: ItemView, wave: WaveView) -> None:
    """What the room thought of an item, on demand: the map takes a moment to work out."""
    label = t(f"meeting.stances_{wave.wave.value}", n=wave.people_begun)
    if st.toggle(label, key=f"wave_{item.id}_{wave.wave.value}"):
        with st.container(border=True):
            draw_results(opinions.opinion_map(view.id, item.id, wave.wave))


def draw_way_in(meeting: MeetingView) -> None:
    """For who sits in the hall: the code is on the wall, not on this page."""
    if meeting.state is MeetingState.OPEN:
        st.markdown(t("meeting.way_in"))
        if st.button(
            t("meeting.enter"),
            key="meeting_enter",
            type="primary",
            width="stretch",
            icon=":material/meeting_room:",
        ):
            st.switch_page(page_file("room"))


def by_item(found: Iterable[Told]) -> dict[int, list[Told]]:
    """What belongs to each item, by the item's number."""
    sorted_out: dict[int, list[Told]] = {}
    for one in found:
        if one.item_id is not None:
            sorted_out.setdefault(one.item_id, []).append(one)
    return sorted_out


def draw_rules(meeting: MeetingView) -> None:
    """How one takes part, and the rules of the house."""
    with st.expander(t("meeting.rules"), icon=":material/gavel:"):
        st.markdown(t("meeting.who_takes_part", admission=meeting.admission))
        rules = meeting.house_rules
        st.markdown(f"- {t('house_rules.speech', n=rules.speech_minutes)}")
        if rules.speeches_an_item:
            st.markdown(f"- {t('house_rules.times', n=rules.speeches_an_item)}")
        for rule in rules.list_on():
            st.markdown(f"- {t(f'house_rule.{rule.value}')}")


number = asked_meeting()
if number is None:
    st.title(t("page.meeting"))
    st.info(t("meeting.which"), icon=":material/groups:")
    st.page_link(page_file("meetings"), label=t("meeting.all"), icon=":material/arrow_back:")
    st.stop()
reader = current_actor()
with reading_or_stop():
    view = meetings.get_meeting_view(number)
    answers = last_answers.list_last_answers(number)
    drawn = draws.list_draws(number)
    written = [printed_version(one) for one in minutes.list_approved(number)]
    polls_of_item = by_item(
        one for one in polls.list_poll_views(number) if one.state is PollState.CLOSED
    )
    researched = concerns.topics_of_meeting(number)
    waves_of_item = by_item(one for one in stances.list_waves(number) if not one.is_open)
is_over = view.state in (MeetingState.CLOSED, MeetingState.CANCELLED)
st.page_link(page_file("meetings"), label=t("meeting.all"), icon=":material/arrow_back:")
st.title(plain(view.title))
tell()
draw_head(view)
draw_links(reader, view)
draw_presence(view)
draw_way_in(view)
draw_public_minutes(written)
draw_topic_links(researched, "meeting")
st.subheader(t("meeting.agenda"), anchor=False)
if not is_over:
    until = clock_words(view.planned_end)
    st.markdown(t("agenda.sum", n=view.planned_minutes, until=until))
draw_agenda(view, utc_now(), under_item)
draw_rules(view)
if drawn:
    st.subheader(t("draw.title"), anchor=False)
    draw_draws(drawn)
