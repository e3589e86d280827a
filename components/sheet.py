"""The table behind a chart, and the same as a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.plain import plain

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A small table: `name` is the file's, in Latin letters."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def draw_sheet(sheet: Sheet) -> None:
    """The table behind a tap, and its download."""
    with st.expander(t("dashboard.table"), icon=":material/table_rows:"):
        draw_rows(sheet)


def draw_rows(sheet: Sheet) -> None:
    """The table, and beneath it the file to keep."""
    st.table([dict(zip(sheet.columns, map(_shown, row), strict=True)) for row in sheet.rows])
    st.download_button(
        t("dashboard.download"),
        lambda: csv_of(sheet),
        file_name=f"{sheet.name}.csv",
        mime="text/csv",
        key=f"sheet_{sheet.name}",
        icon=":material/download:",
        on_click="ignore",
    )


def csv_of(sheet: Sheet) -> bytes:
    """UTF-8 with a mark, as Excel wants it; text never becomes a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def in_rows(rows: Sequence[tuple[str, Cell]], columns: tuple[str, str], name: str) -> Sheet:
    """A table of two columns."""
    return Sheet(name, columns, tuple(rows))


def _shown(cell: Cell) -> str | int:
    if isinstance(cell, float):
        # Left to itself a table shows four decimals of a yuan.
        cell = f"{cell:,.0f}" if cell.is_integer() else f"{cell:,.2f}"
    return plain(cell) if isinstance(cell, str) else cell


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
