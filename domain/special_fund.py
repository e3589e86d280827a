"""专项经费: lines of a year, and a ledger that is only ever added to. Money in cents."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.refusals import Refusal

LONGEST_LINE, LONGEST_WHAT, LONGEST_PAYEE, LONGEST_VOUCHER = 40, 80, 60, 40
FIRST_YEAR, LAST_YEAR = 2000, 2100


class EntryKind(StrEnum):
    """What an entry of the ledger is."""

    BUDGET = "budget"
    ALLOCATION = "allocation"
    PAYMENT = "payment"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Sums:
    """What a line comes to, in cents."""

    budget_cents: int = 0
    allocated_cents: int = 0
    spent_cents: int = 0

    def plus(self, kind: EntryKind, amount_cents: int) -> "Sums":
        """The sums with one entry more; of a reversal, pass the kind of what it reverses."""
        return Sums(
            self.budget_cents + amount_cents * (kind is EntryKind.BUDGET),
            self.allocated_cents + amount_cents * (kind is EntryKind.ALLOCATION),
            self.spent_cents + amount_cents * (kind is EntryKind.PAYMENT),
        )

    @property
    def is_sound(self) -> bool:
        """Whether nothing was spent that was not allocated, nor allocated beyond the budget."""
        return 0 <= self.spent_cents <= self.allocated_cents <= self.budget_cents

    @property
    def unallocated_cents(self) -> int:
        """What of the budget has not been allocated."""
        return self.budget_cents - self.allocated_cents

    @property
    def left_cents(self) -> int:
        """What is allocated and not spent."""
        return self.allocated_cents - self.spent_cents


@dataclass(frozen=True, slots=True)
class FundDraft:
    """What a form says of an entry."""

    line_id: int
    typed_yuan: str
    on: date
    what: str
    payee: str = ""
    voucher: str = ""


def refuse_incomplete(draft: FundDraft, kind: EntryKind, amount_cents: int, today: date) -> None:
    """Refuse an entry of nothing, of a day to come, or a payment without payee and voucher."""
    if amount_cents <= 0:
        raise Refusal("fund.amount")
    if draft.on > today:
        raise Refusal("fund.ahead")
    if not draft.what.strip():
        raise Refusal("fund.what")
    if kind is EntryKind.PAYMENT and not (draft.payee.strip() and draft.voucher.strip()):
        raise Refusal("fund.voucher")


def refuse_no_year(year: int) -> None:
    """Refuse what is no year of this fund."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("fund.year")
