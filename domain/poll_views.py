"""Polls as everyone in the room may see them."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.poll_result import PollResult
from domain.polls import Answer, PollState, PollTerms


@dataclass(frozen=True, slots=True)
class PollView:
    """One poll. `so_far` is set of an open ballot alone while it runs; `result` once it closed.

    `withdrawn_reason` is empty unless the poll was withdrawn.
    """

    poll_id: int
    meeting_id: int
    item_id: int | None
    motion_id: int | None
    number: int
    terms: PollTerms
    state: PollState
    entitled: int
    answered: int
    so_far: PollResult | None = None
    result: PollResult | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """What one person answered in an open ballot; `answer` is empty for who did not."""

    attendee_id: int
    number: int
    name: str
    answer: Answer
    area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """Whether a person may answer a poll, what they answered as far as it can be read, and when.

    After a secret poll has closed nobody can read an answer again, not even who gave it.
    """

    is_entitled: bool
    has_answered: bool
    answer: Answer
    saved_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class WithoutAnswer:
    """Somebody entitled for whom a clerk may enter an answer: they have no device, or gave none."""

    attendee_id: int
    number: int
    name: str
    has_device: bool
