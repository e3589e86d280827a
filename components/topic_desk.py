"""The expert's desk: visits to the field and the finding, saved as typed; questions to answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.attachments import UPLOAD_LIMIT_MB
from components.language import t
from components.plain import plain
from domain.clock import local, utc_now
from domain.files import MEGABYTE, MOST_PHOTO_BYTES
from domain.proposal_views import Choice
from domain.research import (
    LONGEST_ADVICE,
    LONGEST_FINDING,
    LONGEST_NOTE,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_PHOTOS,
    MOST_RECOMMENDATIONS,
)
from domain.research_views import AdviceLine, FindingSheet, RecordLine

Save = Callable[..., Any]
Read = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class RecordSaves:
    """What saves each part of a field record."""

    part: Save
    day: Save
    community: Save
    people: Save
    photo: Save
    remove: Save


def draw_record_form(
    one: RecordLine, places: Sequence[Choice], saves: RecordSaves, read: Read
) -> None:
    """One visit: when, where, whom, what; every field saves itself when it is left."""
    key = f"record_{one.id}"
    _draw_when_and_where(one, places, saves, key)
    for part, text, most in (
        ("place_text", one.place, LONGEST_TITLE),
        ("people_met", one.people_met, LONGEST_NOTE),
    ):
        _line(t(f"record.{part}"), text, partial(saves.part, one.id, part), f"{key}_{part}", most)
    st.number_input(
        t("record.people_count"),
        min_value=0,
        max_value=1000,
        value=one.people_count,
        key=f"{key}_people",
        on_change=keep,
        args=(saves.people, one.id, f"{key}_people"),
    )
    notes = partial(saves.part, one.id, "notes")
    _text(t("record.notes"), one.notes, notes, f"{key}_notes", LONGEST_FINDING)
    _draw_photos(one, saves, read, key)


def draw_finding_form(finding: FindingSheet, on_save: Save, on_recommend: Save, key: str) -> None:
    """The finding: title, in short, what is advised, the whole of it."""
    _line(
        t("finding.part_title"),
        finding.title,
        partial(on_save, "title"),
        f"{key}_title",
        LONGEST_TITLE,
    )
    _text(
        t("finding.part_summary"),
        finding.summary,
        partial(on_save, "summary"),
        f"{key}_summary",
        LONGEST_SUMMARY,
    )
    st.text_area(
        t("finding.part_recommendations", most=MOST_RECOMMENDATIONS),
        "\n".join(finding.recommendations),
        key=f"{key}_lines",
        height=180,
        on_change=keep_lines,
        args=(on_recommend, f"{key}_lines"),
    )
    _text(
        t("finding.part_text"),
        finding.text,
        partial(on_save, "text"),
        f"{key}_text",
        LONGEST_FINDING,
    )
    if finding.saved_at is not None:
        st.caption(t("finding.saved", at=finding.saved_at, name=plain(finding.saved_by)))


def draw_advice_form(one: AdviceLine, on_answer: Save) -> None:
    """The answer to one question."""
    key = f"advice_answer_{one.id}"
    with st.form(f"advice_form_{one.id}", border=False):
        st.text_area(t("advice.form_answer"), key=key, max_chars=LONGEST_ADVICE, height=140)
        st.form_submit_button(
            t("advice.send_answer"),
            type="primary",
            width="stretch",
            on_click=on_answer,
            args=(one.id, key),
        )


def keep(save: Save, number: int, key: str) -> None:
    """Save what stands in a field (a callback)."""
    save(number, st.session_state[key])


def keep_text(save: Save, key: str) -> None:
    """Save the text of a field (a callback)."""
    save(str(st.session_state[key]))


def keep_lines(save: Save, key: str) -> None:
    """Save a text, a line for each (a callback)."""
    save(str(st.session_state[key]).split("\n"))


def _line(label: str, text: str, save: Save, key: str, most: int) -> None:
    st.text_input(label, text, key=key, max_chars=most, on_change=keep_text, args=(save, key))


def _text(label: str, text: str, save: Save, key: str, most: int) -> None:
    st.text_area(
        label, text, key=key, max_chars=most, height=160, on_change=keep_text, args=(save, key)
    )


def _draw_when_and_where(
    one: RecordLine, places: Sequence[Choice], saves: RecordSaves, key: str
) -> None:
    first, second = st.columns(2)
    with first:
        st.date_input(
            t("record.day"),
            one.on,
            max_value=local(utc_now()).date(),
            format="YYYY-MM-DD",
            key=f"{key}_day",
            on_change=keep,
            args=(saves.day, one.id, f"{key}_day"),
        )
    with second:
        names: dict[object, str] = {None: t("record.no_community")}
        names |= {place.key: place.name for place in places}
        keys = list(names)
        st.selectbox(
            t("record.community"),
            keys,
            index=keys.index(one.community_id) if one.community_id in names else 0,
            format_func=names.__getitem__,
            key=f"{key}_community",
            on_change=keep,
            args=(saves.community, one.id, f"{key}_community"),
        )


def _draw_photos(one: RecordLine, saves: RecordSaves, read: Read, key: str) -> None:
    for photo in one.files:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.image(read(photo.id), width=96, alt=t("attachment.photo"))
            st.markdown(plain(photo.name), width="stretch")
            st.button(
                t("attachment.remove"),
                key=f"{key}_remove_{photo.id}",
                icon=":material/delete:",
                on_click=saves.remove,
                args=(photo.id,),
            )
    if len(one.files) >= MOST_PHOTOS:
        return
    turn = f"{key}_photos_{st.session_state.get(f'{key}_taken', 0)}"
    st.file_uploader(
        t("record.photos", size=MOST_PHOTO_BYTES // MEGABYTE, most=MOST_PHOTOS),
        accept_multiple_files=True,
        key=turn,
        on_change=saves.photo,
        args=(one.id, turn, f"{key}_taken"),
        max_upload_size=UPLOAD_LIMIT_MB,
    )
