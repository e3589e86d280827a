"""Queries on a round as it is counted, and on outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from db.ballots import list_countable
from db.tables import Ballot, Community, OutcomeRecord, Project, Round
from domain import election
from domain.clock import utc_now
from domain.election import Cents, Election, ProjectId
from domain.figures import Figures
from domain.outcome import Outcome
from domain.refusals import Refusal
from domain.round_settings import ballot_type_of
from domain.rules import CountSettings

NamedProject = tuple[Project, str]
"""A project with its community's name (empty if it has none)."""


@dataclass(frozen=True, slots=True)
class Votes:
    """The ballots that count, and how many were not valid when voting closed."""

    ballots: tuple[election.Ballot, ...]
    invalid: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A count before it is recorded."""

    round_id: int
    outcome: Outcome
    figures: Figures
    digest: str


def find_outcome(db: Session, round_id: int) -> OutcomeRecord | None:
    """The round's count, published or not."""
    return db.get(OutcomeRecord, round_id)


def get_outcome(db: Session, round_id: int, *, for_update: bool = False) -> OutcomeRecord:
    """The round's count, or a refusal that says it was not counted yet."""
    query = select(OutcomeRecord).where(OutcomeRecord.round_id == round_id)
    if for_update:
        query = query.with_for_update()
    found = db.exec(query).one_or_none()
    if found is None:
        raise Refusal("outcome.not_counted")
    return found


def list_projects(db: Session, round_id: int) -> list[NamedProject]:
    """The round's projects by number."""
    query = (
        select(Project, Community.name)
        .join(Community, col(Project.community_id) == col(Community.id), isouter=True)
        .where(Project.round_id == round_id)
        .order_by(col(Project.number))
    )
    return [(project, name or "") for project, name in db.exec(query)]


def read_votes(db: Session, round_: Round) -> Votes:
    """The ballots that count; those of an imported round as its file gave them."""
    if round_.is_imported:
        query = select(Ballot.marks, Ballot.weight).where(Ballot.round_id == round_.id)
        return Votes(tuple(election.Ballot(marks, weight) for marks, weight in db.exec(query)), 0)
    found = list_countable(db, round_)
    empty = (election.Ballot({}, found.empty),) if found.empty else ()
    return Votes((*found.valid, *empty), found.invalid)


def settings_of(round_: Round) -> CountSettings:
    """The settings that were frozen when voting opened."""
    return CountSettings.from_dict(_frozen(round_)["count"])


def election_of(db: Session, round_: Round, votes: Votes) -> Election:
    """The round as a count sees it: budget, ballot and costs as frozen when voting opened."""
    frozen = _frozen(round_)
    rows = {row.code: (row, name) for row, name in list_projects(db, round_.id)}
    costs = frozen_costs(round_)
    projects = tuple(_candidate(*rows[code], cost) for code, cost in costs.items())
    kind = ballot_type_of(frozen["ballot"]["type"])
    return Election(projects, votes.ballots, frozen["budget_cents"], kind)


def frozen_costs(round_: Round) -> dict[ProjectId, Cents]:
    """What each project costs, as frozen when voting opened, in the order of the ballot."""
    return {one["code"]: one["cost_cents"] for one in _frozen(round_)["projects"]}


def record(
    db: Session, known: OutcomeRecord | None, counted: Counted, account_id: int
) -> OutcomeRecord:
    """Keep a count, in place of an earlier one that was not published."""
    row = known or OutcomeRecord(round_id=counted.round_id, ballots_digest="", counted_at=utc_now())
    row.settings = counted.outcome.settings.to_dict()
    row.result = counted.outcome.to_dict()
    row.figures = counted.figures.to_dict()
    row.ballots_digest = counted.digest
    row.counted_at, row.counted_by = utc_now(), account_id
    db.add(row)
    return row


def count_bought(row: OutcomeRecord) -> int:
    """How many projects the count bought."""
    winners = row.result["winners"]
    return len(winners) if isinstance(winners, list) else 0


def list_published_ids(db: Session) -> set[int]:
    """Rounds whose outcome is public."""
    query = select(OutcomeRecord.round_id).where(col(OutcomeRecord.published_at).is_not(None))
    return set(db.exec(query))


def _frozen(round_: Round) -> Mapping[str, Any]:
    if round_.frozen_settings is None:
        raise Refusal("outcome.not_frozen")
    return round_.frozen_settings


def _candidate(row: Project, community: str, cost_cents: Cents) -> election.Project:
    fields = (row.field_code,) if row.field_code else ()
    return election.Project(row.code, row.name, cost_cents, fields, community)
