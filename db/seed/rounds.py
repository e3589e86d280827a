"""The demonstration's rounds, one in every phase, with their proposals."""

import random
from datetime import datetime, timedelta

from db.engine import Session
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import NegativeClause, PhaseDate, PhaseMove, Proposal, Round
from domain.clock import utc_now
from domain.phases import Phase
from domain.proposal_flow import ProposalState
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
PROPOSALS_IN = {
    Phase.COLLECT: 14,
    Phase.REVIEW: 14,
    Phase.DELIBERATE: 12,
    Phase.VOTE: 30,
    Phase.COUNT: 14,
    Phase.IMPLEMENT: 16,
    Phase.APPRAISE: 10,
    Phase.CLOSED: 10,
}


def seed_rounds(db: Session, places: Places, people: People, chance: random.Random) -> None:
    """Every round of `rounds.json`, brought to its phase."""
    proposals = iter(content("proposals"))
    officer = people.of(Role.OFFICER)[0]
    for row in content("rounds"):
        round_ = _seed_round(db, row, places, officer.id)
        rows = [next(proposals) for _ in range(PROPOSALS_IN.get(Phase(row["phase"]), 0))]
        _seed_proposals(db, round_, rows, places, people, chance)


def communities_of(round_: Round, places: Places) -> set[int]:
    """The ids of the communities within a round's area."""
    return {
        community.id
        for community in places.all_communities()
        if community.id is not None
        and round_.subdistrict_id in (None, community.subdistrict_id)
        and round_.community_id in (None, community.id)
    }


def _seed_round(
    db: Session, row: dict[str, object], places: Places, officer_id: int | None
) -> Round:
    phase = Phase(str(row["phase"]))
    subdistrict, community = row["subdistrict"], row["community"]
    is_community = row["place_kind"] == "community"
    round_ = Round(
        name=str(row["name"]),
        about=str(row["about"]),
        place_kind=str(row["place_kind"]),
        subdistrict_id=places.subdistricts[int(str(subdistrict))].id
        if subdistrict is not None
        else None,
        community_id=places.communities[int(str(subdistrict))][int(str(community))].id
        if is_community
        else None,
        phase=phase.value,
        budget_cents=int(str(row["budget_yuan"])) * 100,
        ballot_type=str(row["ballot_type"]),
        min_marks=1 if row["ballot_type"] in ("choose-1", "points", "knapsack") else 3,
        tie_seed=f"demo-{phase.value}",
        voter_roles=[Role.MEMBER.value, Role.RESIDENT.value],
        field_codes=list(row["fields"]),  # type: ignore[call-overload]
        is_demo=True,
        created_at=utc_now(),
        created_by=officer_id,
    )
    db.add(round_)
    db.flush()
    _seed_dates(db, round_, officer_id)
    for clause in content("negative_list"):
        db.add(NegativeClause(round_id=round_.id, **clause))
    return round_


def _seed_dates(db: Session, round_: Round, officer_id: int | None) -> None:
    order = list(Phase)
    reached = order.index(Phase(round_.phase))
    starts = utc_now().replace(minute=0, second=0, microsecond=0) - timedelta(days=4)
    dates: dict[Phase, datetime] = {order[reached]: starts}
    for place in range(reached - 1, -1, -1):
        dates[order[place]] = dates[order[place + 1]] - timedelta(days=DAYS_A_PHASE[order[place]])
    for place in range(reached + 1, len(order)):
        dates[order[place]] = dates[order[place - 1]] + timedelta(
            days=DAYS_A_PHASE[order[place - 1]]
        )
    for phase, at in dates.items():
        db.add(PhaseDate(round_id=round_.id, phase=phase.value, starts_at=at))
    for before, after in zip(order[:reached], order[1 : reached + 1], strict=True):
        db.add(
            PhaseMove(
                round_id=round_.id,
                from_phase=before.value,
                to_phase=after.value,
                at=dates[after],
                account_id=officer_id,
            )
        )


def _seed_proposals(
    db: Session,
    round_: Round,
    rows: list[dict[str, object]],
    places: Places,
    people: People,
    chance: random.Random,
) -> None:
    authors = people.of(Role.MEMBER, communities_of(round_, places))
    for row in rows:
        author = chance.choice(authors)
        items = [
            {"label": item["label"], "amount_cents": item["amount_yuan"] * 100}
            for item in row["cost_items"]  # type: ignore[attr-defined]
        ]
        db.add(
            Proposal(
                round_id=round_.id,
                author_id=author.id,
                community_id=author.community_id,
                field_code=str(row["field"]),
                state=ProposalState.OPEN.value,
                title=str(row["title"]),
                problem=str(row["problem"]),
                plan=str(row["plan"]),
                place_text=str(row["place"]),
                beneficiaries=str(row["beneficiaries"]),
                cost_items=items,
                cost_cents=sum(item["amount_cents"] for item in items),
                created_at=utc_now(),
                submitted_at=utc_now(),
            )
        )
    db.flush()
