"""A negative list as an officer types it: one clause a line, its keywords behind `#`."""

from collections.abc import Iterable

from domain.negative_list import Clause


def to_lines(clauses: Iterable[Clause]) -> str:
    """`text #keyword #keyword`, one line a clause."""
    return "\n".join(
        " ".join([one.text, *(f"#{word}" for word in one.keywords)]) for one in clauses
    )


def from_lines(typed: str, before: Iterable[Clause] = ()) -> tuple[Clause, ...]:
    """The clauses numbered from 1; empty lines are left out.

    A clause whose text is that of one `before` keeps its English words.
    """
    english = {one.text: one.text_en for one in before}
    found: list[Clause] = []
    for line in typed.replace("＃", "#").splitlines():
        text, *words = (part.strip() for part in line.split("#"))
        if text:
            keywords = tuple(word for word in words if word)
            found.append(Clause(len(found) + 1, text, english.get(text, ""), keywords))
    return tuple(found)
