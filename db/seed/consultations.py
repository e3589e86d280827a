"""The demonstration's consultations of the citizens' committee, one at every step."""

import random
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from db.engine import Session
from db.seed.content import content
from db.seed.people import People
from db.tables import Account, Consultation, ConsultationAnswer, Topic, TopicExpert
from domain.clock import local
from domain.research import ConsultationState
from domain.roles import Role


def seed_consultations(
    db: Session,
    people: People,
    topics: dict[str, Topic],
    moment: datetime,
    chance: random.Random,
) -> None:
    """Write what citizens were asked, and what they answered."""
    story = _Story(db, people, moment, chance)
    for row in content("research")["consultations"]:
        story.consultation(row, topics)


def named(topics: dict[str, Topic], word: str) -> Topic:
    """The topic with this word in its title."""
    return next(topic for title, topic in topics.items() if word in title)


class _Story:
    """What every consultation is written with."""

    def __init__(
        self, db: Session, people: People, moment: datetime, chance: random.Random
    ) -> None:
        self.db, self.people, self.moment, self.chance = db, people, moment, chance
        self.experts = people.of(Role.EXPERT)

    def consultation(self, row: dict[str, Any], topics: dict[str, Topic]) -> None:
        """One consultation, with the answers of members."""
        topic = named(topics, row["topic"]) if row["topic"] else None
        closes = self.moment + timedelta(days=row["closes_in_days"] or 0)
        opened = closes - timedelta(days=12)
        asker = self._asker(topic)
        state = ConsultationState(row["state"])
        one = Consultation(
            topic_id=topic.id if topic else None,
            title=row["title"],
            question=row["question"],
            text=row["text"],
            field_code=topic.field_code if topic else None,
            state=state.value,
            created_at=min(opened, self.moment),
            created_by=asker.id,
        )
        if state is not ConsultationState.DRAFT:
            one.opened_at, one.closes_on = opened, local(closes).date()
        if state in (ConsultationState.CLOSED, ConsultationState.RETURNED):
            one.closed_at = closes
        if state is ConsultationState.RETURNED:
            one.changed, one.returned_at = row["changed"], closes + timedelta(days=3)
        self.db.add(one)
        self.db.flush()
        self._answers(one, row, opened)

    def _answers(self, one: Consultation, row: dict[str, Any], opened: datetime) -> None:
        # Those whom the sign-in page offers have not answered yet what is still open.
        members = [each for each in self.people.of(Role.MEMBER) if not each.is_demo]
        said = {int(level): list(texts) for level, texts in row["reasons"].items()}
        for member in self.chance.sample(members, row["answers"]):
            agreement = self.chance.choices(range(1, 6), weights=row["lean"])[0]
            texts = said.get(agreement, [])
            self.db.add(
                ConsultationAnswer(
                    consultation_id=one.id,
                    account_id=member.id,
                    agreement=agreement,
                    text=texts.pop(0) if texts else "",
                    at=opened + timedelta(hours=self.chance.randrange(1, 120)),
                )
            )

    def _asker(self, topic: Topic | None) -> Account:
        if topic is None:
            return next(one for one in self.experts if one.is_demo)
        seats = self.db.exec(select(TopicExpert).where(TopicExpert.topic_id == topic.id))
        leads = {seat.account_id for seat in seats}
        return next(one for one in self.experts if one.id in leads)
