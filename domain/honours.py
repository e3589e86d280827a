"""荣誉 of a year: nominated, voted on by the committee, awarded, or given to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal

LONGEST_NAME, LONGEST_ABOUT, LONGEST_REASON = 20, 120, 300
MOST_AWARDS = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100


class HonourState(StrEnum):
    """Where an honour stands."""

    NOMINATING = "nominating"
    VOTING = "voting"
    AWARDED = "awarded"
    NOT_AWARDED = "not_awarded"


class HonourFlow(StateMachine):
    """Nominations close when the vote opens; the vote closes when the honour is awarded."""

    nominating = State("nominating", value=HonourState.NOMINATING.value, initial=True)
    voting = State("voting", value=HonourState.VOTING.value)
    awarded = State("awarded", value=HonourState.AWARDED.value, final=True)
    not_awarded = State("not awarded", value=HonourState.NOT_AWARDED.value, final=True)

    open_voting = nominating.to(voting)
    award = voting.to(awarded)
    leave = nominating.to(not_awarded) | voting.to(not_awarded)


def step(state: str, event: str) -> str:
    """The state of an honour after `event`; refuses a step that the machine does not have."""
    flow = HonourFlow(start_value=state)
    try:
        flow.send(event)
    except TransitionNotAllowed:
        raise Refusal("honour.illegal_step", state=HonourState(state)) from None
    return str(next(iter(flow.configuration)).value)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is chosen, and who stands level where there are not places for all of them."""

    chosen: tuple[int, ...]
    level: tuple[int, ...] = ()


def choose(votes: Mapping[int, int], most_awards: int) -> Choice:
    """The nominations with most votes, at most so many; without a vote nobody is chosen.

    Whoever stands level at the last place is chosen only if there is room for all of them: a tie
    is told and decided by people, never by the order of a list.
    """
    chosen: list[int] = []
    for count in sorted({one for one in votes.values() if one > 0}, reverse=True):
        level = sorted(key for key, value in votes.items() if value == count)
        if len(chosen) + len(level) > most_awards:
            return Choice(tuple(chosen), tuple(level) if len(chosen) < most_awards else ())
        chosen += level
    return Choice(tuple(chosen))


def certificate_number(year: int, honour_id: int, place: int) -> str:
    """The number on a certificate: year, honour, place among those honoured."""
    return f"{year}-{honour_id:03d}-{place:02d}"
