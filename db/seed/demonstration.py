"""Seeds the demonstration in one transaction: places and people first, then each round to its phase."""

import random

from db import accounts
from db.engine import Session
from db.seed.people import seed_people, seed_places
from db.seed.rounds import seed_rounds

SEED = 20261


def is_seeded(db: Session) -> bool:
    """Whether the demonstration is there already."""
    return accounts.find_setting(db, "demo") == "1"


def seed_demonstration(db: Session) -> None:
    """Write the whole demonstration; the same people, proposals and ballots every time."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable cast, not a secret
    places = seed_places(db)
    people = seed_people(db, places, chance)
    seed_rounds(db, places, people, chance)
    accounts.put_setting(db, "demo", "1")
