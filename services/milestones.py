"""Milestones: planned by the office, ticked off on site, completed when all are done."""

from datetime import date

from db import delivery, rounds
from db.engine import transaction
from db.tables import Milestone, Progress
from domain.clock import utc_now
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.proposal_steps import take_step
from services.work_access import permit_work

LONGEST_TITLE, LONGEST_REASON, MOST_MILESTONES = 80, 500, 20
_PLANNABLE = frozenset({ProposalState.FUNDED, ProposalState.UNDER_WAY})
_UNDER_WAY = frozenset({ProposalState.UNDER_WAY})


def plan_milestone(actor: Actor, project_id: int, title: str, due_on: date) -> int:
    """Add a step to the plan; its id. The first one starts the work. The same twice is one."""
    title = title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise Refusal("delivery.milestone_title", most=LONGEST_TITLE)
    with transaction() as db:
        work = permit_work(db, actor, Action.PLAN_MILESTONES, project_id, _PLANNABLE)
        planned = delivery.list_milestones(db, project_id)
        same = next((one for one in planned if (one.title, one.due_on) == (title, due_on)), None)
        if same is not None:
            return same.id
        if len(planned) >= MOST_MILESTONES:
            raise Refusal("delivery.too_many_milestones", most=MOST_MILESTONES)
        position = max((one.position for one in planned), default=0) + 1
        row = Milestone(project_id=project_id, position=position, title=title, due_on=due_on)
        db.add(row)
        if work.state is ProposalState.FUNDED:
            take_step(db, work.proposal, "start_work", actor)
        rounds.touch(db, work.round_)
        db.flush()
        return row.id


def postpone_milestone(actor: Actor, milestone_id: int, due_on: date, reason: str) -> None:
    """Give an open step another day; the first day and the reason stay public."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refusal("delivery.reason", most=LONGEST_REASON)
    with transaction() as db:
        row = delivery.get_milestone(db, milestone_id)
        work = permit_work(db, actor, Action.PLAN_MILESTONES, row.project_id, _UNDER_WAY)
        if row.done_at is not None:
            raise Refusal("delivery.milestone_done")
        if row.due_on == due_on:
            return
        row.first_due_on = row.first_due_on or row.due_on
        row.due_on = due_on
        db.add(row)
        db.add(_note(row, actor, reason))
        rounds.touch(db, work.round_)


def remove_milestone(actor: Actor, milestone_id: int) -> None:
    """Take a step that nobody has worked on off the plan; the last one stays."""
    with transaction() as db:
        row = delivery.get_milestone(db, milestone_id)
        work = permit_work(db, actor, Action.PLAN_MILESTONES, row.project_id, _UNDER_WAY)
        notes = delivery.progress_of(db, [row.project_id])[row.project_id]
        if row.done_at is not None or any(one.milestone_id == row.id for one in notes):
            raise Refusal("delivery.milestone_begun")
        if len(delivery.list_milestones(db, row.project_id)) == 1:
            raise Refusal("delivery.last_milestone")
        db.delete(row)
        rounds.touch(db, work.round_)


def tick_milestone(actor: Actor, milestone_id: int, *, is_done: bool) -> None:
    """Tick a step off, or take the tick back. Twice is once."""
    with transaction() as db:
        row = delivery.get_milestone(db, milestone_id)
        work = permit_work(db, actor, Action.REPORT_PROGRESS, row.project_id, _UNDER_WAY)
        row.done_at = (row.done_at or utc_now()) if is_done else None
        db.add(row)
        rounds.touch(db, work.round_)


def complete_project(actor: Actor, project_id: int) -> None:
    """Say that the project is finished; refuses while a step of its plan is open."""
    with transaction() as db:
        work = permit_work(db, actor, Action.REPORT_PROGRESS, project_id, _UNDER_WAY)
        still_open = [
            one.title for one in delivery.list_milestones(db, project_id) if one.done_at is None
        ]
        if still_open:
            raise Refusal("delivery.steps_open", n=len(still_open), titles=still_open[:3])
        take_step(db, work.proposal, "complete", actor)
        rounds.touch(db, work.round_)


def _note(milestone: Milestone, actor: Actor, text: str) -> Progress:
    return Progress(
        project_id=milestone.project_id,
        milestone_id=milestone.id,
        account_id=actor.account_id,
        text=text,
        at=utc_now(),
    )
