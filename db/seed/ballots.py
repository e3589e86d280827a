"""The demonstration's ballots: projects where proposals were admitted, and votes with tastes."""

import random
from datetime import timedelta

from db import accounts, ballots
from db.engine import Session
from db.seed.stages import Stage, moments
from db.seed.trail import every, take
from db.tables import Account, Ballot, Participation, Project
from domain.ballots import BallotRules, Change, mark, missing, voter_key
from domain.election import BallotType
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.round_settings import frozen_settings_of

TURNOUT = {Phase.VOTE: 0.68}
TURNOUT_ONCE_OVER = 0.78
FINISHED, CUT_SHORT = 0.8, 0.04
"""Shares of those who began; while voting lasts, "incomplete" have marked too little so far."""

TASTES = (
    {"homes": 1.6, "wellbeing": 1.0, "culture": 0.3, "volunteering": 0.3, "mediation": 0.5},
    {"wellbeing": 1.7, "homes": 0.7, "culture": 0.6, "volunteering": 0.5, "mediation": 0.3},
    {"culture": 1.5, "volunteering": 1.2, "wellbeing": 0.6, "homes": 0.3, "mediation": 0.4},
    {"mediation": 1.5, "homes": 0.9, "volunteering": 0.7, "wellbeing": 0.4, "culture": 0.3},
)
"""What four kinds of voters care for, by field; the first two are the larger groups."""

SHARE_OF_TASTES = (38, 30, 20, 12)
NEAR_HOME = 0.9


def seed_voting(db: Session, stages: list[Stage], chance: random.Random) -> None:
    """Projects for every round that has admitted any, and ballots for those that have voted."""
    for stage in stages:
        on_ballot = seed_projects(db, stage)
        if stage.has_reached(Phase.VOTE):
            open_ballots(db, stage, on_ballot)
            seed_ballots(db, stage, on_ballot, chance)
    db.flush()


def seed_projects(db: Session, stage: Stage) -> list[Project]:
    """The admitted proposals of a round as projects, numbered in the order they were written."""
    found = []
    for number, proposal in enumerate(every(stage.proposals, ProposalState.ADMITTED), start=1):
        project = Project(
            round_id=stage.round_.id,
            proposal_id=proposal.id,
            code=str(number),
            number=number,
            name=proposal.title,
            cost_cents=proposal.cost_cents,
            field_code=proposal.field_code,
            community_id=proposal.community_id,
            admitted_at=stage.at(Phase.DELIBERATE, 0.5),
        )
        db.add(project)
        found.append(project)
    db.flush()
    return found


def open_ballots(db: Session, stage: Stage, on_ballot: list[Project]) -> None:
    """What happened when voting opened: proposals go on the ballot, the count is frozen."""
    opened = stage.dates[Phase.VOTE]
    for proposal in every(stage.proposals, ProposalState.ADMITTED):
        take(db, proposal, "open_ballot", opened)
    stage.round_.frozen_at = opened
    stage.round_.frozen_settings = frozen_settings_of(stage.round_, on_ballot)


def seed_ballots(
    db: Session, stage: Stage, on_ballot: list[Project], chance: random.Random
) -> None:
    """Ballots of the round's citizens. Those whom the sign-in page offers by one tap have voted
    only where it is over: they can vote where it goes on, and read their receipt where it is.
    """
    round_id, rules = stage.round_.id, ballots.rules_of(db, stage.round_)
    secret = accounts.make_secret(db, ballots.secret_name(round_id))
    appeal = {project.code: chance.gauss(0, 0.6) for project in on_ballot}
    able = [one for one in stage.citizens if not one.is_demo]
    voters = chance.sample(able, round(len(able) * TURNOUT.get(stage.phase, TURNOUT_ONCE_OVER)))
    if stage.has_reached(Phase.IMPLEMENT):
        offered = [one for one in stage.citizens if one.is_demo]
        voters[: len(offered)] = offered
    since, until = stage.at(Phase.VOTE, 0), stage.at(Phase.VOTE, 1)
    for voter, at in zip(voters, moments(chance, since, until, len(voters)), strict=True):
        is_short = stage.phase is Phase.VOTE and chance.random() < CUT_SHORT
        marks = _marks(rules, _liked(voter, on_ballot, appeal, chance), chance, is_short=is_short)
        saved = min(at + timedelta(seconds=chance.randint(60, 900)), until)
        is_finished = chance.random() < FINISHED and missing(rules, marks) is None
        db.add(
            Participation(
                round_id=round_id,
                account_id=voter.id,
                begun_at=at,
                saved_at=saved,
                finished_at=saved if is_finished else None,
            )
        )
        db.add(Ballot(round_id=round_id, voter_key=voter_key(secret, voter.id), marks=marks))


def _liked(
    voter: Account, on_ballot: list[Project], appeal: dict[str, float], chance: random.Random
) -> list[str]:
    """The codes of all projects, the one this voter likes best first."""
    [taste] = chance.choices(TASTES, SHARE_OF_TASTES)

    def liking(project: Project) -> float:
        near = NEAR_HOME if project.community_id == voter.community_id else 0
        field = taste.get(project.field_code or "", 0.5)
        return field + near + appeal[project.code] + chance.gauss(0, 0.5)

    by_liking = {project.code: liking(project) for project in on_ballot}
    return sorted(by_liking, key=by_liking.__getitem__, reverse=True)


def _marks(
    rules: BallotRules, liked: list[str], chance: random.Random, *, is_short: bool
) -> dict[str, int]:
    """A ballot within the rules, marked from the top of the list."""
    many = rules.least - 1 if is_short else rules.least + chance.choice((0, 0, 1, 1, 2, 2, 3, 4, 5))
    marks: dict[str, int] = {}
    for place, code in enumerate(liked):
        if len(marks) >= many:
            break
        if rules.ballot_type.has_points:
            wanted = max(1, (rules.points_total or 5) // (place + 2))
        else:
            wanted = place + 1 if rules.ballot_type is BallotType.RANKING else 1
        try:
            marks = mark(rules, marks, Change(code, wanted))
        except Refusal:
            continue
        if rules.ballot_type is BallotType.CHOOSE_ONE:
            break
    return marks
