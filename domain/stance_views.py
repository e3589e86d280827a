"""Statements and stances as the room, the moderator and the person who answers may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.opinions.opinion_map import OpinionMap
from domain.stances import StanceValue, StatementState, Wave


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement. Who wrote it is nobody's business; `is_from_floor`: somebody in the room."""

    id: int
    item_id: int | None
    number: int
    text: str
    state: StatementState
    is_from_floor: bool
    at: datetime
    hidden_reason: str = ""


@dataclass(frozen=True, slots=True)
class AlikeStatement:
    """A statement that says much the same: `score` up to 1."""

    id: int
    number: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class StatementInQueue:
    """What a moderator reads: the statement, and what it repeats."""

    statement: StatementView
    alike: tuple[AlikeStatement, ...]


@dataclass(frozen=True, slots=True)
class WaveView:
    """A time of asking for stances on an item: how many statements, how many people so far."""

    meeting_id: int
    item_id: int
    item_title: str
    wave: Wave
    is_open: bool
    opened_at: datetime
    closed_at: datetime | None
    statements: int
    people_begun: int
    people_finished: int


@dataclass(frozen=True, slots=True)
class StanceCard:
    """One statement before one person: which it is of how many, and what they answered, if so."""

    statement_id: int
    text: str
    place: int
    of: int
    wave: Wave
    value: StanceValue | None = None


@dataclass(frozen=True, slots=True)
class Opinions:
    """The map of one wave with the words that belong to it: statement id → its text."""

    meeting_id: int
    item_id: int
    wave: Wave
    map: OpinionMap
    texts: Mapping[str, str]

    @property
    def people(self) -> int:
        """How many answered anything."""
        return len(self.map.group_of)
