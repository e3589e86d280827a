"""Reading how funded projects are carried out; public, signed in or not."""

from db import accounts, delivery, rounds
from db.engine import Session, reading
from db.tables import Appraisal, Attachment, Milestone, Progress, Project, Proposal, Round, Spending
from domain.delivery import (
    MilestoneLine,
    Payment,
    ProgressNote,
    Remark,
    Satisfaction,
    Work,
    WorkRound,
    count_stars,
)
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.proposal_views import FileLine
from domain.refusals import Refusal
from services.attachments import file_lines

_PHASES = (Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)


def list_work_rounds() -> list[WorkRound]:
    """Rounds that are or were carried out, those at work first."""
    with reading() as db:
        found = [WorkRound(row.id, row.name, Phase(row.phase)) for row in _rounds(db)]
    return sorted(found, key=lambda one: _PHASES.index(one.phase))


def list_works(round_id: int) -> list[Work]:
    """Every funded project of a round with all that is public about it."""
    with reading() as db:
        rounds.get_round(db, round_id)
        return _works(db, delivery.list_works(db, round_id=round_id))


def find_work(proposal_id: int) -> Work | None:
    """How a proposal is carried out; None if it got no money."""
    with reading() as db:
        works = _works(db, delivery.list_works(db, proposal_id=proposal_id))
    return works[0] if works else None


def get_work(proposal_id: int) -> Work:
    """How a proposal is carried out; refuses one that got no money."""
    work = find_work(proposal_id)
    if work is None:
        raise Refusal("delivery.not_funded")
    return work


def _rounds(db: Session) -> list[Round]:
    return rounds.list_rounds(db, _PHASES)


def _works(db: Session, rows: list[tuple[Project, Proposal, Round, str]]) -> list[Work]:
    ids = [project.id for project, _, _, _ in rows]
    milestones = delivery.milestones_of(db, ids)
    appraisals = delivery.appraisals_of(db, ids)
    notes = _notes(db, ids, milestones)
    payments = _payments(db, ids)
    return [
        Work(
            project_id=project.id,
            proposal_id=proposal.id,
            round_id=round_.id,
            round_name=round_.name,
            phase=Phase(round_.phase),
            name=project.name,
            community=community,
            cost_cents=project.cost_cents,
            state=ProposalState(proposal.state),
            milestones=tuple(_milestone(row) for row in milestones[project.id]),
            notes=notes.get(project.id, ()),
            payments=payments.get(project.id, ()),
            satisfaction=_satisfaction(appraisals[project.id]),
        )
        for project, proposal, round_, community in rows
    ]


def _milestone(row: Milestone) -> MilestoneLine:
    return MilestoneLine(row.id, row.title, row.due_on, row.first_due_on, row.done_at)


def _notes(
    db: Session, ids: list[int], milestones: dict[int, list[Milestone]]
) -> dict[int, tuple[ProgressNote, ...]]:
    progress = delivery.progress_of(db, ids)
    rows = [row for of_project in progress.values() for row in of_project]
    photos = delivery.files_of_progress(db, [row.id for row in rows])
    names = accounts.names_of(db, {row.account_id for row in rows})
    titles = {one.id: one.title for of_project in milestones.values() for one in of_project}

    def note(row: Progress) -> ProgressNote:
        step = titles.get(row.milestone_id) if row.milestone_id else None
        by = names.get(row.account_id, "")
        return ProgressNote(row.id, row.text, row.at, by, step, _kept(photos.get(row.id, [])))

    return {project: tuple(map(note, of_project)) for project, of_project in progress.items()}


def _payments(db: Session, ids: list[int]) -> dict[int, tuple[Payment, ...]]:
    spending = delivery.spending_of(db, ids)
    rows = [row for of_project in spending.values() for row in of_project]
    receipts = delivery.files_of_spending(db, [row.id for row in rows])

    def payment(row: Spending) -> Payment:
        return Payment(
            id=row.id,
            amount_cents=row.amount_cents,
            spent_on=row.spent_on,
            payee=row.payee,
            what=row.what,
            void_reason=None if row.voided_at is None else row.void_reason,
            receipts=_kept(receipts.get(row.id, [])),
        )

    return {project: tuple(map(payment, of_project)) for project, of_project in spending.items()}


def _kept(rows: list[Attachment]) -> tuple[FileLine, ...]:
    return tuple(one for one in file_lines(rows) if not one.is_removed)


def _satisfaction(rows: list[Appraisal]) -> Satisfaction:
    remarks = tuple(Remark(row.stars, row.text, row.at) for row in rows if row.text.strip())
    return Satisfaction(count_stars([row.stars for row in rows]), remarks)
