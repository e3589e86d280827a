"""Writing a whole imported round at once."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import insert
from sqlmodel import Session, select

from db.tables import Ballot, Community, FieldOfWork

ROWS_AT_ONCE = 5000


def list_field_words(db: Session) -> dict[str, str]:
    """Every word that names a field, in small letters, with the field's code."""
    words: dict[str, str] = {}
    for row in db.exec(select(FieldOfWork)):
        for word in (row.code, row.name, row.name_en):
            words[word.casefold()] = row.code
    return words


def list_community_ids(db: Session) -> dict[str, int]:
    """Communities by name; a name that two have names neither."""
    found: dict[str, list[int]] = {}
    for name, id_ in db.exec(select(Community.name, Community.id)):
        found.setdefault(name, []).append(id_)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def add_ballots(
    db: Session,
    round_id: int,
    ballots: Sequence[tuple[str, Mapping[str, int], int]],
    told: Callable[[float], None],
) -> None:
    """Write ballots (voter key, marks, weight), telling how much of them is done, from 0 to 1.

    They are written in the order of their keys, as the table keeps them.
    """
    ordered = sorted(ballots, key=lambda ballot: ballot[0])
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        rows = [
            {"round_id": round_id, "voter_key": key, "marks": dict(marks), "weight": weight}
            for key, marks, weight in ordered[start : start + ROWS_AT_ONCE]
        ]
        db.execute(insert(Ballot), rows)
        told(min(1.0, (start + len(rows)) / len(ordered)))
