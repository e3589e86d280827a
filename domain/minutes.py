"""会议纪要 as data: sections of plain paragraphs, and how a new draft meets what was edited.

Every paragraph that was drafted remembers its source (`key`) and the words that the draft gave it.
So a later draft can tell what a person has changed from what only came out of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.refusals import Refusal

LONGEST_PARAGRAPH = 4000
MOST_PARAGRAPHS = 400
OWN = "own:"
"""How the keys of paragraphs begin that a person has added."""
PROMISE = "promise:"
"""How the keys of paragraphs begin that tell a promise."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or a table under a line of text (`rows`, the first of them its head).

    `drafted`: what the draft said; empty of what a person added. `offered`: what a later draft
    says instead of words that a person has changed. `is_fixed`: numbers and promises, which stand
    as they are in the record. `is_new`: came with a later draft and nobody has read it yet.
    `is_clash`: written by one while another changed the same paragraph. `is_left_out`: a person
    has taken it out; it stays here so that no later draft brings it back.
    """

    key: str
    text: str
    drafted: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    offered: str = ""
    is_fixed: bool = False
    is_new: bool = False
    is_clash: bool = False
    is_left_out: bool = False

    @property
    def is_own(self) -> bool:
        """Whether a person added it."""
        return self.key.startswith(OWN)

    @property
    def is_edited(self) -> bool:
        """Whether a person has made it say something else than the draft did."""
        return self.is_own or self.is_left_out or self.text != self.drafted

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody should read it before the minutes are approved."""
        return self.is_new or self.is_clash or bool(self.offered)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes under a heading of its own; the first has none."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def shown(self) -> tuple[Paragraph, ...]:
        """What is read: nothing that was left out, and nothing empty."""
        return tuple(
            one for one in self.paragraphs if not one.is_left_out and (one.text or one.rows)
        )


@dataclass(frozen=True, slots=True)
class Content:
    """The whole text. `signature`: the lines at its foot."""

    title: str
    sections: tuple[Section, ...]
    signature: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph in order."""
        return tuple(one for section in self.sections for one in section.paragraphs)

    @property
    def unread(self) -> int:
        """How many paragraphs somebody should still read."""
        return sum(one.needs_a_look for one in self.paragraphs)

    @property
    def promise_ids(self) -> frozenset[int]:
        """The promises that the text tells."""
        return frozenset(
            int(one.key.removeprefix(PROMISE))
            for one in self.paragraphs
            if one.key.startswith(PROMISE)
        )

    def get(self, key: str) -> Paragraph:
        """A paragraph, or a refusal."""
        for one in self.paragraphs:
            if one.key == key:
                return one
        raise Refusal("minutes.no_paragraph")

    def with_paragraph(self, changed: Paragraph) -> Content:
        """The same text with this paragraph instead of the one of its key."""
        return self._mapped(lambda one: (changed,) if one.key == changed.key else (one,))

    def with_behind(self, key: str, added: Paragraph) -> Content:
        """The same text with another paragraph behind the one of that key."""
        return self._mapped(lambda one: (one, added) if one.key == key else (one,))

    def without(self, key: str) -> Content:
        """The same text without a paragraph."""
        return self._mapped(lambda one: () if one.key == key else (one,))

    def _mapped(self, change: Any) -> Content:
        sections = tuple(
            replace(section, paragraphs=tuple(p for one in section.paragraphs for p in change(one)))
            for section in self.sections
        )
        return replace(self, sections=sections)


def redrafted(current: Content, drafted: Content) -> Content:
    """The current text brought up to the record, without a word of anybody's being lost.

    What nobody has touched follows the new draft. What a person has changed stays, with the new
    words offered beside it. What is new is marked, and so is what changed under nobody's hand.
    """
    before = {one.key: one for one in current.paragraphs}
    sections = tuple(
        replace(section, paragraphs=_met(section, _section(current, section.key), before))
        for section in drafted.sections
    )
    known = {one.key for one in drafted.sections}
    kept = tuple(
        replace(section, paragraphs=tuple(one for one in section.paragraphs if one.is_edited))
        for section in current.sections
        if section.key not in known
    )
    title = drafted.title if drafted.title else current.title
    return Content(title, sections + tuple(one for one in kept if one.shown), drafted.signature)


def settled(content: Content) -> Content:
    """The text as it is approved: nothing is marked, nothing is left that was taken out."""
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(one, offered="", is_new=False, is_clash=False) for one in section.shown
            ),
        )
        for section in content.sections
    )
    return replace(content, sections=sections)


def as_json(content: Content) -> dict[str, object]:
    """The text as it is kept: only what differs from the usual is written."""
    return {
        "title": content.title,
        "signature": list(content.signature),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "paragraphs": [_row(one) for one in section.paragraphs],
            }
            for section in content.sections
        ],
    }


def from_json(kept: Mapping[str, Any]) -> Content:
    """The text as it was kept."""
    return Content(
        title=kept.get("title", ""),
        signature=tuple(kept.get("signature", ())),
        sections=tuple(
            Section(one["key"], one["title"], tuple(_paragraph(row) for row in one["paragraphs"]))
            for one in kept.get("sections", ())
        ),
    )


def _met(
    section: Section, before: Section | None, known: Mapping[str, Paragraph]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a section of the draft as they meet those that were there before."""
    met = [_meet(one, known.get(one.key)) for one in section.paragraphs]
    if before is None:
        return tuple(met)
    drafted = {one.key for one in section.paragraphs}
    for place, one in enumerate(before.paragraphs):
        if one.key not in drafted and one.is_edited and not one.is_fixed:
            _insert_behind(met, [p.key for p in before.paragraphs[:place]], one)
    return tuple(met)


def _meet(new: Paragraph, old: Paragraph | None) -> Paragraph:
    if old is None:
        return replace(new, is_new=True)
    if new.is_fixed or not old.is_edited:
        is_changed = (new.text, new.rows) != (old.text, old.rows)
        return replace(new, is_new=is_changed or old.is_new)
    if new.drafted == old.drafted:
        return old
    if new.text == old.text and not old.is_left_out:
        return new
    return replace(old, drafted=new.drafted, offered=new.text)


def _insert_behind(met: list[Paragraph], those_before: list[str], one: Paragraph) -> None:
    """Put a paragraph behind the nearest of those it stood behind."""
    places = {known.key: place for place, known in enumerate(met)}
    nearest = next((places[key] for key in reversed(those_before) if key in places), -1)
    met.insert(nearest + 1, one)


def _section(content: Content, key: str) -> Section | None:
    return next((one for one in content.sections if one.key == key), None)


def _row(one: Paragraph) -> dict[str, object]:
    row: dict[str, object] = {"key": one.key, "text": one.text}
    if one.drafted:
        row["drafted"] = one.drafted
    if one.offered:
        row["offered"] = one.offered
    if one.rows:
        row["rows"] = [list(cells) for cells in one.rows]
    return row | {name: True for name in _MARKS if getattr(one, name)}


def _paragraph(row: Mapping[str, Any]) -> Paragraph:
    return Paragraph(
        key=row["key"],
        text=row["text"],
        drafted=row.get("drafted", ""),
        offered=row.get("offered", ""),
        rows=_cells(row.get("rows", ())),
        **{name: bool(row.get(name)) for name in _MARKS},
    )


def _cells(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cells) for cells in rows)


_MARKS = ("is_fixed", "is_new", "is_clash", "is_left_out")
