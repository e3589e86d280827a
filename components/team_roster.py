"""A roster file on the page: how its columns are called, and row by row what it would do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from components.language import language, t
from components.plain import plain
from domain.roster_reading import tidy_cell
from domain.team_rows import CheckedRow, RosterCheck, RosterColumn, RosterWords, RowStatus
from domain.teams import Speciality
from locales import LANGUAGES, translate

_ORDER = (RowStatus.WRONG, RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED)
_COLOURS: Mapping[RowStatus, Literal["red", "green", "orange", "gray"]] = {
    RowStatus.WRONG: "red",
    RowStatus.NEW: "green",
    RowStatus.CHANGED: "orange",
    RowStatus.UNCHANGED: "gray",
}
MOST_SHOWN = 60


def heads() -> dict[RosterColumn, str]:
    """Every column by its name in the reader's language."""
    return {column: t(f"roster_column.{column.value}") for column in RosterColumn}


def words() -> RosterWords:
    """What a file may say, in whichever language it was written."""

    def every(key: str) -> Iterator[str]:
        return (tidy_cell(translate(one, key)).casefold() for one in LANGUAGES)

    return RosterWords(
        columns={name: one for one in RosterColumn for name in every(f"roster_column.{one.value}")},
        yes=frozenset(every("roster.yes")),
        no=frozenset(every("roster.no")),
        specialities={
            name: one.value for one in Speciality for name in every(f"speciality.{one.value}")
        },
    )


def say(column: RosterColumn, value: object) -> str:
    """How a value is written in a file."""
    if isinstance(value, bool):
        return t("roster.yes") if value else t("roster.no")
    if isinstance(value, tuple):
        known = {one.value: t(f"speciality.{one.value}") for one in Speciality}
        return t("format.list_joint").join(known.get(str(one), str(one)) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def example() -> list[str]:
    """The line in the template that shows how it is filled in."""
    return [t(f"roster_example.{column.value}") for column in RosterColumn]


def draw_check(check: RosterCheck) -> None:
    """How many rows of each kind, and the rows themselves, wrong ones first."""
    with st.container(horizontal=True, gap="small"):
        for status in _ORDER:
            words = t(f"row_status.{status.value}")
            st.metric(words, check.count(status), border=True, width="content")
    ordered = sorted(check.rows, key=lambda one: (_ORDER.index(one.status), one.line))
    for row in ordered[:MOST_SHOWN]:
        _draw_row(row)
    if len(ordered) > MOST_SHOWN:
        st.caption(t("roster.more_rows", n=len(ordered) - MOST_SHOWN))


def accounts_file(people: Sequence[tuple[str, str, str]]) -> bytes:
    """New accounts with their passwords, one a line, for one print."""
    lines = [t("roster.accounts_head"), *("\t".join(one) for one in people)]
    return "\r\n".join(lines).encode("utf-8-sig" if language() == "zh_CN" else "utf-8")


def _draw_row(row: CheckedRow) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.badge(t(f"row_status.{row.status.value}"), color=_COLOURS[row.status])
        key = "roster.row" if row.name else "roster.row_nameless"
        st.markdown(t(key, line=row.line, name=plain(row.name)), width="content")
        for fault in row.faults:
            st.markdown(
                t(
                    "roster.fault",
                    column=t(f"roster_column.{fault.column.value}"),
                    typed=plain(fault.typed),
                    why=t(f"row_fault.{fault.what.value}"),
                )
            )
        if row.changed:
            names = [t(f"roster_column.{one.value}") for one in row.changed]
            st.markdown(t("roster.changes", columns=names))
