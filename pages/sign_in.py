"""登录."""

import streamlit as st

from components.language import t
from components.register import page_file
from components.sign_in import current_actor, draw_sign_in

st.title(t("page.sign_in"))
actor = current_actor()
if actor is None:
    draw_sign_in()
    st.stop()
st.success(t("sign_in.welcome", name=actor.name, role=actor.role), icon=":material/check_circle:")
st.page_link(page_file("home"), label=t("sign_in.go_home"), icon=":material/home:")
