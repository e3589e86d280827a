"""What the demonstration's experts and legal specialists say, and who has not said it yet."""

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from db.engine import Session
from db.seed.content import content
from db.seed.opinions import pick_legal_opinion, pick_opinion
from db.seed.people import People
from db.seed.stages import Stage, moments
from db.tables import Account, Assignment, LegalOpinion, Proposal, Review
from domain.assigning import SPECIALITIES_OF_FIELD
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.reviews import Axis, ReviewerKind, Verdict
from domain.roles import Role

SCORES = {"good": (4, 5), "mixed": (3, 4), "poor": (1, 3)}
TONES = (("good", "good", "mixed"), ("good", "mixed", "mixed"), ("good", "mixed", "poor"))
"""What three experts say of an ordinary proposal; the third set holds a dissent."""

TONES_WEIGHTS = (5, 4, 2)
PERCENT_OFF = {"good": (-6, 5), "mixed": (-15, 2), "poor": (-28, 25)}
ESTIMATE_STEP_CENTS = 100_00
DUE_AT_HOUR = 9
"""17:00 on the hall's clock, in UTC."""

SHARE_DONE = 0.75
MORE_FOR_OFFERED = 3
FIRST_DUE, LAST_DUE = 0.55, 0.85
"""When seats are due, as shares of the review phase: the first half of them, and the rest."""


@dataclass
class _Panel:
    """Everyone who may review, and how much each has in this round."""

    people: People
    chance: random.Random
    loads: Counter[int] = field(default_factory=Counter)

    def pick(self, role: Role, trades: set[str], barred: Collection[int] = ()) -> Account:
        """Whoever knows one of these trades and has least to do; anyone if nobody does."""
        free = [one for one in self.people.of(role) if one.id not in barred]
        able = [one for one in free if trades & set(one.specialities.split(","))] or free
        chosen = min(able, key=lambda one: (self._burden(one), self.chance.random()))
        self.loads[chosen.id] += 1
        return chosen

    def is_offered(self, reviewer_id: int) -> bool:
        """Whether the sign-in page offers this person by one tap."""
        experts, specialists = self.people.of(Role.EXPERT), self.people.of(Role.SPECIALIST)
        return any(one.is_demo for one in (*experts, *specialists) if one.id == reviewer_id)

    def _burden(self, one: Account) -> int:
        # Who is offered by one tap has more to show than the others.
        return self.loads[one.id] - (MORE_FOR_OFFERED if one.is_demo else 0)


@dataclass
class _Bench:
    """One proposal's seats, and what is said from each (by reviewer)."""

    proposal: Proposal
    seats: list[Assignment] = field(default_factory=list)
    says: dict[int, dict[str, Any]] = field(default_factory=dict)


def seed_reviews(db: Session, stages: list[Stage], people: People, chance: random.Random) -> None:
    """Seats for everything that came to the review, with what was said."""
    said: Counter[str] = Counter()
    for stage in stages:
        if not stage.has_reached(Phase.REVIEW):
            continue
        panel = _Panel(people, chance)
        reviewed = [one for one in stage.proposals if _came_to_review(stage, one)]
        benches = [
            _bench(stage, panel, proposal, said, is_early=2 * place < len(reviewed))
            for place, proposal in enumerate(reviewed)
        ]
        if stage.phase is Phase.REVIEW:
            _leave_undone(panel, benches)
            _recuse(stage, panel, benches)
        db.add_all(seat for bench in benches for seat in bench.seats)
        db.flush()
        for bench in benches:
            _answer(db, bench, chance)


def _came_to_review(stage: Stage, proposal: Proposal) -> bool:
    return stage.plans[proposal.id].get("state") not in ("withdrawn", "lapsed")


def _bench(
    stage: Stage, panel: _Panel, proposal: Proposal, said: Counter[str], *, is_early: bool
) -> _Bench:
    """Three experts and a legal specialist, all of whom have done their part in time."""
    chance = panel.chance
    opens = stage.dates[Phase.REVIEW]
    length = stage.dates[Phase.DELIBERATE] - opens
    due = opens + length * (FIRST_DUE if is_early else LAST_DUE)
    due = due.replace(hour=DUE_AT_HOUR, minute=0)
    bench = _Bench(proposal)

    def sit(kind: ReviewerKind, reviewer: Account, says: dict[str, Any]) -> None:
        seat = Assignment(
            proposal_id=proposal.id,
            reviewer_id=reviewer.id,
            kind=kind.value,
            assigned_at=opens + timedelta(hours=3),
            assigned_by=stage.officer.id,
            due_at=due,
            done_at=moments(chance, opens + timedelta(days=1), min(stage.now, due))[0],
        )
        bench.seats.append(seat)
        bench.says[reviewer.id] = says

    drawn = chance.choices(TONES, TONES_WEIGHTS)[0]
    for tone in stage.plans[proposal.id].get("tones", chance.sample(drawn, len(drawn))):
        spoken = {says["text"] for says in bench.says.values()}
        says = pick_opinion(proposal, tone, spoken, said)
        sit(
            ReviewerKind.EXPERT,
            panel.pick(Role.EXPERT, set(says["specialities"]), bench.says),
            says,
        )
    legal = SPECIALITIES_OF_FIELD[ReviewerKind.LEGAL][str(proposal.field_code)]
    lawyer = panel.pick(Role.SPECIALIST, set(legal))
    sit(ReviewerKind.LEGAL, lawyer, pick_legal_opinion(proposal, said))
    return bench


def _leave_undone(panel: _Panel, benches: list[_Bench]) -> None:
    """While the review goes on, everyone has done something and some have something left to do.

    Who is offered by one tap has only the first seat behind them.
    """
    seen: set[int] = set()
    going_on = (one for one in benches if one.proposal.state == ProposalState.IN_REVIEW.value)
    for seat in (seat for bench in going_on for seat in bench.seats):
        if seat.reviewer_id not in seen:
            seen.add(seat.reviewer_id)
        elif panel.is_offered(seat.reviewer_id) or panel.chance.random() > SHARE_DONE:
            seat.done_at = None


def _recuse(stage: Stage, panel: _Panel, benches: list[_Bench]) -> None:
    """One expert has stepped back, and another sits in their place."""
    bench, seat = next(
        (bench, seat)
        for bench in benches
        for seat in bench.seats
        if seat.kind == ReviewerKind.EXPERT.value
        and seat.done_at is None
        and not panel.is_offered(seat.reviewer_id)
    )
    says = bench.says[seat.reviewer_id]
    another = panel.pick(Role.EXPERT, set(says["specialities"]), bench.says)
    seat.recused_at = seat.assigned_at + timedelta(hours=22)
    seat.recused_by = seat.reviewer_id
    seat.recusal_reason = content("opinions")["recusals"][0]
    replacement = Assignment(
        proposal_id=bench.proposal.id,
        reviewer_id=another.id,
        kind=seat.kind,
        assigned_at=seat.recused_at + timedelta(hours=5),
        assigned_by=stage.officer.id,
        due_at=seat.due_at + timedelta(days=3),
    )
    bench.seats.append(replacement)


def _answer(db: Session, bench: _Bench, chance: random.Random) -> None:
    for seat in bench.seats:
        if seat.done_at is None:
            continue
        says = {**bench.says[seat.reviewer_id], "at": seat.done_at}
        if seat.kind == ReviewerKind.LEGAL.value:
            db.add(_legal_opinion(seat.id, says))
        else:
            db.add(_review(seat.id, bench.proposal, says, chance))


def _review(
    seat_id: int, proposal: Proposal, said: dict[str, Any], chance: random.Random
) -> Review:
    tone = said["tone"]
    percent = 100 + chance.randint(*PERCENT_OFF[tone])
    estimate = proposal.cost_cents * percent // 100
    return Review(
        assignment_id=seat_id,
        estimate_cents=max(ESTIMATE_STEP_CENTS, estimate - estimate % ESTIMATE_STEP_CENTS),
        opinion=said["text"],
        saved_at=said["at"],
        **{axis.value: chance.randint(*SCORES[tone]) for axis in Axis},
    )


def _legal_opinion(seat_id: int, said: dict[str, Any]) -> LegalOpinion:
    return LegalOpinion(
        assignment_id=seat_id,
        verdict=Verdict(said["verdict"]).value,
        clause=said["clause"],
        condition=said.get("condition", ""),
        opinion=said["text"],
        saved_at=said["at"],
    )
