"""What residents say of the demonstration's finished projects."""

import random
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

from db.engine import Session
from db.seed.opinions import closeness
from db.seed.stages import Stage, moments
from db.seed.trail import take
from db.tables import Account, Appraisal, Project, Proposal
from domain.phases import Phase

SHARE_WHO_APPRAISE = (0.3, 0.6)
SHARE_SO_FAR = (0.04, 0.08)
"""While the round still carries out, only a few have looked at what is finished."""


def seed_appraisals(
    db: Session,
    stage: Stage,
    done: list[tuple[Project, Proposal, dict[str, Any]]],
    chance: random.Random,
) -> None:
    """Stars of many residents, words of some; once the round is closed, the end of the way."""
    shares = SHARE_WHO_APPRAISE if stage.has_reached(Phase.APPRAISE) else SHARE_SO_FAR
    # Those whom the sign-in page offers by one tap can still say what they think.
    able = [one for one in stage.citizens if not one.is_demo]
    for project, proposal, kind in done:
        people = chance.sample(able, round(len(able) * chance.uniform(*shares)))
        fitting = [one for one in kind["appraisals"] if closeness(one.get("suits", []), proposal)]
        _appraise(db, stage, project, people, fitting, chance)
        if stage.phase is Phase.CLOSED and people:
            take(db, proposal, "appraise", stage.dates[Phase.CLOSED])


def _appraise(
    db: Session,
    stage: Stage,
    project: Project,
    people: list[Account],
    remarks: list[dict[str, Any]],
    chance: random.Random,
) -> None:
    begins = stage.dates[Phase.APPRAISE]
    if stage.phase is Phase.IMPLEMENT:
        begins = stage.now - timedelta(hours=18)
    ends = min(stage.now, stage.dates[Phase.CLOSED])
    spoken = chain(chance.sample(remarks, len(remarks)), repeat(None))
    times = moments(chance, begins, ends, len(people))
    for person, at, remark in zip(people, times, spoken, strict=False):
        stars = remark["stars"] if remark else chance.choice(remarks)["stars"]
        text = remark["text"] if remark else ""
        db.add(
            Appraisal(project_id=project.id, account_id=person.id, stars=stars, text=text, at=at)
        )
