"""What waits for a person now: data only, the most pressing first."""

from collections.abc import Iterable, Mapping

from db import outcomes, paper_ballots, projects, proposals, rounds, tasks
from db.engine import Session, reading
from db.tables import Round
from domain.ballots import Standing
from domain.clock import utc_now
from domain.phases import Phase, next_phase
from domain.proposal_flow import ProposalState
from domain.rights import Action, may
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services import ballots, reviews
from services.case_reading import list_case_tasks
from services.meeting_tasks import list_meeting_tasks
from services.my_matters import list_matter_tasks
from services.permission import confirm, place_of, subject_of
from services.points_reading import list_points_tasks
from services.research_tasks import list_research_tasks

OF_BALLOT = {
    Standing.NOT_BEGUN: TaskKind.VOTE,
    Standing.INCOMPLETE: TaskKind.COMPLETE_BALLOT,
    Standing.VALID: TaskKind.FINISH_BALLOT,
    Standing.FINISHED: TaskKind.VOTED,
}
_DECIDING = (Phase.REVIEW, Phase.DELIBERATE)


def list_tasks(actor: Actor) -> list[Task]:
    """Everything that waits for this person, by role; empty when nothing does."""
    found = [*_ballots(actor), *_reviews(actor)]
    with reading() as db:
        confirm(db, actor)
        if actor.role in (Role.MEMBER, Role.RESIDENT):
            found += _of_citizen(db, actor)
        if actor.role is Role.OFFICER:
            found += [task for row in rounds.list_rounds(db) for task in _of_round(db, row)]
        if actor.role in (Role.CLERK, Role.OFFICER):
            found += _by_round(db, TaskKind.REPORT, _under_way(db, actor))
            found += _of_paper(db, actor)
        if actor.role is Role.FACILITATOR:
            voting = rounds.list_rounds(db, (Phase.VOTE, Phase.COUNT))
            found += [Task(TaskKind.SHOW, 1, row.id, row.name) for row in voting]
        found += list_meeting_tasks(db, actor)
        found += list_matter_tasks(db, actor)
        found += list_points_tasks(db, actor)
        found += list_research_tasks(db, actor)
        found += list_case_tasks(db, actor)
    order = list(TaskKind)
    return sorted(found, key=lambda task: order.index(task.kind))


def _ballots(actor: Actor) -> list[Task]:
    if actor.role not in (Role.MEMBER, Role.RESIDENT):
        return []
    return [
        Task(OF_BALLOT[one.ballot.standing], 1, one.round_id, one.name, one.closes_at)
        for one in ballots.list_open_ballots(actor)
        if one.ballot.standing in OF_BALLOT
    ]


def _reviews(actor: Actor) -> list[Task]:
    if actor.role not in (Role.EXPERT, Role.SPECIALIST):
        return []
    waiting = [one for one in reviews.list_tasks(actor) if one.is_open and one.done_at is None]
    if not waiting:
        return []
    return [Task(TaskKind.REVIEW, len(waiting), due_at=min(one.due_at for one in waiting))]


def _of_citizen(db: Session, actor: Actor) -> list[Task]:
    at_home = [
        row
        for row in rounds.list_rounds(db)
        if place_of(row).covers(actor.subdistrict_id, actor.community_id)
    ]
    collecting = [row for row in at_home if row.phase == Phase.COLLECT.value]
    done = [row.id for row in at_home if row.phase in (Phase.IMPLEMENT.value, Phase.APPRAISE.value)]
    me = actor.account_id
    to_second = tasks.count_to_second(db, me, [row.id for row in collecting])
    found = [
        *_by_round(db, TaskKind.DRAFT, tasks.count_drafts(db, me)),
        *_by_round(db, TaskKind.SECOND, to_second),
        *_by_round(db, TaskKind.APPRAISE, tasks.count_to_appraise(db, me, done)),
        *_counted(TaskKind.ANSWER_MERGE, tasks.count_merges_to_answer(db, me)),
        *_counted(TaskKind.ANSWER_SUPPORT, tasks.count_support_to_answer(db, me)),
    ]
    return found + [_propose(db, row) for row in collecting if _may_propose(actor, row)]


def _may_propose(actor: Actor, round_: Round) -> bool:
    home = subject_of(round_, community_id=actor.community_id)
    return may(Action.DRAFT_PROPOSAL, actor, Phase(round_.phase), home)


def _propose(db: Session, round_: Round) -> Task:
    until = rounds.list_phase_dates(db, round_.id).get(Phase.REVIEW)
    return Task(TaskKind.PROPOSE, 1, round_.id, round_.name, until)


def _of_round(db: Session, round_: Round) -> Iterable[Task]:
    phase = Phase(round_.phase)
    following = next_phase(phase)
    due = rounds.list_phase_dates(db, round_.id).get(following) if following else None
    if due is not None and due <= utc_now():
        yield Task(TaskKind.OVERDUE, 1, round_.id, round_.name, due)
    if phase is Phase.COUNT and not projects.is_outcome_published(db, round_.id):
        yield Task(TaskKind.PUBLISH, 1, round_.id, round_.name, due)
    if phase in _DECIDING:
        reviewed = frozenset({ProposalState.REVIEWED})
        waiting = len(proposals.list_proposals(db, round_.id, reviewed))
        if waiting:
            yield Task(TaskKind.DECIDE, waiting, round_.id, round_.name, due)


def _under_way(db: Session, actor: Actor) -> dict[int, int]:
    running = [
        row.id
        for row in rounds.list_rounds(db, (Phase.IMPLEMENT,))
        if may(Action.REPORT_PROGRESS, actor, Phase.IMPLEMENT, subject_of(row))
    ]
    return tasks.count_under_way(db, running)


def _of_paper(db: Session, actor: Actor) -> Iterable[Task]:
    for row in rounds.list_rounds(db, (Phase.VOTE, Phase.COUNT)):
        phase = Phase(row.phase)
        if row.is_imported or not may(Action.ENTER_PAPER_BALLOT, actor, phase, subject_of(row)):
            continue
        is_office = actor.role is Role.OFFICER
        sheets = paper_ballots.count_states(db, row.id)
        if outcomes.find_outcome(db, row.id) is None and (sheets or not is_office):
            yield Task(TaskKind.PAPER, 1, row.id, row.name)


def _by_round(db: Session, kind: TaskKind, numbers: Mapping[int, int]) -> list[Task]:
    return [
        Task(kind, n, round_id, rounds.get_round(db, round_id).name)
        for round_id, n in sorted(numbers.items(), reverse=True)
    ]


def _counted(kind: TaskKind, n: int) -> list[Task]:
    return [Task(kind, n)] if n else []
