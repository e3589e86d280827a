"""What happened in a meeting, as the minutes are drafted from it: facts, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.floor import MotionState, Side
from domain.meeting_views import LastAnswer
from domain.meetings import ItemKind, ItemState, MeetingKind, Standing
from domain.opinions.waves import Movement
from domain.poll_views import NamedAnswer, PollView
from domain.quorum import QuorumReport
from domain.stance_views import Opinions


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody as the minutes call them: by name if invited, else by the number alone."""

    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """Those of one standing who came: the names of the invited, and how many others."""

    standing: Standing
    invited: int
    came: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresenceRecord:
    """Who came. `opened_without`: why the meeting opened without its quorum, if it did."""

    invited: int
    came: int
    voters: int
    standings: tuple[StandingRecord, ...]
    quorum: QuorumReport
    opened_with: int
    opened_without: str = ""
    took_oath: bool = False


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """That somebody spoke, for which side and how long; never what was said."""

    who: Called
    side: Side
    seconds: int


@dataclass(frozen=True, slots=True)
class MotionRecord:
    """A motion or an amendment (`amends`: its number) and what became of it.

    `wording`: with the amendments that were carried.
    """

    id: int
    number: int
    text: str
    wording: str
    mover: Called
    seconder: Called | None
    amends: int | None
    state: MotionState


@dataclass(frozen=True, slots=True)
class PollRecord:
    """A poll that closed or was withdrawn; `named` of an open ballot alone.

    `is_below_quorum`: when it was opened, fewer were there than the meeting asks for.
    """

    poll: PollView
    named: tuple[NamedAnswer, ...] = ()
    is_below_quorum: bool = False


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item of the agenda with all that happened under it."""

    id: int
    position: int
    title: str
    kind: ItemKind
    state: ItemState
    began_at: datetime | None
    seconds: int
    planned_minutes: int
    notes: tuple[str, ...] = ()
    speeches: tuple[SpeechRecord, ...] = ()
    motions: tuple[MotionRecord, ...] = ()
    polls: tuple[PollRecord, ...] = ()
    opinions: tuple[Opinions, ...] = ()
    changes: tuple[Movement, ...] = ()

    @property
    def sides(self) -> Mapping[Side, tuple[SpeechRecord, ...]]:
        """The speeches of each side that spoke."""
        found = {side: tuple(s for s in self.speeches if s.side is side) for side in Side}
        return {side: speeches for side, speeches in found.items() if speeches}


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """What was promised; `matter_id` once the approved minutes made a matter of it."""

    id: int
    what: str
    who: str
    due_on: date
    item_id: int | None = None
    matter_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting that is over. `host`: who opened it; `place` None is the whole district."""

    meeting_id: int
    kind: MeetingKind
    title: str
    about: str
    place: str | None
    venue: str
    starts_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    host: str
    presence: PresenceRecord
    answers: tuple[LastAnswer, ...]
    items: tuple[ItemRecord, ...]
    promises: tuple[PromiseRecord, ...]
    stray_polls: tuple[PollRecord, ...] = ()
    """Polls that hang on no item of the agenda."""
