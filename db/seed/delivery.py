"""How the demonstration's funded projects are carried out: steps, notes, money, appraisal."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.engine import Session
from db.projects import list_projects
from db.seed.appraisals import seed_appraisals
from db.seed.attachments import photo, receipt
from db.seed.content import content
from db.seed.opinions import closeness
from db.seed.people import People
from db.seed.stages import Stage
from db.seed.trail import every, take
from db.tables import Account, Attachment, Milestone, Progress, Project, Proposal, Spending
from domain.clock import local
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.roles import Role

MOST_WEEKS = 12
"""What takes longer in `delivery.json` is pressed into the phase."""

LATE_KIND = "construction"
"""The first project of this kind that is under way is late with the step that is due."""

POSTPONED_BY = timedelta(days=12)
SEEN_FROM = 3
"""The step after which there is something to be seen."""

SHORTEST_STEP = timedelta(hours=30)
PERCENT_SPENT = (91, 99)
"""How much of what each item was to cost."""

WHOLE_YUAN = 100
FIRST_HOUR, LAST_HOUR = 1, 9
"""Work is done from 09:00 to 17:00 on the hall's clock; these are UTC."""


@dataclass
class _Work:
    """One funded project and how far it has come by `until`."""

    stage: Stage
    project: Project
    proposal: Proposal
    kind: dict[str, Any]
    photo: str | None
    clerk: Account
    started: datetime
    until: datetime
    milestones: list[Milestone]

    @property
    def is_done(self) -> bool:
        """Whether every step is."""
        return all(one.done_at is not None for one in self.milestones)

    def reached(self, share: float) -> datetime | None:
        """When that share of the steps was done; None if it is not yet."""
        at = min(int(share * len(self.milestones)), len(self.milestones) - 1)
        return self.milestones[at].done_at


def seed_delivery(db: Session, stages: list[Stage], people: People, chance: random.Random) -> None:
    """Every funded project of the rounds that carry out, and those that have."""
    said: Counter[str] = Counter()
    for stage in stages:
        if not stage.has_reached(Phase.IMPLEMENT):
            continue
        works = _begin(db, stage, people, chance)
        if stage.phase is Phase.IMPLEMENT:
            _be_late(works, stage.now)
        db.add_all(step for work in works for step in work.milestones)
        db.flush()
        for work in works:
            _report(db, work, said)
            _spend(db, work, chance)
            _complete(db, work)
        done = [(work.project, work.proposal, work.kind) for work in works if work.is_done]
        seed_appraisals(db, stage, done, chance)
    db.flush()


def _begin(db: Session, stage: Stage, people: People, chance: random.Random) -> list[_Work]:
    homes = {one.community_id for one in stage.citizens if one.community_id is not None}
    clerks = people.of(Role.CLERK, homes) or people.of(Role.CLERK)
    kinds = {kind["type"]: kind for kind in content("delivery")}
    projects = {one.proposal_id: one for one in list_projects(db, stage.round_.id)}
    begins = stage.dates[Phase.IMPLEMENT]
    over = stage.now if stage.phase is Phase.IMPLEMENT else stage.dates[Phase.APPRAISE]
    works = []
    for proposal in every(stage.proposals, ProposalState.FUNDED):
        plan = stage.plans[proposal.id]
        started = begins + timedelta(days=chance.randint(1, 4), hours=chance.randint(0, 7))
        work = _Work(
            stage=stage,
            project=projects[proposal.id],
            proposal=proposal,
            kind=kinds[plan["kind"]],
            photo=plan.get("photo"),
            clerk=chance.choice(clerks),
            started=started,
            until=over - timedelta(hours=chance.randint(20, 60)),
            milestones=[],
        )
        take(db, proposal, "start_work", started, stage.officer.id)
        work.milestones = _milestones(work, chance)
        works.append(work)
    return works


def _milestones(work: _Work, chance: random.Random) -> list[Milestone]:
    steps = work.kind["milestones"]
    pressed = min(1, MOST_WEEKS / steps[-1]["weeks"])
    over = work.stage.has_passed(Phase.IMPLEMENT)
    last = work.started
    milestones = []
    for position, step in enumerate(steps, start=1):
        due = work.started + timedelta(weeks=step["weeks"] * pressed)
        done = max(last + SHORTEST_STEP, due + timedelta(hours=chance.randint(-90, 20)))
        done = done.replace(hour=chance.randint(FIRST_HOUR, LAST_HOUR))
        if over:
            left = len(steps) - position
            done = max(min(done, work.until - left * timedelta(hours=5)), last)
        milestone = Milestone(
            project_id=work.project.id,
            position=position,
            title=step["title"],
            due_on=local(due).date(),
            done_at=done if done <= work.until else None,
        )
        last = done
        milestones.append(milestone)
    return milestones


def _be_late(works: list[_Work], now: datetime) -> None:
    """One project has not done what was due, and has moved what comes after it."""
    today = local(now).date()
    for work in works:
        due = [one for one in work.milestones if one.due_on < today]
        if work.kind["type"] == LATE_KIND and len(due) > 1 and not work.is_done:
            due[-1].done_at = None
            for one in work.milestones[len(due) :]:
                one.done_at, one.first_due_on = None, one.due_on
                one.due_on += POSTPONED_BY
            return


def _report(db: Session, work: _Work, said: Counter[str]) -> None:
    notes: list[Progress] = []
    late = next((one for one in work.milestones if one.done_at is None), None)
    for milestone in work.milestones:
        at = milestone.done_at
        if at is None and milestone is late and local(work.until).date() > milestone.due_on:
            at = (work.until - timedelta(days=1)).replace(hour=LAST_HOUR)
        if at is None:
            break
        note = Progress(
            project_id=work.project.id,
            milestone_id=milestone.id,
            account_id=work.clerk.id,
            text=_note(work, milestone, said),
            at=min(at + timedelta(hours=2), work.until),
        )
        notes.append(note)
    db.add_all(notes)
    db.flush()
    if work.photo:
        for note in _pictured(work, notes):
            _attach(db, photo(work.photo, work.clerk.id, note.at), progress_id=note.id)


def _pictured(work: _Work, notes: list[Progress]) -> list[Progress]:
    """Notes of what can be seen by then; before that the drawing on which neighbours agreed."""
    done = sum(one.done_at is not None for one in work.milestones)
    return notes[SEEN_FROM - 1 : done : 2] or notes[:1]


def _note(work: _Work, milestone: Milestone, said: Counter[str]) -> str:
    """What the clerk writes of this step: the closest text, among equals the one least used."""
    if milestone.done_at is None and "late_note" in work.kind:
        return str(work.kind["late_note"])
    fitting = [one for one in work.kind["notes"] if one["milestone"] == milestone.position]
    best = max(
        fitting,
        key=lambda one: (closeness(one.get("suits", []), work.proposal), -said[one["text"]]),
    )
    said[best["text"]] += 1
    return str(best["text"])


def _spend(db: Session, work: _Work, chance: random.Random) -> None:
    items, payees = work.proposal.cost_items, work.kind["payees"]
    percents = [chance.randint(*PERCENT_SPENT) for _ in items]
    for place, (item, percent) in enumerate(zip(items, percents, strict=True)):
        at = work.reached((place + 1) / len(items))
        if at is None:
            return
        paid = min(at + timedelta(hours=3), work.until)
        amount = int(str(item["amount_cents"])) * percent // 100
        spending = Spending(
            project_id=work.project.id,
            account_id=work.clerk.id,
            amount_cents=amount - amount % WHOLE_YUAN,
            spent_on=local(paid).date(),
            payee=payees[place % len(payees)],
            what=str(item["label"]),
            at=paid,
        )
        db.add(spending)
        db.flush()
        _attach(db, receipt(work.clerk.id, paid), spending_id=spending.id)


def _attach(db: Session, file: Attachment, **belongs: int) -> None:
    file.sqlmodel_update(belongs)
    db.add(file)


def _complete(db: Session, work: _Work) -> None:
    done = work.milestones[-1].done_at
    if work.is_done and done is not None:
        take(db, work.proposal, "complete", done + timedelta(hours=4), work.clerk.id)
