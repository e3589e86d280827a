"""What a move of the round does to its proposals: nothing ends without an answer."""

from typing import Any

import pytest

from db import proposals
from db import rounds as rows
from db.engine import reading, transaction
from db.tables import Appraisal, MergeRequest, OutcomeRecord, Proposal, Round, Seconding
from domain.clock import utc_now
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.round_settings import digest_of
from services import rounds
from services.projects import admit_project
from services.ways import list_way
from tests.cast import Cast


def state_of(proposal_id: int) -> str:
    with reading() as db:
        return proposals.get_proposal(db, proposal_id).state


def second(cast: Cast, proposal_id: int, *names: str) -> None:
    with transaction() as db:
        for name in names:
            account_id = cast[name].account_id
            db.add(Seconding(proposal_id=proposal_id, account_id=account_id, at=utc_now()))


def move(cast: Cast, round_id: int, to: Phase, reason: str = "") -> None:
    rounds.move_phase(cast["officer"], round_id, to, reason)


def refused(cast: Cast, round_id: int, to: Phase) -> Refusal:
    with pytest.raises(Refusal) as caught:
        move(cast, round_id, to)
    return caught.value


def foreseen(cast: Cast, round_id: int, to: Phase) -> dict[str, int]:
    choices = rounds.list_move_choices(cast["officer"], round_id)
    choice = next(one for one in choices if one.to is to)
    return {one.code: one.n for one in choice.consequences}


def publish(round_id: int, **more: Any) -> None:
    with transaction() as db:
        db.add(OutcomeRecord(round_id=round_id, ballots_digest="-", counted_at=utc_now(), **more))


def test_when_collection_ends_supported_proposals_go_to_review_and_others_lapse(
    cast: Cast,
) -> None:
    round_id = cast.round(Phase.COLLECT)
    few, enough = cast.proposal(round_id), cast.proposal(round_id)
    seconded = cast.proposal(round_id, state="seconded")
    draft = cast.proposal(round_id, state="draft")
    second(cast, few, "qiang")
    second(cast, enough, "qiang", "ann")
    expected = {"lapse": 1, "into_review": 2, "drafts_stay": 1}
    assert foreseen(cast, round_id, Phase.REVIEW) == expected
    move(cast, round_id, Phase.REVIEW)
    states = [state_of(one) for one in (few, enough, seconded, draft)]
    assert states == ["lapsed", "in_review", "in_review", "draft"]


def test_the_end_of_a_proposal_stands_in_its_way_with_nobodys_name(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    proposal_id = cast.proposal(round_id)
    move(cast, round_id, Phase.REVIEW)
    (step,) = list_way(proposal_id)
    assert (step.event, step.target, step.who) == ("lapse", ProposalState.LAPSED, None)
    with reading() as db:
        assert proposals.get_proposal(db, proposal_id).answer == step.note == "0/2"


def test_the_answer_to_a_lapsed_proposal_is_worded_by_whoever_moves_the_round(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    proposal_id = cast.proposal(round_id)
    second(cast, proposal_id, "qiang")

    def say(seconds: int, needed: int) -> str:
        return f"Only {seconds} of {needed}"

    rounds.move_phase(cast["officer"], round_id, Phase.REVIEW, "", say)
    with reading() as db:
        assert proposals.get_proposal(db, proposal_id).answer == "Only 1 of 2"


def test_a_merge_that_nobody_answered_ends_with_collection(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    one, other = cast.proposal(round_id), cast.proposal(round_id, "qiang")
    with transaction() as db:
        request = MergeRequest(
            from_proposal_id=one,
            into_proposal_id=other,
            asked_by=cast["mei"].account_id,
            asked_at=utc_now(),
        )
        db.add(request)
    move(cast, round_id, Phase.REVIEW)
    with reading() as db:
        assert rows.list_open_merges(db, round_id) == []


def test_collection_can_be_opened_again_and_what_is_in_review_stays_there(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    proposal_id = cast.proposal(round_id, state="seconded")
    move(cast, round_id, Phase.REVIEW)
    assert foreseen(cast, round_id, Phase.COLLECT) == {"back_to_collect": 1}
    move(cast, round_id, Phase.COLLECT, "One more week")
    assert state_of(proposal_id) == "in_review"
    late = cast.proposal(round_id, state="seconded")
    move(cast, round_id, Phase.REVIEW)
    assert (state_of(proposal_id), state_of(late)) == ("in_review", "in_review")


@pytest.mark.parametrize("state", ["open", "seconded", "in_review", "reviewed"])
def test_voting_does_not_open_over_an_undecided_proposal(cast: Cast, state: str) -> None:
    round_id = cast.round(Phase.DELIBERATE)
    undecided = cast.proposal(round_id, state=state, title="A forgotten bench")
    answer = refused(cast, round_id, Phase.VOTE)
    assert answer.code == "round.undecided"
    assert answer.facts == {"n": 1, "titles": ["A forgotten bench"]}
    assert state_of(undecided) == state


def test_voting_needs_as_many_projects_as_a_ballot_asks_for(cast: Cast) -> None:
    round_id = cast.round(Phase.DELIBERATE)
    for _ in range(2):
        admit_project(cast["officer"], cast.proposal(round_id, state="reviewed"), 5_000_00)
    answer = refused(cast, round_id, Phase.VOTE)
    assert (answer.code, answer.facts) == ("round.too_few_projects", {"n": 2, "needed": 3})


def test_opening_the_vote_freezes_the_count_in_the_same_breath(cast: Cast) -> None:
    round_id = cast.round(Phase.DELIBERATE, min_marks=2)
    ids = [cast.proposal(round_id, state="reviewed") for _ in range(2)]
    admit_project(cast["officer"], ids[0], 5_000_00)
    admit_project(cast["officer"], ids[1], 900_000_00)
    assert foreseen(cast, round_id, Phase.VOTE) == {"freeze": 2, "too_costly": 1}
    move(cast, round_id, Phase.VOTE)
    view = rounds.get_round_view(round_id)
    assert [state_of(one) for one in ids] == ["on_ballot", "on_ballot"]
    assert view.frozen_at is not None
    assert view.frozen is not None
    assert view.frozen["digest"] == digest_of(view.frozen)
    assert [one["cost_cents"] for one in view.frozen["projects"]] == [5_000_00, 900_000_00]  # type: ignore[attr-defined]
    assert [one.code for one in view.too_costly] == ["2"]


def test_work_does_not_start_before_the_result_is_public(cast: Cast) -> None:
    round_id = cast.round(Phase.COUNT)
    assert refused(cast, round_id, Phase.IMPLEMENT).code == "round.not_published"
    publish(round_id)
    assert refused(cast, round_id, Phase.IMPLEMENT).code == "round.not_published"
    with transaction() as db:
        outcome = db.get(OutcomeRecord, round_id)
        assert outcome is not None
        outcome.published_at = utc_now()
    move(cast, round_id, Phase.IMPLEMENT)
    assert rounds.get_round_view(round_id).phase is Phase.IMPLEMENT


def test_appraisal_waits_for_the_last_project_to_be_completed(cast: Cast) -> None:
    round_id = cast.round(Phase.IMPLEMENT)
    unfinished = cast.proposal(round_id, state="under_way", title="The ramp")
    assert refused(cast, round_id, Phase.APPRAISE).facts == {"n": 1, "titles": ["The ramp"]}
    with transaction() as db:
        proposals.get_proposal(db, unfinished).state = "completed"
    move(cast, round_id, Phase.APPRAISE)


def test_closing_the_round_ends_what_residents_have_appraised(cast: Cast) -> None:
    round_id = cast.round(Phase.APPRAISE)
    first, second_ = cast.project(round_id, 1), cast.project(round_id, 2)
    with transaction() as db:
        for proposal in proposals.list_proposals(db, round_id):
            proposal.state = "completed"
        db.add(
            Appraisal(project_id=first, account_id=cast["ann"].account_id, stars=5, at=utc_now())
        )
    move(cast, round_id, Phase.CLOSED)
    with reading() as db:
        states = {one.title: one.state for one in proposals.list_proposals(db, round_id)}
    assert states == {"Project 1": "appraised", "Project 2": "completed"}
    assert second_


def test_a_move_that_fails_half_way_leaves_nothing_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = cast.round(Phase.COLLECT)
    lapsing = cast.proposal(round_id)

    def break_down(db: object, round_: object) -> None:
        raise Refusal("round.unknown")

    monkeypatch.setattr(rows, "touch", break_down)
    with pytest.raises(Refusal):
        move(cast, round_id, Phase.REVIEW)
    with reading() as db:
        assert db.get(Round, round_id).phase == "collect"  # type: ignore[union-attr]
        assert db.get(Proposal, lapsing).state == "open"  # type: ignore[union-attr]
