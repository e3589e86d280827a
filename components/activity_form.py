"""The form that records an activity: taps where a tap does."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.delivery_forms import field, form_key
from components.language import t
from domain.activities import (
    LONGEST_RESULT,
    LONGEST_TITLE,
    MOST_PEOPLE,
    RECORDED,
    ActivityKind,
    ActivityRecord,
)
from domain.clock import local, utc_now

NAME = "activity"


def draw_form(
    community_id: int,
    fields: Mapping[str, str],
    members: Sequence[tuple[int, str]],
    on_record: Callable[[int], None],
) -> None:
    """What it was, when, how many came, and what came of it; of the community that is chosen."""
    key, people = form_key(NAME), dict(members)
    names: dict[str | None, str] = {None: t("activity.form_no_field")} | dict(fields)
    with st.form(NAME, border=False):
        _draw_what(key)
        _draw_when(key)
        st.pills(
            t("activity.form_members"),
            list(people),
            selection_mode="multi",
            format_func=people.__getitem__,
            key=f"{key}_members_{community_id}",
        )
        st.selectbox(
            t("activity.field"), list(names), format_func=names.__getitem__, key=f"{key}_field"
        )
        st.text_area(t("activity.form_result"), key=f"{key}_result", max_chars=LONGEST_RESULT)
        st.form_submit_button(
            t("activity.send"),
            type="primary",
            width="stretch",
            icon=":material/check:",
            on_click=on_record,
            args=(community_id,),
        )


def _draw_what(key: str) -> None:
    kinds = {kind.value: t(f"activity_kind.{kind.value}") for kind in RECORDED}
    st.segmented_control(
        t("activity.form_kind"),
        list(kinds),
        default=RECORDED[0].value,
        required=True,
        format_func=kinds.__getitem__,
        key=f"{key}_kind",
        wrap=True,
    )
    st.text_input(
        t("activity.form_title"),
        key=f"{key}_title",
        max_chars=LONGEST_TITLE,
        placeholder=t("activity.form_title_hint"),
    )


def _draw_when(key: str) -> None:
    today, (day, many) = local(utc_now()).date(), st.columns(2)
    day.date_input(
        t("activity.form_day"),
        value=today,
        max_value=today,
        format="YYYY-MM-DD",
        key=f"{key}_on",
    )
    many.number_input(
        t("activity.form_people"),
        min_value=0,
        max_value=MOST_PEOPLE,
        value=None,
        step=1,
        key=f"{key}_people",
    )


def typed_record(community_id: int) -> ActivityRecord:
    """What the form says (in its callback); nobody counted is 0."""
    return ActivityRecord(
        kind=ActivityKind(field(NAME, "kind")),
        title=str(field(NAME, "title") or ""),
        on=field(NAME, "on"),
        community_id=community_id,
        people_count=int(field(NAME, "people") or 0),
        field_code=field(NAME, "field"),
        result=str(field(NAME, "result") or ""),
        member_ids=tuple(field(NAME, f"members_{community_id}") or ()),
    )
