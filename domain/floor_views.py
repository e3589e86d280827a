"""What everyone may know of the floor: items with their clocks, who speaks, what is moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.agenda import Clock
from domain.floor import MotionState, Side
from domain.house_rules import HouseRules
from domain.meetings import ActKind, ItemKind, ItemState, MeetingState
from domain.motions import UNDECIDED


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room: the number always, the name where one was given."""

    attendee_id: int
    number: int
    name: str
    has_vote: bool = True


@dataclass(frozen=True, slots=True)
class FloorItem:
    """An item of the agenda as it stands."""

    id: int
    position: int
    kind: ItemKind
    title: str
    text: str
    state: ItemState
    clock: Clock
    proposal_id: int | None = None
    round_id: int | None = None

    @property
    def planned_minutes(self) -> int:
        """What the agenda allots."""
        return self.clock.limit_seconds // 60


@dataclass(frozen=True, slots=True)
class SpeechView:
    """A place on the speakers' list; `clock` runs for who is speaking."""

    id: int
    person: Person
    side: Side
    asked_at: datetime
    clock: Clock


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion or an amendment, with its wording as it stands now."""

    id: int
    number: int
    text: str
    wording: str
    state: MotionState
    mover: Person
    seconder: Person | None
    amends_id: int | None
    poll_id: int | None = None

    @property
    def is_undecided(self) -> bool:
        """Whether it still lies before the room."""
        return self.state in UNDECIDED


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a meeting at one version of it; public in the room."""

    meeting_id: int
    version: int
    title: str
    state: MeetingState
    rules: HouseRules
    items: tuple[FloorItem, ...]
    current_item_id: int | None
    speaking: SpeechView | None
    waiting: tuple[SpeechView, ...]
    """Of the current item, in the order in which they will be called."""
    motions: tuple[MotionView, ...]
    """Of the current item, amendments right behind what they amend."""
    seconds_by_side: Mapping[Side, int] = field(default_factory=dict)
    """How long each side has spoken on the current item; the speech that runs is not in it."""
    speeches_by_side: Mapping[Side, int] = field(default_factory=dict)
    oath_taken_at: datetime | None = None

    @property
    def current_item(self) -> FloorItem | None:
        """The item that the room is at."""
        return self.item(self.current_item_id) if self.current_item_id is not None else None

    @property
    def next_item(self) -> FloorItem | None:
        """The next item that waits, behind the current one first, then from the top."""
        here = self.current_item.position if self.current_item else 0
        waiting = [one for one in self.items if one.state is ItemState.WAITING]
        return next((one for one in waiting if one.position > here), next(iter(waiting), None))

    @property
    def motion(self) -> MotionView | None:
        """What must be decided next: an amendment before what it amends."""
        undecided = [one for one in self.motions if one.is_undecided]
        return next(
            (one for one in undecided if one.amends_id is not None), next(iter(undecided), None)
        )

    def item(self, item_id: int) -> FloorItem | None:
        """An item of the agenda."""
        return next((one for one in self.items if one.id == item_id), None)


@dataclass(frozen=True, slots=True)
class LastAct:
    """What was done last, and whether it can be taken back.

    `about`: a title, a text or a name, as far as there is one; `number`: of the person without one.
    """

    id: int
    kind: ActKind
    about: str
    number: int | None
    at: datetime
    who: str
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class Cockpit:
    """What the facilitator sees beyond the floor."""

    floor: Floor
    present: tuple[Person, ...]
    notes: Mapping[int, str]
    """What was noted for the minutes, item by item."""
    last_act: LastAct | None
