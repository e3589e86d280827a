"""A conversation as it is exported: its statements, and every stance anyone ever took."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.opinions.stances import Stance, Stances, gather

TAKEN_OUT, UNDECIDED, LET_IN = -1, 0, 1


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence put to the others. `moderated`: -1 taken out, 0 not looked at, 1 let in.

    `at_ms`: when it was made, in milliseconds since 1970 (UTC); 0 where nobody wrote it down.
    """

    id: str
    text: str = ""
    author: str = ""
    moderated: int = UNDECIDED
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """Statements and stances in the order they are kept; a later stance replaces an earlier one."""

    statements: tuple[Statement, ...] = ()
    stances: tuple[Stance, ...] = ()
    topic: str = ""
    description: str = ""

    @property
    def taken_out(self) -> frozenset[str]:
        """The statements that moderation took out."""
        return frozenset(one.id for one in self.statements if one.moderated == TAKEN_OUT)

    def table(self) -> Stances:
        """The stances that count, without the statements taken out."""
        return gather(self.stances, (one.id for one in self.statements), self.taken_out)


def pseudonymous(conversation: Conversation, secret: bytes) -> Conversation:
    """The same conversation with people as 0, 1, 2 …, in an order that only `secret` explains.

    The secret is drawn anew for each export and kept nowhere: neither a name, nor an account, nor
    the order of arrival can be read from the numbers. Times are cut to the day, and stances are in
    the order of their cells, or a clock in the hall would tell who sat at which tablet.
    """
    names = {one.participant for one in conversation.stances}
    names |= {one.author for one in conversation.statements if one.author}
    drawn = sorted(names, key=lambda name: hashlib.blake2b(name.encode(), key=secret).digest())
    number = {name: str(at) for at, name in enumerate(drawn)}
    statements = tuple(
        replace(one, author=number.get(one.author, ""), at_ms=_day(one.at_ms))
        for one in conversation.statements
    )
    stances = (
        one._replace(participant=number[one.participant], at_ms=_day(one.at_ms))
        for one in last_stances(conversation.stances)
    )
    ordered = sorted(stances, key=lambda one: (int(one.participant), one.statement))
    return replace(conversation, statements=statements, stances=tuple(ordered))


def last_stances(stances: Iterable[Stance]) -> list[Stance]:
    """The one stance that counts of each participant on each statement."""
    in_time = sorted(stances, key=lambda one: one.at_ms)
    return list({(one.participant, one.statement): one for one in in_time}.values())


def _day(at_ms: int) -> int:
    return at_ms - at_ms % 86_400_000
