"""Activities as cards: what, when, where, how many came, and what came of it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.register import page_file
from domain.activities import LONGEST_REASON, ActivityLine
from domain.roles import Actor, Role

Void = Callable[[int], None]


def draw_cards(
    lines: Sequence[ActivityLine], fields: Mapping[str, str], actor: Actor | None, on_void: Void
) -> None:
    """Two in a row; under each other on a phone."""
    for start in range(0, len(lines), 2):
        for column, line in zip(st.columns(2), lines[start : start + 2], strict=False):
            with column:
                draw_card(line, fields, actor, on_void)


def draw_card(
    line: ActivityLine, fields: Mapping[str, str], actor: Actor | None, on_void: Void
) -> None:
    """One activity."""
    with st.container(border=True, height="stretch", key=f"activity_{line.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(t(f"activity_kind.{line.kind.value}"), color="primary")
            if line.field_code in fields:
                st.markdown(plain(fields[line.field_code]), width="content")
        st.subheader(plain(line.title), anchor=False)
        place = plain(line.place) or t("activity.district")
        day = line.on.strftime(t("format.day"))
        st.markdown(f"**{day} · {place}**  \n{t('activity.people', n=line.people_count)}")
        if line.result:
            st.markdown(t("activity.result_says", text=plain(line.result)))
        if line.members:
            names = t("format.list_joint").join(plain(one) for one in line.members)
            st.markdown(t("activity.members", names=names))
        _draw_links(line)
        if _may_void(line, actor):
            _draw_void(line, on_void)


def _draw_links(line: ActivityLine) -> None:
    if line.meeting_id is not None:
        _link("meeting", "activity.to_meeting", {"id": str(line.meeting_id)})
    if line.round_id is not None:
        _link("results", "activity.to_round", {"round": str(line.round_id)})


def _link(page: str, label: str, query: dict[str, str]) -> None:
    icon = ":material/arrow_forward:"
    st.page_link(page_file(page), label=t(label), icon=icon, query_params=query)


def _may_void(line: ActivityLine, actor: Actor | None) -> bool:
    wrote_itself = line.meeting_id is not None or line.round_id is not None
    if actor is None or wrote_itself:
        return False
    is_home = line.community_id is not None and line.community_id == actor.community_id
    return actor.role is Role.OFFICER or (is_home and actor.role in (Role.CLERK, Role.MEMBER))


def _draw_void(line: ActivityLine, on_void: Void) -> None:
    with st.popover(t("activity.void"), icon=":material/undo:"):
        st.text_input(
            t("activity.void_reason"), key=f"void_reason_{line.id}", max_chars=LONGEST_REASON
        )
        st.button(t("activity.void_do"), key=f"void_{line.id}", on_click=on_void, args=(line.id,))
