"""The demonstration's topics, one at every step, with visits, findings, advice, consultations."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import col, select

from db.concerns import link_of
from db.engine import Session
from db.seed.attachments import photo
from db.seed.consultations import named, seed_consultations
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import (
    Account,
    Advice,
    FieldRecord,
    Finding,
    Matter,
    Proposal,
    Topic,
    TopicExpert,
    TopicMove,
)
from domain.clock import CHINA_TIME, local
from domain.matters import MatterState
from domain.proposal_flow import ProposalState
from domain.research import ConcernKind, TopicEvent, TopicState, step
from domain.roles import Role

_WAY = {
    TopicState.LISTED: TopicEvent.ACCEPT,
    TopicState.RESEARCHING: TopicEvent.ASSIGN,
    TopicState.IN_REVIEW: TopicEvent.HAND_IN,
    TopicState.REVIEWED: TopicEvent.APPROVE,
    TopicState.PUBLISHED: TopicEvent.PUBLISH,
    TopicState.DECIDED: TopicEvent.DECIDE,
}
_STEP_DAYS = 8
_MOST_LINKED = 12
"""So many things raised go with a topic, of either kind."""


def seed_research(
    db: Session, places: Places, people: People, moment: datetime, chance: random.Random
) -> None:
    """Write topics with their ways, the advice that was asked, and what citizens were asked."""
    story = _Story(db, people, moment, chance)
    topics = {row["title"]: story.topic(row) for row in content("research")["topics"]}
    for row in content("research")["advice"]:
        story.advice(row, topics)
    seed_consultations(db, people, topics, moment, chance)


class _Story:
    """What everything is written with."""

    def __init__(
        self, db: Session, people: People, moment: datetime, chance: random.Random
    ) -> None:
        self.db, self.people, self.moment, self.chance = db, people, moment, chance
        self.experts = people.of(Role.EXPERT)
        self.officer = people.of(Role.OFFICER)[0]
        self.turn = 0

    def topic(self, row: dict[str, Any]) -> Topic:
        """One topic, with everything that goes with it."""
        state = TopicState(row["state"])
        way = _way_to(state)
        begun = self.moment - timedelta(days=_STEP_DAYS * (len(way) + 1))
        topic = Topic(
            title=row["title"],
            question=row["question"],
            field_code=row["field"],
            source=row["source"],
            state=TopicState.PROPOSED.value,
            created_at=begun,
            created_by=self.officer.id,
            is_demo=True,
        )
        if row["due_in_days"] is not None:
            topic.due_on = local(self.moment + timedelta(days=row["due_in_days"])).date()
        self.db.add(topic)
        self.db.flush()
        team = self._team(row["experts"])
        self.db.add_all(
            TopicExpert(topic_id=topic.id, account_id=one.id, leads=place == 0)
            for place, one in enumerate(team)
        )
        self._trace(topic, TopicEvent.PROPOSE, begun, self.officer, "")
        self._walk(topic, row, way, team, begun)
        self._visits(topic, row, team)
        if row["finding"]:
            self._finding(topic, row["finding"], team)
        self._link(topic, row["like"])
        return topic

    def advice(self, row: dict[str, Any], topics: dict[str, Topic]) -> None:
        """One question to an expert, answered or not."""
        asked = self.moment - timedelta(days=row["days_ago"])
        due = self.moment + timedelta(days=row.get("due_in_days", 7 - row["days_ago"]))
        advice = Advice(
            question=row["question"],
            expert_id=self._expert(row["speciality"]).id,
            asked_by=self.officer.id,
            asked_at=asked,
            due_at=datetime.combine(local(due).date(), time(23, 59, 59), tzinfo=CHINA_TIME),
            answer=row["answer"],
            answered_at=asked + timedelta(days=2) if row["answer"] else None,
        )
        if row["about"] == "topic":
            advice.topic_id = named(topics, row["like"]).id
        else:
            matter = self.db.exec(
                select(Matter).where(col(Matter.title).contains(row["like"]), col(Matter.is_public))
            ).first()
            advice.matter_id = matter.id if matter else None
        self.db.add(advice)

    def _walk(
        self,
        topic: Topic,
        row: dict[str, Any],
        way: list[TopicEvent],
        team: list[Account],
        begun: datetime,
    ) -> None:
        for place, event in enumerate(way, start=1):
            at = begun + timedelta(days=_STEP_DAYS * place)
            by = self.officer
            if event is TopicEvent.HAND_IN:
                by = team[0]
            if event is TopicEvent.APPROVE:
                by = self._reviewer(team)
            note = row.get("reason", "") if event in (TopicEvent.DECIDE, TopicEvent.DROP) else ""
            self._trace(topic, event, at, by, note)
            if event in (TopicEvent.DECIDE, TopicEvent.DROP):
                topic.decision = row.get("decision", "")
                topic.decision_reason = row["reason"]
                topic.decided_at = at if event is TopicEvent.DECIDE else None

    def _trace(self, topic: Topic, event: TopicEvent, at: datetime, by: Account, note: str) -> None:
        before = TopicState(topic.state)
        after = before if event is TopicEvent.PROPOSE else step(before, event)
        topic.state = after.value
        self.db.add(
            TopicMove(
                topic_id=topic.id,
                event=event.value,
                from_state=before.value,
                to_state=after.value,
                at=at,
                account_id=by.id,
                note=note,
            )
        )

    def _visits(self, topic: Topic, row: dict[str, Any], team: list[Account]) -> None:
        for place, visit in enumerate(row["records"]):
            at = self.moment - timedelta(days=visit["days_ago"])
            record = FieldRecord(
                topic_id=topic.id,
                on=local(at).date(),
                place_text=visit["place"],
                people_met=visit["met"],
                people_count=visit["count"],
                notes=visit["notes"],
                account_id=team[place % len(team)].id,
                at=at,
            )
            self.db.add(record)
            self.db.flush()
            if visit["photo"]:
                picture = photo(visit["photo"], record.account_id, at)
                picture.field_record_id = record.id
                self.db.add(picture)

    def _finding(self, topic: Topic, row: dict[str, Any], team: list[Account]) -> None:
        state = TopicState(topic.state)
        is_out = state in (TopicState.PUBLISHED, TopicState.DECIDED)
        is_reviewed = is_out or state is TopicState.REVIEWED
        reviewer = self._reviewer(team)
        self.db.add(
            Finding(
                topic_id=topic.id,
                **row,
                saved_at=self.moment - timedelta(days=_STEP_DAYS),
                saved_by=team[0].id,
                reviewer_id=None if state is TopicState.RESEARCHING else reviewer.id,
                reviewed_by=reviewer.id if is_reviewed else None,
                published_at=self.moment - timedelta(days=3) if is_out else None,
            )
        )

    def _link(self, topic: Topic, words: list[str]) -> None:
        told = None
        if topic.state in ("published", "decided"):
            told = topic.decided_at or self.moment - timedelta(days=3)
        for word in words:
            proposals = self.db.exec(
                select(Proposal.id)
                .where(
                    col(Proposal.state).not_in(
                        [ProposalState.DRAFT.value, ProposalState.MERGED.value]
                    ),
                    col(Proposal.title).contains(word),
                )
                .order_by(col(Proposal.id))
                .limit(_MOST_LINKED)
            )
            matters = self.db.exec(
                select(Matter.id)
                .where(
                    col(Matter.title).contains(word),
                    col(Matter.is_public),
                    Matter.state != MatterState.WITHDRAWN.value,
                    col(Matter.promise_id).is_(None),
                )
                .order_by(col(Matter.id))
                .limit(_MOST_LINKED)
            )
            for kind, ids in ((ConcernKind.PROPOSAL, proposals), (ConcernKind.MATTER, matters)):
                for item_id in ids:
                    link = link_of(topic.id, kind, item_id)
                    link.told_at = told
                    self.db.add(link)

    def _team(self, specialities: list[str]) -> list[Account]:
        team: list[Account] = []
        for speciality in specialities:
            fitting = [one for one in self.experts if speciality in one.specialities.split(",")]
            free = [one for one in fitting if one not in team]
            self.turn += 1
            team.append(free[self.turn % len(free)])
        # Somebody whom the sign-in page offers has a topic in hand.
        offered = next(one for one in self.experts if one.is_demo)
        if team and self.turn <= len(specialities) and offered not in team:
            team[0] = offered
        return team

    def _expert(self, speciality: str) -> Account:
        fitting = [one for one in self.experts if speciality in one.specialities.split(",")]
        offered = [one for one in self.experts if one.is_demo]
        return next((one for one in offered if one in fitting), offered[self.turn % len(offered)])

    def _reviewer(self, team: list[Account]) -> Account:
        offered = [one for one in self.experts if one.is_demo and one not in team]
        return (offered or [one for one in self.experts if one not in team])[-1]


def _way_to(state: TopicState) -> list[TopicEvent]:
    if state is TopicState.DROPPED:
        return [TopicEvent.DROP]
    way = []
    for reached, event in _WAY.items():
        if state is TopicState.PROPOSED:
            break
        way.append(event)
        if reached is state:
            break
    return way
