"""Writing: saved as typed, the author's alone, and a new version when it is published."""

import pytest

from db.engine import transaction
from db.tables import Proposal, Round
from domain.phases import Phase
from domain.proposal_content import TextPart
from domain.proposal_flow import ProposalState
from domain.proposal_views import CardFilter
from services import drafts, proposals, seconding, similar, ways
from tests.cast import Cast
from tests.writing import TEXTS, refusal_of, submitted, written


def test_every_field_is_kept_as_it_is_typed(cast: Cast) -> None:
    draft_id = written(cast, cast.round())
    draft = drafts.get_draft(cast["mei"], draft_id)
    assert draft.content.problem == TEXTS[TextPart.PROBLEM]
    assert draft.content.field_code == "homes"
    assert draft.content.cost_cents == 12_000_50
    assert draft.community == "Riverside"
    assert draft.missing == ()


def test_a_draft_is_unknown_to_everyone_else(cast: Cast) -> None:
    draft_id = written(cast, cast.round())
    for who in ("qiang", "officer", "host"):
        assert refusal_of(proposals.get_sheet, cast[who], draft_id).code == "proposal.unknown"
        assert refusal_of(drafts.get_draft, cast[who], draft_id).code == "proposal.unknown"
    assert refusal_of(proposals.get_sheet, None, draft_id).code == "proposal.unknown"
    assert ways.list_way(draft_id) == ()
    save = refusal_of(drafts.save_draft, cast["qiang"], draft_id, TextPart.TITLE, "Mine now")
    assert save.code == "proposal.unknown"
    assert drafts.get_draft(cast["mei"], draft_id).content.title == TEXTS[TextPart.TITLE]


def test_a_draft_thrown_away_is_gone_for_everyone(cast: Cast) -> None:
    round_id = cast.round()
    draft_id = written(cast, round_id)
    assert refusal_of(proposals.discard_draft, cast["qiang"], draft_id).code == "proposal.unknown"
    proposals.discard_draft(cast["mei"], draft_id)
    proposals.discard_draft(cast["mei"], draft_id)
    assert refusal_of(proposals.get_sheet, cast["officer"], draft_id).code == "proposal.unknown"
    assert proposals.list_cards(CardFilter(round_id=round_id)).total == 0
    assert proposals.list_own(cast["mei"]) == []


def test_a_member_writes_for_their_own_community_where_the_round_reaches(cast: Cast) -> None:
    round_id = cast.round()
    assert refusal_of(drafts.begin_draft, cast["zhou"], round_id).code == "right.in_place"
    assert refusal_of(drafts.begin_draft, cast["ann"], round_id).code == "right.role"
    closed = cast.round(Phase.REVIEW)
    assert refusal_of(drafts.begin_draft, cast["mei"], closed).code == "right.phase"
    assert [one.id for one in drafts.list_rounds_to_write_in(cast["mei"])] == [round_id]
    assert drafts.list_rounds_to_write_in(cast["zhou"]) == []


def test_beginning_twice_takes_up_the_empty_draft(cast: Cast) -> None:
    round_id = cast.round()
    first = drafts.begin_draft(cast["mei"], round_id)
    assert drafts.begin_draft(cast["mei"], round_id) == first
    drafts.save_draft(cast["mei"], first, TextPart.TITLE, "Something")
    assert drafts.begin_draft(cast["mei"], round_id) != first


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-1", "money.negative"),
        ("1e99", "money.too_much"),
        ("abc", "money.not_a_number"),
        ("0.001", "money.finer_than_a_cent"),
        ("NaN", "money.not_a_number"),
    ],
)
def test_a_bad_amount_changes_nothing(cast: Cast, typed: str, code: str) -> None:
    mei = cast["mei"]
    draft_id = written(cast, cast.round())
    before = drafts.get_draft(mei, draft_id).content
    key = before.cost_items[0].key
    refused = refusal_of(
        drafts.save_cost_item, mei, draft_id, key, label="other", amount_typed=typed
    )
    assert refused.code == code
    assert drafts.get_draft(mei, draft_id).content == before


def test_pressing_add_or_remove_twice_does_it_once(cast: Cast) -> None:
    mei = cast["mei"]
    draft_id = written(cast, cast.round())
    for _ in range(2):
        drafts.add_cost_item(mei, draft_id)
    first, empty = drafts.get_draft(mei, draft_id).content.cost_items
    for _ in range(2):
        drafts.remove_cost_item(mei, draft_id, first.key)
    assert drafts.get_draft(mei, draft_id).content.cost_items == (empty,)
    drafts.save_cost_item(mei, draft_id, first.key, label="late")
    assert drafts.get_draft(mei, draft_id).content.cost_items == (empty,)


def test_a_field_of_another_round_is_refused(cast: Cast) -> None:
    draft_id = written(cast, cast.round(field_codes=["homes"]))
    refused = refusal_of(drafts.choose_field, cast["mei"], draft_id, "culture")
    assert refused.code == "proposal.unknown_field"


def test_a_change_waits_for_its_author_and_then_makes_a_version(cast: Cast) -> None:
    mei = cast["mei"]
    proposal_id = submitted(cast, cast.round())
    seconding.second_proposal(cast["ann"], proposal_id)
    drafts.save_draft(mei, proposal_id, TextPart.PLAN, "Only one handrail, of wood.")
    assert proposals.get_sheet(None, proposal_id).content.plan == TEXTS[TextPart.PLAN]
    assert drafts.get_draft(mei, proposal_id).content.plan == "Only one handrail, of wood."
    assert not proposals.get_sheet(cast["ann"], proposal_id).changed_since_seconded
    assert proposals.publish_revision(mei, proposal_id) == 2
    assert proposals.publish_revision(mei, proposal_id) == 2
    sheet = proposals.get_sheet(cast["ann"], proposal_id)
    assert sheet.content.plan == "Only one handrail, of wood."
    assert sheet.changed_since_seconded
    assert [one.is_changed for one in seconding.list_supported(cast["ann"])] == [True]
    old, new = proposals.list_versions(None, proposal_id)
    assert (old.content.plan, new.content.plan) == (TEXTS[TextPart.PLAN], sheet.content.plan)


def test_what_was_written_back_to_the_same_is_no_change(cast: Cast) -> None:
    mei = cast["mei"]
    proposal_id = submitted(cast, cast.round())
    drafts.save_draft(mei, proposal_id, TextPart.PLACE, "Gate eight")
    assert drafts.get_draft(mei, proposal_id).has_revision
    drafts.save_draft(mei, proposal_id, TextPart.PLACE, TEXTS[TextPart.PLACE])
    assert not drafts.get_draft(mei, proposal_id).has_revision
    drafts.save_draft(mei, proposal_id, TextPart.PLACE, "Gate eight")
    drafts.discard_revision(mei, proposal_id)
    assert drafts.get_draft(mei, proposal_id).content.place_text == TEXTS[TextPart.PLACE]


def test_the_first_version_is_kept_even_where_only_the_row_said_it(cast: Cast) -> None:
    mei = cast["mei"]
    proposal_id = cast.proposal(cast.round(), version=0, place_text="Gate seven")
    drafts.save_draft(mei, proposal_id, TextPart.PLACE, "Gate eight")
    assert proposals.publish_revision(mei, proposal_id) == 2
    places = [one.content.place_text for one in proposals.list_versions(None, proposal_id)]
    assert places == ["Gate seven", "Gate eight"]


def test_nobody_changes_a_text_after_collection_or_that_is_not_theirs(cast: Cast) -> None:
    round_id = cast.round()
    proposal_id = submitted(cast, round_id)
    other = refusal_of(drafts.save_draft, cast["qiang"], proposal_id, TextPart.TITLE, "Mine")
    assert other.code == "right.own"
    assert refusal_of(drafts.get_draft, cast["qiang"], proposal_id).code == (
        "proposal.not_yours_to_write"
    )
    with transaction() as db:
        round_ = db.get(Round, round_id)
        assert round_ is not None
        round_.phase = Phase.REVIEW.value
        db.add(round_)
    late = refusal_of(drafts.save_draft, cast["mei"], proposal_id, TextPart.TITLE, "Late")
    assert late.code == "right.phase"
    assert refusal_of(drafts.get_draft, cast["mei"], proposal_id).code == "proposal.collection_over"


def test_alike_proposals_are_offered_while_drafting(cast: Cast) -> None:
    round_id = cast.round()
    alike = cast.proposal(round_id, "qiang", title="北门空地建电动车充电棚", problem="没有充电位")
    cast.proposal(round_id, "qiang", title="老照片展", problem="照片丢了", plan="办一个展")
    draft_id = drafts.begin_draft(cast["mei"], round_id)
    drafts.save_draft(cast["mei"], draft_id, TextPart.TITLE, "楼旁建电动车充电棚")
    assert [one.card.id for one in similar.list_similar(cast["mei"], draft_id)] == [alike]
    with transaction() as db:
        proposal = db.get(Proposal, alike)
        assert proposal is not None
        proposal.state = ProposalState.WITHDRAWN.value
        db.add(proposal)
    assert similar.list_similar(cast["mei"], draft_id) == ()


def test_a_proposal_submitted_since_is_found_at_once(cast: Cast) -> None:
    round_id = cast.round()
    draft_id = written(cast, round_id)
    assert similar.list_similar(cast["mei"], draft_id) == ()
    twin = submitted(cast, round_id, "qiang")
    assert [one.card.id for one in similar.list_similar(cast["mei"], draft_id)] == [twin]
