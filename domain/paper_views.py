"""Printed sheets as pages see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.channels import Channel
from domain.paper_flow import COUNTED, ENTERED, UNSETTLED, SheetState
from domain.paper_marks import PaperFault, Written
from domain.phases import Phase
from domain.refusals import Refusal


class EntryPass(StrEnum):
    """第一遍, 第二遍: which reading of a pile of sheets is typed in."""

    FIRST = "first"
    SECOND = "second"


class PaperStep(StrEnum):
    """The steps of paper, in the order of the evening."""

    PRINT = "print"
    HAND_OUT = "hand_out"
    OPEN_BOX = "open_box"
    ENTER = "enter"
    SETTLE = "settle"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class PrintedBatch:
    """A pile that was printed together. `left`: sheets of it that nobody has typed in."""

    id: int
    sheets: int
    left: int
    needs_two_people: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """One sheet as it is printed: the digits, the same as people read them, the square."""

    serial: str
    shown: str
    code: str


@dataclass(frozen=True, slots=True)
class PaperVoter:
    """Somebody with an account who could be handed a sheet; `channel` None: has not begun."""

    account_id: int
    name: str
    community: str
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A sheet that was handed out just now, to be taken back if it was the wrong person."""

    id: int
    handed_out: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A sheet of which two readings differ."""

    serial: str
    first: Written
    second: Written


@dataclass(frozen=True, slots=True)
class SheetEntered:
    """What became of a sheet that was typed in; `fault`: why it will not count as valid."""

    serial: str
    state: SheetState
    fault: PaperFault | None


@dataclass(frozen=True, slots=True)
class PaperProgress:
    """How far the sheets of a round have come, in numbers. `returned` None: the box is closed.

    `faults`: settled sheets that are not valid, by reason. `is_counted`: nothing changes any more.
    """

    printed: int
    handed_out: int
    returned: int | None
    states: Mapping[SheetState, int]
    faults: Mapping[PaperFault, int]
    is_counted: bool = False

    @property
    def entered(self) -> int:
        """Sheets typed in at least once."""
        return sum(self.states.get(state, 0) for state in ENTERED)

    @property
    def counted(self) -> int:
        """Sheets whose reading is settled."""
        return sum(self.states.get(state, 0) for state in COUNTED)

    @property
    def unsettled(self) -> int:
        """Sheets that keep the round from being counted."""
        return sum(self.states.get(state, 0) for state in UNSETTLED)

    @property
    def valid(self) -> int:
        """Settled sheets that count."""
        return self.counted - sum(self.faults.values())

    def next_step(self, phase: Phase) -> PaperStep:
        """What to do next, by how far the paper has come."""
        if self.is_counted or (not self.printed and phase is not Phase.VOTE):
            return PaperStep.PROGRESS
        if not self.printed:
            return PaperStep.PRINT
        if phase is Phase.VOTE:
            return PaperStep.HAND_OUT
        if self.returned is None:
            return PaperStep.OPEN_BOX
        if self.entered < self.returned or self.states.get(SheetState.ENTERED_ONCE):
            return PaperStep.ENTER
        return PaperStep.SETTLE if self.states.get(SheetState.DIFFERS) else PaperStep.PROGRESS

    def obstacles(self) -> list[Refusal]:
        """What stands between these sheets and a count, each as one sentence."""
        if not self.handed_out and not self.entered and not self.returned:
            return []
        found = []
        if self.unsettled:
            once = self.states.get(SheetState.ENTERED_ONCE, 0)
            differ = self.states.get(SheetState.DIFFERS, 0)
            found.append(Refusal("paper.unsettled", n=self.unsettled, once=once, differ=differ))
        if self.returned is None:
            return [*found, Refusal("paper.box_closed", handed_out=self.handed_out)]
        if self.returned > self.handed_out:
            # 所投的票数多于投票人数的无效: as the law on electing deputies has it.
            facts = {"returned": self.returned, "handed_out": self.handed_out}
            found.append(Refusal("paper.more_than_handed_out", **facts))
        if self.entered < self.returned:
            found.append(Refusal("paper.not_all_entered", n=self.returned - self.entered))
        if self.entered > self.returned:
            facts = {"entered": self.entered, "returned": self.returned}
            found.append(Refusal("paper.more_than_returned", **facts))
        return found


@dataclass(frozen=True, slots=True)
class TallyBoard:
    """唱票: ballots that have arrived, by way, and how far the paper is. Numbers, never choices.

    `is_final`: the ballots were counted; until then every number is provisional.
    """

    phase: Phase
    arrived: Mapping[Channel, int]
    printed: int
    handed_out: int
    returned: int | None
    entered: int
    settled: int
    is_final: bool

    @property
    def total(self) -> int:
        """Ballots in all."""
        return sum(self.arrived.values())
