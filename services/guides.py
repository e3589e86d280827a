"""工作导则 of a body: read by everyone, changed by the office, every change a new version."""

from db import teams
from db.engine import Session, reading, transaction
from db.tables import GuideVersion
from domain.clock import utc_now
from domain.guides import (
    LONGEST_NOTE,
    Duty,
    DutyChange,
    Guide,
    GuideLine,
    checked_duties,
    compare_duties,
    read_duties,
)
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit


def get_guide(body_code: str, number: int | None = None) -> Guide:
    """The guide in force, or that version of it; public to read. Without one it has no duties."""
    with reading() as db:
        body = teams.get_body(db, body_code)
        rows = teams.list_versions(db, body.code)
        if not rows:
            return Guide(body.code, None, (), ())
        found = _version(rows, number)
        lines = tuple(_line(row, who) for row, who in rows)
        return Guide(body.code, _line(*found), read_duties(found[0].duties), lines)


def compare_versions(body_code: str, before: int, after: int) -> tuple[DutyChange, ...]:
    """What a later version changed; public to read."""
    with reading() as db:
        rows = teams.list_versions(db, teams.get_body(db, body_code).code)
        old, new = (_version(rows, number)[0] for number in (before, after))
        return compare_duties(read_duties(old.duties), read_duties(new.duties))


def save_guide(actor: Actor, body_code: str, base: int, duties: tuple[Duty, ...], note: str) -> int:
    """Write a new version over version `base`; its number. The same duties again write nothing."""
    kept = checked_duties(duties)
    with transaction() as db:
        permit(db, actor, Action.WRITE_GUIDE)
        body = teams.get_body(db, body_code)
        rows = teams.list_versions(db, body.code)
        newest = rows[0][0] if rows else None
        if newest is not None and read_duties(newest.duties) == kept:
            return newest.number
        if (newest.number if newest else 0) != base:
            raise Refusal("guide.changed_meanwhile")
        _add_version(db, body.code, base + 1, kept, tidy(note, LONGEST_NOTE), actor.account_id)
        return base + 1


def _add_version(
    db: Session, body_code: str, number: int, duties: tuple[Duty, ...], note: str, who: int
) -> None:
    db.add(
        GuideVersion(
            body_code=body_code,
            number=number,
            duties=[{"title": one.title, "text": one.text} for one in duties],
            note=note,
            at=utc_now(),
            account_id=who,
        )
    )


def _version(rows: list[tuple[GuideVersion, str]], number: int | None) -> tuple[GuideVersion, str]:
    found = [one for one in rows if number is None or one[0].number == number]
    if not found:
        raise Refusal("guide.unknown")
    return found[0]


def _line(row: GuideVersion, who: str) -> GuideLine:
    return GuideLine(row.number, row.at, row.note, who)
