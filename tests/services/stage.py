"""One round with everything in it that a person could act on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from db.engine import Session, transaction
from db.proposals import get_proposal
from db.tables import Assignment, Comment, MergeRequest, Minutes, Project
from domain.clock import utc_now
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.round_settings import RoundSettings
from tests.cast import Cast
from tests.days import from_now
from tests.services.incentive_acts import IncentiveStage, build_incentives
from tests.services.law_stage import LawStage, build_law_stage
from tests.services.loop_stage import LoopStage, build_loop
from tests.services.research_stage import ResearchStage, set_up_research

DRAFTED_AT = datetime(2026, 11, 20, 4, tzinfo=UTC)


@dataclass
class Stage:
    """A round with Mei's and Qiang's proposals, and everything that can be done to them.

    And an open meeting of Riverside with one item, at which there is nobody yet, and one that is
    over (`held_id`) with a draft of its minutes.
    """

    cast: Cast
    round_id: int
    mine: int
    draft: int
    other: int
    carried_out: int
    seats: dict[str, int]
    comment: int
    asked: int
    meeting_id: int
    item_id: int
    held_id: int
    loop: LoopStage
    incentives: IncentiveStage
    law: LawStage
    research: ResearchStage


def build(cast: Cast) -> Stage:
    round_id = cast.round(Phase.COLLECT, min_marks=1)
    mine = cast.proposal(round_id, "mei")
    draft = cast.proposal(round_id, "mei", state="draft", version=0)
    other = cast.proposal(round_id, "qiang", title="A bench by the lake")
    cast.project(round_id, 1)
    carried_out = cast.project(round_id, 2)
    loop = build_loop(cast)
    incentives = build_incentives(cast)
    law = build_law_stage(cast)
    research = set_up_research(cast, reviewer="expert")
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    held_id = cast.meeting(state="closed", join_code=None)
    with transaction() as db:
        db.add(Minutes(meeting_id=held_id, saved_at=DRAFTED_AT))
        begun = db.get(Project, carried_out)
        assert begun is not None
        assert begun.proposal_id is not None
        get_proposal(db, begun.proposal_id).state = "under_way"
        seats = seat_reviewers(cast, db, mine)
        words, asked = talk_about(cast, db, mine, other)
        return Stage(
            cast=cast,
            round_id=round_id,
            mine=mine,
            draft=draft,
            other=other,
            carried_out=carried_out,
            seats=seats,
            comment=words.id,
            asked=asked.id,
            meeting_id=meeting_id,
            item_id=item_id,
            held_id=held_id,
            loop=loop,
            incentives=incentives,
            law=law,
            research=research,
        )


def talk_about(cast: Cast, db: Session, mine: int, other: int) -> tuple[Comment, MergeRequest]:
    """A comment on one proposal, and a wish that another be merged into it."""
    now = utc_now()
    words = Comment(proposal_id=mine, account_id=cast["ann"].account_id, text="?", at=now)
    asked = MergeRequest(
        from_proposal_id=other,
        into_proposal_id=mine,
        asked_by=cast["qiang"].account_id,
        asked_at=now,
    )
    db.add_all([words, asked])
    db.flush()
    return words, asked


def seat_reviewers(cast: Cast, db: Session, proposal_id: int) -> dict[str, int]:
    """One expert and the lawyer are to review the proposal; their seats by name."""
    seats = {}
    for name, kind in (("expert", "expert"), ("lawyer", "legal")):
        seat = Assignment(
            proposal_id=proposal_id,
            reviewer_id=cast[name].account_id,
            kind=kind,
            assigned_at=utc_now(),
            due_at=from_now(days=3),
        )
        db.add(seat)
        db.flush()
        seats[name] = seat.id
    return seats


def a_round(stage: Stage) -> RoundSettings:
    starts = {
        phase: utc_now() + timedelta(days=10 * place)
        for place, phase in enumerate(tuple(Phase)[1:], start=1)
    }
    place = Place(PlaceKind.SUBDISTRICT, stage.cast.subdistricts["Lakeside"])
    return RoundSettings("2027", place, 50_000_00, ("homes",), starts)


def next_of(phase: Phase) -> Phase:
    order = list(Phase)
    return order[min(order.index(phase) + 1, len(order) - 1)]
