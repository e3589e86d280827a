"""What a motion says once its amendments are decided, and when it may be put to the vote."""

from collections.abc import Sequence

from domain.floor import MotionState
from domain.house_rules import HouseRules
from domain.refusals import Refusal

LONGEST_MOTION = 200
UNDECIDED = frozenset({MotionState.MOVED, MotionState.SECONDED, MotionState.PUT})
"""Where a motion still lies before the room."""
AMENDABLE = frozenset({MotionState.MOVED, MotionState.SECONDED})


def wording(text: str, carried: Sequence[str]) -> str:
    """The motion as it stands: its own text, and a line for each amendment that was carried."""
    return "\n".join([text, *carried])


def shortened(text: str, most: int) -> str:
    """The text in so many characters, the last one an ellipsis where something is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def refuse_unless_ready(
    state: MotionState, amendments: Sequence[MotionState], rules: HouseRules
) -> None:
    """Refuse to put a motion that nobody seconded, or before its amendments are decided."""
    if state is MotionState.MOVED and rules.needs_second:
        raise Refusal("motion.not_seconded")
    if state not in AMENDABLE:
        raise Refusal(f"motion.is_{state.value}")
    if any(one in UNDECIDED for one in amendments):
        raise Refusal("motion.amendment_first")
