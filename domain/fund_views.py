"""What pages see of the special fund, and of a look through every ledger."""

from dataclasses import dataclass
from datetime import date

from domain.special_fund import EntryKind, Sums


@dataclass(frozen=True, slots=True)
class FundEntryLine:
    """One entry of the ledger. `payee` and `voucher` are empty for whoever is not of the office."""

    id: int
    line_id: int
    kind: EntryKind
    amount_cents: int
    on: date
    what: str
    payee: str = ""
    voucher: str = ""
    by: str = ""
    reverses_id: int | None = None
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class FundLineSheet:
    """A line of the budget of a year with its entries, the latest first."""

    id: int
    name: str
    body: str
    body_en: str
    sums: Sums
    entries: tuple[FundEntryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FundYear:
    """The special fund of a year."""

    year: int
    years: tuple[int, ...]
    lines: tuple[FundLineSheet, ...]

    @property
    def sums(self) -> Sums:
        """All lines together."""
        return Sums(
            sum(one.sums.budget_cents for one in self.lines),
            sum(one.sums.allocated_cents for one in self.lines),
            sum(one.sums.spent_cents for one in self.lines),
        )


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sum that is held and differs from the sum of its entries."""

    ledger: str
    """`points`, `stock` or `fund`."""

    id: int
    held: str
    counted: str


@dataclass(frozen=True, slots=True)
class LedgerAudit:
    """Every held sum added up again."""

    balances: int
    lines: int
    mistakes: tuple[Mistake, ...] = ()
