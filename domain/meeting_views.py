"""Meetings as pages, screens and phones read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.channels import Channel
from domain.house_rules import HouseRules
from domain.matters import MatterState
from domain.meetings import Admission, ItemKind, ItemState, MeetingKind, MeetingState, Standing
from domain.quorum import QuorumReport


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting in a list. `place` None is the whole district."""

    id: int
    kind: MeetingKind
    title: str
    place: str | None
    venue: str
    starts_at: datetime
    state: MeetingState
    is_demo: bool
    invited: int
    came: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of the agenda; `seconds_spent` of earlier stretches, the running one counts on."""

    id: int
    position: int
    kind: ItemKind
    title: str
    text: str
    state: ItemState
    planned_minutes: int
    seconds_spent: int
    started_at: datetime | None
    proposal_id: int | None = None
    proposal_title: str = ""
    round_id: int | None = None
    round_name: str = ""

    def seconds_at(self, now: datetime) -> int:
        """How long the item has taken until then."""
        if self.started_at is None or self.state is not ItemState.RUNNING:
            return self.seconds_spent
        return self.seconds_spent + max(0, int((now - self.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class PresenceCount:
    """How many of one standing are invited and in the room."""

    standing: Standing
    invited: int
    present: int


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as everyone may see it: never a name of somebody who came, never a PIN.

    `join_code` is on the wall while the meeting is open; None before and after. `came`: how many
    were there at any time; `present`: who is there now; `voters`: those of them with a vote.
    """

    id: int
    kind: MeetingKind
    title: str
    about: str
    venue: str
    place: str | None
    community_id: int | None
    starts_at: datetime
    state: MeetingState
    version: int
    admission: Admission
    house_rules: HouseRules
    join_code: str | None
    current_item_id: int | None
    agenda: tuple[ItemView, ...]
    invited: int
    came: int
    present: int
    voters: int
    by_standing: tuple[PresenceCount, ...]
    quorum: QuorumReport
    is_demo: bool
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def current_item(self) -> ItemView | None:
        """The item that runs, or is set aside for a moment."""
        return next((one for one in self.agenda if one.id == self.current_item_id), None)

    @property
    def planned_minutes(self) -> int:
        """How long the agenda takes as planned."""
        return sum(one.planned_minutes for one in self.agenda)

    @property
    def planned_end(self) -> datetime:
        """When it is through if every item keeps its time."""
        return self.starts_at + timedelta(minutes=self.planned_minutes)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """Somebody of the roster as the clerk at the door sees them; whether they hold a PIN."""

    id: int
    number: int
    name: str
    standing: Standing
    community: str
    floor_area_dm2: int
    has_vote: bool
    is_invited: bool
    is_drawn: bool
    has_pin: bool
    has_account: bool
    channel: Channel | None
    came_at: datetime | None
    left_at: datetime | None

    @property
    def is_present(self) -> bool:
        """Whether they are in the room now."""
        return self.came_at is not None and self.left_at is None


@dataclass(frozen=True, slots=True)
class PinSlip:
    """What is printed and handed to one person of the roster. Never logged."""

    number: int
    name: str
    standing: Standing
    pin: str


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """Every slip of a meeting, with the code that opens it."""

    title: str
    starts_at: datetime
    venue: str
    join_code: str
    slips: tuple[PinSlip, ...]


@dataclass(frozen=True, slots=True)
class DrawnPerson:
    """One number of a draw's pool, what it is counted among, and its lot."""

    number: int
    strata: tuple[str, ...]
    lot: str


@dataclass(frozen=True, slots=True)
class StratumView:
    """One stratum of a draw: how many people it has in the pool, and how many seats."""

    stratum: tuple[str, ...]
    size: int
    seats: int


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw by lot as anyone may check it. `seed` empty: the pool is fixed, the lot not drawn.

    `pool_print`: the SHA-256 of the pool's file, published with the pool.
    """

    id: int
    seats: int
    by: tuple[str, ...]
    seed: str
    pool_size: int
    pool_print: str
    pool_csv: str
    at: datetime
    drawn: tuple[DrawnPerson, ...]
    stand_ins: tuple[DrawnPerson, ...]
    strata: tuple[StratumView, ...]


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """上期回音: what was promised earlier in this place, by whom, until when, and the answer."""

    matter_id: int
    title: str
    text: str
    who: str
    due_at: datetime
    state: MatterState
    answer: str
    answered_at: datetime | None
    meeting_title: str
    promised_on: datetime

    def is_late_at(self, now: datetime) -> bool:
        """Whether the answer is overdue by then."""
        return self.state is MatterState.OPEN and self.due_at < now
