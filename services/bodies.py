"""Names that the office gives: bodies, fields of work, Party branches. Nothing is hard-coded."""

from db import rounds, teams
from db.engine import Session, reading, transaction
from db.tables import Body, FieldOfWork, PartyBranch
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.teams import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    TEAMS,
    BodyKind,
    BodyLine,
    BranchLine,
    FieldLine,
)
from services.permission import permit
from services.teams import line_of

LONGEST_NAME_EN = 60


def list_bodies(actor: Actor) -> tuple[BodyLine, ...]:
    """Every body, also those out of use, for the office."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        return tuple(line_of(row) for row in teams.list_bodies(db, every=True))


def list_fields() -> tuple[FieldLine, ...]:
    """The fields of work in their order; public to read."""
    with reading() as db:
        return tuple(FieldLine(row.code, row.name, row.name_en) for row in rounds.list_fields(db))


def list_branches(actor: Actor) -> tuple[BranchLine, ...]:
    """The Party branches of the teams, for the office."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        return tuple(
            BranchLine(row.id, row.body_code, row.name, members)
            for row, members in teams.list_branches(db)
        )


def save_body(actor: Actor, line: BodyLine) -> str:
    """Rename a body, or add one (code empty); its code. What a body is stays as it was made."""
    name, name_en = _names(line.name, line.name_en)
    with transaction() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        every = teams.list_bodies(db, every=True)
        _refuse_taken(name, line.code, {row.code: row.name for row in every})
        row = teams.get_body(db, line.code) if line.code else _new_body(db, line.kind, every)
        row.name, row.name_en = name, name_en
        row.about = tidy(line.about, LONGEST_ABOUT)
        db.add(row)
        return row.code


def retire_body(actor: Actor, code: str, *, is_active: bool) -> None:
    """Take a body out of use, or back. The last team of its kind stays."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        row = teams.get_body(db, code)
        alike = [one for one in teams.list_bodies(db) if one.kind == row.kind]
        if not is_active and BodyKind(row.kind) in TEAMS and len(alike) == 1:
            raise Refusal("team.last_of_kind")
        row.is_active = is_active
        db.add(row)


def save_field(actor: Actor, line: FieldLine) -> str:
    """Rename a field of work, or add one (code empty); its code."""
    name, name_en = _names(line.name, line.name_en)
    with transaction() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        rows = rounds.list_fields(db)
        _refuse_taken(name, line.code, {row.code: row.name for row in rows})
        if line.code:
            row = teams.get_field(db, line.code)
        else:
            code = _free_code("field", {one.code for one in rows})
            row = FieldOfWork(code=code, name="", name_en="", position=len(rows))
        row.name, row.name_en = name, name_en
        db.add(row)
        return row.code


def save_branch(actor: Actor, line: BranchLine) -> int:
    """Rename a Party branch, or add one to a team (id 0); its id."""
    name = tidy(line.name, LONGEST_NAME)
    if not name:
        raise Refusal("team.no_name")
    with transaction() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        taken = teams.find_branch(db, line.body_code, name)
        if taken is not None and taken.id != line.id:
            raise Refusal("team.name_taken", name=name)
        if line.id:
            row = teams.get_branch(db, line.id)
        else:
            row = PartyBranch(body_code=teams.get_body(db, line.body_code).code, name="")
        row.name = name
        db.add(row)
        db.flush()
        return row.id


def _names(name: str, name_en: str) -> tuple[str, str]:
    kept = tidy(name, LONGEST_NAME), tidy(name_en, LONGEST_NAME_EN)
    if not all(kept):
        raise Refusal("team.no_name")
    return kept


def _refuse_taken(name: str, own: str, names: dict[str, str]) -> None:
    if any(other == name for code, other in names.items() if code != own):
        raise Refusal("team.name_taken", name=name)


def _new_body(db: Session, kind: BodyKind, every: list[Body]) -> Body:
    code = _free_code(kind.value, {one.code for one in every})
    position = max((one.position for one in every), default=0) + 1
    return Body(code=code, kind=kind.value, name="", name_en="", position=position)


def _free_code(start: str, taken: set[str]) -> str:
    return next(code for n in range(1, len(taken) + 2) if (code := f"{start}{n}") not in taken)
