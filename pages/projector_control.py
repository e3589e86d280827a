"""大屏遥控: what the wall shows, for the facilitator with a tablet."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.projector.remote import Remote, draw_now, draw_play_keys, draw_slide_keys
from components.sign_in import require_actor
from components.telling import attempt, reading_or_stop, tell
from domain.projector import SCREENS, HallRound, Slide
from domain.rights import Action, refuse_unless_permitted
from services import outcomes, round_reading, screens

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
names = [view.project(play.project).name for play in view.plays] if view else []
draw_now(showing, plain(shown.name) if shown else "")
if showing.slide is Slide.PLAY and view is not None:
    draw_play_keys(showing, names, remote)
round_ = choose_round(showing.round_id)
if round_ is not None:
    draw_slide_keys(showing, round_, remote)
