"""附议: one a person, however fast they tap."""

from threading import Barrier, Thread

import pytest

from db.engine import reading
from db.proposals import list_supporters
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from services import proposals, seconding, ways
from tests.cast import Cast


def supporters(proposal_id: int) -> int:
    with reading() as db:
        return len(list_supporters(db, proposal_id))


def test_two_taps_at_the_same_instant_are_one_support(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    ann, start, wrong = cast["ann"], Barrier(2), []

    def tap() -> None:
        start.wait()
        try:
            seconding.second_proposal(ann, proposal_id)
        except Exception as error:
            wrong.append(error)

    taps = [Thread(target=tap) for _ in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert wrong == []
    assert supporters(proposal_id) == 1


def test_the_threshold_is_reached_once_and_stays_reached(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round(seconds_needed=2))
    assert seconding.second_proposal(cast["ann"], proposal_id) == 1
    assert proposals.get_sheet(None, proposal_id).state is ProposalState.OPEN
    assert seconding.second_proposal(cast["qiang"], proposal_id) == 2
    assert seconding.take_back_seconding(cast["qiang"], proposal_id) == 1
    assert seconding.take_back_seconding(cast["qiang"], proposal_id) == 1
    assert proposals.get_sheet(None, proposal_id).state is ProposalState.SECONDED
    seconding.second_proposal(cast["bo"], proposal_id)
    assert [step.event for step in ways.list_way(proposal_id)] == ["reach_threshold"]


@pytest.mark.parametrize(
    ("who", "phase", "state", "code"),
    [
        ("mei", Phase.COLLECT, "open", "right.not_own"),
        ("zhou", Phase.COLLECT, "open", "right.in_place"),
        ("officer", Phase.COLLECT, "open", "right.role"),
        ("ann", Phase.REVIEW, "open", "right.phase"),
        ("ann", Phase.COLLECT, "withdrawn", "proposal.not_open_for_seconding"),
        ("ann", Phase.COLLECT, "merged", "proposal.not_open_for_seconding"),
        ("ann", Phase.COLLECT, "draft", "proposal.unknown"),
    ],
)
def test_support_is_refused_with_its_reason(
    cast: Cast, who: str, phase: Phase, state: str, code: str
) -> None:
    proposal_id = cast.proposal(cast.round(phase), state=state)
    for act in (seconding.second_proposal, seconding.take_back_seconding):
        with pytest.raises(Refusal) as refused:
            act(cast[who], proposal_id)
        assert refused.value.code == code
    assert supporters(proposal_id) == 0


def test_a_person_sees_what_they_support(cast: Cast) -> None:
    round_id = cast.round()
    first, second = cast.proposal(round_id), cast.proposal(round_id)
    for proposal_id in (first, second):
        seconding.second_proposal(cast["ann"], proposal_id)
    assert [one.card.id for one in seconding.list_supported(cast["ann"])] == [second, first]
    assert seconding.list_supported(cast["bo"]) == []
