"""Who is given what to review, and stepping aside."""

from datetime import timedelta

import pytest

from db.engine import transaction
from db.tables import Account, Proposal
from domain.clock import utc_now
from domain.phases import Phase
from domain.refusals import Refusal
from domain.reviews import ReviewerKind, SeatState
from services import assignments, review_team
from services.assignments import assign_automatically, preview_assignment
from tests.cast import Cast

WEEK = timedelta(days=7)


@pytest.fixture
def round_id(cast: Cast) -> int:
    return cast.round(Phase.REVIEW)


@pytest.fixture
def proposal_id(cast: Cast, round_id: int) -> int:
    return cast.proposal(round_id, state="in_review")


def give(cast: Cast, proposal_id: int, who: str, by: str = "officer") -> int:
    due_at = utc_now() + WEEK
    return assignments.assign_reviewer(cast[by], proposal_id, cast[who].account_id, due_at)


def refused(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args)  # type: ignore[operator]
    return refusal.value.code


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host", "clerk"])
def test_only_the_officer_assigns(cast: Cast, proposal_id: int, who: str) -> None:
    with pytest.raises(Refusal) as refusal:
        give(cast, proposal_id, "expert", by=who)
    assert refusal.value.code == "right.role"


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.REVIEW])
def test_nobody_is_assigned_outside_the_review(cast: Cast, phase: Phase) -> None:
    proposal = cast.proposal(cast.round(phase), state="in_review")
    assert refused(give, cast, proposal, "expert") == "right.phase"


def test_only_proposals_in_review_are_assigned(cast: Cast, round_id: int) -> None:
    open_one = cast.proposal(round_id, state="open")
    assert refused(give, cast, open_one, "expert") == "review.not_in_review"


def test_a_member_is_no_reviewer(cast: Cast, proposal_id: int) -> None:
    assert refused(give, cast, proposal_id, "qiang") == "review.not_a_reviewer"


def test_nobody_reviews_their_own_proposal_even_after_a_change_of_role(
    cast: Cast, proposal_id: int
) -> None:
    with transaction() as db:
        author = db.get(Account, cast["mei"].account_id)
        assert author is not None
        author.role = "expert"
    assert refused(give, cast, proposal_id, "mei") == "review.author_cannot_review"
    plan = preview_assignment(cast["officer"], db_round(proposal_id), 5)
    assert cast["mei"].account_id not in {one.reviewer_id for one in plan.pairings}


def db_round(proposal_id: int) -> int:
    with transaction() as db:
        proposal = db.get(Proposal, proposal_id)
        assert proposal is not None
        return proposal.round_id


def test_a_second_lawyer_and_a_second_seat_for_one_expert_are_refused(
    cast: Cast, proposal_id: int
) -> None:
    give(cast, proposal_id, "lawyer")
    give(cast, proposal_id, "expert")
    with transaction() as db:
        account = db.get(Account, cast["host"].account_id)
        assert account is not None
        account.role = "specialist"
    assert refused(give, cast, proposal_id, "host") == "review.legal_seat_taken"
    assert refused(give, cast, proposal_id, "expert") == "review.already_assigned"


def test_a_due_day_in_the_past_is_refused(cast: Cast, proposal_id: int) -> None:
    past, expert = utc_now() - WEEK, cast["expert"].account_id
    assert refused(assignments.assign_reviewer, cast["officer"], proposal_id, expert, past) == (
        "review.due_in_past"
    )


def test_stepping_aside_frees_the_seat_keeps_the_row_and_is_seen_by_the_office(
    cast: Cast, round_id: int, proposal_id: int
) -> None:
    assignments.recuse(cast["lawyer"], give(cast, proposal_id, "lawyer"), "I live next door")
    seat = review_team.get_team_view(cast["officer"], round_id).proposals[0].seats[0]
    assert (seat.state, seat.reason) == (SeatState.RECUSED, "I live next door")
    plan = preview_assignment(cast["officer"], round_id)
    assert plan.unfilled == 1, "the only lawyer stepped aside and is not asked again"
    assert refused(give, cast, proposal_id, "lawyer") == "review.already_assigned"


def test_stepping_aside_needs_a_reason_and_ones_own_seat(cast: Cast, proposal_id: int) -> None:
    seat = give(cast, proposal_id, "expert")
    assert refused(assignments.recuse, cast["expert"], seat, "  ") == "review.reason_missing"
    assert refused(assignments.recuse, cast["expert2"], seat, "mine") == "right.assigned"
    assignments.recuse(cast["expert"], seat, "I drew the plan")
    assert refused(assignments.recuse, cast["expert"], seat, "again") == "right.assigned"


def test_replacing_someone_keeps_their_row_with_the_reason(
    cast: Cast, round_id: int, proposal_id: int
) -> None:
    seat, due = give(cast, proposal_id, "expert"), utc_now() + WEEK
    other = cast["expert2"].account_id
    assignments.replace_reviewer(cast["officer"], seat, other, due, "fell ill")
    rows = review_team.get_team_view(cast["officer"], round_id).proposals[0].seats
    assert [(row.name, row.state, row.was_replaced) for row in rows] == [
        ("Expert2", SeatState.PENDING, False),
        ("Expert", SeatState.RECUSED, True),
    ]


def test_a_refused_replacement_changes_nothing(cast: Cast, round_id: int, proposal_id: int) -> None:
    seat, due = give(cast, proposal_id, "expert"), utc_now() + WEEK
    act = assignments.replace_reviewer
    member = cast["qiang"].account_id
    assert refused(act, cast["officer"], seat, member, due, "ill") == "review.not_a_reviewer"
    rows = review_team.get_team_view(cast["officer"], round_id).proposals[0].seats
    assert [row.state for row in rows] == [SeatState.PENDING]


def test_the_preview_writes_nothing_and_the_assignment_writes_the_preview(
    cast: Cast, round_id: int, proposal_id: int
) -> None:
    cast.proposal(round_id, "qiang", state="in_review")
    plan = preview_assignment(cast["officer"], round_id, 2)
    assert not review_team.get_team_view(cast["officer"], round_id).loads
    due = utc_now() + WEEK
    assert assign_automatically(cast["officer"], round_id, 2, due, plan.pairings) == 6
    loads = review_team.get_team_view(cast["officer"], round_id).loads
    experts = [one.pending for one in loads if one.kind is ReviewerKind.EXPERT]
    assert sum(experts) == 4
    assert max(experts) - min(experts) <= 1
    assert not preview_assignment(cast["officer"], round_id, 2).pairings


def test_a_preview_that_is_out_of_date_is_refused_whole(
    cast: Cast, round_id: int, proposal_id: int
) -> None:
    plan = preview_assignment(cast["officer"], round_id, 2)
    give(cast, proposal_id, "expert")
    args = (cast["officer"], round_id, 2, utc_now() + WEEK, plan.pairings)
    assert refused(assign_automatically, *args) == "review.plan_is_stale"
    assert len(review_team.get_team_view(cast["officer"], round_id).proposals[0].seats) == 1


def test_a_double_press_assigns_once(cast: Cast, round_id: int, proposal_id: int) -> None:
    plan = preview_assignment(cast["officer"], round_id)
    args = (cast["officer"], round_id, 3, utc_now() + WEEK, plan.pairings)
    assign_automatically(*args)
    assert refused(assign_automatically, *args) == "review.plan_is_stale"


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host", "clerk"])
def test_the_team_view_is_the_offices_alone(
    cast: Cast, round_id: int, proposal_id: int, who: str
) -> None:
    assert refused(review_team.get_team_view, cast[who], round_id) == "right.role"
    assert refused(review_team.list_choices, cast[who], proposal_id) == "right.role"
    assert refused(preview_assignment, cast[who], round_id) == "right.role"
    assert refused(review_team.list_review_rounds, cast[who]) == "right.role"
