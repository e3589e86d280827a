"""两会一员: the three teams, who is in them, and where their duties are read; for everyone."""

from dataclasses import replace

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from components.sign_in import current_actor
from components.team_members import body_name, draw_members, draw_team
from components.telling import reading_or_stop, tell
from domain.rights import Action, is_offered
from domain.teams import LONGEST_NAME, BodyKind, MemberFilter, TeamCard
from services import bodies, teams, windows


def choose_team(cards: tuple[TeamCard, ...]) -> TeamCard:
    """One of the teams, the one in the address first."""
    names = {one.body.code: body_name(one) for one in cards}
    asked = st.query_params.get("team", "")
    code = st.segmented_control(
        t("team.which"),
        list(names),
        default=asked if asked in names else cards[0].body.code,
        required=True,
        format_func=names.__getitem__,
        key="team",
        label_visibility="collapsed",
        width="stretch",
        wrap=True,
    )
    return next(one for one in cards if one.body.code == code)


def draw_filters(team: TeamCard) -> MemberFilter:
    """By name, and for the citizens' committee by field and community."""
    text = st.text_input(
        t("team.search"),
        key="team_words",
        max_chars=LONGEST_NAME,
        live="0.5s",
        icon=":material/search:",
    )
    wanted = MemberFilter(team.body.code, text=text or "")
    if team.body.kind is not BodyKind.CITIZENS:
        return wanted
    left, right = st.columns(2)
    fields: dict[object, str] = {None: t("window.all")}
    fields |= {one.code: plain(in_language(one.name, one.name_en)) for one in bodies.list_fields()}
    places: dict[object, str] = {None: t("window.all")}
    places |= {one.key: plain(one.name) for one in windows.list_communities(None)}
    field = left.selectbox(
        t("window.field"), list(fields), format_func=fields.__getitem__, key="team_field"
    )
    place = right.selectbox(
        t("window.community"), list(places), format_func=places.__getitem__, key="team_place"
    )
    return replace(
        wanted,
        field_code=None if field is None else str(field),
        community_id=None if place is None else int(str(place)),
    )


def draw_list(wanted: MemberFilter) -> None:
    """The members found, a page of them."""
    key = "members_" + "_".join(map(str, (wanted.body_code, wanted.text, wanted.field_code)))
    key += f"_{wanted.community_id}"
    found = teams.list_members(replace(wanted, page=st.session_state.get(key, 1)))
    st.markdown(t("team.found", n=found.total))
    if not found.cards:
        st.info(t("team.nobody"), icon=":material/search_off:")
    draw_members(found.cards)
    if found.pages > 1:
        st.pagination(found.pages, key=key)


actor = current_actor()
with reading_or_stop():
    listed = teams.list_teams()
st.title(t("page.teams"), anchor=False)
tell()
if not listed:
    st.info(t("team.none"), icon=":material/groups:")
    st.stop()
if actor is not None and is_offered(Action.EDIT_PROFILE, actor.role):
    st.page_link(page_file("my_profile"), label=t("page.my_profile"), icon=":material/badge:")
with reading_or_stop():
    chosen = choose_team(listed)
    draw_team(chosen)
    draw_list(draw_filters(chosen))
