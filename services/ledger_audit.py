"""账目核对: every sum that is held, added up again from its entries."""

from db import points, special_fund
from db.engine import reading
from domain.fund_views import LedgerAudit, Mistake
from domain.points import balance_of
from domain.special_fund import Sums

POINTS, FUND = "points", "fund"


def audit_ledgers() -> LedgerAudit:
    """Add up points and the special fund again, in one consistent reading of the database."""
    with reading() as db:
        balances = list(points.count_again(db))
        lines = special_fund.count_again(db)
    mistakes = [
        Mistake(POINTS, key, str(held), str(balance_of(net, spent)))
        for key, held, net, spent in balances
        if held != balance_of(net, spent)
    ]
    mistakes += [
        Mistake(FUND, key, _told(held), _told(counted))
        for key, held, counted in lines
        if held != counted or not held.is_sound
    ]
    return LedgerAudit(len(balances), len(lines), tuple(mistakes))


def lines_of(found: LedgerAudit) -> list[tuple[str, dict[str, object]]]:
    """What was found, as keys and facts of sentences; one line says that all is well."""
    if not found.mistakes:
        return [("audit.sound", {"balances": found.balances, "lines": found.lines})]
    return [
        (f"audit.{one.ledger}", {"number": one.id, "held": one.held, "counted": one.counted})
        for one in found.mistakes
    ]


def _told(sums: Sums) -> str:
    return f"{sums.budget_cents} {sums.allocated_cents} {sums.spent_cents}"
