"""大屏: one thought a screen, live without reload (`?screen=NAME`)."""

import logging
import random

import streamlit as st

from components.language import t
from components.projector.hall import Scene, put_hall_look, put_wall_habits
from components.projector.meeting_wall import draw_meeting, place_now
from components.projector.moment import Moment, held, must_change
from components.projector.result_slides import draw_play, draw_voters, draw_winners
from components.projector.review_slide import draw_review
from components.projector.round_slides import (
    draw_overview,
    draw_projects,
    draw_so_far,
    draw_turnout,
    draw_waiting,
)
from components.projector.tally_slide import draw_tally_board
from components.telling import reading_or_stop
from domain.clock import utc_now
from domain.outcome_view import OutcomeView
from domain.paper_views import TallyBoard
from domain.projector import (
    AFTER_PUBLICATION,
    FIRST_SCREEN,
    SCREENS,
    HallRound,
    Showing,
    Slide,
    list_page_at,
    list_pages,
)
from domain.refusals import Refusal
from domain.reviews import ReviewReport
from domain.so_far import SoFar
from services import ballots, hall_screens, outcomes, paper_progress, review_release, screens
from services.hall_address import hall_address, join_path

SECONDS_BETWEEN_LOOKS = 0.9
DRAWN = "projector_drawn"

log = logging.getLogger(__name__)


@st.cache_data(ttl=0.4, max_entries=20, show_spinner=False)
def showing_now(name: str) -> tuple[Showing, int]:
    """What the screen shows, and the version of its meeting or round: one query for all viewers."""
    return hall_screens.find_look(name)


@st.cache_data(max_entries=50, show_spinner=False)
def hall_round(round_id: int, version: int) -> HallRound:
    """The round at this version."""
    return screens.get_hall_round(round_id)


@st.cache_data(max_entries=20, show_spinner=False)
def published(round_id: int, version: int) -> OutcomeView | None:
    """The public result at this version."""
    return outcomes.find_outcome_view(round_id)


@st.cache_data(max_entries=50, show_spinner=False)
def released(proposal_id: int, version: int) -> ReviewReport | None:
    """A proposal's released review at this version of its round."""
    return review_release.find_released_report(proposal_id)


@st.cache_data(ttl=1, max_entries=20, show_spinner=False)
def turnout_now(round_id: int) -> tuple[int, int, int]:
    """Begun, finished, entitled: asked once a second at most, however many projectors look."""
    turnout = ballots.turnout(round_id)
    return turnout.begun, turnout.finished, turnout.entitled


@st.cache_data(ttl=2, max_entries=20, show_spinner=False)
def so_far_now(round_id: int, version: int) -> SoFar | None:
    """Sums of an open vote: added up once in two seconds at most; None where not to be shown."""
    try:
        return screens.get_so_far(round_id)
    except Refusal:
        return None


@st.cache_data(ttl=1, max_entries=20, show_spinner=False)
def board_now(round_id: int) -> TallyBoard:
    """What has arrived: asked once a second at most."""
    return paper_progress.get_tally_board(round_id)


def moment_now(name: str) -> Moment:
    """What the screen is to show now: its slide, and the step, the page or the numbers on it."""
    showing, version = showing_now(name)
    if showing.meeting_id is not None:
        place, page = place_now(showing, version)
        return Moment(showing, version, page, place=place)
    if showing.round_id is None:
        return Moment(showing, version)
    if showing.slide is Slide.TURNOUT:
        return Moment(showing, version, turnout=turnout_now(showing.round_id))
    if showing.slide is Slide.SO_FAR:
        return Moment(showing, version, so_far=so_far_now(showing.round_id, version))
    if showing.slide is Slide.TALLY_BOARD:
        return Moment(showing, version, board=board_now(showing.round_id))
    round_ = hall_round(showing.round_id, version)
    pages = {
        Slide.PLAY: lambda: showing.step_at(utc_now(), round_.last_step),
        Slide.PROJECTS: lambda: list_page_at(utc_now(), list_pages(len(round_.projects))),
        Slide.WINNERS: lambda: list_page_at(utc_now(), list_pages(round_.last_step - 1)),
    }
    return Moment(showing, version, pages.get(showing.slide, int)())


def watch(name: str, drawn: Moment | None) -> None:
    """Look whether the wall must change; while it need not, nothing is sent."""
    if drawn is None or must_change(moment_now(name), drawn):
        st.rerun()


def try_to_draw(moment: Moment) -> Moment | None:
    """Draw the slide. None if it could not be: the next look tries again, nobody reloads a wall."""
    try:
        draw_slide(moment)
    except Exception:
        log.exception("a slide could not be drawn")
        return None
    return moment


def draw_slide(moment: Moment) -> None:
    """One slide; the calm greeting where it has nothing to show."""
    showing = moment.showing
    if moment.place is not None:
        draw_meeting(showing, moment.version, moment.place, moment.page, scene_of(showing))
    elif showing.round_id is None or showing.slide is Slide.WAITING:
        draw_waiting()
    elif showing.slide in AFTER_PUBLICATION:
        draw_result(moment)
    else:
        draw_round(moment, hall_round(showing.round_id, moment.version))


def scene_of(showing: Showing) -> Scene:
    """What this viewer's slide is drawn on; the clocks of a frozen one stand where they stood."""
    stands_at = showing.changed_at if showing.is_frozen else None
    address = hall_address(st.context.url or "")
    now = stands_at or utc_now()
    return Scene(showing.is_dark, address, now, showing.is_frozen, join_path(""))


def draw_result(moment: Moment) -> None:
    """A slide of the published result."""
    showing = moment.showing
    view = published(showing.round_id or 0, moment.version)
    if view is None:
        draw_waiting()
    elif showing.slide is Slide.PLAY:
        draw_play(view, moment.page, is_dark=showing.is_dark)
    elif showing.slide is Slide.WINNERS:
        draw_winners(view, moment.page)
    else:
        draw_voters(view, is_dark=showing.is_dark)


def draw_round(moment: Moment, round_: HallRound) -> None:
    """A slide about the round as it stands."""
    showing = moment.showing
    if showing.slide is Slide.TURNOUT:
        draw_turnout(round_, *moment.turnout, is_dark=showing.is_dark)
    elif showing.slide is Slide.SO_FAR:
        draw_sums(moment, round_)
    elif moment.board is not None:
        draw_tally_board(round_.name, moment.board, is_dark=showing.is_dark)
    elif showing.slide is Slide.PROJECTS:
        draw_projects(round_, moment.page)
    elif showing.slide is Slide.REVIEW:
        draw_released_review(showing, round_)
    else:
        draw_overview(round_, hall_address(st.context.url or ""))


def draw_sums(moment: Moment, round_: HallRound) -> None:
    """The sums of an open vote, as long as the round shows them."""
    if moment.so_far is None:
        draw_waiting()
    else:
        draw_so_far(round_, moment.so_far, is_dark=moment.showing.is_dark)


def draw_released_review(showing: Showing, round_: HallRound) -> None:
    """The review of the proposal that was chosen, if it is released."""
    report = released(showing.proposal_id or 0, round_.version)
    title = round_.released.get(showing.proposal_id or 0)
    if report is None or title is None or not report.experts:
        draw_waiting()
    else:
        draw_review(title, report, is_dark=showing.is_dark)


asked = st.query_params.get("screen", FIRST_SCREEN)
if asked not in SCREENS:
    st.error(t("refusal.screen.unknown"))
    st.stop()
with reading_or_stop():
    now = held(moment_now(asked), st.session_state.get(DRAWN))
st.session_state[DRAWN] = now
put_hall_look(is_dark=now.showing.is_dark)
put_wall_habits(utc_now())
with st.container(key="hall"):
    drawn = try_to_draw(now)
# Not all at once: a hundred viewers spread over a second.
jitter = st.session_state.setdefault("projector_jitter", random.random() / 5)  # noqa: S311 - no secret
st.fragment(watch, run_every=SECONDS_BETWEEN_LOOKS + jitter)(asked, drawn)
