"""Two years of social funds: what shops, firms and neighbours pledged, and what arrived."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from db.engine import Session
from db.seed.bulk import Times, add_all, add_with_ids
from db.seed.content import content
from db.seed.people import Places
from db.tables import Pledge, PledgeReceipt, Project, Proposal
from domain.proposal_flow import ProposalState

RECEIVED_CENTS = 1_400_000_00
AMOUNTS_YUAN = (300, 500, 800, 1000, 1200, 2000, 3000, 5000, 8000, 10000, 20000)
WEIGHTS = (6, 14, 10, 18, 10, 14, 10, 9, 4, 4, 1)
MOST_PLEDGES = 2000
FOR_A_PROJECT, IN_TWO_PARTS, NOT_YET, WITHDRAWN = 0.12, 0.15, 0.06, 0.015
_AT_WORK = [
    one.value for one in (ProposalState.FUNDED, ProposalState.UNDER_WAY, ProposalState.COMPLETED)
]


def seed_funds(db: Session, places: Places, times: Times) -> None:
    """Pledges until 1.4 million yuan have arrived."""
    words = content("at_scale")
    homes = [one.id for one in places.all_communities()]
    at_work = select(Project.id).join(Proposal, col(Proposal.id) == Project.proposal_id)
    projects = list(db.exec(at_work.where(col(Proposal.state).in_(_AT_WORK))))
    pledges: list[dict[str, Any]] = []
    receipts: list[list[dict[str, Any]]] = []
    arrived = 0
    days = iter(times.draw_days(MOST_PLEDGES))
    while arrived < RECEIVED_CENTS:
        day, chance = next(days), times.chance
        cents = chance.choices(AMOUNTS_YUAN, WEIGHTS)[0] * 100
        is_new = day > times.today - timedelta(days=60)
        for_project = bool(projects) and is_new and chance.random() < FOR_A_PROJECT * 4
        is_withdrawn = chance.random() < WITHDRAWN
        pledge = {
            "giver": chance.choice(words["givers"]),
            "purpose": chance.choice(words["purposes"]),
            "project_id": chance.choice(projects) if for_project else None,
            "community_id": None if for_project else chance.choice(homes),
            "amount_cents": cents,
            "pledged_on": day,
            "at": times.instant_on(day),
            "withdrawn_at": times.instant_on(day) + timedelta(days=1) if is_withdrawn else None,
            "withdrawn_reason": words["pledge_withdrawn"] if is_withdrawn else "",
            "is_demo": True,
        }
        came = [] if is_withdrawn or chance.random() < NOT_YET else _receipts(times, pledge)
        arrived += sum(one["amount_cents"] for one in came)
        pledges.append(pledge)
        receipts.append(came)
    ids = add_with_ids(db, Pledge, pledges)
    pairs = zip(ids, receipts, strict=True)
    add_all(db, PledgeReceipt, [{**one, "pledge_id": n} for n, came in pairs for one in came])


def _receipts(times: Times, pledge: dict[str, Any]) -> list[dict[str, Any]]:
    cents, day, chance = pledge["amount_cents"], pledge["pledged_on"], times.chance
    parts = [cents // 2, cents - cents // 2] if chance.random() < IN_TWO_PARTS else [cents]
    found: list[dict[str, Any]] = []
    for part in parts:
        day = day + timedelta(days=chance.randint(0, 25))
        if day > times.today:
            break
        found.append(
            {
                "amount_cents": part,
                "received_on": day,
                "at": min(times.instant_on(day), times.moment),
                "void_reason": "",
            }
        )
    return found
