"""工作导则: the duties of a body in versions, and what a new version changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.differences import Mark, Piece, compare
from domain.refusals import Refusal

MOST_DUTIES, LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTE = 20, 30, 600, 120


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: what it is called, and what is done, in residents' words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One version in the list."""

    number: int
    at: datetime
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One version of a body's guide, and every version there is, the newest first."""

    body_code: str
    line: GuideLine | None
    duties: tuple[Duty, ...]
    versions: tuple[GuideLine, ...]

    @property
    def newest(self) -> int:
        """The number of the version in force; 0 before the first."""
        return self.versions[0].number if self.versions else 0


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What became of one duty: kept, added, removed; `pieces` is its text in reading order."""

    title: str
    mark: Mark
    pieces: tuple[Piece, ...]


def read_duties(rows: Iterable[Mapping[str, object]]) -> tuple[Duty, ...]:
    """Duties as the table keeps them."""
    return tuple(Duty(str(row.get("title", "")), str(row.get("text", ""))) for row in rows)


def checked_duties(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties as they are kept: empty ones fall away; refuses half ones and those called alike."""
    tidied = (Duty(" ".join(one.title.split()), one.text.strip()) for one in duties)
    kept = tuple(one for one in tidied if one.title or one.text)
    if not kept:
        raise Refusal("guide.empty")
    if len(kept) > MOST_DUTIES:
        raise Refusal("guide.too_many", most=MOST_DUTIES)
    for number, one in enumerate(kept, start=1):
        if not one.title or not one.text:
            raise Refusal("guide.half", number=number)
        if len(one.title) > LONGEST_TITLE or len(one.text) > LONGEST_TEXT:
            raise Refusal("guide.too_long", number=number)
    if len({one.title for one in kept}) < len(kept):
        raise Refusal("guide.twice")
    return kept


def compare_duties(before: Iterable[Duty], after: Iterable[Duty]) -> tuple[DutyChange, ...]:
    """Duty by duty what changed, in the order of the new version, removed ones at the end."""
    old, new = ({one.title: one.text for one in side} for side in (before, after))
    changes = [
        DutyChange(
            title,
            Mark.KEPT if title in old else Mark.ADDED,
            compare(old.get(title, ""), text),
        )
        for title, text in new.items()
    ]
    gone = [title for title in old if title not in new]
    return (
        *changes,
        *(DutyChange(title, Mark.REMOVED, compare(old[title], "")) for title in gone),
    )
