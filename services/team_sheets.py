"""Excel sheets in and out: cells as values, never a formula that somebody else's program runs."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from domain.refusals import Refusal
from domain.team_rows import FORMULA, MOST_ROWS

MOST_BYTES, MOST_UNPACKED_BYTES = 2_000_000, 40_000_000
MOST_COLUMNS, SPARE_ROWS = 40, 50
_NO_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 18


def write_sheet(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """A sheet of text with a head. What begins like a formula is kept as text."""
    book = Workbook()
    sheet: Any = book.active
    for number, line in enumerate((heads, *lines), start=1):
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            cell.data_type = "s"
            cell.number_format = "@"
            if value.startswith(_NO_FORMULA):
                cell.quotePrefix = True
            if number == 1:
                cell.font = Font(bold=True)
                sheet.column_dimensions[cell.column_letter].width = WIDTH
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read_sheet(data: bytes) -> list[list[object]]:
    """The first sheet as rows of values; merged cells hold their value in every row.

    Refuses what is no Excel file, and what would not fit.
    """
    _refuse_large(data)
    try:
        values = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
        written = load_workbook(io.BytesIO(data)).worksheets[0]
    except Exception as fault:  # openpyxl raises whatever the torn file makes it stumble over
        raise Refusal("roster_file.no_excel") from fault
    if values.max_row > MOST_ROWS + SPARE_ROWS or values.max_column > MOST_COLUMNS:
        raise Refusal("roster_file.too_long", most=MOST_ROWS)
    table = [
        [_value(shown, formula) for shown, formula in zip(shown_row, formula_row, strict=True)]
        for shown_row, formula_row in zip(
            values.iter_rows(values_only=True), written.iter_rows(), strict=True
        )
    ]
    for area in written.merged_cells.ranges:
        value = table[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row - 1, area.max_row):
            for column in range(area.min_col - 1, area.max_col):
                table[row][column] = value
    return table


def _value(shown: object, written: Any) -> object:
    return FORMULA if written.data_type == "f" and shown is None else shown


def _refuse_large(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refusal("roster_file.too_large", megabytes=MOST_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        raise Refusal("roster_file.no_excel") from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise Refusal("roster_file.too_large", megabytes=MOST_BYTES // 1_000_000)
