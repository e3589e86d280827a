"""Who speaks next: first-timers precede, sides take turns, nobody starves."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.floor import Side
from domain.house_rules import HouseRules
from domain.speakers import Asked, Heard, calling_order, limit_seconds

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
RULES = HouseRules()
SIDED = (Side.FOR, Side.AGAINST)


def asked(number: int, side: Side = Side.NEUTRAL, minute: int | None = None) -> Asked:
    """Person `number` asks in that minute, by default in the order of the numbers."""
    at = NOON + timedelta(minutes=number if minute is None else minute)
    return Asked(number, number, side, at)


def numbers(
    waiting: list[Asked], heard: list[Heard] | None = None, rules: HouseRules = RULES
) -> list[int]:
    return [one.attendee_id for one in calling_order(waiting, heard or [], rules)]


def test_whoever_asked_first_is_called_first() -> None:
    assert numbers([asked(1, minute=9), asked(2, minute=3), asked(3, minute=5)]) == [2, 3, 1]


def test_for_and_against_take_turns() -> None:
    waiting = [asked(n, Side.FOR) for n in (1, 2, 3)] + [asked(n, Side.AGAINST) for n in (4, 5)]
    assert numbers(waiting) == [1, 4, 2, 5, 3]


def test_the_side_that_spoke_last_waits_for_the_other() -> None:
    waiting = [asked(1, Side.FOR), asked(2, Side.AGAINST)]
    assert numbers(waiting, [Heard(9, Side.FOR, is_on_this_item=True)]) == [2, 1]


def test_what_was_said_on_another_item_gives_no_side_a_turn() -> None:
    waiting = [asked(1, Side.FOR), asked(2, Side.AGAINST)]
    assert numbers(waiting, [Heard(9, Side.FOR, is_on_this_item=False)]) == [1, 2]


def test_neutral_speakers_come_between_the_sides() -> None:
    waiting = [asked(n, Side.NEUTRAL) for n in (1, 2)]
    waiting += [asked(n, Side.FOR) for n in (3, 4)] + [asked(n, Side.AGAINST) for n in (5, 6)]
    assert numbers(waiting) == [1, 3, 5, 2, 4, 6]


def test_who_has_not_spoken_on_the_item_precedes_who_has_and_who_is_new_precedes_both() -> None:
    heard = [Heard(1, Side.FOR, is_on_this_item=True), Heard(2, Side.FOR, is_on_this_item=False)]
    assert numbers([asked(1), asked(2), asked(3)], heard) == [3, 2, 1]


def test_with_the_rules_switched_off_the_time_of_asking_decides_alone() -> None:
    off = HouseRules(first_time_first=False, sides_in_turn=False)
    heard = [Heard(1, Side.FOR, is_on_this_item=True)]
    waiting = [asked(1, Side.FOR), asked(2, Side.FOR), asked(3, Side.AGAINST)]
    assert numbers(waiting, heard, off) == [1, 2, 3]


def test_one_speaks_longer_the_first_time_on_an_item_than_later() -> None:
    rules = HouseRules(speech_minutes=3, later_speech_minutes=2)
    heard = [Heard(1, Side.FOR, is_on_this_item=True), Heard(2, Side.FOR, is_on_this_item=False)]
    assert limit_seconds(1, heard, rules) == 120
    assert limit_seconds(2, heard, rules) == 180


PEOPLE = st.integers(1, 8)
HEARD = st.lists(st.builds(Heard, PEOPLE, st.sampled_from(Side), st.booleans()), max_size=12)
WAITING = st.lists(
    st.tuples(PEOPLE, st.sampled_from(Side), st.integers(0, 30)),
    max_size=8,
    unique_by=lambda one: one[0],
).map(lambda found: [asked(number, side, minute) for number, side, minute in found])
RULE_SETS = st.builds(HouseRules, first_time_first=st.booleans(), sides_in_turn=st.booleans())


def claim(one: Asked, heard: list[Heard]) -> int:
    own = [speech for speech in heard if speech.attendee_id == one.attendee_id]
    return 2 if any(speech.is_on_this_item for speech in own) else int(bool(own))


@given(WAITING, HEARD, RULE_SETS)
def test_everyone_who_waits_is_called_exactly_once(
    waiting: list[Asked], heard: list[Heard], rules: HouseRules
) -> None:
    order = calling_order(waiting, heard, rules)
    assert sorted(one.speech_id for one in order) == sorted(one.speech_id for one in waiting)


@given(WAITING, HEARD)
def test_first_timers_precede_whoever_has_spoken(waiting: list[Asked], heard: list[Heard]) -> None:
    claims = [claim(one, heard) for one in calling_order(waiting, heard, RULES)]
    assert claims == sorted(claims)


@given(WAITING, HEARD)
def test_among_equals_no_side_is_called_twice_while_the_other_waits(
    waiting: list[Asked], heard: list[Heard]
) -> None:
    order = calling_order(waiting, heard, RULES)
    sided = [(place, one) for place, one in enumerate(order) if one.side in SIDED]
    for (place, one), (_, following) in pairwise(sided):
        is_same = one.side is following.side and claim(one, heard) == claim(following, heard)
        others = [
            later
            for later in order[place + 1 :]
            if later.side in SIDED
            and later.side is not one.side
            and claim(later, heard) == claim(one, heard)
        ]
        assert not (is_same and others)


@given(WAITING, HEARD, RULE_SETS)
def test_on_one_side_among_equals_the_time_of_asking_decides(
    waiting: list[Asked], heard: list[Heard], rules: HouseRules
) -> None:
    order = calling_order(waiting, heard, rules)
    for place, one in enumerate(order):
        for later in order[place + 1 :]:
            if one.side is later.side and claim(one, heard) == claim(later, heard):
                assert (one.asked_at, one.speech_id) <= (later.asked_at, later.speech_id)


@given(WAITING, HEARD, RULE_SETS)
def test_calling_one_leaves_the_rest_of_the_order_as_it_was(
    waiting: list[Asked], heard: list[Heard], rules: HouseRules
) -> None:
    order = calling_order(waiting, heard, rules)
    if order:
        first, rest = order[0], list(order[1:])
        then = [*heard, Heard(first.attendee_id, first.side, is_on_this_item=True)]
        assert calling_order(rest, then, rules) == tuple(rest)


@dataclass
class Evening:
    """A room in which somebody asks again as soon as they have spoken, and pushes as they can."""

    minute: int = 0
    heard: list[Heard] = field(default_factory=list)
    waiting: list[Asked] = field(default_factory=list)
    numbers: int = 0

    def ask(self, person: int, side: Side) -> None:
        self.minute += 1
        self.numbers += 1
        at = NOON + timedelta(minutes=self.minute)
        self.waiting.append(Asked(self.numbers, person, side, at))

    def call(self) -> int:
        first = calling_order(self.waiting, self.heard, RULES)[0]
        self.waiting.remove(first)
        self.heard.append(Heard(first.attendee_id, first.side, is_on_this_item=True))
        return first.attendee_id


@given(st.lists(st.sampled_from(Side), min_size=2, max_size=7), st.integers(0, 6))
def test_nobody_starves_however_often_the_others_ask_again(sides: list[Side], who: int) -> None:
    patient = who % len(sides)
    evening = Evening()
    for person, side in enumerate(sides):
        evening.ask(person, side)
    calls = 0
    while (called := evening.call()) != patient:
        calls += 1
        evening.ask(called, sides[called])
        assert calls < len(sides), "somebody was heard twice before the patient one was heard once"


@given(st.lists(st.sampled_from(Side), min_size=2, max_size=7), st.integers(0, 6))
def test_nobody_who_has_spoken_starves_either(sides: list[Side], who: int) -> None:
    """All of one claim, asking again and again: every side comes round, and on it every person."""
    patient = who % len(sides)
    evening = Evening(
        heard=[Heard(person, side, is_on_this_item=True) for person, side in enumerate(sides)]
    )
    for person, side in enumerate(sides):
        evening.ask(person, side)
    calls = 0
    while (called := evening.call()) != patient:
        calls += 1
        evening.ask(called, sides[called])
        assert calls < len(Side) * len(sides)
