"""积分清单: what gives points, what takes them, what they buy; for everyone to read."""

import streamlit as st

from components.language import t
from components.points_published import draw_rewards, draw_rules
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from domain.clock import local, utc_now
from services import points, points_reading

actor = current_actor()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(t("page.points_list"), anchor=False, width="stretch")
    if actor is not None and st.button(t("page.my_points"), icon=":material/redeem:"):
        st.switch_page(page_file("my_points"))
tell()
st.markdown(t("points.how"))
with reading_or_stop():
    rules, offered = points.list_rules(), points_reading.list_rewards()
draw_rules(rules, local(utc_now()).date())
st.subheader(t("reward.title"), anchor=False)
draw_rewards(offered)
