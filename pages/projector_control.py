"""大屏遥控: what the wall shows, for the facilitator with a tablet."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.projector.meeting_keys import draw_screen_keys
from components.projector.remote import Remote, draw_look, draw_now, draw_play_keys, draw_slide_keys
from components.sign_in import require_actor
from components.telling import attempt, reading_or_stop, tell
from domain.meetings import MeetingState
from domain.projector import SCREENS, HallRound, Slide
from domain.rights import Action, refuse_unless_permitted
from services import meeting_reading, outcomes, round_reading, screens

actor = require_actor()
st.title(t("page.projector_control"))
tell()
with reading_or_stop():
    refuse_unless_permitted(Action.SHOW_ON_PROJECTOR, actor, None)


def choose_screen() -> str:
    """Which of the hall's screens this tablet holds."""
    asked = st.query_params.get("screen", SCREENS[0])
    names = {one: t("control.screen_name", number=one) for one in SCREENS}
    chosen = st.segmented_control(
        t("control.screen"),
        SCREENS,
        default=asked if asked in SCREENS else SCREENS[0],
        format_func=names.__getitem__,
        required=True,
        key="control_screen",
    )
    return str(chosen)


def choose_meeting(shown: int | None, *, has_round: bool) -> int | None:
    """The meeting to show: the one on the screen, else one that is open; None: a round."""
    states = (MeetingState.OPEN, MeetingState.PLANNED)
    cards = sorted(meeting_reading.list_meetings(states), key=lambda one: one.state != states[0])
    names = {
        one.id: t("control.meeting_name", title=one.title, starts_at=one.starts_at) for one in cards
    }
    is_likely = shown in names or (not has_round and bool(cards) and cards[0].state is states[0])
    if not names or not wants_meeting(is_likely=is_likely):
        return None
    ids = list(names)
    return st.selectbox(
        t("control.meeting"),
        ids,
        index=ids.index(shown) if shown in ids else 0,
        format_func=names.__getitem__,
        key=f"control_meeting_{shown}",
    )


def wants_meeting(*, is_likely: bool) -> bool:
    """Whether a meeting is to be shown, not a round."""
    words = {True: t("control.what_meeting"), False: t("control.what_round")}
    return bool(
        st.segmented_control(
            t("control.what"),
            (True, False),
            default=is_likely,
            format_func=words.__getitem__,
            required=True,
            key="control_what",
        )
    )


def choose_round(shown: int | None) -> HallRound | None:
    """The round to show: the one on the screen, until another is chosen."""
    names = {
        card.id: t("results.entry", name=card.name, phase=card.phase)
        for card in round_reading.list_rounds()
    }
    if not names:
        return None
    ids = list(names)
    picked = st.selectbox(
        t("control.round"),
        ids,
        index=ids.index(shown) if shown in ids else 0,
        format_func=names.__getitem__,
        key=f"control_round_{shown}",
    )
    return screens.get_hall_round(picked)


def show(slide: Slide, proposal_id: int | None = None) -> None:
    """Put a slide of the chosen round on the screen."""
    if round_ is not None:
        attempt(screens.show_slide, actor, name, round_.round_id, slide, proposal_id)


name = choose_screen()
with reading_or_stop():
    showing = screens.find_showing(name)
    shown = None if showing.round_id is None else screens.get_hall_round(showing.round_id)
    view = outcomes.find_outcome_view(shown.round_id) if shown and shown.is_published else None
remote = Remote(
    show=show,
    step=lambda steps: attempt(screens.step_by, actor, name, steps),
    restart=lambda: attempt(screens.step_to, actor, name, 0),
    play=lambda: attempt(screens.play, actor, name),
    pause=lambda: attempt(screens.step_by, actor, name, 0),
    pace=lambda seconds: attempt(screens.set_pace, actor, name, seconds),
    look=lambda is_dark: attempt(screens.choose_dark, actor, name, is_dark=is_dark),
)
meeting_id = choose_meeting(showing.meeting_id, has_round=showing.round_id is not None)
if meeting_id is not None:
    draw_screen_keys(actor, meeting_id, name)
    draw_look(showing, remote)
else:
    draw_now(showing, plain(shown.name) if shown else "")
    if showing.slide is Slide.PLAY and view is not None:
        draw_play_keys(showing, [view.project(one.project).name for one in view.plays], remote)
    round_ = choose_round(showing.round_id)
    if round_ is not None:
        draw_slide_keys(showing, round_, remote)
