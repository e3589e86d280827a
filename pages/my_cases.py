"""我的法务: the cases one is named in, and for a specialist those that wait at their stations."""

from functools import partial

import streamlit as st

from components.language import t
from components.legal_cases import draw_case_rows, draw_waiting
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.legal_views import MyCases
from domain.roles import Actor
from services import case_reading, legal_cases


def take(actor: Actor, number: int) -> None:
    """Take a case (a callback)."""
    if attempt(legal_cases.take_case, actor, number):
        done(t("case.taken_now"))


actor = require_actor()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(t("page.my_cases"), anchor=False, width="stretch")
    if st.button(t("page.ask_law"), icon=":material/contact_support:"):
        st.switch_page(page_file("ask_law"))
tell()
with reading_or_stop():
    mine = case_reading.get_my_cases(actor)
if mine == MyCases():
    st.info(t("case.none"), icon=":material/inbox:")
first = [one for one in mine.open if one.must_sign or one.is_late or one.must_rate]
draw_case_rows(t("case.now"), first)
draw_waiting(mine.waiting, partial(take, actor))
draw_case_rows(t("case.open"), [one for one in mine.open if one not in first])
draw_case_rows(t("case.ended"), mine.ended)
