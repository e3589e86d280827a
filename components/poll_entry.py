"""Entering answers for people without a device, person by person, in an open ballot."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.poll_words import names_of
from domain.poll_views import PollView, WithoutAnswer
from domain.polls import SCALE, PollKind

ONE_TAP = (PollKind.FOR_AGAINST, PollKind.SCALE)


def draw_entry(
    poll: PollView,
    waiting: Sequence[WithoutAnswer],
    enter: Callable[[int, Mapping[str, int]], None],
) -> None:
    """Everyone who has not answered, with a key for each answer."""
    if poll.terms.is_secret:
        st.info(t("refusal.poll.secret_by_hand"), icon=":material/visibility_off:")
        return
    is_single = poll.terms.kind is PollKind.CHOICE and poll.terms.most_choices == 1
    if poll.terms.kind not in ONE_TAP and not is_single:
        st.info(t("poll.entry_by_tablet"), icon=":material/tablet_android:")
        return
    st.markdown(t("poll.entry", n=len(waiting)))
    for one in waiting:
        with st.container(border=True, key=f"poll_entry_{one.attendee_id}"):
            name = plain(one.name or t("poll.guest", number=one.number))
            note = t("poll.has_device") if one.has_device else ""
            st.markdown(f"**{one.number}.** {name} {note}")
            with st.container(horizontal=True):
                for key, words in names_of(poll.terms).items():
                    given = {SCALE: int(key)} if poll.terms.kind is PollKind.SCALE else {key: 1}
                    st.button(
                        plain(words),
                        key=f"poll_enter_{poll.poll_id}_{one.attendee_id}_{key}",
                        on_click=enter,
                        args=(one.attendee_id, given),
                    )
