"""What `cli.py opinions` says about a conversation: values, and keys of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from domain.opinions.conversation import Conversation
from domain.opinions.naming import NamedBy
from domain.opinions.opinion_map import OpinionMap, draw_map
from domain.opinions.reading import read_folder
from domain.opinions.stances import AGREE, DISAGREE, PASS

_SIDES = {
    AGREE: "opinions.named_agree",
    DISAGREE: "opinions.named_disagree",
    PASS: "opinions.named_pass",
}
Line = tuple[str, dict[str, object]]


def map_folder(folder: Path) -> tuple[Conversation, OpinionMap]:
    """The conversation exported to a folder, and its map."""
    conversation = read_folder(folder)
    return conversation, draw_map(conversation.table())


def as_report(drawn: OpinionMap) -> dict[str, object]:
    """The map as one object: participants, groups named by statements, common ground."""
    return {
        "participants": dict(drawn.group_of),
        "groups": [
            {
                "id": group.number,
                "size": group.size,
                "statements": [one.statement for one in group.named_by],
                "named_by": [_figures(one) for one in group.named_by],
            }
            for group in drawn.groups
        ],
        "common_ground": list(drawn.common_ground),
        "common_rejection": list(drawn.common_rejection),
        "divisive": list(drawn.divisive),
    }


def as_lines(conversation: Conversation, drawn: OpinionMap) -> Iterator[Line]:
    """The map, or the plain table, as sentences for a terminal."""
    texts = {one.id: _on_one_line(one.text) for one in conversation.statements}
    yield (
        "opinions.summary",
        {
            "people": len(drawn.group_of),
            "statements": len(drawn.figures),
            "placed": drawn.placed,
            "least": drawn.least_answers,
        },
    )
    if drawn.no_map:
        yield f"opinions.{drawn.no_map}", {}
        for row in drawn.figures:
            shares = [row.everyone.percent(value) for value in (AGREE, DISAGREE, PASS)]
            facts = dict(zip(("agree", "disagree", "passed"), shares, strict=True))
            named = {"statement": row.statement, "text": texts.get(row.statement, "")}
            yield "opinions.row", {**named, **facts, "seen": row.everyone.seen}
    for group in drawn.groups:
        yield "opinions.group", {"letter": letter(group.number), "people": group.size}
        yield from (_named(one, texts) for one in group.named_by)
    for key, statements in (
        ("opinions.common_ground", drawn.common_ground),
        ("opinions.common_rejection", drawn.common_rejection),
        ("opinions.divisive", drawn.divisive),
    ):
        if statements:
            yield key, {}
        for name in statements:
            yield "opinions.statement", {"statement": name, "text": texts.get(name, "")}


def letter(number: int) -> str:
    """The letter a group is called by: A for the largest."""
    return chr(ord("A") + number)


def _on_one_line(text: str) -> str:
    """The text without what a terminal would take for a command."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _figures(one: NamedBy) -> dict[str, object]:
    return {
        "statement": one.statement,
        "side": one.side,
        "share": round(one.share, 3),
        "share_of_rest": round(one.share_of_rest, 3),
        "is_sure": one.is_sure,
    }


def _named(one: NamedBy, texts: dict[str, str]) -> Line:
    key = _SIDES[one.side]
    facts: dict[str, object] = {
        "statement": one.statement,
        "text": texts.get(one.statement, ""),
        "share": round(100 * one.share),
        "rest": round(100 * one.share_of_rest),
    }
    return key, facts
