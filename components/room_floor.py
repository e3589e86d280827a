"""What runs in the room, on one person's tablet: the item, who speaks, and asking to speak."""

from collections.abc import Callable

import streamlit as st

from components.language import t
from components.plain import plain
from domain.floor import Side
from domain.floor_views import Floor, Person

ICONS = {Side.FOR: "thumb_up", Side.AGAINST: "thumb_down", Side.NEUTRAL: "chat"}


def draw_item(floor: Floor) -> None:
    """The item that the room is at, what is moved, and who speaks."""
    item = floor.current_item
    if item is None:
        st.header(plain(floor.title), anchor=False)
        st.info(t("room.waits"), icon=":material/hourglass_empty:")
        return
    with st.container(key="room_item"):
        st.header(plain(item.title), anchor=False)
    if item.text:
        st.markdown(plain(item.text))
    if floor.motion is not None:
        st.markdown(f"**{t('room.motion', number=floor.motion.number)}** ")
        st.markdown(plain(floor.motion.wording))
    if floor.speaking is not None:
        who = called(floor.speaking.person)
        st.markdown(f":material/record_voice_over: {t('room.speaking', name=plain(who))}")


def draw_speak_keys(
    floor: Floor, attendee_id: int, ask: Callable[[int, Side], None], back: Callable[[int], None]
) -> None:
    """Ask to speak, for, against or neither; or one's place on the list, and stepping back."""
    item = floor.current_item
    if item is None:
        return
    if floor.speaking is not None and floor.speaking.person.attendee_id == attendee_id:
        st.success(t("room.you_speak"), icon=":material/mic:")
        return
    order = [one.person.attendee_id for one in floor.waiting]
    if attendee_id in order:
        with st.container(horizontal=True, vertical_alignment="center", key="room_queue"):
            st.markdown(f"**{t('room.place', n=order.index(attendee_id) + 1)}**")
            st.button(t("room.step_back"), icon=":material/undo:", on_click=back, args=(item.id,))
        return
    st.markdown(t("room.ask"))
    with st.container(key="room_speak"):
        for side in Side:
            st.button(
                t(f"room.ask_{side.value}"),
                key=f"room_ask_{side.value}",
                icon=f":material/{ICONS[side]}:",
                width="stretch",
                on_click=ask,
                args=(item.id, side),
            )


def called(person: Person) -> str:
    """A person's name, or their number where they gave none."""
    return person.name or t("poll.guest", number=person.number)
