"""三个窗口: everything that is public, in one shape: what, who, until when, where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Window(StrEnum):
    """决策征询、参政议政、法务服务."""

    DECISION = "decision"
    TAKING_PART = "taking_part"
    LEGAL = "legal"


class WindowKind(StrEnum):
    """What is published in the windows."""

    NEED = "need"
    TOPIC = "topic"
    CONSULTATION = "consultation"
    FINDING = "finding"
    VISIT = "visit"
    PROPOSAL = "proposal"
    MATTER = "matter"
    ROUND = "round"
    MEETING = "meeting"
    EXCHANGE = "exchange"
    ACTIVITY = "activity"
    STATION = "station"
    ARTICLE = "article"
    EDUCATION = "education"


class WindowStanding(StrEnum):
    """Whether an item still goes on, or has come to its end."""

    RUNNING = "running"
    ENDED = "ended"


KINDS: dict[Window, tuple[WindowKind, ...]] = {
    Window.DECISION: (
        WindowKind.NEED,
        WindowKind.TOPIC,
        WindowKind.CONSULTATION,
        WindowKind.FINDING,
        WindowKind.VISIT,
    ),
    Window.TAKING_PART: (
        WindowKind.MATTER,
        WindowKind.PROPOSAL,
        WindowKind.ROUND,
        WindowKind.MEETING,
        WindowKind.EXCHANGE,
        WindowKind.ACTIVITY,
    ),
    Window.LEGAL: (WindowKind.STATION, WindowKind.ARTICLE, WindowKind.EDUCATION),
}
"""What is published in which window, in the order shown."""

HELD = frozenset({WindowKind.VISIT, WindowKind.ACTIVITY, WindowKind.EDUCATION})
"""What was done on a day: its `until` is that day, and nothing is owed by then."""

PAGE_SIZE = 12
MOST_WORDS, LONGEST_SEARCH = 6, 60


@dataclass(frozen=True, slots=True)
class WindowFilter:
    """What the reader wants to see; None and empty mean all."""

    kinds: tuple[WindowKind, ...] = tuple(WindowKind)
    text: str = ""
    subdistrict_id: int | None = None
    community_id: int | None = None
    field_code: str | None = None
    standing: WindowStanding | None = None
    page: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """The words typed, at most six of them."""
        return tuple(self.text[:LONGEST_SEARCH].split()[:MOST_WORDS])


@dataclass(frozen=True, slots=True)
class WindowItem:
    """One thing that is public. `state` is a value of its kind's own states.

    `leads_to` is the number of what one reads it on: a visit's topic, a session's community.
    """

    kind: WindowKind
    id: int
    leads_to: int
    title: str
    text: str
    state: str
    who: str
    who_en: str
    until: datetime | date | None
    at: datetime
    place: str
    field: str
    field_en: str

    def excerpt(self, words: Sequence[str], length: int = 90) -> str:
        """The part of its text in which the first word that was found stands."""
        line = " ".join(self.text.split())
        places = [line.casefold().find(word.casefold()) for word in words]
        first = min((one for one in places if one >= 0), default=0)
        start = max(0, first - length // 3) if first > length // 2 else 0
        cut = line[start : start + length]
        return ("…" if start else "") + cut + ("…" if start + length < len(line) else "")


@dataclass(frozen=True, slots=True)
class WindowPage:
    """Some of what was found, how much there is in all and of each kind, and on how many pages."""

    items: tuple[WindowItem, ...]
    total: int
    pages: int
    of_kind: dict[WindowKind, int]


@dataclass(frozen=True, slots=True)
class LegalFigures:
    """What the legal specialists did this year, in numbers without a person."""

    services: int
    mediations: int
    education: int
    stations: int


def highlighted(text: str, words: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each whether it is one of the words looked for."""
    wanted = [word for word in words if word]
    place = 0
    while place < len(text):
        found = [(at, word) for word in wanted if (at := _find(text, word, place)) is not None]
        if not found:
            break
        at, word = min(found, key=lambda one: (one[0], -len(one[1])))
        if at > place:
            yield text[place:at], False
        yield text[at : at + len(word)], True
        place = at + len(word)
    if place < len(text):
        yield text[place:], False


def _find(text: str, word: str, start: int) -> int | None:
    # Lower-casing can change a text's length in a few alphabets; then case is left as it is.
    lowered = text.lower()
    found = (lowered if len(lowered) == len(text) else text).find(word.lower(), start)
    return None if found < 0 else found
