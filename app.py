"""议事厅: the page register, the sign-in and the frame around every page. No rule lives here."""

from pathlib import Path

import streamlit as st

from components.frame import draw_frame, is_wall
from components.language import t
from components.register import navigation
from components.sign_in import current_actor, write_pending_cookie
from components.start import advance_rounds, ensure_ready

# A file of ours: browsers would fetch a Material icon for the tab from the internet.
ICON = Path(__file__).parent / "components" / "icon.png"

st.set_page_config(
    page_title=t("app.name"),
    page_icon=str(ICON),
    layout="wide",
)
ensure_ready()
advance_rounds()
actor = current_actor()
page = navigation(actor)
if not is_wall(page.url_path):
    draw_frame(actor, page.url_path)
page.run()
write_pending_cookie()
