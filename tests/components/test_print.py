"""Printed ballots: A4, large, every project in Chinese, fonts inside, a number on every page."""

import io
from dataclasses import replace

import pytest
import streamlit as st
from pypdf import PageObject, PdfReader

from components.paper_print import ballots_pdf, find_missing_characters, projects_pdf
from components.print import missing_characters, print_pdf
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotRules
from domain.election import BallotType
from domain.paper_serials import BallotStyle, draw_serials, shown
from domain.paper_views import PrintedSheet
from domain.phases import Phase

NAMES = ("加装楼道扶手", "老榕树下的长椅", "社区食堂添适老餐桌", "夜间照明灯改造", "无障碍坡道")
SMALLEST_PT = 16
A4_PT = (595.28, 841.89)
HOW = {
    BallotType.APPROVAL: "至少选3个，多选不限",
    BallotType.CHOOSE_ONE: "只能选一个",
    BallotType.KNAPSACK: "不能超过¥300",
    BallotType.POINTS: "您一共有10分",
    BallotType.RANKING: "最想办的写1",
}


def paper(kind: BallotType = BallotType.APPROVAL, names: tuple[str, ...] = NAMES) -> BallotPaper:
    projects = tuple(
        PaperProject(f"P{n}", n, name, 100_00 * n, None, "榕荫社区", None, "", "", "", "")
        for n, name in enumerate(names, start=1)
    )
    rules = BallotRules(
        kind,
        {one.code: one.cost_cents for one in projects},
        min_marks=3,
        points_total=10,
        budget_cents=300_00,
    )
    return BallotPaper(7, "2026年榕荫街道参与式预算", Phase.VOTE, rules, projects, (), None)


def sheets(how_many: int = 2) -> list[PrintedSheet]:
    style = BallotStyle(7, "approval", "a" * 64)
    return [PrintedSheet(one, shown(one), style.code(one)) for one in draw_serials(how_many, ())]


def pages_of(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(pdf)).pages)


def text_of(pages: list[PageObject]) -> str:
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.fixture(autouse=True)
def chinese() -> None:
    st.session_state["language"] = "zh_CN"


@pytest.mark.parametrize("kind", list(HOW))
def test_a_ballot_tells_how_to_mark_it_and_names_every_project(kind: BallotType) -> None:
    pile = sheets()
    said = text_of(pages_of(ballots_pdf(paper(kind), pile)))
    assert HOW[kind] in said
    assert all(said.count(name) == len(pile) for name in NAMES)
    assert said.count("榕荫社区") == len(pile) * len(NAMES)
    assert "¥500" in said
    assert all("".join(one.shown.split()) in said for one in pile)


def test_ballots_are_a4_in_large_type_with_their_fonts_inside() -> None:
    sizes: set[float] = set()

    def look(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(matrix[3]), 1))

    pages = pages_of(ballots_pdf(paper(names=NAMES * 6), sheets()))
    for page in pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            A4_PT, abs=0.5
        )
        page.extract_text(visitor_text=look)
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            [descendant] = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"]
            assert "HallSansSC" in descriptor["/FontName"]
            assert "/FontFile3" in descriptor, "a printer without our fonts must print them"
    assert min(sizes) >= SMALLEST_PT, sizes


def test_every_page_of_a_long_ballot_bears_its_number_and_how_many_pages_there_are() -> None:
    [one] = sheets(1)
    pages = pages_of(ballots_pdf(paper(names=NAMES * 6), [one]))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        said = text_of([page])
        assert one.serial in said
        assert f"第{number}页，共{len(pages)}页" in said


@pytest.mark.parametrize("copies", [1, 4])
def test_printed_on_both_sides_every_sheet_begins_on_paper_of_its_own(copies: int) -> None:
    pile = sheets(3)
    pages = pages_of(ballots_pdf(paper(names=NAMES * copies), pile, is_duplex=True))
    first = {one.serial: None for one in pile}
    for number, page in enumerate(pages):
        for one in pile:
            if one.serial in text_of([page]) and first[one.serial] is None:
                first[one.serial] = number
    assert all(number is not None and number % 2 == 0 for number in first.values()), first


def test_the_list_for_the_wall_is_a3_lying_and_names_every_project() -> None:
    pages = pages_of(projects_pdf(paper(names=NAMES * 3)))
    said = text_of(pages)
    assert all(said.count(name) == 3 for name in NAMES)
    width, height = A4_PT[1] * 2**0.5, A4_PT[1]
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(width, abs=1)
        assert float(page.mediabox.height) == pytest.approx(height, abs=1)


def test_what_was_typed_is_printed_and_never_obeyed() -> None:
    typed = '#read("/etc/passwd") *a* $x$ <b> [c] \\ "q" ${d}'
    said = text_of(pages_of(ballots_pdf(paper(names=(typed, *NAMES)), sheets(1))))
    assert '#read("/etc/passwd")*a*$x$<b>[c]\\"q"${d}' in said


def test_characters_beyond_our_fonts_are_named_before_printing() -> None:
    rare = paper(names=("𠮷野路的长椅", "喆园珺堃", *NAMES))
    assert find_missing_characters(rare) == "𠮷"
    assert find_missing_characters(paper()) == ""
    assert missing_characters({"a": ["①〇√", ("Aé",)]}) == ""


def test_the_same_values_make_the_same_pages() -> None:
    pile = sheets(1)
    one, other = (ballots_pdf(paper(), pile) for _ in range(2))
    assert text_of(pages_of(one)) == text_of(pages_of(other))
    longer = replace(paper(), name="另一轮")
    assert "另一轮" in text_of(pages_of(ballots_pdf(longer, pile)))


def test_an_unknown_template_is_an_error_and_no_empty_pdf() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        print_pdf("nowhere", {})
