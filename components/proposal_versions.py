"""Versions: when the text changed, and what was put in and taken out."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.differences import Mark, Piece, compare, is_changed
from domain.money import format_yuan
from domain.proposal_content import CostItem, TextPart
from domain.proposal_views import VersionLine


def draw_versions(versions: Sequence[VersionLine]) -> None:
    """Every version with its difference to the one before, the newest first."""
    for before, now in reversed(list(zip([None, *versions], versions, strict=False))):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{t('version.number', n=now.number)}**")
            st.caption(t("version.when", at=now.at, author=plain(now.author)))
            if before is None:
                st.markdown(t("version.first"))
            else:
                _draw_difference(before, now)


def marked(pieces: Sequence[Piece]) -> str:
    """A difference in Markdown: green ground for what came in, struck out for what went."""
    return "".join(_marked(piece) for piece in pieces)


def _draw_difference(before: VersionLine, now: VersionLine) -> None:
    for part, old, new in _parts(before, now):
        pieces = compare(old, new)
        if is_changed(pieces):
            st.markdown(f"**{part}**")
            st.markdown(marked(pieces))


def _parts(before: VersionLine, now: VersionLine) -> list[tuple[str, str, str]]:
    texts = [
        (t(f"proposal.part.{part}"), before.content.text(part), now.content.text(part))
        for part in TextPart
    ]
    fields = (in_language(before.field, before.field_en), in_language(now.field, now.field_en))
    costs = (_costs(before.content.cost_items), _costs(now.content.cost_items))
    return [
        *texts,
        (t("proposal.part.field"), *fields),
        (t("proposal.part.cost_items"), *costs),
    ]


def _costs(items: Sequence[CostItem]) -> str:
    return "\n".join(f"{item.label} {format_yuan(item.amount_cents)}" for item in items)


def _marked(piece: Piece) -> str:
    if piece.mark is Mark.KEPT:
        return plain(piece.text)
    # Marks do not reach over a line break, and not over spaces at their ends.
    lines = [_marked_line(piece.mark, line) for line in piece.text.split("\n")]
    return "  \n".join(lines)


def _marked_line(mark: Mark, line: str) -> str:
    core = line.strip()
    if not core:
        return line
    head, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    text = plain(core)
    said = f":green-background[**{text}**]" if mark is Mark.ADDED else f":red[~~{text}~~]"
    return f"{head}{said}{tail}"
