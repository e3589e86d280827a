"""A meeting on the wall: which slide of it is due now, and the slide itself.

It reads for itself, every reading kept by the meeting's version: a hundred viewers ask once.
"""

from dataclasses import dataclass

import streamlit as st

from components.projector.floor_slides import draw_item, draw_motion, draw_speakers
from components.projector.flow_slide import draw_flow, draw_matter
from components.projector.hall import Scene
from components.projector.opinion_slides import (
    draw_change,
    draw_common_ground,
    draw_opinions,
    draw_statements,
)
from components.projector.poll_slides import draw_poll, draw_result
from components.projector.room_slides import (
    ANSWERS_A_PAGE,
    RULES_A_PAGE,
    draw_agenda,
    draw_code,
    draw_house_rules,
    draw_last_answers,
    draw_oath,
    draw_pause,
    draw_welcome,
)
from domain.clock import utc_now
from domain.floor_views import Floor
from domain.hall_slides import HallSlide, Place, RoomNow, slide_of
from domain.matter_views import MatterSheet
from domain.meeting_views import LastAnswer, MeetingView
from domain.opinions.waves import Movement
from domain.poll_views import PollView
from domain.projector import Showing, list_page_at
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rule_card import list_card
from domain.stance_views import Opinions, StatementView, WaveView
from domain.stances import Wave
from services import (
    floor_reading,
    hall_screens,
    last_answers,
    matter_reading,
    meeting_reading,
    opinions,
    polls,
    proposals,
    stances,
    statements,
)

MOST_KEPT = 30
PAGED = (HallSlide.LAST_ANSWERS, HallSlide.HOUSE_RULES, HallSlide.STATEMENTS)
OF_STANCES = (
    HallSlide.STATEMENTS,
    HallSlide.OPINIONS,
    HallSlide.COMMON_GROUND,
    HallSlide.CHANGE,
)
WELCOMING = (
    HallSlide.WELCOME,
    HallSlide.CODE,
    HallSlide.LAST_ANSWERS,
    HallSlide.MATTER,
    HallSlide.AGENDA,
)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def room_at(meeting_id: int, version: int) -> RoomNow:
    """What a wall that follows goes by, at this version of the meeting."""
    return hall_screens.find_room_now(meeting_id)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def view_at(meeting_id: int, version: int) -> MeetingView:
    """The meeting at this version."""
    return meeting_reading.get_meeting_view(meeting_id)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def floor_at(meeting_id: int, version: int) -> Floor:
    """The floor at this version of the meeting."""
    return floor_reading.get_floor(meeting_id)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def poll_at(poll_id: int, version: int) -> PollView:
    """A poll at this version of its meeting."""
    return polls.get_poll_view(poll_id)


@st.cache_data(ttl=30, max_entries=MOST_KEPT, show_spinner=False)
def answers_at(meeting_id: int, version: int) -> tuple[LastAnswer, ...]:
    """What became of last time, at this version of the meeting."""
    return last_answers.list_last_answers(meeting_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the room on an item, and what is known once an asking has closed."""

    statements: tuple[StatementView, ...]
    wave: WaveView | None
    opinions: Opinions | None
    changes: tuple[Movement, ...]


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def stances_at(meeting_id: int, item_id: int, version: int) -> Asked:
    """Statements, the asking that is open, and the newest map of the item."""
    wave = stances.find_open_wave(meeting_id)
    closed = [one for one in Wave if opinions.find_map_key(item_id, one) is not None]
    return Asked(
        statements.list_shown(meeting_id, item_id),
        wave if wave is not None and wave.item_id == item_id else None,
        opinions.opinion_map(meeting_id, item_id, closed[-1]) if closed else None,
        opinions.find_change(meeting_id, item_id),
    )


@st.cache_data(ttl=30, max_entries=MOST_KEPT, show_spinner=False)
def standing_of(proposal_id: int) -> tuple[str, ProposalState]:
    """A proposal's title and where it stands."""
    sheet = proposals.get_sheet(None, proposal_id)
    return sheet.content.title, sheet.state


@st.cache_data(ttl=30, max_entries=MOST_KEPT, show_spinner=False)
def matter_at(matter_id: int, version: int) -> MatterSheet | None:
    """One matter, at this version of the meeting; None where it is not public any more."""
    try:
        return matter_reading.get_sheet(None, matter_id)
    except Refusal:
        return None


def place_now(showing: Showing, version: int) -> tuple[Place, int]:
    """The slide that is due now, what it is about, and which page of a long list (from 0)."""
    meeting_id, now = showing.meeting_id or 0, utc_now()
    place = HallSlide(showing.slide), showing.subject_id
    if showing.is_following and not showing.is_frozen:
        place = slide_of(room_at(meeting_id, version), now)
    if place[0] not in PAGED:
        return place, 0
    return place, list_page_at(now, _pages_of(place[0], meeting_id, version))


def _pages_of(slide: HallSlide, meeting_id: int, version: int) -> int:
    if slide is HallSlide.LAST_ANSWERS:
        return -(-len(answers_at(meeting_id, version)) // ANSWERS_A_PAGE)
    view = view_at(meeting_id, version)
    if slide is HallSlide.HOUSE_RULES:
        return -(-len(list_card(view.house_rules)) // RULES_A_PAGE)
    item_id = view.current_item_id
    if slide is HallSlide.STATEMENTS and item_id is not None:
        return len(stances_at(meeting_id, item_id, version).statements)
    return 1


def draw_meeting(showing: Showing, version: int, place: Place, page: int, scene: Scene) -> None:
    """One slide of the meeting; the welcome where the room has nothing of that kind."""
    meeting_id = showing.meeting_id or 0
    view = view_at(meeting_id, version)
    if place[0] is HallSlide.PAUSE:
        draw_pause(showing.goes_on_at, scene)
    elif place[0] is HallSlide.LAST_ANSWERS and answers_at(meeting_id, version):
        draw_last_answers(answers_at(meeting_id, version), page, scene.now)
    elif place[0] is HallSlide.MATTER and _draw_matter(view, place[1], scene):
        return
    elif not _draw_of_room(place[0], page, view, scene) and not _draw_of_floor(
        place, page, view, scene
    ):
        draw_welcome(view, scene)


def _draw_matter(view: MeetingView, matter_id: int | None, scene: Scene) -> bool:
    answers = answers_at(view.id, view.version)
    chosen = matter_id or (answers[0].matter_id if answers else None)
    matter = None if chosen is None else matter_at(chosen, view.version)
    if matter is None:
        return False
    draw_matter(matter, scene.now)
    return True


def _draw_of_room(slide: HallSlide, page: int, view: MeetingView, scene: Scene) -> bool:
    if slide is HallSlide.AGENDA and view.agenda:
        draw_agenda(view)
    elif slide is HallSlide.CODE:
        draw_code(view, scene)
    elif slide is HallSlide.HOUSE_RULES:
        draw_house_rules(view.house_rules, page)
    elif slide is HallSlide.OATH:
        draw_oath()
    else:
        return slide is HallSlide.BLANK
    return True


def _draw_of_floor(place: Place, page: int, view: MeetingView, scene: Scene) -> bool:
    slide, subject_id = place
    floor = floor_at(view.id, view.version)
    item = floor.current_item
    if slide in (HallSlide.POLL, HallSlide.RESULT):
        return _draw_poll(slide, subject_id, view, scene)
    if item is None or slide in WELCOMING:
        return False
    if slide is HallSlide.SPEAKERS:
        draw_speakers(floor, scene)
    elif slide is HallSlide.MOTION:
        return _draw_motion(floor, subject_id)
    elif slide is HallSlide.FLOW and item.proposal_id is not None:
        draw_flow(*standing_of(item.proposal_id))
    elif slide in OF_STANCES:
        return _draw_stances(slide, item.id, page, view, scene)
    else:
        draw_item(floor, item, scene)
    return True


def _draw_stances(
    slide: HallSlide, item_id: int, page: int, view: MeetingView, scene: Scene
) -> bool:
    asked = stances_at(view.id, item_id, view.version)
    if slide is HallSlide.STATEMENTS and asked.statements:
        draw_statements(asked.statements, page, asked.wave, view, scene)
    elif slide is HallSlide.CHANGE and asked.changes:
        draw_change(asked.changes, dict(asked.opinions.texts) if asked.opinions else {}, scene)
    elif asked.opinions is not None and slide is HallSlide.OPINIONS:
        draw_opinions(asked.opinions, scene)
    elif asked.opinions is not None and slide is HallSlide.COMMON_GROUND:
        draw_common_ground(asked.opinions, scene)
    else:
        return False
    return True


def _draw_motion(floor: Floor, subject_id: int | None) -> bool:
    chosen = next((one for one in floor.motions if one.id == subject_id), floor.motion)
    if chosen is None:
        return False
    draw_motion(chosen, floor)
    return True


def _draw_poll(slide: HallSlide, subject_id: int | None, view: MeetingView, scene: Scene) -> bool:
    room = room_at(view.id, view.version)
    poll_id = subject_id or room.open_poll_id or room.closed_poll_id
    if poll_id is None:
        return False
    poll = poll_at(poll_id, view.version)
    if poll.result is not None:
        draw_result(poll)
    else:
        draw_poll(poll, view, scene)
    return True
