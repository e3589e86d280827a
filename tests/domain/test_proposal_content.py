"""What a proposal says, and what it lacks."""

import pytest

from domain.proposal_content import (
    MOST_COST_ITEMS,
    CostItem,
    Missing,
    ProposalContent,
    TextPart,
    as_json,
    from_json,
    items_from_json,
    missing_in,
)
from domain.refusals import Refusal

WHOLE = ProposalContent(
    title="七号楼门口装扶手",
    field_code="homes",
    place_text="七号楼",
    problem="台阶没有扶手，老人下楼难。",
    plan="两边装双层不锈钢扶手，贴警示条。",
    cost_items=(CostItem("a", "扶手", 6400_00), CostItem("b", "坡道", 9800_00)),
)


def test_a_whole_proposal_lacks_nothing() -> None:
    assert missing_in(WHOLE, 20_000_00) == ()
    assert WHOLE.cost_cents == 16_200_00


def test_an_empty_one_lacks_everything_a_reader_needs() -> None:
    assert missing_in(ProposalContent(), 1) == (
        Missing.TITLE,
        Missing.FIELD,
        Missing.PLACE,
        Missing.PROBLEM,
        Missing.PLAN,
        Missing.COST,
    )


def test_more_than_the_whole_budget_cannot_be_asked() -> None:
    assert missing_in(WHOLE, 16_199_99) == (Missing.WITHIN_BUDGET,)


def test_a_cost_needs_a_name_and_an_amount() -> None:
    line = WHOLE.with_item(CostItem("a", "", 0))
    assert missing_in(line, 20_000_00) == (Missing.COST_LABEL, Missing.COST_AMOUNT)


def test_a_version_gives_back_what_was_kept() -> None:
    assert from_json(as_json(WHOLE)) == WHOLE


def test_lines_kept_without_a_key_are_named_by_their_place() -> None:
    items = items_from_json([{"label": "扶手", "amount_cents": 1}, {"label": "灯"}])
    assert items == (CostItem("line0", "扶手", 1), CostItem("line1", "灯", 0))


def test_control_characters_are_left_out_and_lines_are_kept() -> None:
    typed = " 第一行\r\n第二行\x00\u200b\u202e "
    assert WHOLE.with_text(TextPart.PROBLEM, typed).problem == "第一行\n第二行"


def test_a_text_that_is_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(Refusal) as refused:
        WHOLE.with_text(TextPart.TITLE, "长" * 41)
    assert refused.value.code == "proposal.title_too_long"
    assert refused.value.facts == {"most": 40, "length": 41}


def test_there_are_at_most_twenty_lines_of_costs() -> None:
    content = ProposalContent()
    for number in range(MOST_COST_ITEMS):
        content = content.with_item(CostItem(str(number), "x", 1))
    with pytest.raises(Refusal) as refused:
        content.with_item(CostItem("one more", "x", 1))
    assert refused.value.code == "proposal.too_many_costs"
    assert content.without_item("0").without_item("0").cost_cents == MOST_COST_ITEMS - 1
