"""Slides of the floor: the item and its clock, who speaks and who comes next, the motion."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.projector.clocks import draw_clock
from components.projector.hall import Scene, clipped, draw_line, draw_words, width_of
from domain.floor import Side
from domain.floor_views import Floor, FloorItem, MotionView, Person, SpeechView
from domain.meetings import ItemState

ITEM = ((16, 100), (42, 80), (80, 64), (120, 54))
WORDING = ((42, 80), (104, 64), (170, 54), (330, 44), (1000, 38))
NAME = ((8, 100), (16, 80), (40, 54))
NEXT_SHOWN, AMENDMENTS_SHOWN = 5, 2
LONGEST_WORDING = 520


def draw_item(floor: Floor, item: FloorItem, scene: Scene) -> None:
    """The item, what is left of its time, and what comes behind it."""
    draw_line("head_place", t("hall.item_of", n=item.position, items=len(floor.items)))
    draw_words("title", item.title, ITEM)
    if item.text and width_of(item.title) <= ITEM[1][0]:
        st.markdown(plain(clipped(item.text, 76)))
    draw_clock("item", item.clock, scene)
    if item.state is ItemState.PAUSED:
        draw_line("head_paused", t("hall.item_on_hold"))
    elif floor.next_item is not None:
        draw_line("head_next", t("hall.next_item", title=clipped(floor.next_item.title, 60)))


def draw_speakers(floor: Floor, scene: Scene) -> None:
    """Who has the floor, for how long still, and who comes next."""
    left, right = st.columns([1.35, 1], vertical_alignment="center", gap="large")
    with left:
        _draw_speaking(floor, scene)
    with right:
        _draw_next(floor.waiting)


def called(person: Person) -> str:
    """How the room calls somebody: by name, else by number."""
    return person.name or t("hall.numbered", n=person.number)


def draw_motion(motion: MotionView, floor: Floor) -> None:
    """What is moved, by whom, and what is moved to change it."""
    key = "hall.amendment" if motion.amends_id is not None else "hall.motion"
    draw_line("head_motion", t(key, number=motion.number, state=t(f"hall.motion_{motion.state}")))
    draw_words("wording", clipped_lines(motion.wording), WORDING)
    movers = t("hall.moved_by", name=called(motion.mover))
    if motion.seconder is not None:
        movers += "　" + t("hall.seconded_by", name=called(motion.seconder))
    draw_line("head_movers", movers)
    amendments = [one for one in floor.motions if one.amends_id == motion.id and one.is_undecided]
    if amendments:
        with st.container(key="hall_list"):
            for one in amendments[:AMENDMENTS_SHOWN]:
                said = t("hall.amendment_row", number=one.number, text=clipped(one.text, 66))
                draw_line(f"row_small_{one.id}", said)


def clipped_lines(text: str) -> str:
    """The text as written, cut where the wall could not hold more."""
    return text if width_of(text) <= LONGEST_WORDING else clipped(text, LONGEST_WORDING)


def _draw_speaking(floor: Floor, scene: Scene) -> None:
    speech = floor.speaking
    if floor.current_item is not None:
        draw_line("head_item", clipped(floor.current_item.title, 60))
    if speech is None:
        draw_words("nobody", t("hall.nobody_speaks"), NAME)
        return
    st.markdown(t("hall.speaking"))
    draw_words("speaker", called(speech.person), NAME)
    if speech.side is not Side.NEUTRAL:
        draw_line(f"side_{speech.side}", t(f"hall.speaks_{speech.side}"))
    draw_clock("speech", speech.clock, scene)


def _draw_next(waiting: tuple[SpeechView, ...]) -> None:
    st.markdown(f"## {t('hall.next_speakers' if waiting else 'hall.no_next')}")
    with st.container(key="hall_list"):
        for place, one in enumerate(waiting[:NEXT_SHOWN], start=1):
            with st.container(
                key=f"hall_row_{one.id}", horizontal=True, horizontal_alignment="distribute"
            ):
                st.markdown(plain(f"{place}　{clipped(called(one.person), 10)}"), width="content")
                if one.side is not Side.NEUTRAL:
                    with st.container(key=f"hall_side_{one.side}_{one.id}", width="content"):
                        st.markdown(t(f"hall.side_{one.side}"))
    if len(waiting) > NEXT_SHOWN:
        draw_line("head_more", t("hall.more_waiting", n=len(waiting) - NEXT_SHOWN))
