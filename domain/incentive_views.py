"""What pages see of points, rewards and honours."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.honours import HonourState
from domain.points import Balance, EntryState, ExchangeState, appeal_ends_on, is_appealable


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One act of the published list and what it is worth; below zero on the negative list."""

    id: int
    code: str
    text: str
    text_en: str
    points: int
    in_force_from: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What a form says of a new rule."""

    code: str
    text: str
    points: int
    in_force_from: date
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a form says of an entry: who, by which rule, on which day, and how it is known."""

    account_id: int
    rule_id: int
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class AppealLine:
    """What a person asked to be looked at again, and what was answered."""

    id: int
    reason: str
    at: datetime
    answer: str = ""
    is_upheld: bool | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry with its rule, its evidence, who entered and who reviewed it."""

    id: int
    account_id: int
    person: str
    points: int
    state: EntryState
    on: date
    evidence: str
    rule: RuleLine | None = None
    reward: str = ""
    entered_by: str = ""
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    review_note: str = ""
    is_reversal: bool = False
    is_reversed: bool = False
    is_exchange: bool = False
    appeal: AppealLine | None = None

    def may_be_appealed(self, today: date) -> bool:
        """Whether its person may still ask that it be looked at again."""
        return (
            not self.is_exchange
            and self.appeal is None
            and not self.is_reversed
            and self.reviewed_at is not None
            and is_appealable(self.state, self.points)
            and today <= appeal_ends_on(self.reviewed_at)
        )


@dataclass(frozen=True, slots=True)
class RewardLine:
    """What points can be exchanged for."""

    id: int
    name: str
    about: str
    price: int
    stock: int
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """One exchange: what, for whom, and where it stands."""

    id: int
    reward: str
    person: str
    price: int
    state: ExchangeState
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankLine:
    """One place of a season; named only if that person agreed."""

    place: int
    points: int
    name: str = ""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """A quarter's ranking: one's own place always, the list only where it is switched on."""

    first: date
    my_points: int
    my_place: int | None
    people: int
    lines: tuple[RankLine, ...] = ()


@dataclass(frozen=True, slots=True)
class MyPoints:
    """Everything a person sees of their own points."""

    balance: Balance
    waiting: int
    """Points of entries that nobody has reviewed yet."""

    shows_name: bool
    is_ranking_on: bool
    season: Season
    entries: tuple[EntryLine, ...]
    rewards: tuple[RewardLine, ...]
    exchanges: tuple[ExchangeLine, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an entry or a nomination can be about."""

    id: int
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PointsDesk:
    """What waits at the desk of points, for whoever enters, reviews, answers and hands over."""

    to_review: tuple[EntryLine, ...]
    mine_waiting: tuple[EntryLine, ...]
    reviewed: tuple[EntryLine, ...]
    appeals: tuple[EntryLine, ...]
    to_hand_over: tuple[ExchangeLine, ...]


@dataclass(frozen=True, slots=True)
class NominationLine:
    """Who is nominated, why, with how many votes; `votes` None while the vote is on."""

    id: int
    nominee_id: int
    nominee: str
    place: str
    reason: str
    votes: int | None = None
    is_mine: bool = False
    """Whether whoever looks has voted for it."""

    certificate: str = ""


@dataclass(frozen=True, slots=True)
class HonourSheet:
    """An honour of a year with everyone nominated, those awarded first."""

    id: int
    name: str
    name_en: str
    about: str
    year: int
    state: HonourState
    most_awards: int
    body: str = ""
    body_en: str = ""
    voters: int = 0
    nominations: tuple[NominationLine, ...] = ()

    @property
    def awarded(self) -> tuple[NominationLine, ...]:
        """Who holds it."""
        return tuple(one for one in self.nominations if one.certificate)


@dataclass(frozen=True, slots=True)
class HonourDraft:
    """What a form says of a new honour."""

    name: str
    year: int
    about: str = ""
    most_awards: int = 1
    name_en: str = ""
    body_code: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on a certificate."""

    number: str
    name: str
    honour: str
    honour_en: str
    year: int
    reason: str
    awarded_on: date
    issuer: str = ""
    issuer_en: str = ""
