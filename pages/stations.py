"""法务服务: the station of one's community, open now or not, who is there, and the way to ask."""

import streamlit as st

from components.language import t
from components.legal_stations import draw_all, draw_station, draw_ways
from components.legal_words import asked_number
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from services import stations

_CHOSEN = "station_community"


def ask() -> None:
    """Remember the community for the form (a callback; the page is switched after it)."""
    st.session_state["ask_from_station"] = st.session_state.get(_CHOSEN)


actor = current_actor()
if st.session_state.pop("ask_from_station", None) is not None:
    query = {"community": str(st.session_state[_CHOSEN])}
    st.switch_page(page_file("ask_law"), query_params=query)
with reading_or_stop():
    found = stations.list_stations()
st.title(t("page.stations"), anchor=False)
tell()
if not found:
    st.info(t("station.none"), icon=":material/store:")
    st.stop()
by_community = {one.community_id: one for one in found}
home = asked_number("community") or (actor.community_id if actor else None)
names = {one.community_id: one.community for one in found}
chosen = st.selectbox(
    t("station.choose"),
    list(names),
    index=list(names).index(home) if home in names else None,
    format_func=names.__getitem__,
    placeholder=t("station.choose_hint"),
    key=_CHOSEN,
)
if chosen is not None:
    draw_station(by_community[int(chosen)], ask)
draw_ways()
with st.container(horizontal=True):
    is_first = chosen is None
    if is_first and st.button(t("station.ask"), type="primary", icon=":material/contact_support:"):
        st.switch_page(page_file("ask_law"))
    if st.button(t("page.legal_articles"), icon=":material/menu_book:"):
        st.switch_page(page_file("legal_articles"))
    if actor is not None and st.button(t("page.my_cases"), icon=":material/folder_shared:"):
        st.switch_page(page_file("my_cases"))
draw_all(found)
