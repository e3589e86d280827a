"""A result as a table that a spreadsheet opens."""

import csv
import io
from collections.abc import Mapping

from components.language import t
from domain.outcome_view import OutcomeView, ProjectResult

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "order", "number", "code", "name", "field", "community", "cost", "votes", "points", "funded"
)  # fmt: skip


def csv_of(view: OutcomeView, fields: Mapping[str, str]) -> bytes:
    """UTF-8 with a mark, as Excel wants it; costs in yuan; text never becomes a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([t(f"results.column.{name}") for name in COLUMNS])
    for project in (*view.funded, *view.not_funded):
        writer.writerow([_harmless(cell) for cell in _cells(project, fields)])
    return out.getvalue().encode("utf-8-sig")


def _cells(project: ProjectResult, fields: Mapping[str, str]) -> tuple[str | int, ...]:
    return (
        project.place or "",
        project.number,
        project.code,
        project.name,
        fields.get(project.field_code, project.field_code),
        project.community,
        f"{project.cost_cents // 100}.{project.cost_cents % 100:02d}",
        project.votes,
        project.points,
        t("results.yes") if project.is_funded else t("results.no"),
    )


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
