"""The rules of the house: our own short set in the manner of Robert's, each can be switched.

The cockpit keeps them; the wall shows those that are on.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

MOST_SPEECH_MINUTES = 15
MOST_SPEECHES_AN_ITEM = 10


class HouseRule(StrEnum):
    """What can be on or off, by the name of its field in `HouseRules`."""

    TAKES_OATH = "takes_oath"
    FIRST_TIME_FIRST = "first_time_first"
    SIDES_IN_TURN = "sides_in_turn"
    NEEDS_SECOND = "needs_second"
    ONE_MOTION_AT_A_TIME = "one_motion_at_a_time"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Which rules are on, and their numbers.

    `speech_minutes`: how long one may speak; `later_speech_minutes`: on the same item again.
    `speeches_an_item`: how often on one item; 0 is as often as one likes. `takes_oath`: everyone
    promises to keep the rules before the first item. `first_time_first`: who has not spoken goes
    before who has. `sides_in_turn`: for and against are called in turn. `needs_second`: a motion
    goes no further alone. `one_motion_at_a_time`: no other motion is put while one is being voted
    on, amendments of it aside.
    """

    speech_minutes: int = 3
    later_speech_minutes: int = 2
    speeches_an_item: int = 2
    takes_oath: bool = False
    first_time_first: bool = True
    sides_in_turn: bool = True
    needs_second: bool = True
    one_motion_at_a_time: bool = True

    @property
    def speech_seconds(self) -> int:
        """How long one may speak, in seconds."""
        return self.speech_minutes * 60

    @property
    def later_speech_seconds(self) -> int:
        """How long one may speak on the same item again, in seconds."""
        return self.later_speech_minutes * 60

    def is_on(self, rule: HouseRule) -> bool:
        """Whether a rule of the house is kept."""
        return bool(getattr(self, rule.value))

    def list_on(self) -> tuple[HouseRule, ...]:
        """The rules that are on, in the order they are read out."""
        return tuple(rule for rule in HouseRule if self.is_on(rule))

    def as_row(self) -> dict[str, object]:
        """As a meeting keeps them."""
        return asdict(self)


def rules_from(row: Mapping[str, object]) -> HouseRules:
    """The rules that a meeting keeps; what its row does not name, or names wrongly, is the usual.

    Rows of earlier versions stay readable that way.
    """
    usual = HouseRules()
    kept = {
        one.name: row[one.name]
        for one in fields(HouseRules)
        if type(row.get(one.name)) is type(getattr(usual, one.name))
    }
    return HouseRules(**kept)  # type: ignore[arg-type]
