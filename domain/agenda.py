"""The agenda while the meeting runs: the way of an item, and its clock."""

from dataclasses import dataclass
from datetime import datetime

from statemachine import State, StateMachine

LONGEST_NOTE = 1_000


class ItemFlow(StateMachine):
    """One item runs at a time; what was set aside, passed over or done can be taken up again."""

    waiting = State(initial=True)
    running = State()
    paused = State()
    done = State()
    skipped = State()

    start = waiting.to(running) | paused.to(running) | done.to(running) | skipped.to(running)
    pause = running.to(paused)
    end = running.to(done) | paused.to(done)
    skip = waiting.to(skipped)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time that runs against a limit, all in whole seconds.

    Nothing is written while it runs: every screen works out the same from the same two numbers.
    """

    limit_seconds: int
    spent_seconds: int
    """Of earlier stretches."""
    running_since: datetime | None

    def spent_at(self, now: datetime) -> int:
        """How long it has run until this instant."""
        if self.running_since is None:
            return self.spent_seconds
        return self.spent_seconds + max(0, int((now - self.running_since).total_seconds()))

    def left_at(self, now: datetime) -> int:
        """What is left of the limit; below zero once it is over."""
        return self.limit_seconds - self.spent_at(now)

    def is_over_at(self, now: datetime) -> bool:
        """Whether more time has passed than was planned."""
        return self.left_at(now) < 0


def placed_before(order: list[int], moved: int, before: int | None) -> list[int]:
    """The order with `moved` put before another (None: at the end)."""
    rest = [one for one in order if one != moved]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], moved, *rest[place:]]
