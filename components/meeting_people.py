"""Inviting people: by role, by pasted lines with a preview, and the roster as it stands."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.language import t, t_refusal
from components.meeting_words import area_words
from components.plain import plain
from domain.meeting_views import RosterLine
from domain.meetings import Standing
from domain.roles import Role
from domain.roster_lines import PersonLine, ReadLine, read_lines
from locales import LANGUAGES, translate

ROSTER_A_PAGE = 30
_INVITABLE = (Role.MEMBER, Role.RESIDENT, Role.EXPERT, Role.SPECIALIST)

Invite = Callable[[Sequence[PersonLine]], None]


def draw_invite_by_role(counts: Mapping[Role, int], invite: Callable[[Role], None]) -> None:
    """One tap invites everyone of a role who lives there."""
    st.markdown(t("invite.by_role"))
    with st.container(horizontal=True):
        for role in _INVITABLE:
            st.button(
                t("invite.role", role=role, n=counts.get(role, 0)),
                key=f"invite_{role.value}",
                icon=":material/group_add:",
                disabled=not counts.get(role, 0),
                on_click=invite,
                args=(role,),
            )


def draw_invite_lines(invite: Invite) -> None:
    """Paste lines, look at them one by one, invite; nothing is written if one is wrong."""
    typed = st.text_area(
        t("invite.paste"),
        height=180,
        placeholder=t("invite.example"),
        key="invite_lines",
        persist_state="session",
    )
    if not typed.strip():
        return
    lines = read_lines(typed, standing_words())
    wrong = [one for one in lines if one.refusal is not None]
    for one in wrong:
        if one.refusal is not None:
            st.error(f"{plain(one.typed)}  \n{t_refusal(one.refusal)}", icon=":material/error:")
    _draw_preview(lines)
    people = [one.person for one in lines if one.person is not None]
    st.button(
        t("invite.them", n=len(people)),
        key="invite_them",
        type="primary",
        width="stretch",
        icon=":material/group_add:",
        disabled=bool(wrong) or not people,
        on_click=invite,
        args=(people,),
    )


def standing_words() -> dict[str, Standing]:
    """How people write a standing, in either language, in lower case."""
    words = {
        translate(language, f"standing.{one.value}").lower(): one
        for language in LANGUAGES
        for one in Standing
    }
    short = {
        word: one
        for language in LANGUAGES
        for one in Standing
        for word in translate(language, f"standing_short.{one.value}").lower().split()
    }
    return words | short


def draw_roster(roster: Sequence[RosterLine], acts: Mapping[str, Callable[[int], None]]) -> None:
    """Everyone invited, with the way off the roster; folded, and a page at a time."""
    with st.expander(
        t("roster.n", n=sum(one.is_invited for one in roster)), icon=":material/groups:"
    ):
        pages = max(1, -(-len(roster) // ROSTER_A_PAGE))
        page = st.pagination(pages, key="roster_page") if pages > 1 else 1
        start = (int(page or 1) - 1) * ROSTER_A_PAGE
        for one in roster[start : start + ROSTER_A_PAGE]:
            _draw_line(one, acts)


def person_words(one: RosterLine) -> str:
    """Number, name and standing, as people are called in the room."""
    words = [f"{one.number}. **{plain(one.name) or t('roster.unnamed')}**"]
    words.append(t(f"standing.{one.standing.value}"))
    if one.community:
        words.append(plain(one.community))
    if one.floor_area_dm2:
        words.append(area_words(one.floor_area_dm2))
    return " · ".join(words).replace(". ", r"\. ", 1)


def _draw_line(one: RosterLine, acts: Mapping[str, Callable[[int], None]]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(person_words(one), width="stretch")
        if one.is_drawn:
            label = t("roster.drawn") if one.is_invited else t("roster.declined")
            st.badge(label, icon=":material/casino:", color="violet" if one.is_invited else "gray")
        if one.is_drawn and one.is_invited and one.came_at is None and "stand_in" in acts:
            _button("stand_in", "swap_horiz", one.id, acts)
        elif one.came_at is None and not one.is_drawn:
            _button("remove", "close", one.id, acts)


def _button(
    name: str, icon: str, attendee_id: int, acts: Mapping[str, Callable[[int], None]]
) -> None:
    st.button(
        t(f"roster.{name}"),
        key=f"roster_{name}_{attendee_id}",
        icon=f":material/{icon}:",
        on_click=acts[name],
        args=(attendee_id,),
    )


def _draw_preview(lines: Sequence[ReadLine]) -> None:
    rows = [
        {
            t("invite.line"): one.number,
            t("invite.name"): one.person.name,
            t("invite.standing"): t(f"standing.{one.person.standing.value}"),
            t("invite.area"): area_words(one.person.floor_area_dm2)
            if one.person.floor_area_dm2
            else "",
        }
        for one in lines
        if one.person is not None
    ]
    if rows:
        st.table(rows)
