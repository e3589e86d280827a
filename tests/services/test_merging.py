"""Merging takes two authors and every supporter; nothing moves silently."""

from dataclasses import dataclass

import pytest

from db.engine import reading
from db.proposals import find_seconding
from domain.proposal_content import TextPart
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from services import drafts, merging, proposals, seconding, ways
from tests.cast import Cast


@dataclass
class Two:
    """Mei's and Qiang's proposals on the same thing; Ann and Bo second Mei's."""

    cast: Cast
    round_id: int
    mine: int
    theirs: int

    def ask(self) -> int:
        return merging.ask_merge(self.cast["mei"], self.mine, self.theirs, "We mean the same.")

    def supports(self, who: str, proposal_id: int) -> bool:
        with reading() as db:
            return find_seconding(db, proposal_id, self.cast[who].account_id) is not None


@pytest.fixture
def two(cast: Cast) -> Two:
    round_id = cast.round(seconds_needed=9)
    mine = cast.proposal(round_id, "mei", title="A ramp")
    theirs = cast.proposal(round_id, "qiang", title="A ramp and a rail")
    for who in ("ann", "bo"):
        seconding.second_proposal(cast[who], mine)
    return Two(cast, round_id, mine, theirs)


def test_nothing_happens_before_the_other_author_agrees(two: Two) -> None:
    request = two.ask()
    assert two.ask() == request
    assert proposals.get_sheet(None, two.mine).state is ProposalState.OPEN
    assert merging.list_questions(two.cast["ann"]) == []
    (waiting,) = merging.list_merges_to_answer(two.cast["qiang"])
    assert (waiting.source.title, waiting.message) == ("A ramp", "We mean the same.")
    assert merging.list_merges_to_answer(two.cast["mei"]) == []
    assert [one.is_mine for one in merging.list_merges(two.cast["mei"], two.mine)] == [True]
    assert merging.list_merges(two.cast["ann"], two.mine) == []


def test_after_a_yes_both_show_the_trace_and_every_supporter_is_asked(two: Two) -> None:
    request = two.ask()
    merging.accept_merge(two.cast["qiang"], request)
    merging.accept_merge(two.cast["qiang"], request)
    merged, target = (proposals.get_sheet(None, one) for one in (two.mine, two.theirs))
    assert merged.state is ProposalState.MERGED
    assert merged.merged_into is not None
    assert merged.merged_into.title == "A ramp and a rail"
    assert [one.title for one in target.merged_here] == ["A ramp"]
    assert ways.list_way(two.mine)[-1].note == "A ramp and a rail"
    assert target.seconds == 0
    for who in ("ann", "bo"):
        assert [one.target.id for one in merging.list_questions(two.cast[who])] == [two.theirs]


def test_only_a_yes_moves_a_support_and_the_old_one_stays_as_history(two: Two) -> None:
    merging.accept_merge(two.cast["qiang"], two.ask())
    for who, moves in (("ann", True), ("bo", False)):
        (question,) = merging.list_questions(two.cast[who])
        for _ in range(2):
            merging.answer_supporter_question(two.cast[who], question.id, moves=moves)
        assert merging.list_questions(two.cast[who]) == []
        merging.answer_supporter_question(two.cast[who], question.id, moves=True)
    assert two.supports("ann", two.theirs)
    assert not two.supports("bo", two.theirs)
    assert two.supports("ann", two.mine)
    with reading() as db:
        moved = find_seconding(db, two.theirs, two.cast["ann"].account_id)
        assert moved is not None
        assert moved.came_from_id == two.mine


def test_who_already_supports_the_other_or_wrote_it_is_not_asked(two: Two) -> None:
    seconding.second_proposal(two.cast["ann"], two.theirs)
    seconding.second_proposal(two.cast["qiang"], two.mine)
    merging.accept_merge(two.cast["qiang"], two.ask())
    assert merging.list_questions(two.cast["ann"]) == []
    assert merging.list_questions(two.cast["qiang"]) == []
    assert len(merging.list_questions(two.cast["bo"])) == 1


def test_moved_support_can_reach_the_threshold(cast: Cast) -> None:
    round_id = cast.round(seconds_needed=2)
    mine, theirs = cast.proposal(round_id, "mei"), cast.proposal(round_id, "qiang")
    for who, where in (("ann", mine), ("bo", theirs)):
        seconding.second_proposal(cast[who], where)
    merging.accept_merge(cast["qiang"], merging.ask_merge(cast["mei"], mine, theirs, ""))
    (question,) = merging.list_questions(cast["ann"])
    merging.answer_supporter_question(cast["ann"], question.id, moves=True)
    assert proposals.get_sheet(None, theirs).state is ProposalState.SECONDED


def test_a_no_leaves_both_as_they_are(two: Two) -> None:
    request = two.ask()
    merging.refuse_merge(two.cast["qiang"], request)
    assert proposals.get_sheet(None, two.mine).state is ProposalState.OPEN
    with pytest.raises(Refusal) as refused:
        merging.accept_merge(two.cast["qiang"], request)
    assert refused.value.code == "merge.answered_already"


def test_a_request_can_be_taken_back_and_made_to_another(two: Two) -> None:
    third = two.cast.proposal(two.round_id, "qiang", title="Third")
    request = two.ask()
    with pytest.raises(Refusal) as refused:
        merging.ask_merge(two.cast["mei"], two.mine, third, "")
    assert refused.value.code == "merge.asked_already"
    merging.withdraw_merge(two.cast["mei"], request)
    merging.withdraw_merge(two.cast["mei"], request)
    assert merging.ask_merge(two.cast["mei"], two.mine, third, "") != request


@pytest.mark.parametrize("act", [merging.accept_merge, merging.refuse_merge])
def test_nobody_answers_for_the_other_author(two: Two, act: object) -> None:
    request = two.ask()
    for who in ("mei", "zhou"):
        with pytest.raises(Refusal) as refused:
            act(two.cast[who], request)  # type: ignore[operator]
        assert refused.value.code == "right.own"
    with pytest.raises(Refusal):
        merging.withdraw_merge(two.cast["qiang"], request)


def test_what_cannot_be_merged_is_refused_with_its_reason(two: Two) -> None:
    mei = two.cast["mei"]
    elsewhere = two.cast.proposal(two.cast.round(), "qiang")
    gone = two.cast.proposal(two.round_id, "qiang", state="withdrawn")
    draft = two.cast.proposal(two.round_id, "qiang", state="draft")
    for target, code in (
        (two.mine, "merge.with_itself"),
        (elsewhere, "merge.other_round"),
        (gone, "merge.not_mergeable"),
        (draft, "proposal.unknown"),
        (0, "proposal.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            merging.ask_merge(mei, two.mine, target, "")
        assert refused.value.code == code


def test_withdrawing_ends_what_was_asked(two: Two) -> None:
    request = two.ask()
    proposals.withdraw_proposal(two.cast["qiang"], two.theirs, "")
    with pytest.raises(Refusal) as refused:
        merging.accept_merge(two.cast["qiang"], request)
    assert refused.value.code == "merge.answered_already"
    assert [one.state for one in merging.list_merges(two.cast["mei"], two.mine)] == ["withdrawn"]


def test_a_question_follows_the_proposal_that_was_merged_again(two: Two) -> None:
    third = two.cast.proposal(two.round_id, "mei", title="Third")
    merging.accept_merge(two.cast["qiang"], two.ask())
    request = merging.ask_merge(two.cast["qiang"], two.theirs, third, "")
    merging.accept_merge(two.cast["mei"], request)
    (question,) = merging.list_questions(two.cast["ann"])
    assert question.target.id == third
    merging.answer_supporter_question(two.cast["ann"], question.id, moves=True)
    assert two.supports("ann", third)


def test_another_persons_question_is_unknown(two: Two) -> None:
    merging.accept_merge(two.cast["qiang"], two.ask())
    (question,) = merging.list_questions(two.cast["ann"])
    with pytest.raises(Refusal) as refused:
        merging.answer_supporter_question(two.cast["bo"], question.id, moves=True)
    assert refused.value.code == "merge.unknown_question"


def test_the_author_who_took_one_in_can_write_a_new_version(two: Two) -> None:
    merging.accept_merge(two.cast["qiang"], two.ask())
    drafts.save_draft(two.cast["qiang"], two.theirs, TextPart.PLACE, "Both gates")
    assert proposals.publish_revision(two.cast["qiang"], two.theirs) == 2
    assert two.theirs in [one.id for one in merging.list_candidates(two.cast["mei"], two.mine)]
