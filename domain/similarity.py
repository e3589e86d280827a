"""Proposals that resemble each other, by the short runs of characters they share.

Chinese is written without spaces, so words need no finding: runs of two and three characters
(2- and 3-grams), weighted by how rare they are (TF-IDF), compared by the cosine of their vectors.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 0.14
"""From here on two proposals are taken to be about the same thing. Among the demonstration's 120,
twins score 0.148 and more even when only the title is typed yet, all others 0.131 at most."""

MOST_SHOWN = 3
TITLE_WEIGHT = 2
_SIZES = (2, 3)
_BETWEEN_RUNS = re.compile(r"[\W_]+")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """One proposal that resembles the text: its id, and a score from `THRESHOLD` to 1."""

    proposal_id: int
    score: float


@dataclass(frozen=True, slots=True)
class SimilarityIndex:
    """The vectors of many texts, and how many of them hold each run of characters."""

    vectors: Mapping[int, Vector]
    documents_with: Mapping[str, int]


def build_index(texts: Mapping[int, tuple[str, str]]) -> SimilarityIndex:
    """An index of texts by id; each is (title, everything else)."""
    counts = {key: _count(title, rest) for key, (title, rest) in texts.items()}
    documents_with = Counter(gram for grams in counts.values() for gram in grams)
    size = len(counts)
    vectors = {key: _vector(grams, documents_with, size) for key, grams in counts.items()}
    return SimilarityIndex(vectors, documents_with)


def find_alike(
    index: SimilarityIndex,
    title: str,
    rest: str,
    *,
    besides: int | None = None,
    least: float = THRESHOLD,
) -> list[Likeness]:
    """The texts most like this one, likest first: at most `MOST_SHOWN`, none below `least`."""
    asked = _vector(_count(title, rest), index.documents_with, len(index.vectors))
    scored = (
        Likeness(key, _cosine(asked, vector))
        for key, vector in index.vectors.items()
        if key != besides
    )
    alike = [one for one in scored if one.score >= least]
    return sorted(alike, key=lambda one: (-one.score, one.proposal_id))[:MOST_SHOWN]


def grams_of(text: str) -> Counter[str]:
    """Every run of two and three characters within a stretch without punctuation, counted."""
    found: Counter[str] = Counter()
    for stretch in _BETWEEN_RUNS.split(text.lower()):
        for size in _SIZES:
            found.update(stretch[at : at + size] for at in range(len(stretch) - size + 1))
    return found


def _count(title: str, rest: str) -> Counter[str]:
    counted = grams_of(rest)
    for gram, times in grams_of(title).items():
        counted[gram] += TITLE_WEIGHT * times
    return counted


def _vector(grams: Mapping[str, int], documents_with: Mapping[str, int], size: int) -> Vector:
    weights = {
        gram: (1 + math.log(times)) * math.log(1 + size / max(1, documents_with.get(gram, 0)))
        for gram, times in grams.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}


def _cosine(one: Vector, other: Vector) -> float:
    fewer, more = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * more.get(gram, 0.0) for gram, weight in fewer.items())
