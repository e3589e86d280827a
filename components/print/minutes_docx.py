"""Minutes as an office document, in the manner of official papers (GB/T 9704): A4, 仿宋 16 pt,
headings in 黑体, the title centred, 28 pt a line, paragraphs set in by two characters, `— 1 —`.

The fonts (仿宋, 黑体, 宋体) are named, not embedded: every office program in a district office has
them, and others put their own Chinese font in their place.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY, HEADING, TITLE = "FangSong", "SimHei", "SimSun"
LATIN = "Times New Roman"
BODY_PT, TITLE_PT, SMALL_PT, LINE_PT = 16, 22, 14, 28
TABLE_STYLE, CELL_MM = "Table Grid", 45


def print_docx(values: Mapping[str, Any]) -> bytes:
    """The document of the values that `components.minutes_export.minutes_values` gives."""
    paper = Document()
    _set_page(paper, values)
    _put(paper, values["title"], TITLE, TITLE_PT, is_bold=True, is_centred=True)
    _put(paper, values["status"], BODY, SMALL_PT, is_centred=True)
    for section in values["sections"]:
        heading = _put(paper, section["heading"], HEADING, BODY_PT, is_indented=True)
        heading.paragraph_format.keep_with_next = True
        for block in section["blocks"]:
            for line in block["text"].split("\n"):
                _put(paper, line, BODY, BODY_PT, is_indented=True)
            if block["rows"]:
                _put_table(paper, block["rows"])
    _sign(paper, values["signature"])
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _set_page(paper: Any, values: Mapping[str, Any]) -> None:
    paper.core_properties.title = values["title"]
    paper.core_properties.author = ""
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    usual = paper.styles["Normal"]
    usual.font.size = Pt(BODY_PT)
    _set_fonts(usual.element.get_or_add_rPr(), BODY)
    _say_language(usual.element.get_or_add_rPr())
    if values["mark"]:
        mark = page.header.paragraphs[0]
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(mark, values["mark"], HEADING, TITLE_PT)
    _number_pages(page.footer.paragraphs[0])


def _put(
    paper: Any,
    text: str,
    font: str,
    size: int,
    *,
    is_bold: bool = False,
    is_centred: bool = False,
    is_indented: bool = False,
) -> Any:
    line = paper.add_paragraph()
    spacing = line.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PT)
    spacing.space_before = spacing.space_after = Pt(0)
    if is_centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        spacing.line_spacing = Pt(LINE_PT + 4)
    if is_indented:
        spacing.first_line_indent = Pt(2 * size)
    _run(line, text, font, size, is_bold=is_bold)
    return line


def _put_table(paper: Any, rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=0, cols=len(rows[0]), style=TABLE_STYLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for place, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            line = cell.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
            _run(line, text, HEADING if place == 0 else BODY, SMALL_PT)
    for column in table.columns:
        column.width = Mm(CELL_MM)
    _keep_together(table)
    _put(paper, "", BODY, BODY_PT)


def _keep_together(table: Any) -> None:
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _sign(paper: Any, signature: Sequence[str]) -> None:
    _put(paper, "", BODY, BODY_PT)
    for place, text in enumerate(signature):
        line = _put(paper, text, BODY, BODY_PT, is_indented=True)
        line.paragraph_format.keep_with_next = place + 1 < len(signature)
        if place + 1 == len(signature):
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _number_pages(line: Any) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, "\u2014 ", TITLE, SMALL_PT)
    run = _run(line, "", TITLE, SMALL_PT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    _run(line, " \u2014", TITLE, SMALL_PT)


def _run(line: Any, text: str, font: str, size: int, *, is_bold: bool = False) -> Any:
    run = line.add_run(text)
    run.font.size, run.font.bold = Pt(size), is_bold
    _set_fonts(run._r.get_or_add_rPr(), font)
    return run


def _say_language(properties: Any) -> None:
    # Without it an office program may set Chinese full stops in the middle, as Taiwan does.
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-US")
    said.set(qn("w:eastAsia"), "zh-CN")
    properties.append(said)


def _set_fonts(properties: Any, chinese: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), chinese)
