"""我的事项: what waits for this person in the loop, and what they raised."""

import streamlit as st

from components.language import t
from components.matter_cards import draw_rows
from components.matter_words import due_words
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import reading_or_stop, tell
from domain.clock import utc_now
from domain.deadlines import DUE_SOON
from domain.matter_views import CallLine, MatterCard, MyMatters
from services.my_matters import get_my_matters


def draw_reminder(owed: tuple[MatterCard, ...]) -> None:
    """What is late, and what is due within a day, before anything else."""
    now = utc_now()
    late = sum(one.is_late for one in owed)
    soon = sum(now <= one.due_at < now + DUE_SOON for one in owed)
    if late:
        st.error(t("my_matters.late", n=late), icon=":material/notification_important:")
    if soon:
        st.warning(t("my_matters.soon", n=soon), icon=":material/schedule:")


def draw_calls(calls: tuple[CallLine, ...]) -> None:
    """Whistles that this person's body has not reported to."""
    if not calls:
        return
    st.header(t("matter.list_title", title=t("my_matters.calls"), n=len(calls)), anchor=False)
    for one in calls:
        with st.container(border=True):
            st.page_link(
                page_file("matter"),
                label=f"**{plain(one.title)}**",
                query_params={"id": str(one.matter_id)},
            )
            st.markdown(t("whistle.due", at=one.due_at, left=due_words(one.due_at)))
            st.markdown(plain(one.reason))


def draw_lists(mine: MyMatters) -> None:
    """What is to be done first, what one raised last."""
    draw_rows(t("my_matters.to_answer"), mine.to_answer, "answer")
    draw_calls(mine.calls)
    draw_rows(t("my_matters.to_rate"), mine.to_rate, "rate")
    draw_rows(t("my_matters.gone_up"), mine.gone_up, "up")
    draw_rows(t("my_matters.to_assign"), mine.to_assign, "assign")
    draw_rows(t("my_matters.to_take_up"), mine.to_take_up, "take")
    draw_rows(t("my_matters.taken_up"), mine.taken_up, "taken")
    draw_rows(t("my_matters.raised"), mine.raised, "raised")


actor = require_actor()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(t("page.my_matters"), anchor=False, width="stretch")
    if st.button(t("page.raise_matter"), icon=":material/campaign:"):
        st.switch_page(page_file("raise_matter"))
tell()
with reading_or_stop():
    mine = get_my_matters(actor)
if mine == MyMatters():
    st.info(t("my_matters.none"), icon=":material/inbox:")
draw_reminder(mine.to_answer)
draw_lists(mine)
