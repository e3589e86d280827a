"""Which of the demonstration's opinions fits which proposal."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from db.seed.content import content
from db.tables import Proposal
from domain.assigning import SPECIALITIES_OF_FIELD
from domain.reviews import ReviewerKind

IN_TITLE, IN_COSTS, IN_TEXT, FITS_ALL = 4, 3, 2, 1
"""How closely an opinion fits that names a word of the title, a cost, the text, or nothing."""

SHORTEST_IN_TEXT = 2
"""A word of one character says too little, unless it stands in the title or in a cost."""


def pick_opinion(
    proposal: Proposal, tone: str, spoken: Collection[str], said: Counter[str]
) -> dict[str, Any]:
    """An expert's opinion in that tone: the closest that nobody has `spoken`, the least `said`."""
    trades = SPECIALITIES_OF_FIELD[ReviewerKind.EXPERT][str(proposal.field_code)]
    best = max(
        (
            one
            for one in content("opinions")["expert"]
            if one["tone"] == tone
            and one["text"] not in spoken
            and trades & set(one["specialities"])
            and proposal.field_code in one.get("fields", [proposal.field_code])
        ),
        key=lambda one: (closeness(one["suits"], proposal), -said[one["text"]]),
    )
    said[best["text"]] += 1
    return dict(best)


def pick_legal_opinion(proposal: Proposal, said: Counter[str]) -> dict[str, Any]:
    """The closest legal opinion; among those that fit everything the least `said`."""
    best = max(
        content("opinions")["legal"],
        key=lambda one: (closeness(one["suits"], proposal), -said[one["text"]]),
    )
    said[best["text"]] += 1
    return dict(best)


def closeness(suits: list[str], proposal: Proposal) -> int:
    """How closely an opinion on these words fits: 0 not at all."""
    if not suits:
        return FITS_ALL
    text = f"{proposal.problem}\n{proposal.plan}"
    costs = "\n".join(str(item["label"]) for item in proposal.cost_items)
    return max(_closeness(word, proposal.title, costs, text) for word in suits)


def _closeness(word: str, title: str, costs: str, text: str) -> int:
    if word in title:
        return IN_TITLE
    if word in costs:
        return IN_COSTS
    return IN_TEXT if len(word) >= SHORTEST_IN_TEXT and word in text else 0
