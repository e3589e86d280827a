"""What changed between two versions of a text, told so that people can read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what became of it."""

    mark: Mark
    text: str


_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]|[^。！？!?；;\n]+")
_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
REWRITTEN_BELOW = 0.5
"""Sentences that share less than this are shown as one removed and one added, not interleaved."""


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in reading order: kept + removed is `before`, kept + added is `after`."""
    return tuple(_joined(_by_sentence(before, after)))


def is_changed(pieces: tuple[Piece, ...]) -> bool:
    """Whether anything was added or removed."""
    return any(piece.mark is not Mark.KEPT for piece in pieces)


def _by_sentence(before: str, after: str) -> Iterator[Piece]:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Mark.KEPT, "".join(old[a:b]))
        else:
            yield from _by_token("".join(old[a:b]), "".join(new[c:d]))


def _by_token(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < REWRITTEN_BELOW:
        yield Piece(Mark.REMOVED, before)
        yield Piece(Mark.ADDED, after)
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Mark.KEPT, "".join(old[a:b]))
        else:
            yield Piece(Mark.REMOVED, "".join(old[a:b]))
            yield Piece(Mark.ADDED, "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.mark is piece.mark:
            last = Piece(last.mark, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
