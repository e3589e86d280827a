"""Submitting, withdrawing and listing proposals."""

from sqlalchemy import event

from db.engine import get_engine, reading
from db.tables import ProposalVersion
from domain.phases import Phase
from domain.proposal_content import Missing
from domain.proposal_flow import ProposalState
from domain.proposal_views import Act, CardFilter, CardOrder
from services import proposals, seconding, ways
from tests.cast import Cast
from tests.writing import refusal_of, submitted, written


def test_what_is_missing_is_named_and_nothing_is_submitted(cast: Cast) -> None:
    mei = cast["mei"]
    draft_id = written(cast, cast.round(), problem="Short")
    refused = refusal_of(proposals.submit_proposal, mei, draft_id)
    assert refused.code == "proposal.incomplete"
    assert refused.facts == {"missing": [Missing.PROBLEM]}
    assert proposals.get_sheet(mei, draft_id).state is ProposalState.DRAFT


def test_submitting_makes_version_one_once_and_everyone_can_read_it(cast: Cast) -> None:
    round_id = cast.round()
    proposal_id = submitted(cast, round_id)
    proposals.submit_proposal(cast["mei"], proposal_id)
    sheet = proposals.get_sheet(None, proposal_id)
    assert (sheet.state, sheet.version, sheet.author) == (ProposalState.OPEN, 1, "Mei")
    assert [step.event for step in ways.list_way(proposal_id)] == ["submit"]
    assert [one.number for one in proposals.list_versions(None, proposal_id)] == [1]


def test_a_touched_clause_is_recorded_with_the_version_and_does_not_block(cast: Cast) -> None:
    proposal_id = submitted(cast, cast.round(), plan="两边扶手，并给施工队发奖金一次。")
    with reading() as db:
        version = db.get(ProposalVersion, (proposal_id, 1))
        assert version is not None
        assert version.content["clauses"] == [1]
    told = {
        who: [one.clause.number for one in proposals.get_sheet(actor, proposal_id).breaches]
        for who, actor in (("mei", cast["mei"]), ("officer", cast["officer"]), ("ann", cast["ann"]))
    }
    assert told == {"mei": [1], "officer": [1], "ann": []}


def test_withdrawing_leaves_a_trace_with_the_reason(cast: Cast) -> None:
    proposal_id = submitted(cast, cast.round())
    assert (
        refusal_of(proposals.withdraw_proposal, cast["qiang"], proposal_id, "").code == "right.own"
    )
    proposals.withdraw_proposal(cast["mei"], proposal_id, "The city repairs it.")
    proposals.withdraw_proposal(cast["mei"], proposal_id, "again")
    assert proposals.get_sheet(None, proposal_id).state is ProposalState.WITHDRAWN
    assert [step.note for step in ways.list_way(proposal_id)] == ["", "The city repairs it."]


def test_what_is_on_the_ballot_can_no_longer_be_withdrawn(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round(Phase.DELIBERATE), state="admitted")
    refused = refusal_of(proposals.withdraw_proposal, cast["mei"], proposal_id, "")
    assert refused.code == "proposal.not_withdrawable"


def test_the_page_offers_each_reader_what_they_may_do(cast: Cast) -> None:
    proposal_id = submitted(cast, cast.round())
    offered = {
        who: proposals.get_sheet(cast[who], proposal_id).acts
        for who in ("mei", "ann", "zhou", "host", "expert")
    }
    assert offered == {
        "mei": {Act.EDIT, Act.COMMENT, Act.WITHDRAW, Act.MERGE},
        "ann": {Act.SECOND, Act.COMMENT},
        "zhou": set(),
        "host": {Act.COMMENT, Act.MODERATE},
        "expert": {Act.COMMENT},
    }
    assert proposals.get_sheet(None, proposal_id).acts == set()


def test_the_list_is_narrowed_searched_and_ordered(cast: Cast) -> None:
    round_id = cast.round()
    cheap = cast.proposal(round_id, title="电动车充电棚", cost_cents=100)
    dear = cast.proposal(
        round_id, "qiang", title="100% 的扶手", cost_cents=900, field_code="culture"
    )
    other = cast.proposal(cast.round(), title="Elsewhere", state="withdrawn", cost_cents=500)
    seconding.second_proposal(cast["ann"], cheap)

    def ids(**wanted: object) -> list[int]:
        return [card.id for card in proposals.list_cards(CardFilter(**wanted)).cards]  # type: ignore[arg-type]

    assert ids() == [other, dear, cheap]
    assert ids(round_id=round_id, order=CardOrder.MOST_SECONDED) == [cheap, dear]
    assert ids(order=CardOrder.CHEAPEST) == [cheap, other, dear]
    assert ids(text="充电") == [cheap]
    assert ids(text="100%") == [dear]
    assert ids(text="_") == []
    assert ids(field_code="culture") == [dear]
    assert ids(community_id=cast.communities["Hillside"]) == [dear]
    assert ids(state=ProposalState.WITHDRAWN) == [other]
    assert ids(page=99) == [other, dear, cheap]
    (card,) = proposals.list_cards(CardFilter(text="充电")).cards
    assert (card.seconds, card.seconds_needed, card.community) == (1, 2, "Riverside")
    assert [one.key for one in proposals.list_choices().fields] == ["homes", "culture"]


def test_a_list_of_many_asks_the_database_no_more_often(cast: Cast) -> None:
    round_id = cast.round()
    for number in range(30):
        cast.proposal(round_id, title=f"Number {number}")
    asked: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(get_engine(), "before_cursor_execute", listen)
    try:
        page = proposals.list_cards(CardFilter())
    finally:
        event.remove(get_engine(), "before_cursor_execute", listen)
    assert (len(page.cards), page.total, page.pages) == (24, 30, 2)
    assert len([one for one in asked if one.startswith("SELECT")]) == 2
