"""积分: what an entry is, when it counts, and how a balance is kept. Points weigh no vote."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.clock import local
from domain.refusals import Refusal

LONGEST_RULE, LONGEST_CODE, LONGEST_EVIDENCE, LONGEST_NOTE = 80, 8, 300, 200
LONGEST_REWARD, LONGEST_ABOUT = 30, 120
MOST_POINTS, MOST_PRICE, MOST_STOCK = 1_000, 100_000, 100_000
APPEAL_DAYS = 15
RANKED_AT_MOST = 10


class EntryState(StrEnum):
    """Where an entry stands; only approved ones count."""

    ENTERED = "entered"
    APPROVED = "approved"
    REFUSED = "refused"


class EntryFlow(StateMachine):
    """One enters, another reviews; what was reviewed stays, and a mistake is reversed."""

    entered = State(EntryState.ENTERED.value, value=EntryState.ENTERED.value, initial=True)
    approved = State(EntryState.APPROVED.value, value=EntryState.APPROVED.value, final=True)
    refused = State(EntryState.REFUSED.value, value=EntryState.REFUSED.value, final=True)

    approve = entered.to(approved)
    refuse = entered.to(refused)


class ExchangeState(StrEnum):
    """Where an exchange stands."""

    ORDERED = "ordered"
    HANDED_OVER = "handed_over"
    CALLED_OFF = "called_off"


class ExchangeFlow(StateMachine):
    """A reward is ordered, then handed over, or called off with points and stock returned."""

    ordered = State(ExchangeState.ORDERED.value, value=ExchangeState.ORDERED.value, initial=True)
    handed_over = State("handed over", value=ExchangeState.HANDED_OVER.value, final=True)
    called_off = State("called off", value=ExchangeState.CALLED_OFF.value, final=True)

    hand_over = ordered.to(handed_over)
    call_off = ordered.to(called_off)


def step_entry(state: str, event: str) -> str:
    """The state of an entry after `event`; refuses what was reviewed already."""
    flow = EntryFlow(start_value=state)
    try:
        flow.send(event)
    except TransitionNotAllowed:
        raise Refusal("points.reviewed") from None
    return str(next(iter(flow.configuration)).value)


def step_exchange(state: str, event: str) -> str:
    """The state of an exchange after `event`; refuses what has ended already."""
    flow = ExchangeFlow(start_value=state)
    try:
        flow.send(event)
    except TransitionNotAllowed:
        raise Refusal("exchange.ended") from None
    return str(next(iter(flow.configuration)).value)


@dataclass(frozen=True, slots=True)
class Balance:
    """A person's points. `owed` is what a deduction took beyond what was left."""

    earned: int = 0
    spent: int = 0
    owed: int = 0

    @property
    def available(self) -> int:
        """What can be exchanged; never below zero."""
        return self.earned - self.spent

    @property
    def net(self) -> int:
        """What the entries that are of no exchange add up to; below zero if deductions prevail."""
        return self.earned - self.owed


def balance_of(net: int, spent: int) -> Balance:
    """The balance of so many points by entries, of which `spent` were exchanged.

    What was exchanged stays earned: what a deduction takes beyond it is owed.
    """
    return Balance(earned=max(net, spent), spent=spent, owed=max(0, spent - net))


def is_in_force(in_force_from: date, withdrawn_on: date | None, day: date) -> bool:
    """Whether a rule applies on a day; on the day of its withdrawal it no longer does."""
    return in_force_from <= day and (withdrawn_on is None or day < withdrawn_on)


def appeal_ends_on(reviewed_at: datetime) -> date:
    """The last day on which a person may appeal."""
    return local(reviewed_at).date() + timedelta(days=APPEAL_DAYS)


def is_appealable(state: EntryState, points: int) -> bool:
    """Whatever took points, or refused to give them, can be appealed."""
    return (state is EntryState.APPROVED) == (points < 0) and state is not EntryState.ENTERED


def quarter_of(day: date) -> tuple[date, date]:
    """The first day of a day's quarter, and the first day after it."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first, (first + timedelta(days=95)).replace(day=1)


def refuse_unless_enterable(
    *, on: date, today: date, in_force_from: date, withdrawn_on: date | None, evidence: str
) -> None:
    """Refuse an entry of a day to come, of a rule not in force on its day, or without evidence."""
    if on > today:
        raise Refusal("points.ahead")
    if not is_in_force(in_force_from, withdrawn_on, on):
        raise Refusal("points.not_in_force", day=on)
    if not evidence:
        raise Refusal("points.no_evidence")


def refuse_unless_worth(points: int) -> None:
    """Refuse a rule worth nothing, or more than anything is."""
    if points == 0 or abs(points) > MOST_POINTS:
        raise Refusal("points.worth", most=MOST_POINTS)
