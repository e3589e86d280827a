"""Rounds as `.pb` files: one that has voted is exported, a file becomes a demonstration round."""

import logging
import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from db import outcomes, round_files, rounds
from db.engine import Session, reading, transaction
from db.tables import Project, Round
from domain.clock import utc_now
from domain.election import BallotType, Election
from domain.money import Cents
from domain.pb import PbFile, PbWarning, pb_of, read_pb, write_pb
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.round_files import count_settings_from, meta_of, title_of, word_of
from domain.round_settings import (
    LONGEST_NAME,
    digest_of,
    draw_tie_seed,
    frozen_settings_of,
)
from domain.rules import CountSettings
from services.permission import permit

log = logging.getLogger(__name__)

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a file holds, before anything is written. `settings`: as far as the file says."""

    title: str
    projects: int
    voters: int
    empty: int
    budget_cents: Cents
    ballot_type: BallotType
    settings: CountSettings
    warnings: tuple[PbWarning, ...]


def export_round(actor: Actor, round_id: int) -> bytes:
    """The round as a `.pb` file with every ballot that counts.

    Ballots come in a new random order under new random numbers each time: nothing in the file leads
    to a voter.
    """
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.EXPORT_BALLOTS, round_)
        votes = outcomes.read_votes(db, round_)
        shuffled = random.SystemRandom().sample(votes.ballots, len(votes.ballots))
        votes = outcomes.Votes(tuple(shuffled), votes.invalid)
        election = outcomes.election_of(db, round_, votes)
        meta = meta_of(round_.name, round_.frozen_settings or {})
    numbers = [str(number) for number in range(1, election.profile.voters + 1)]
    random.SystemRandom().shuffle(numbers)
    log.info("ballots of round %d exported by account %d", round_id, actor.account_id)
    return write_pb(pb_of(election, meta, numbers))


def check_file(actor: Actor, data: bytes) -> FileCheck:
    """What the file holds and everything odd about it; refuses what cannot be read."""
    with reading() as db:
        permit(db, actor, Action.IMPORT_ROUND)
    file = _read(data)
    profile = file.election.profile
    return FileCheck(
        title=title_of(file.meta)[:LONGEST_NAME],
        projects=len(file.election.projects),
        voters=profile.voters,
        empty=profile.empty,
        budget_cents=file.election.budget_cents,
        ballot_type=file.election.ballot_type,
        settings=_with_a_lot(count_settings_from(file.meta)),
        warnings=file.warnings,
    )


def import_round(
    actor: Actor,
    data: bytes,
    name: str,
    settings: CountSettings,
    told: Callable[[float], None] = lambda part: None,
) -> int:
    """Make a demonstration round, ready to be counted, of a file; its id. All of it or nothing.

    `told` hears how much is written, from 0 to 1.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Refusal("file.bad_name", most=LONGEST_NAME)
    file = _read(data)
    with transaction() as db:
        permit(db, actor, Action.IMPORT_ROUND)
        round_ = _round_of(file.election, name.strip(), settings, actor)
        db.add(round_)
        db.flush()
        projects = _projects_of(db, file, round_.id)
        db.add_all(projects)
        db.flush()
        _freeze(round_, projects, settings, file.election)
        round_files.add_ballots(db, round_.id, _ballots_of(file.election), told)
    log.info("round %d imported by account %d", round_.id, actor.account_id)
    return round_.id


def _with_a_lot(settings: CountSettings) -> CountSettings:
    return settings if settings.tie_seed else replace(settings, tie_seed=draw_tie_seed())


def _read(data: bytes) -> PbFile:
    if len(data) > MOST_BYTES:
        raise Refusal("pb.too_large", megabytes=MOST_BYTES // 1_000_000)
    return read_pb(data)


def _round_of(election: Election, name: str, settings: CountSettings, actor: Actor) -> Round:
    return Round(
        name=name,
        place_kind="district",
        phase=Phase.COUNT.value,
        budget_cents=election.budget_cents,
        ballot_type=word_of(election.ballot_type),
        min_marks=1,
        points_total=0,
        rule=settings.rule,
        utility=settings.utility,
        completion=settings.completion,
        stop=settings.stop,
        start=settings.start,
        increment_cents=settings.increment_cents,
        tie_seed=settings.tie_seed,
        count_empty=settings.count_empty,
        least_votes=settings.least_votes,
        least_share=str(settings.needed_share),
        is_demo=True,
        is_imported=True,
        created_at=utc_now(),
        created_by=actor.account_id,
    )


def _projects_of(db: Session, file: PbFile, round_id: int) -> list[Project]:
    fields = round_files.list_field_words(db)
    communities = round_files.list_community_ids(db)
    return [
        Project(
            round_id=round_id,
            code=project.id,
            number=number,
            name=project.name or project.id,
            cost_cents=project.cost_cents,
            field_code=next(
                (fields[word.casefold()] for word in project.fields if word.casefold() in fields),
                None,
            ),
            community_id=communities.get(project.community),
            admitted_at=utc_now(),
        )
        for number, project in enumerate(file.election.projects, 1)
    ]


def _freeze(
    round_: Round, projects: list[Project], settings: CountSettings, election: Election
) -> None:
    """Fix what governs the count, with the file's own table of points for places."""
    frozen = frozen_settings_of(round_, projects)
    table = settings.rank_points or election.rank_points
    frozen["count"] = replace(settings, rank_points=table).to_dict()
    round_.frozen_settings = frozen | {"digest": digest_of(frozen)}
    round_.frozen_at = utc_now()


def _ballots_of(election: Election) -> list[tuple[str, Mapping[str, int], int]]:
    """Ballots under random keys, identical ones together."""
    codes = [project.id for project in election.projects]
    profile = election.profile
    return [
        (
            secrets.token_hex(16),
            {codes[place]: mark for place, mark in zip(places, marks, strict=True)},
            weight,
        )
        for (places, marks), weight in zip(profile.ballots(), profile.weights.tolist(), strict=True)
    ]
