"""What goes on the ballot, and the answer to what does not."""

from fractions import Fraction

import pytest

from db import projects as rows
from db import proposals
from db.engine import reading, transaction
from db.tables import Assignment, LegalOpinion, Review
from domain.clock import utc_now
from domain.phases import Phase
from domain.refusals import Refusal
from domain.reviews import Verdict
from services.projects import admit_project, decline_proposal, list_candidates
from services.ways import list_way
from tests.cast import Cast


def code_of(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def test_an_admitted_proposal_is_a_project_with_the_next_number(cast: Cast) -> None:
    round_id = cast.round(Phase.DELIBERATE)
    first, second = (cast.proposal(round_id, state="reviewed") for _ in range(2))
    admit_project(cast["officer"], second, 8_000_00, "  A ramp for gate seven ")
    admit_project(cast["officer"], first, 0)
    with reading() as db:
        found = rows.list_projects(db, round_id)
        state = proposals.get_proposal(db, first).state
    assert [(one.code, one.proposal_id, one.cost_cents) for one in found] == [
        ("1", second, 8_000_00),
        ("2", first, 0),
    ]
    assert [one.name for one in found] == ["A ramp for gate seven", "A handrail at gate seven"]
    assert state == "admitted"


def test_a_double_tap_makes_one_project(cast: Cast) -> None:
    round_id = cast.round(Phase.REVIEW)
    proposal_id = cast.proposal(round_id, state="reviewed")
    admit_project(cast["officer"], proposal_id, 1_00)
    assert code_of(admit_project, cast["officer"], proposal_id, 1_00) == "proposal.illegal_step"
    with reading() as db:
        assert len(rows.list_projects(db, round_id)) == 1


@pytest.mark.parametrize("state", ["open", "seconded", "in_review", "declined"])
def test_only_a_reviewed_proposal_is_admitted(cast: Cast, state: str) -> None:
    proposal_id = cast.proposal(cast.round(Phase.REVIEW), state=state)
    assert code_of(admit_project, cast["officer"], proposal_id, 1_00) == "proposal.illegal_step"


@pytest.mark.parametrize("cost", [-1, 10**20])
def test_a_cost_that_means_nothing_is_refused(cast: Cast, cost: int) -> None:
    proposal_id = cast.proposal(cast.round(Phase.REVIEW), state="reviewed")
    assert code_of(admit_project, cast["officer"], proposal_id, cost) == "project.bad_cost"


def test_nothing_is_declined_without_a_reason_that_its_author_can_read(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round(Phase.REVIEW), state="reviewed")
    assert code_of(decline_proposal, cast["officer"], proposal_id, "  no ") == "project.reason"
    decline_proposal(cast["officer"], proposal_id, "The street office does this already.")
    with reading() as db:
        proposal = proposals.get_proposal(db, proposal_id)
    assert (proposal.state, proposal.answer) == (
        "declined",
        "The street office does this already.",
    )
    assert list_way(proposal_id)[-1].note == "The street office does this already."


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host", "clerk"])
def test_only_an_officer_decides(cast: Cast, who: str) -> None:
    round_id = cast.round(Phase.REVIEW)
    proposal_id = cast.proposal(round_id, state="reviewed")
    assert code_of(admit_project, cast[who], proposal_id, 1_00) == "right.role"
    assert code_of(decline_proposal, cast[who], proposal_id, "Because I say so") == "right.role"
    assert code_of(list_candidates, cast[who], round_id) == "right.role"


def test_nothing_is_admitted_once_voting_is_open(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round(Phase.VOTE), state="reviewed")
    assert code_of(admit_project, cast["officer"], proposal_id, 1_00) == "right.phase"


def test_the_officer_decides_on_every_score_and_the_middle_estimate(cast: Cast) -> None:
    round_id = cast.round(Phase.REVIEW)
    proposal_id = cast.proposal(round_id, state="reviewed")
    written = {"expert": (5, 4, 3, 2, 9_000_00), "expert2": (4, 4, 4, 4, 7_000_00)}
    with transaction() as db:
        for name, (feasibility, benefit, cost, risk, estimate) in written.items():
            seat = seat_of(cast, proposal_id, name, "expert")
            db.add(seat)
            db.flush()
            db.add(
                Review(
                    assignment_id=seat.id,
                    feasibility=feasibility,
                    benefit=benefit,
                    cost=cost,
                    risk=risk,
                    estimate_cents=estimate,
                    saved_at=utc_now(),
                )
            )
        legal = seat_of(cast, proposal_id, "lawyer", "legal")
        db.add(legal)
        db.flush()
        opinion = {"verdict": "lawful_if", "condition": "Ask the owners", "saved_at": utc_now()}
        db.add(LegalOpinion(assignment_id=legal.id, **opinion))
    (found,) = list_candidates(cast["officer"], round_id)
    assert (found.mean_score, found.reviews) == (Fraction(30, 8), 2)
    assert found.median_estimate_cents == 7_000_00
    assert (found.verdicts, found.conditions) == ((Verdict.LAWFUL_IF,), ("Ask the owners",))


def seat_of(cast: Cast, proposal_id: int, name: str, kind: str) -> Assignment:
    return Assignment(
        proposal_id=proposal_id,
        reviewer_id=cast[name].account_id,
        kind=kind,
        assigned_at=utc_now(),
        due_at=utc_now(),
        done_at=utc_now(),
    )


def test_the_officer_sees_first_what_can_be_decided(cast: Cast) -> None:
    round_id = cast.round(Phase.REVIEW)
    waiting = cast.proposal(round_id, state="in_review")
    ready = cast.proposal(round_id, state="reviewed")
    cast.proposal(round_id, state="admitted")
    found = list_candidates(cast["officer"], round_id)
    assert [one.proposal_id for one in found] == [ready, waiting]
    assert (found[0].mean_score, found[0].median_estimate_cents) == (None, None)
