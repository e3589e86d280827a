"""Reading the ballot paper of a round: public, no right needed."""

from db import ballots, rounds
from db.engine import reading
from db.tables import Community, Project, Proposal
from domain.ballot_paper import BallotPaper, PaperProject
from domain.phases import Phase
from domain.round_views import FieldName


def find_version(round_id: int) -> int:
    """The version of the round's public facts: a paper read at this version is still true."""
    with reading() as db:
        return rounds.get_round(db, round_id).version


def get_paper(round_id: int) -> BallotPaper:
    """The round's ballot paper, or a refusal."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        rows = ballots.list_projects_in_full(db, round_id)
        used = {project.field_code for project, _, _ in rows}
        return BallotPaper(
            round_id=round_id,
            name=round_.name,
            phase=Phase(round_.phase),
            rules=ballots.rules_of(db, round_),
            projects=tuple(_project(*row) for row in rows),
            fields=tuple(
                FieldName(row.code, row.name, row.name_en)
                for row in rounds.list_fields(db)
                if row.code in used
            ),
            closes_at=rounds.list_phase_dates(db, round_id).get(Phase.COUNT),
        )


def _project(
    project: Project, proposal: Proposal | None, community: Community | None
) -> PaperProject:
    return PaperProject(
        code=project.code,
        number=project.number,
        name=project.name,
        cost_cents=project.cost_cents,
        field_code=project.field_code,
        community=community.name if community else None,
        proposal_id=project.proposal_id,
        problem=proposal.problem if proposal else "",
        plan=proposal.plan if proposal else "",
        place_text=proposal.place_text if proposal else "",
        beneficiaries=proposal.beneficiaries if proposal else "",
    )
