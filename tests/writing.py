"""Proposals written the way a member writes them, and the refusals met on the way."""

from collections.abc import Callable

import pytest

from domain.proposal_content import TextPart
from domain.refusals import Refusal
from services import drafts, proposals
from tests.cast import Cast

TEXTS = {
    TextPart.TITLE: "A handrail at gate seven",
    TextPart.PLACE: "Gate seven",
    TextPart.PROBLEM: "The steps are steep and there is no rail.",
    TextPart.PLAN: "A ramp and two handrails of steel.",
}


def refusal_of(act: Callable[..., object], *args: object, **more: object) -> Refusal:
    """What the act is refused with; a failure if it is not."""
    with pytest.raises(Refusal) as refused:
        act(*args, **more)
    return refused.value


def written(cast: Cast, round_id: int, who: str = "mei", **texts: str) -> int:
    """A draft with everything in it; its id."""
    actor = cast[who]
    draft_id = drafts.begin_draft(actor, round_id)
    for part, text in TEXTS.items():
        drafts.save_draft(actor, draft_id, part, texts.get(part.value, text))
    drafts.choose_field(actor, draft_id, "homes")
    drafts.add_cost_item(actor, draft_id)
    (item,) = drafts.get_draft(actor, draft_id).content.cost_items
    drafts.save_cost_item(actor, draft_id, item.key, label="rails")
    drafts.save_cost_item(actor, draft_id, item.key, amount_typed="12,000.50")
    return draft_id


def submitted(cast: Cast, round_id: int, who: str = "mei", **texts: str) -> int:
    """The same, submitted; its id."""
    draft_id = written(cast, round_id, who, **texts)
    proposals.submit_proposal(cast[who], draft_id)
    return draft_id
