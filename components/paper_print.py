"""The words and values of a printed ballot."""

from collections.abc import Sequence

import segno

from components.language import language, t
from components.print import missing_characters, print_pdf
from domain.ballot_paper import BallotPaper
from domain.election import BallotType
from domain.money import format_yuan
from domain.paper_views import PrintedSheet

NUMBERED = (BallotType.POINTS, BallotType.SCORING, BallotType.RANKING)


def ballots_pdf(
    paper: BallotPaper, sheets: Sequence[PrintedSheet], *, is_duplex: bool = False
) -> bytes:
    """A pile of sheets, A4, large type: one PDF for the printer.

    `is_duplex`: printed on both sides, so that every sheet begins on a page of its own paper.
    """
    return print_pdf("ballots", _values(paper, sheets) | {"is_duplex": is_duplex})


def projects_pdf(paper: BallotPaper) -> bytes:
    """The list of projects for the wall of the hall, A3: read from three steps away."""
    return print_pdf("projects", _values(paper, ()))


def find_missing_characters(paper: BallotPaper) -> str:
    """Characters of this ballot that our own fonts lack; the paper must be looked at for them."""
    return missing_characters(_values(paper, ()))


def how_to_mark(paper: BallotPaper) -> list[str]:
    """How this kind of ballot is marked, in sentences for the voter."""
    rules = paper.rules
    facts = {"least": rules.least, "most": rules.most or len(rules.costs)}
    lines = {
        BallotType.APPROVAL: t("sheet.how_approval" if rules.most else "sheet.how_any", **facts),
        BallotType.CHOOSE_ONE: t("sheet.how_choose_one"),
        BallotType.KNAPSACK: t("sheet.how_knapsack", budget_cents=rules.budget_cents, **facts),
        BallotType.RANKING: t("sheet.how_ranking", **facts),
        BallotType.POINTS: t("sheet.how_points", total=rules.points_total or 0, **facts),
    }
    found = [lines[rules.ballot_type]]
    if rules.ballot_type is BallotType.POINTS and rules.points_per_project:
        found.append(t("sheet.how_points_each", most=rules.points_per_project))
    if rules.ballot_type is BallotType.RANKING and rules.most:
        found.append(t("sheet.how_most", most=rules.most))
    return [*found, t("sheet.how_all")]


def _values(paper: BallotPaper, sheets: Sequence[PrintedSheet]) -> dict[str, object]:
    return {
        "lang": language()[:2],
        "is_numbered": paper.rules.ballot_type in NUMBERED,
        "title": t("sheet.title"),
        "name": paper.name,
        "how": how_to_mark(paper),
        "closing": t("sheet.closing"),
        "serial_label": t("sheet.serial"),
        "page_of": t("sheet.page_of", page="{page}", pages="{pages}"),
        "projects": [
            {
                "number": str(one.number),
                "name": one.name,
                "cost": format_yuan(one.cost_cents),
                "community": one.community or "",
            }
            for one in paper.projects
        ],
        "sheets": [
            {"serial": one.serial, "shown": one.shown, "code": _square(one.code)} for one in sheets
        ],
    }


def _square(code: str) -> str:
    return segno.make(code, error="m").svg_inline(border=2)
