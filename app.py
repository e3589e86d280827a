"""议事厅: the page register, the sign-in and the frame around every page. No rule lives here."""

import streamlit as st

from components.frame import draw_frame
from components.language import t
from components.register import navigation
from components.sign_in import current_actor, write_pending_cookie
from components.start import advance_rounds, ensure_ready

st.set_page_config(
    page_title=t("app.name"),
    page_icon=":material/how_to_vote:",
    layout="wide",
)
ensure_ready()
advance_rounds()
actor = current_actor()
page = navigation(actor)
if page.url_path != "projector":
    draw_frame(actor, page.url_path)
page.run()
write_pending_cookie()
