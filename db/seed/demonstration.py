"""Seeds the demonstration in one transaction: places and people first, then each round's story."""

import random
from datetime import datetime, timedelta

from db import accounts
from db.engine import Session
from db.seed.at_scale import seed_at_scale
from db.seed.ballots import seed_voting
from db.seed.comments import seed_comments
from db.seed.deadlines import seed_classes
from db.seed.delivery import seed_delivery
from db.seed.fields import seed_fields
from db.seed.incentives import seed_incentives
from db.seed.legal import seed_legal
from db.seed.matters import seed_matters
from db.seed.meetings import seed_meetings
from db.seed.merges import seed_merges
from db.seed.outcomes import seed_outcomes
from db.seed.people import seed_people, seed_places
from db.seed.proposals import seed_proposals
from db.seed.research import seed_research
from db.seed.reviews import seed_reviews
from db.seed.rounds import seed_rounds
from db.seed.stages import Stage
from db.seed.teams import seed_teams
from db.tables import Screen
from domain.clock import utc_now
from domain.phases import Phase
from domain.projector import FIRST_SCREEN, Slide

SEED = 20261
KNOWN_FOR = timedelta(days=760)
"""How long ago the accounts were made: before anything that their people did."""


def is_seeded(db: Session) -> bool:
    """Whether the demonstration is there already."""
    return accounts.find_setting(db, "demo") == "1"


def seed_demonstration(db: Session, now: datetime | None = None) -> None:
    """Write the whole demonstration as of `now`: every time the same people and the same story."""
    moment = now or utc_now()
    now = moment.replace(minute=0, second=0, microsecond=0)
    seed_fields(db)
    places = seed_places(db)
    people = seed_people(db, places, now - KNOWN_FOR, _chance("people"))
    seed_teams(db, people, moment, _chance("teams"))
    stages = seed_rounds(db, places, people, now)
    seed_proposals(db, stages, _chance("proposals"))
    seed_merges(db, stages)
    seed_reviews(db, stages, people, _chance("reviews"))
    seed_comments(db, stages, people, _chance("comments"))
    seed_voting(db, stages, _chance("voting"))
    seed_outcomes(db, stages)
    seed_delivery(db, stages, people, _chance("delivery"))
    seed_meetings(db, places, people, moment, _chance("meetings"))
    seed_classes(db)
    seed_matters(db, places, people, moment, _chance("matters"))
    seed_legal(db, places, people, moment, _chance("legal"))
    seed_at_scale(db, places, people, moment, _chance("at scale"))
    seed_research(db, places, people, moment, _chance("research"))
    seed_incentives(db, people, moment, _chance("incentives"))
    _seed_screen(db, stages)
    accounts.put_setting(db, "demo", "1")


def _seed_screen(db: Session, stages: list[Stage]) -> None:
    """The projector shows how many have voted so far."""
    voting = next(stage for stage in stages if stage.phase is Phase.VOTE)
    screen = Screen(
        name=FIRST_SCREEN,
        round_id=voting.round_.id,
        slide=Slide.TURNOUT.value,
        changed_at=voting.now,
        changed_by=voting.officer.id,
    )
    db.add(screen)


def _chance(part: str) -> random.Random:
    # One for each part: what is added to one leaves the others as they were.
    return random.Random(f"{SEED} {part}")  # noqa: S311 - a repeatable story, not a secret
