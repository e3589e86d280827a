"""Points, rewards, honours, and the special fund: ledgers that are only ever added to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, false, text
from sqlmodel import Field

from db.base import Table, UtcDateTime


class PointsRule(Table, table=True):
    """服务积分正负面清单: one act and what it is worth; withdrawn, never deleted or rewritten."""

    __tablename__ = "points_rule"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    text: str
    text_en: str = ""
    points: int
    """Negative for what is on the negative list."""
    in_force_from: date
    withdrawn_on: date | None = None


class PointsEntry(Table, table=True):
    """积分记录. `reviewed_by` is a second person; an exchange, a reversal cite what they are of."""

    __tablename__ = "points_entry"
    __table_args__ = (
        UniqueConstraint("request_key"),
        CheckConstraint("reviewed_by IS NULL OR reviewed_by <> entered_by", name="two_people"),
        CheckConstraint("reviewed_by IS NULL OR reviewed_by <> account_id", name="not_own"),
        # Once taken back is taken back; a wish to do so that was refused stands in nobody's way.
        Index(
            "ix_points_entry_one_reversal",
            "reverses_id",
            unique=True,
            sqlite_where=text("state <> 'refused'"),
            postgresql_where=text("state <> 'refused'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    rule_id: int | None = Field(default=None, foreign_key="points_rule.id")
    exchange_id: int | None = Field(default=None, foreign_key="exchange.id")
    reverses_id: int | None = Field(default=None, foreign_key="points_entry.id")
    points: int
    evidence: str = ""
    state: str = Field(default="entered", index=True)
    """`domain.points.EntryState`: only approved entries count."""
    on: date
    entered_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    entered_by: int | None = Field(default=None, foreign_key="account.id")
    reviewed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    reviewed_by: int | None = Field(default=None, foreign_key="account.id")
    review_note: str = ""
    request_key: str | None = None
    """Of the form that was sent: a double tap writes once."""


class PointsAppeal(Table, table=True):
    """A person asks that an entry be looked at again."""

    __tablename__ = "points_appeal"

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="points_entry.id", unique=True)
    reason: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    answer: str = ""
    is_upheld: bool | None = None
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answered_by: int | None = Field(default=None, foreign_key="account.id")


class PointsBalance(Table, table=True):
    """The sum of a person's approved entries, held so that no exchange takes it below zero.

    The entries that are of no exchange add up to `earned - owed`, the others to `-spent`.
    """

    __tablename__ = "points_balance"
    __table_args__ = (
        CheckConstraint("spent <= earned", name="never_below_zero"),
        CheckConstraint("spent >= 0", name="spent_not_negative"),
        CheckConstraint("owed = 0 OR (owed > 0 AND earned = spent)", name="owed_only_when_empty"),
    )

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    earned: int = 0
    spent: int = 0
    owed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """What a deduction took beyond what was left; the next points pay it off."""
    shows_name: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Agrees to be named in a ranking."""


class Reward(Table, table=True):
    """福利: what points can be exchanged for, and how many are left."""

    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        CheckConstraint("price > 0", name="price_positive"),
    )

    id: int = Field(default=None, primary_key=True)
    name: str
    about: str = ""
    price: int
    """Points."""
    stock: int
    is_active: bool = True


class Exchange(Table, table=True):
    """兑换: one reward for points, until it is handed over or called off."""

    __table_args__ = (UniqueConstraint("request_key"),)

    id: int = Field(default=None, primary_key=True)
    reward_id: int = Field(foreign_key="reward.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    price: int
    state: str = Field(default="ordered", index=True)
    """`domain.points.ExchangeState`."""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    ended_by: int | None = Field(default=None, foreign_key="account.id")
    note: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Why it was called off."""
    request_key: str


class Honour(Table, table=True):
    """荣誉 of a year: 智囊团, 金牌调解员 …, open for nomination, then for the committee's vote."""

    __table_args__ = (UniqueConstraint("year", "name"),)

    id: int = Field(default=None, primary_key=True)
    name: str
    name_en: str = ""
    about: str = ""
    year: int
    body_code: str | None = Field(default=None, foreign_key="body.code")
    """Whose members can be honoured; null: anyone."""
    most_awards: int = 1
    state: str = "nominating"
    """`domain.honours.HonourState`."""


class Nomination(Table, table=True):
    """Who is nominated for an honour, by whom, and why."""

    __table_args__ = (UniqueConstraint("honour_id", "nominee_id"),)

    id: int = Field(default=None, primary_key=True)
    honour_id: int = Field(foreign_key="honour.id", index=True)
    nominee_id: int = Field(foreign_key="account.id")
    nominated_by: int = Field(foreign_key="account.id")
    reason: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    awarded_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    certificate_number: str | None = Field(default=None, unique=True)


class HonourVote(Table, table=True):
    """That a member of the committee is for a nominee."""

    __tablename__ = "honour_vote"

    nomination_id: int = Field(foreign_key="nomination.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FundLine(Table, table=True):
    """专项经费: a line of the budget of a year."""

    __tablename__ = "fund_line"
    __table_args__ = (
        UniqueConstraint("year", "name"),
        CheckConstraint("allocated_cents <= budget_cents", name="within_budget"),
        CheckConstraint("spent_cents <= allocated_cents", name="within_allocation"),
        CheckConstraint("spent_cents >= 0", name="spent_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    year: int
    name: str
    body_code: str | None = Field(default=None, foreign_key="body.code")
    budget_cents: int
    allocated_cents: int = 0
    """Sum of its allocations; with `spent_cents` held so that no entry goes beyond."""
    spent_cents: int = 0
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FundEntry(Table, table=True):
    """A budget, an allocation, a payment, or the reversal of one; never changed, never deleted."""

    __tablename__ = "fund_entry"
    __table_args__ = (
        UniqueConstraint("request_key"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
    )

    id: int = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="fund_line.id", index=True)
    kind: str
    """`domain.special_fund.EntryKind`."""
    amount_cents: int
    """Negative only where it takes back: a reversal, a smaller budget, money called back."""
    reverses_id: int | None = Field(default=None, foreign_key="fund_entry.id", unique=True)
    on: date
    payee: str = ""
    what: str
    voucher: str = ""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    request_key: str
