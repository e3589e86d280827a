"""The negative list 负面清单: does a text touch a clause, and by which words."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, its words in both languages, and what gives it away."""

    number: int
    text: str
    text_en: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause that a text seems to touch, and the words that say so."""

    clause: Clause
    words: tuple[str, ...]


def find_breaches(text: str, clauses: Iterable[Clause]) -> tuple[Breach, ...]:
    """The clauses a text touches, by number: a hint for author and officer, not a verdict."""
    read = _plainly(text)
    found = []
    for clause in sorted(clauses, key=lambda one: one.number):
        words = tuple(word for word in clause.keywords if word.strip() and _plainly(word) in read)
        if words:
            found.append(Breach(clause, words))
    return tuple(found)


def _plainly(text: str) -> str:
    """Full-width forms made plain, lower case, no spaces: what the eye takes for the same."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
