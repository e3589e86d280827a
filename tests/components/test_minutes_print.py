"""Minutes on paper: document and PDF say the same, with Chinese fonts, marks and page numbers."""

import io
from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from components.minutes_export import Printed, file_name, minutes_docx, minutes_pdf
from domain.clock import CHINA_TIME
from domain.minutes import Content, Paragraph, Section

POLL = Paragraph(
    "poll:1",
    "表决 1：先在北门试一个月。结果：通过。",
    rows=(("选择", "票数"), ("赞成", "21"), ("反对", "2"), ("弃权", "3")),
    is_fixed=True,
)
CONTENT = Content(
    "榕荫里社区居民恳谈日会议纪要",
    (
        Section("head", "会议概况", (Paragraph("a", "时间：2026年11月10日。"),)),
        Section("item", "电动车充电", (Paragraph("b", "先后有人发言。\n说的是路灯。"), POLL)),
        Section("none", "没有内容的一节", (Paragraph("c", "拿掉的话", is_left_out=True),)),
        Section("promises", "承诺事项", (Paragraph("promise:1", "社区居委会承诺：修好路灯。"),)),
    ),
    ("主持人（签字）：", "记录人（签字）：", "2026年11月10日"),
)
SAID = (
    "榕荫里社区居民恳谈日会议纪要",
    "一、会议概况",
    "时间：2026年11月10日。",
    "二、电动车充电",
    "说的是路灯。",
    "表决1：先在北门试一个月。结果：通过。",
    "三、承诺事项",
    "社区居委会承诺：修好路灯。",
    "主持人（签字）：",
)
APPROVED_AT = datetime(2026, 11, 12, 9, tzinfo=CHINA_TIME)
DRAFT = Printed(CONTENT, "zh_CN")
APPROVED = Printed(CONTENT, "zh_CN", approved_at=APPROVED_AT)


def text_of_pdf(data: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return "".join(text.split())


def text_of_docx(data: bytes) -> str:
    return "".join("".join(line.text.split()) for line in Document(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize("said", SAID)
def test_both_files_say_every_sentence(said: str) -> None:
    assert said in text_of_docx(minutes_docx(APPROVED))
    assert said in text_of_pdf(minutes_pdf(APPROVED))


def test_what_was_left_out_is_in_neither_file() -> None:
    for text in (text_of_docx(minutes_docx(DRAFT)), text_of_pdf(minutes_pdf(DRAFT))):
        assert "拿掉的话" not in text
        assert "没有内容的一节" not in text


def test_a_poll_is_a_table_with_its_numbers() -> None:
    [table] = Document(io.BytesIO(minutes_docx(APPROVED))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(row) for row in POLL.rows
    ]
    assert "选择票数赞成21反对2弃权3" in text_of_pdf(minutes_pdf(APPROVED))


def test_a_draft_is_marked_on_every_page_and_what_was_approved_is_not() -> None:
    long = Content("纪要", (Section("s", "议题", tuple(_many(80))),), ())
    pages = PdfReader(io.BytesIO(minutes_pdf(Printed(long, "zh_CN")))).pages
    assert len(pages) > 1
    assert all("草稿" in page.extract_text() for page in pages)
    header = Document(io.BytesIO(minutes_docx(DRAFT))).sections[0].header
    assert "草稿" in header.paragraphs[0].text
    assert "草稿" not in text_of_pdf(minutes_pdf(APPROVED))
    approved = Document(io.BytesIO(minutes_docx(APPROVED)))
    assert "草稿" not in approved.sections[0].header.paragraphs[0].text
    assert "2026年11月12日签发" in text_of_docx(minutes_docx(APPROVED))


def test_a_corrected_version_says_which_it_is_and_why() -> None:
    corrected = Printed(CONTENT, "zh_CN", 2, "票数写错", APPROVED_AT)
    said = "第2版，2026年11月12日签发。更正原因：票数写错"
    assert said in text_of_docx(minutes_docx(corrected))
    assert said in text_of_pdf(minutes_pdf(corrected))


def test_the_document_names_chinese_fonts_and_the_margins_of_official_papers() -> None:
    paper = Document(io.BytesIO(minutes_docx(APPROVED)))
    page = paper.sections[0]
    margins = [round(one.mm) for one in (page.top_margin, page.left_margin, page.right_margin)]
    assert margins == [37, 28, 26]
    fonts = [
        run._r.rPr.rFonts.get(qn("w:eastAsia")) for line in paper.paragraphs for run in line.runs
    ]
    assert fonts[0] == "SimSun"
    assert set(fonts) == {"SimSun", "SimHei", "FangSong"}
    assert 'w:eastAsia="zh-CN"' in paper.styles["Normal"].element.xml
    assert all(run.font.size for line in paper.paragraphs for run in line.runs)


def test_pages_are_numbered_in_both_files() -> None:
    footer = Document(io.BytesIO(minutes_docx(APPROVED))).sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "—1—" in text_of_pdf(minutes_pdf(APPROVED))


def test_the_pdf_carries_its_chinese_font() -> None:
    [page] = PdfReader(io.BytesIO(minutes_pdf(APPROVED))).pages
    fonts = page["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(inside.get_object())


def test_a_file_is_named_after_the_meeting() -> None:
    assert file_name(APPROVED, "pdf") == "榕荫里社区居民恳谈日会议纪要_20261112.pdf"
    assert file_name(DRAFT, "docx") == "榕荫里社区居民恳谈日会议纪要_草稿.docx"


def _many(count: int) -> list[Paragraph]:
    return [Paragraph(str(place), f"第 {place} 段。") for place in range(count)]
