"""The minutes as a sheet of paper to be read: headings, paragraphs, small tables."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.language import t, written_in
from components.minutes_export import (
    DOCX,
    PDF,
    Printed,
    file_name,
    heading_words,
    minutes_docx,
    minutes_pdf,
    status_words,
)
from components.plain import plain
from domain.minutes import Content, Paragraph

LOOK = Path(__file__).with_name("minutes.css")


def draw_sheet(printed: Printed) -> None:
    """The whole text, as it is printed."""
    put_paper_look()
    with st.container(key="minutes_sheet", border=True):
        with written_in(printed.language):
            st.markdown(f"## {plain(printed.content.title)}")
            st.container(key="minutes_status").markdown(plain(status_words(printed)))
            headings = _headings(printed.content)
        for heading, section in zip(headings, _shown(printed.content), strict=True):
            st.markdown(f"### {plain(heading)}")
            for one in section:
                draw_paragraph(one)
        st.container(key="minutes_sign").markdown(plain("　　".join(printed.content.signature)))


def put_paper_look() -> None:
    """Our own static style sheet."""
    st.html(LOOK)


def draw_paragraph(one: Paragraph) -> None:
    """A paragraph, and the table that belongs to it."""
    if one.text:
        st.markdown(plain(one.text))
    if one.rows:
        draw_rows(one.rows)


def draw_rows(rows: Sequence[Sequence[str]]) -> None:
    """A small table under its own head."""
    head, *body = rows
    lines = [_line(head), _line(["---"] * len(head), is_text=False), *map(_line, body)]
    st.markdown("\n".join(lines))


def draw_downloads(printed: Printed, name: str) -> None:
    """Both files, made when they are asked for."""
    with st.container(horizontal=True, key=f"minutes_files_{name}"):
        st.download_button(
            t("minutes.download_docx"),
            lambda: minutes_docx(printed),
            file_name(printed, "docx"),
            DOCX,
            key=f"minutes_docx_{name}",
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            t("minutes.download_pdf"),
            lambda: minutes_pdf(printed),
            file_name(printed, "pdf"),
            PDF,
            key=f"minutes_pdf_{name}",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            width="stretch",
        )


def _headings(content: Content) -> list[str]:
    sections = [one for one in content.sections if one.shown]
    return [heading_words(place, one.title) for place, one in enumerate(sections)]


def _shown(content: Content) -> list[tuple[Paragraph, ...]]:
    return [one.shown for one in content.sections if one.shown]


def _line(cells: Sequence[str], *, is_text: bool = True) -> str:
    told = [plain(one).replace("\n", " ") if is_text else one for one in cells]
    return f"| {' | '.join(told)} |"
