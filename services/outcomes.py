"""Counting a round, publishing what came out, and reading it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db import ballots, outcomes, proposals, rounds
from db.engine import Session, reading, transaction
from db.tables import OutcomeRecord, Round
from domain.clock import utc_now
from domain.count import count
from domain.election import Cents, ProjectId
from domain.figures import Figures, digest_of, figures_of
from domain.outcome import Outcome
from domain.outcome_view import OutcomeView, ProjectResult, TieMet
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from services.activities import record_round
from services.paper_progress import refuse_unless_settled
from services.permission import confirm, permit, place_of
from services.proposal_steps import take_step

log = logging.getLogger(__name__)

Say = Callable[[OutcomeView, ProjectResult], str]
"""The sentence that answers a project's proposer, in the language of the district's records."""


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """A round that has voted or votes now. `due`: when the next phase is due to begin."""

    round_id: int
    name: str
    phase: Phase
    version: int
    is_published: bool
    is_imported: bool
    due: datetime | None


def count_ballots(actor: Actor, round_id: int) -> None:
    """Count the round's ballots by its frozen settings; again, if wanted, until published."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.COUNT_BALLOTS, round_)
        refuse_unless_settled(db, round_)
        counted = _counted(db, round_)
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.COUNT_BALLOTS, round_)
        refuse_unless_settled(db, round_)
        known = outcomes.find_outcome(db, round_id)
        if known is not None and known.published_at is not None:
            raise Refusal("outcome.published_already")
        outcomes.record(db, known, counted, actor.account_id)
    log.info("round %d counted by account %d", round_id, actor.account_id)


def withdraw_count(actor: Actor, round_id: int) -> None:
    """Forget a count that was not published, so that paper found since can still be typed in."""
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.COUNT_BALLOTS, round_)
        record = outcomes.get_outcome(db, round_id, for_update=True)
        if record.published_at is not None:
            raise Refusal("outcome.published_already")
        db.delete(record)
    log.info("count of round %d withdrawn by account %d", round_id, actor.account_id)


def publish_outcome(actor: Actor, round_id: int, say: Say) -> None:
    """Make the count public: every proposal on the ballot gets its answer in the same moment.

    Refused when the ballots are no longer those that were counted.
    """
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.PUBLISH_OUTCOME, round_)
        record = outcomes.get_outcome(db, round_id, for_update=True)
        if record.published_at is not None:
            raise Refusal("outcome.published_already")
        refuse_unless_settled(db, round_)
        if digest_of(outcomes.read_votes(db, round_).ballots) != record.ballots_digest:
            raise Refusal("outcome.ballots_changed")
        _answer_proposals(db, actor, _view(db, round_, record), say)
        record.published_at, record.published_by = utc_now(), actor.account_id
        record_round(db, round_)
        rounds.touch(db, round_)
    log.info("outcome of round %d published by account %d", round_id, actor.account_id)


def find_outcome_view(round_id: int, actor: Actor | None = None) -> OutcomeView | None:
    """The result, once published; to those who count it, as soon as it is counted. None before."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        record = outcomes.find_outcome(db, round_id)
        if record is None:
            return None
        if record.published_at is None:
            if actor is None or not is_offered(Action.COUNT_BALLOTS, actor.role):
                return None
            confirm(db, actor)
        return _view(db, round_, record)


def is_recountable(actor: Actor, round_id: int) -> bool:
    """Whether counting the ballots once more, from the database, gives the recorded outcome."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.EXPORT_BALLOTS, round_)
        record = outcomes.get_outcome(db, round_id)
        again = _counted(db, round_)
        same_ballots = again.digest == record.ballots_digest
        return same_ballots and again.outcome == Outcome.from_dict(record.result)


def list_results() -> list[ResultEntry]:
    """Rounds that have voted or vote now, the newest first, with whether their result is public."""
    phases = (Phase.VOTE, Phase.COUNT, Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)
    with reading() as db:
        public = outcomes.list_published_ids(db)
        return [_entry(db, row, row.id in public) for row in rounds.list_rounds(db, phases)]


def _entry(db: Session, row: Round, is_published: bool) -> ResultEntry:
    phase = Phase(row.phase)
    following = {Phase.VOTE: Phase.COUNT, Phase.COUNT: Phase.IMPLEMENT}.get(phase)
    due = rounds.list_phase_dates(db, row.id).get(following) if following else None
    return ResultEntry(row.id, row.name, phase, row.version, is_published, row.is_imported, due)


def _counted(db: Session, round_: Round) -> outcomes.Counted:
    votes = outcomes.read_votes(db, round_)
    election = outcomes.election_of(db, round_, votes)
    outcome = count(election, outcomes.settings_of(round_))
    figures = figures_of(election, outcome, votes.invalid)
    return outcomes.Counted(round_.id, outcome, figures, digest_of(votes.ballots))


def _answer_proposals(db: Session, actor: Actor, view: OutcomeView, say: Say) -> None:
    for project in view.projects:
        if project.proposal_id is None:
            continue
        proposal = proposals.get_proposal(db, project.proposal_id, for_update=True)
        sentence = say(view, project)
        take_step(db, proposal, "fund" if project.is_funded else "not_fund", actor, sentence)
        if not project.is_funded:
            proposal.answer = sentence


def _view(db: Session, round_: Round, record: OutcomeRecord) -> OutcomeView:
    outcome = Outcome.from_dict(record.result)
    figures = Figures.from_dict(record.figures)
    rows = outcomes.list_projects(db, round_.id)
    names = {row.code: row.name for row, _ in rows}
    share = outcome.share_cents
    return OutcomeView(
        round_id=round_.id,
        round_name=round_.name,
        phase=Phase(round_.phase),
        budget_cents=outcome.budget_cents,
        ballot_type=round_.ballot_type,
        is_imported=round_.is_imported,
        settings=outcome.settings,
        digest=record.ballots_digest,
        counted_at=record.counted_at,
        published_at=record.published_at,
        entitled=None
        if round_.is_imported
        else ballots.count_electorate(db, round_, place_of(round_)),
        voters=outcome.voters,
        empty=outcome.empty,
        invalid=figures.invalid,
        projects=_project_results(rows, outcomes.frozen_costs(round_), outcome, figures),
        winners_per_voter=figures.winners_per_voter,
        ties=tuple(
            TieMet(tuple(names[code] for code in tie.projects), names[tie.taken], tie.decided_by)
            for tie in outcome.ties
        ),
        plays=figures.plays,
        share_cents=None if share is None else int(share),
        raises=outcome.reruns,
    )


def _entitled(db: Session, round_: Round) -> int | None:
    if round_.is_imported:
        return None
    return ballots.count_entitled(db, place_of(round_), round_.voter_roles)


def _project_results(
    rows: list[outcomes.NamedProject],
    costs: dict[ProjectId, Cents],
    outcome: Outcome,
    figures: Figures,
) -> tuple[ProjectResult, ...]:
    places = {code: place for place, code in enumerate(outcome.winners, 1)}
    return tuple(
        ProjectResult(
            code=row.code,
            number=row.number,
            name=row.name,
            cost_cents=costs[row.code],
            field_code=row.field_code or "",
            community=community,
            proposal_id=row.proposal_id,
            votes=figures.votes[row.code],
            points=figures.points[row.code],
            place=places.get(row.code),
            verdict=figures.verdicts[row.code],
        )
        for row, community in rows
    )
