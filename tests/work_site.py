"""A funded project for the tests of carrying out."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from db.engine import transaction
from db.tables import Project, Proposal, Round
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from services import delivery, milestones, spending
from tests.cast import Cast
from tests.days import today

SOON = date(2030, 1, 31)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"


def photo(colour: str = "red") -> tuple[str, bytes]:
    kept = BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "PNG")
    return ("site.png", kept.getvalue())


class WorkSite:
    """A funded project of ¥10,000 in a round that is carried out."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.round_id = cast.round(Phase.IMPLEMENT)
        self.project_id = cast.project(self.round_id, 1)
        with transaction() as db:
            project = db.get(Project, self.project_id)
            assert project is not None
            assert project.proposal_id is not None
            self.proposal_id = project.proposal_id
        self.put_state(ProposalState.FUNDED)

    def put_state(self, state: ProposalState) -> None:
        with transaction() as db:
            proposal = db.get(Proposal, self.proposal_id)
            assert proposal is not None
            proposal.state = state.value

    def put_phase(self, phase: Phase) -> None:
        with transaction() as db:
            round_ = db.get(Round, self.round_id)
            assert round_ is not None
            round_.phase = phase.value

    def plan(self, title: str = "Dig", due_on: date = SOON, by: str = "officer") -> int:
        return milestones.plan_milestone(self.cast[by], self.project_id, title, due_on)

    def pay(self, yuan: str = "4000", by: str = "clerk", **more: object) -> int:
        facts = {
            "payee": "Li's workshop",
            "what": "wood",
            "spent_on": today(),
            "receipts": [("receipt.pdf", PDF)],
            **more,
        }
        return spending.record_spending(self.cast[by], self.project_id, yuan, **facts)  # type: ignore[arg-type]

    @property
    def work(self) -> delivery.Work:
        return delivery.get_work(self.proposal_id)


def refused(act: Callable[..., object], *args: object, **kwargs: object) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code
