"""The demonstration's proposals, from draft to the ballot, each the way it could have gone."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from db.engine import Session
from db.seed.attachments import photo
from db.seed.content import content
from db.seed.stages import Stage, awake, moments
from db.seed.trail import take
from db.tables import Account, Proposal, ProposalVersion, Seconding
from domain.phases import Phase
from domain.proposal_content import as_json, from_json
from domain.proposal_flow import ProposalState as State

REACHED_BY_DEFAULT = {
    Phase.COLLECT: State.SECONDED,
    Phase.REVIEW: State.IN_REVIEW,
}
"""Where a proposal stands unless `allotment.json` says otherwise; in later rounds: admitted."""

MOST_EXTRA_SECONDINGS = 14
FEWEST_SECONDINGS = 2
"""How many people second a proposal that does not reach the threshold."""


def seed_proposals(db: Session, stages: list[Stage], chance: random.Random) -> None:
    """Every proposal of `allotment.json` in its round and state; the oldest gets the lowest id."""
    texts = {row["title"]: row for row in content("proposals")}
    written = [
        (proposal, stage, plan)
        for stage in stages
        for proposal, plan in _write(stage, texts, chance)
    ]
    db.add_all(sorted((one for one, _, _ in written), key=attrgetter("created_at")))
    db.flush()
    for proposal, stage, plan in written:
        stage.proposals.append(proposal)
        stage.plans[proposal.id] = plan
        _go(db, stage, proposal, plan, chance)
    db.flush()


def _write(
    stage: Stage, texts: dict[str, dict[str, Any]], chance: random.Random
) -> Iterator[tuple[Proposal, dict[str, Any]]]:
    plans = content("allotment").get(stage.phase.value, [])
    authors = stage.members
    for place, plan in enumerate(plans):
        # Who is offered by one tap has written something in their round.
        author = authors[plan.get("author", place * 5 % len(authors))]
        latest = 0.75 if stage.phase is Phase.COLLECT else 0.6
        begun = stage.at(Phase.COLLECT, latest * place / len(plans))
        until = stage.at(Phase.COLLECT, latest * (place + 1) / len(plans))
        created, submitted = moments(chance, begun, until, 2)
        row = texts[plan["title"]]
        proposal = _proposal(row, stage, author, created)
        if plan.get("state") != State.DRAFT.value:
            proposal.submitted_at = submitted
        yield proposal, plan


def _proposal(row: dict[str, Any], stage: Stage, author: Account, created: datetime) -> Proposal:
    items = _items(row["cost_items"])
    return Proposal(
        round_id=stage.round_.id,
        author_id=author.id,
        community_id=author.community_id,
        field_code=row["field"],
        state=State.DRAFT.value,
        title=row["title"],
        problem=row["problem"],
        plan=row["plan"],
        place_text=row["place"],
        beneficiaries=row["beneficiaries"],
        cost_items=items,
        cost_cents=sum(int(item["amount_cents"]) for item in items),
        created_at=created,
    )


def _items(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"key": f"line{place}", "label": row["label"], "amount_cents": row["amount_yuan"] * 100}
        for place, row in enumerate(rows)
    ]


def _go(
    db: Session, stage: Stage, proposal: Proposal, plan: dict[str, Any], chance: random.Random
) -> None:
    submitted = proposal.submitted_at
    if submitted is None:
        return
    reached = State(plan.get("state", REACHED_BY_DEFAULT.get(stage.phase, State.ADMITTED)))
    take(db, proposal, "submit", submitted, proposal.author_id)
    _add_versions(db, proposal, plan, (submitted, awake(stage.at(Phase.COLLECT, 0.9))))
    if sketch := plan.get("sketch"):
        _attach_sketch(db, stage, proposal, sketch, submitted)
    supporters = _supporters(stage, proposal, reached, chance)
    _second(db, stage, proposal, submitted, supporters, chance)
    if reached is State.WITHDRAWN:
        at = awake(stage.at(Phase.COLLECT, 0.97))
        take(db, proposal, "withdraw", at, proposal.author_id, plan["note"])
    elif reached is State.LAPSED:
        proposal.answer = plan["answer"]
        take(db, proposal, "lapse", stage.dates[Phase.REVIEW], note=plan["answer"])
    elif stage.has_reached(Phase.REVIEW):
        _review(db, stage, proposal, reached, chance)


def _add_versions(
    db: Session, proposal: Proposal, plan: dict[str, Any], times: tuple[datetime, ...]
) -> None:
    latest = as_json(from_json(proposal.model_dump()))
    texts = [latest]
    if before := plan.get("before"):
        first = {**latest, **before, "cost_items": _items(before["cost_items"])}
        texts.insert(0, as_json(from_json(first)))
    for number, (text, at) in enumerate(zip(texts, times, strict=False), start=1):
        version = ProposalVersion(
            proposal_id=proposal.id,
            number=number,
            content=text,
            at=at,
            account_id=proposal.author_id,
        )
        db.add(version)
    proposal.version = len(texts)


def _attach_sketch(db: Session, stage: Stage, proposal: Proposal, name: str, at: datetime) -> None:
    file = photo(name, stage.author_of(proposal).id, at)
    file.proposal_id = proposal.id
    db.add(file)


def _supporters(
    stage: Stage, proposal: Proposal, reached: State, chance: random.Random
) -> list[Account]:
    needed = stage.round_.seconds_needed
    if reached in (State.OPEN, State.LAPSED, State.WITHDRAWN):
        many = chance.randint(FEWEST_SECONDINGS, needed - 1)
    else:
        many = needed + chance.randint(0, MOST_EXTRA_SECONDINGS)
    plan = stage.plans[proposal.id]
    first = [stage.members[place] for place in plan.get("seconded_by", [])]
    barred = {proposal.author_id, *(one.id for one in first)}
    others = [one for one in stage.citizens if one.id not in barred]
    return [*first, *chance.sample(others, plan.get("secondings", many) - len(first))]


def _second(
    db: Session,
    stage: Stage,
    proposal: Proposal,
    submitted: datetime,
    supporters: list[Account],
    chance: random.Random,
) -> None:
    needed = stage.round_.seconds_needed
    last = min(stage.at(Phase.COLLECT, 0.95), submitted + timedelta(days=9))
    times = moments(chance, submitted, last, len(supporters))
    for supporter, at in zip(supporters, times, strict=True):
        db.add(Seconding(proposal_id=proposal.id, account_id=supporter.id, at=at))
    if len(times) >= needed:
        take(db, proposal, "reach_threshold", times[needed - 1])


def _review(
    db: Session, stage: Stage, proposal: Proposal, reached: State, chance: random.Random
) -> None:
    """From the opening of the review to the ballot, as far as the proposal has come."""
    take(db, proposal, "begin_review", stage.dates[Phase.REVIEW])
    if reached is State.IN_REVIEW:
        return
    officer = stage.officer.id
    release, judge = moments(chance, stage.at(Phase.REVIEW, 0.86), stage.at(Phase.REVIEW, 0.99), 2)
    proposal.reviews_released_at = release
    take(db, proposal, "release_review", release, officer)
    if reached is State.DECLINED:
        proposal.answer = stage.plans[proposal.id]["answer"]
        take(db, proposal, "decline", judge, officer, proposal.answer)
    elif reached is State.ADMITTED:
        at = moments(chance, stage.at(Phase.DELIBERATE, 0.1), stage.at(Phase.DELIBERATE, 0.9))[0]
        take(db, proposal, "admit", at, officer)
