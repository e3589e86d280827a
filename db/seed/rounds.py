"""The demonstration's rounds, one in every phase, with their dates and traces."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from db.engine import Session
from db.seed.content import content
from db.seed.people import People, Places
from db.seed.stages import Stage
from db.tables import NegativeClause, PhaseDate, PhaseMove, Round
from domain.phases import Phase
from domain.roles import Role

DAYS_A_PHASE = {
    Phase.PREPARE: 10,
    Phase.COLLECT: 21,
    Phase.REVIEW: 14,
    Phase.DELIBERATE: 14,
    Phase.VOTE: 14,
    Phase.COUNT: 7,
    Phase.IMPLEMENT: 90,
    Phase.APPRAISE: 21,
    Phase.CLOSED: 0,
}
DAYS_INTO = {
    Phase.PREPARE: 3,
    Phase.COLLECT: 12,
    Phase.REVIEW: 9,
    Phase.DELIBERATE: 6,
    Phase.VOTE: 6,
    Phase.COUNT: 1,
    Phase.IMPLEMENT: 62,
    Phase.APPRAISE: 10,
    Phase.CLOSED: 20,
}
"""How long ago the phase began in which a round stands."""

MOVES_AT_HOUR = 1
"""09:00 on the hall's clock, in UTC: when phases begin."""

LEAST_MARKS = {"choose-1": 1, "points": 1, "knapsack": 1}
LEAST_OF_OTHERS = 3
RULES = {"choose-1": "greedy"}
"""Where everybody marks one project alone, equal shares have nothing to share."""


def seed_rounds(db: Session, places: Places, people: People, now: datetime) -> list[Stage]:
    """Every round of `rounds.json` in its phase; their proposals come later."""
    officer = people.of(Role.OFFICER)[0]
    stages = []
    for row in content("rounds"):
        phase = Phase(row["phase"])
        dates = _dates(phase, now)
        round_ = _round(row, places, dates[Phase.PREPARE], officer.id)
        db.add(round_)
        db.flush()
        homes = communities_of(round_, places)
        members, residents = people.of(Role.MEMBER, homes), people.of(Role.RESIDENT, homes)
        stages.append(Stage(round_, dates, now, officer, members, residents))
        _add_dates(db, stages[-1])
        for clause in content("negative_list"):
            db.add(NegativeClause(round_id=round_.id, **clause))
    return stages


def communities_of(round_: Round, places: Places) -> set[int]:
    """The ids of the communities within a round's area."""
    return {
        community.id
        for community in places.all_communities()
        if round_.subdistrict_id in (None, community.subdistrict_id)
        and round_.community_id in (None, community.id)
    }


def _round(row: dict[str, Any], places: Places, created: datetime, officer_id: int) -> Round:
    subdistrict, community = row["subdistrict"], row["community"]
    return Round(
        name=row["name"],
        about=row["about"],
        place_kind=row["place_kind"],
        subdistrict_id=None if subdistrict is None else places.subdistricts[subdistrict].id,
        community_id=None if community is None else places.communities[subdistrict][community].id,
        phase=row["phase"],
        budget_cents=row["budget_yuan"] * 100,
        ballot_type=row["ballot_type"],
        min_marks=LEAST_MARKS.get(row["ballot_type"], LEAST_OF_OTHERS),
        rule=RULES.get(row["ballot_type"], "equal-shares"),
        tie_seed=f"demo-{row['phase']}",
        voter_roles=[Role.MEMBER.value, Role.RESIDENT.value],
        field_codes=row["fields"],
        is_demo=True,
        created_at=created,
        created_by=officer_id,
    )


def _dates(phase: Phase, now: datetime) -> dict[Phase, datetime]:
    order = list(Phase)
    reached = order.index(phase)
    began = now - timedelta(days=DAYS_INTO[phase])
    dates = {
        phase: min(began, began.replace(hour=MOVES_AT_HOUR, minute=0, second=0, microsecond=0))
    }
    for place in range(reached - 1, -1, -1):
        dates[order[place]] = dates[order[place + 1]] - timedelta(days=DAYS_A_PHASE[order[place]])
    for place in range(reached + 1, len(order)):
        before = order[place - 1]
        dates[order[place]] = dates[before] + timedelta(days=DAYS_A_PHASE[before])
    return {phase: dates[phase] for phase in order}


def _add_dates(db: Session, stage: Stage) -> None:
    order = list(Phase)
    for phase, at in stage.dates.items():
        db.add(PhaseDate(round_id=stage.round_.id, phase=phase.value, starts_at=at))
    for before, after in pairwise(order):
        if stage.has_reached(after):
            move = PhaseMove(
                round_id=stage.round_.id,
                from_phase=before.value,
                to_phase=after.value,
                at=stage.dates[after],
                account_id=stage.officer.id,
            )
            db.add(move)
