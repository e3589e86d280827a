"""Queries on projects, ballots and turnout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from db import accounts, paper_ballots, projects
from db.base import Table
from db.tables import Account, Ballot, Community, Participation, Project, Proposal, Round, Secret
from domain.ballots import BallotRules, is_valid, voter_key
from domain.channels import Channel
from domain.election import Ballot as CountedBallot
from domain.election import BallotType
from domain.places import Place
from domain.refusals import Refusal
from domain.round_settings import ballot_type_of


@dataclass(frozen=True, slots=True)
class Countable:
    """A round's ballots for the count: the valid ones, and how many are invalid or empty."""

    valid: tuple[CountedBallot, ...]
    invalid: int
    empty: int


def get_round_to_vote(db: Session, round_id: int) -> tuple[Round, str | None]:
    """The round, held so that its phase cannot end before this transaction does; or a refusal.

    With it the round's secret, None before the first vote. Voters share the hold: where the
    database locks rows, two taps do not wait for each other.
    """
    query = (
        select(Round, Secret.value)
        .join(Secret, col(Secret.name) == secret_name(round_id), isouter=True)
        .where(Round.id == round_id)
        .with_for_update(read=True, of=Round)
    )
    found = db.exec(query).one_or_none()
    if found is None:
        raise Refusal("round.unknown")
    return found[0], found[1]


def rules_of(db: Session, round_: Round) -> BallotRules:
    """The limits of a round's ballot, with the projects in the order of the ballot."""
    kind = ballot_type_of(round_.ballot_type)
    return BallotRules(
        ballot_type=kind,
        costs={row.code: row.cost_cents for row in projects.list_projects(db, round_.id)},
        min_marks=round_.min_marks,
        max_marks=round_.max_marks,
        points_total=round_.points_total if kind is BallotType.POINTS else None,
        points_per_project=round_.points_per_project if kind.has_points else None,
        budget_cents=round_.budget_cents,
    )


def list_projects_in_full(
    db: Session, round_id: int
) -> list[tuple[Project, Proposal | None, Community | None]]:
    """A round's projects with the proposals they came from and their communities, by number."""
    query = (
        select(Project, Proposal, Community)
        .join(Proposal, col(Proposal.id) == Project.proposal_id, isouter=True)
        .join(Community, col(Community.id) == Project.community_id, isouter=True)
        .where(Project.round_id == round_id)
        .order_by(col(Project.number))
    )
    return [(row[0], row[1], row[2]) for row in db.exec(query)]


def key_of(db: Session, round_id: int, account_id: int) -> str:
    """The voter's key (in a write transaction: the round's secret is made at first use)."""
    return voter_key(accounts.make_secret(db, secret_name(round_id)), account_id)


def find_key(db: Session, round_id: int, account_id: int) -> str | None:
    """The voter's key, or None while nobody has voted in the round."""
    secret = accounts.find_secret(db, secret_name(round_id))
    return None if secret is None else voter_key(secret, account_id)


def secret_name(round_id: int) -> str:
    """Under which name the key between voters and ballots of a round is kept."""
    return f"ballot:{round_id}"


def record_saving(
    db: Session, round_id: int, account_id: int, at: datetime, channel: Channel
) -> tuple[datetime | None, Channel]:
    """Note that a voter saves now, beginning by this way if need be.

    When they had finished, or None, and by which way they began. This holds the voter's row to the
    end of the transaction: their second device waits here, and so does who hands out paper.
    """
    row = {
        "round_id": round_id,
        "account_id": account_id,
        "begun_at": at,
        "saved_at": at,
        "channel": channel.value,
    }
    statement = _putting_participation(db.get_bind().dialect.name)
    finished_at, began_by = db.connection().execute(statement, row).one()
    return finished_at, Channel(began_by)


def find_participation(
    db: Session, round_id: int, account_id: int, *, for_update: bool = False
) -> Participation | None:
    """Whether and when a person has begun, saved and finished."""
    return db.get(
        Participation,
        (round_id, account_id),
        populate_existing=True,
        with_for_update=for_update or None,
    )


def record_finish(db: Session, round_id: int, account_id: int, at: datetime | None) -> None:
    """Note that a voter has finished, or (None) that the ballot is unfinished again."""
    where = (Participation.round_id == round_id, Participation.account_id == account_id)
    db.execute(update(Participation).where(*where).values(finished_at=at))  # type: ignore[arg-type]


def find_marks(db: Session, round_id: int, key: str) -> dict[str, int] | None:
    """The marks of the ballot under this key, or None."""
    where = (Ballot.round_id == round_id, Ballot.voter_key == key)
    marks = db.exec(select(Ballot.marks).where(*where)).one_or_none()
    return None if marks is None else dict(marks)


def put_marks(db: Session, round_id: int, key: str, marks: Mapping[str, int]) -> None:
    """Keep these marks as the one ballot under this key."""
    row = {"round_id": round_id, "voter_key": key, "marks": dict(marks), "weight": 1}
    db.connection().execute(_putting_ballot(db.get_bind().dialect.name), row)


def list_countable(db: Session, round_: Round) -> Countable:
    """Every ballot of the round, finished or not, in the order of nothing but the keys; settled
    sheets of paper among them, each as one voter.

    Whether voting is over, and all paper settled, is the calling service's question.
    """
    rules = rules_of(db, round_)
    query = select(Ballot.marks, Ballot.weight).where(Ballot.round_id == round_.id)
    on_screen = db.exec(query.order_by(col(Ballot.voter_key)))
    sheets = paper_ballots.list_settled(db, round_.id)
    valid, empty = [], 0
    invalid = sum(sheet.is_spoilt for sheet in sheets)
    on_paper = [(sheet.marks, 1) for sheet in sheets if not sheet.is_spoilt]
    for marks, weight in [*on_screen, *on_paper]:
        if is_valid(rules, marks):
            valid.append(CountedBallot(marks, weight))
        elif marks:
            invalid += weight
        else:
            empty += weight
    return Countable(tuple(valid), invalid, empty)


def count_participation(db: Session, round_id: int) -> tuple[int, int]:
    """How many have begun, and how many have finished.

    Who was handed a sheet has begun; how many sheets came back is all that is known of the rest.
    """
    query = select(func.count(), func.count(col(Participation.finished_at))).where(
        Participation.round_id == round_id, Participation.channel != Channel.PAPER.value
    )
    begun, finished = db.exec(query).one()
    on_paper = paper_ballots.count_handed_out(db, round_id)
    returned = min(on_paper, paper_ballots.count_entered(db, round_id))
    return begun + on_paper, finished + returned


def count_on_screens(db: Session, round_id: int) -> dict[Channel, int]:
    """How many have begun on each kind of screen."""
    query = (
        select(Participation.channel, func.count())
        .where(Participation.round_id == round_id, Participation.channel != Channel.PAPER.value)
        .group_by(col(Participation.channel))
    )
    return {Channel(channel): number for channel, number in db.exec(query)}


def count_electorate(db: Session, round_: Round, place: Place) -> int:
    """How many may vote: accounts, and who was handed a sheet without having one."""
    without = paper_ballots.count_without_account(db, round_.id)
    return count_entitled(db, place, round_.voter_roles) + without


def count_entitled(db: Session, place: Place, roles: Sequence[str]) -> int:
    """How many active accounts of these roles live in the place."""
    query = (
        select(func.count())
        .select_from(Account)
        .where(col(Account.is_active), col(Account.role).in_(roles))
    )
    if place.community_id is not None:
        query = query.where(Account.community_id == place.community_id)
    elif place.subdistrict_id is not None:
        query = query.join(Community, col(Community.id) == Account.community_id).where(
            Community.subdistrict_id == place.subdistrict_id
        )
    return db.exec(query).one()


def _put(dialect: str, table: type[Table], columns: tuple[str, ...], update: str) -> Any:
    """Insert a row, or update one column of the one that is there: one statement, no race."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    target: SqlTable = table.__table__  # type: ignore[attr-defined]
    statement = insert(target).values({name: bindparam(name) for name in columns})
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in target.primary_key],
        set_={update: statement.excluded[update]},
    )


@cache
def _putting_participation(dialect: str) -> Any:
    columns = ("round_id", "account_id", "begun_at", "saved_at", "channel")
    return _put(dialect, Participation, columns, "saved_at").returning(
        col(Participation.finished_at), col(Participation.channel)
    )


@cache
def _putting_ballot(dialect: str) -> Any:
    return _put(dialect, Ballot, ("round_id", "voter_key", "marks", "weight"), "marks")
