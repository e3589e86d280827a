"""社会资金: what givers pledged, what arrived, and what is still to come. Money in cents."""

from dataclasses import dataclass
from datetime import date

from domain.refusals import Refusal

LONGEST_GIVER, LONGEST_PURPOSE, LONGEST_REASON = 40, 60, 100
CARDS_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class PledgeDraft:
    """What a form says of a pledge: for a project, or for the work in a community."""

    giver: str
    typed_yuan: str
    pledged_on: date
    purpose: str = ""
    project_id: int | None = None
    community_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One payment that arrived; voided with a reason if it was a mistake."""

    id: int
    amount_cents: int
    received_on: date
    is_voided: bool = False
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One pledge with everything that arrived of it."""

    id: int
    giver: str
    purpose: str
    place: str
    amount_cents: int
    pledged_on: date
    is_withdrawn: bool = False
    withdrawn_reason: str = ""
    community_id: int | None = None
    receipts: tuple[ReceiptLine, ...] = ()

    @property
    def received_cents(self) -> int:
        """What arrived and stands."""
        return sum(one.amount_cents for one in self.receipts if not one.is_voided)

    @property
    def left_cents(self) -> int:
        """What is still to come; nothing of what was withdrawn."""
        return 0 if self.is_withdrawn else max(0, self.amount_cents - self.received_cents)


@dataclass(frozen=True, slots=True)
class FundSum:
    """Pledged and received for one project or community."""

    name: str
    pledged_cents: int
    received_cents: int


@dataclass(frozen=True, slots=True)
class FundPage:
    """The sums of all, the largest purposes, and a page of pledges, the latest first."""

    pledged_cents: int
    received_cents: int
    givers: int
    by_purpose: tuple[FundSum, ...]
    pledges: tuple[PledgeLine, ...]
    count: int
    pages: int


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project for which one can pledge."""

    id: int
    name: str
    round_name: str


def refuse_incomplete(draft: PledgeDraft, amount_cents: int, today: date) -> None:
    """Refuse a pledge without giver, amount or purpose, or of a day to come."""
    if not draft.giver.strip() or len(draft.giver.strip()) > LONGEST_GIVER:
        raise Refusal("pledge.giver", most=LONGEST_GIVER)
    if amount_cents <= 0:
        raise Refusal("pledge.amount")
    if draft.pledged_on > today:
        raise Refusal("pledge.ahead")
    if len(draft.purpose.strip()) > LONGEST_PURPOSE:
        raise Refusal("pledge.purpose", most=LONGEST_PURPOSE)
    if draft.project_id is None and draft.community_id is None:
        raise Refusal("pledge.for_what")


def refuse_double(pledge: PledgeLine, amount_cents: int, received_on: date) -> None:
    """Refuse what two people write down of one payment: the same sum on the same day."""
    standing = [one for one in pledge.receipts if not one.is_voided]
    if (amount_cents, received_on) in [(one.amount_cents, one.received_on) for one in standing]:
        raise Refusal("pledge.double", day=received_on, amount_cents=amount_cents)


def refuse_too_much(pledge: PledgeLine, amount_cents: int) -> None:
    """Refuse a receipt of nothing, or of more than is still to come: it is another pledge."""
    if pledge.is_withdrawn:
        raise Refusal("pledge.withdrawn")
    if amount_cents <= 0:
        raise Refusal("pledge.amount")
    if amount_cents > pledge.left_cents:
        raise Refusal("pledge.too_much", left_cents=pledge.left_cents)
