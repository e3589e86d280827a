"""The key by which a member seconds a motion from their own tablet."""

from collections.abc import Callable

import streamlit as st

from components.language import t
from domain.floor import MotionState
from domain.floor_views import Floor


def draw_second_key(
    floor: Floor, attendee_id: int, second: Callable[[int], None], *, has_vote: bool
) -> None:
    """Second the motion that waits for it; nothing for its mover, or for who has no vote."""
    motion = floor.motion
    if motion is None or motion.state is not MotionState.MOVED or not has_vote:
        return
    if motion.mover.attendee_id == attendee_id:
        st.info(t("floor.waits_for_second"), icon=":material/hourglass_top:")
        return
    st.button(
        t("floor.second_it", number=motion.number),
        key=f"room_second_{motion.id}",
        icon=":material/add_reaction:",
        type="primary",
        width="stretch",
        on_click=second,
        args=(motion.id,),
    )
