"""The minutes as files: DOCX and PDF from the same plain values, in the language they are in."""

from dataclasses import dataclass
from datetime import datetime

from components.language import t, written_in
from components.minutes_words import day_words
from components.print import print_pdf
from components.print.minutes_docx import print_docx
from domain.clock import local
from domain.minutes import Content, Section
from domain.minutes_views import ApprovedMinutes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: a draft (`approved_at` None) is marked as one on every page."""

    content: Content
    language: str
    number: int = 1
    reason: str = ""
    approved_at: datetime | None = None


def printed_version(version: ApprovedMinutes) -> Printed:
    """An approved version, ready to be read or printed."""
    return Printed(
        version.content, version.language, version.number, version.reason, version.approved_at
    )


def minutes_pdf(printed: Printed) -> bytes:
    """A4 with our own Chinese font inside."""
    return print_pdf("minutes", minutes_values(printed))


def minutes_docx(printed: Printed) -> bytes:
    """A4 in the manner of official papers, to be opened in an office program."""
    return print_docx(minutes_values(printed))


def file_name(printed: Printed, ending: str) -> str:
    """How the file is called where it is saved."""
    day = "" if printed.approved_at is None else local(printed.approved_at).strftime("%Y%m%d")
    with written_in(printed.language):
        name = t("minutes.file_name", title=printed.content.title, day=day or t("minutes.mark"))
    return f"{name}.{ending}"


def minutes_values(printed: Printed) -> dict[str, object]:
    """Everything that stands on the paper, as plain values."""
    with written_in(printed.language):
        sections = [one for one in printed.content.sections if one.shown]
        return {
            "lang": printed.language[:2],
            "title": printed.content.title,
            "mark": "" if printed.approved_at else t("minutes.mark"),
            "status": status_words(printed),
            "sections": [_section(place, one) for place, one in enumerate(sections)],
            "signature": list(printed.content.signature),
        }


def status_words(printed: Printed) -> str:
    """That it is a draft, or when it was approved and what it corrects."""
    if printed.approved_at is None:
        return t("minutes.mark_says")
    day = day_words(local(printed.approved_at).date())
    if printed.number == 1:
        return t("minutes.approved_on", day=day)
    return t("minutes.corrected_on", number=printed.number, day=day, reason=printed.reason)


def heading_words(place: int, title: str) -> str:
    """The heading of a section with its number; `place` counts from 0."""
    numerals = t("minutes.numerals").split()
    numeral = numerals[place] if place < len(numerals) else str(place + 1)
    return t("minutes.heading", numeral=numeral, title=title)


def _section(place: int, section: Section) -> dict[str, object]:
    return {
        "heading": heading_words(place, section.title),
        "blocks": [
            {"text": one.text, "rows": [list(cells) for cells in one.rows]} for one in section.shown
        ],
    }
