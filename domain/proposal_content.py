"""What a proposal says: its texts and its costs, and what it still lacks to be submitted."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.money import Cents
from domain.refusals import Refusal

MOST_COST_ITEMS = 20
LONGEST_LABEL = 60
SHORTEST_TEXT = 10
SHORTEST_TITLE = 4


class TextPart(StrEnum):
    """The texts of a proposal, in the order they are written and read."""

    TITLE = "title"
    PLACE = "place_text"
    PROBLEM = "problem"
    PLAN = "plan"
    BENEFICIARIES = "beneficiaries"


LONGEST = {
    TextPart.TITLE: 40,
    TextPart.PLACE: 100,
    TextPart.PROBLEM: 1500,
    TextPart.PLAN: 3000,
    TextPart.BENEFICIARIES: 300,
}
"""Characters; long enough for a page, short enough to be read aloud."""


class Missing(StrEnum):
    """What keeps a proposal from being submitted."""

    TITLE = "title"
    FIELD = "field"
    PLACE = "place"
    PROBLEM = "problem"
    PLAN = "plan"
    COST = "cost"
    COST_LABEL = "cost_label"
    COST_AMOUNT = "cost_amount"
    WITHIN_BUDGET = "within_budget"


@dataclass(frozen=True, slots=True)
class CostItem:
    """One line of the costs. `key` names it while it is edited; 0 cents: not filled in yet."""

    key: str
    label: str
    amount_cents: Cents


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """A proposal as its author wrote it."""

    title: str = ""
    field_code: str | None = None
    place_text: str = ""
    problem: str = ""
    plan: str = ""
    beneficiaries: str = ""
    cost_items: tuple[CostItem, ...] = ()

    @property
    def cost_cents(self) -> Cents:
        """The sum of the cost items."""
        return sum(item.amount_cents for item in self.cost_items)

    @property
    def body(self) -> str:
        """Everything but the title, for comparing and checking."""
        labels = (item.label for item in self.cost_items)
        return "\n".join((self.problem, self.plan, self.beneficiaries, *labels))

    def text(self, part: TextPart) -> str:
        """One of the texts."""
        return str(getattr(self, part.value))

    def with_text(self, part: TextPart, typed: str) -> "ProposalContent":
        """The same with another text; refuses one that is too long."""
        return from_json({**as_json(self), part.value: tidy(typed, LONGEST[part], part)})

    def with_item(self, item: CostItem) -> "ProposalContent":
        """The same with this line put in place of the one with its key, or added at the end."""
        known = [one.key for one in self.cost_items]
        if item.key in known:
            items = tuple(item if one.key == item.key else one for one in self.cost_items)
        elif len(known) >= MOST_COST_ITEMS:
            raise Refusal("proposal.too_many_costs", most=MOST_COST_ITEMS)
        else:
            items = (*self.cost_items, item)
        return replace(self, cost_items=items)

    def without_item(self, key: str) -> "ProposalContent":
        """The same without that line; no change if it is gone already."""
        return replace(self, cost_items=tuple(one for one in self.cost_items if one.key != key))


def tidy(typed: str, longest: int, part: TextPart | None = None) -> str:
    """Typed text without control characters and outer spaces; refuses one longer than `longest`."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(one for one in text if one == "\n" or unicodedata.category(one)[0] != "C")
    text = text.strip()
    if len(text) > longest:
        code = "proposal.text_too_long" if part is None else f"proposal.{part.value}_too_long"
        raise Refusal(code, most=longest, length=len(text))
    return text


def missing_in(content: ProposalContent, budget_cents: Cents) -> tuple[Missing, ...]:
    """What still keeps the proposal from being submitted, in the order of the form."""
    lacks = {
        Missing.TITLE: len(content.title) < SHORTEST_TITLE,
        Missing.FIELD: content.field_code is None,
        Missing.PLACE: not content.place_text,
        Missing.PROBLEM: len(content.problem) < SHORTEST_TEXT,
        Missing.PLAN: len(content.plan) < SHORTEST_TEXT,
        Missing.COST: not content.cost_items,
        Missing.COST_LABEL: any(not item.label for item in content.cost_items),
        Missing.COST_AMOUNT: any(item.amount_cents <= 0 for item in content.cost_items),
        Missing.WITHIN_BUDGET: content.cost_cents > budget_cents,
    }
    return tuple(missing for missing in Missing if lacks[missing])


def items_as_json(items: Iterable[CostItem]) -> list[dict[str, object]]:
    """Cost items as a row keeps them."""
    return [{"key": one.key, "label": one.label, "amount_cents": one.amount_cents} for one in items]


def items_from_json(rows: Iterable[Mapping[str, object]]) -> tuple[CostItem, ...]:
    """Cost items from a row; lines written without a key are named by their place."""
    return tuple(
        CostItem(
            key=str(row.get("key") or f"line{place}"),
            label=str(row.get("label", "")),
            amount_cents=int(str(row.get("amount_cents", 0))),
        )
        for place, row in enumerate(rows)
    )


def as_json(content: ProposalContent) -> dict[str, object]:
    """The content as a version keeps it."""
    texts: dict[str, object] = {part.value: content.text(part) for part in TextPart}
    return {
        **texts,
        "field_code": content.field_code,
        "cost_items": items_as_json(content.cost_items),
    }


def from_json(kept: Mapping[str, object]) -> ProposalContent:
    """The content of a version."""
    field = kept.get("field_code")
    items = kept.get("cost_items", [])
    return ProposalContent(
        title=str(kept.get("title", "")),
        place_text=str(kept.get("place_text", "")),
        problem=str(kept.get("problem", "")),
        plan=str(kept.get("plan", "")),
        beneficiaries=str(kept.get("beneficiaries", "")),
        field_code=None if field is None else str(field),
        cost_items=items_from_json(items if isinstance(items, list) else []),
    )
