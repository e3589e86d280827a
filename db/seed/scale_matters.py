"""Two years of matters: suggestions, requests, urgent problems, each with its way to an answer."""

from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from db.deadlines import list_classes
from db.engine import Session
from db.seed.bulk import Times, add_all, add_with_ids
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import Account, Body, Community, DeadlineClass, Matter, MatterMove
from domain.clock import local
from domain.deadlines import CLOSES_AFTER, due_at, level_at
from domain.matters import DISSATISFIED_BELOW, MatterEvent, MatterState, Source
from domain.roles import Role
from domain.working_days import WorkingCalendar

NUMBERS = {Source.SUGGESTION: 4180, Source.REQUEST: 1180, Source.PROBLEM: 1640}
WITHDRAWN = 0.012
"""Beside those numbers."""

SOLVED = {Source.SUGGESTION: 0.78, Source.REQUEST: 0.86, Source.PROBLEM: 0.925}
IN_TIME, TAKEN_UP, RATED, HIDDEN, OF_ACCOUNT = 0.93, 0.35, 0.62, 0.05, 0.75
FORGOTTEN, FORGOTTEN_SINCE = 0.03, timedelta(days=30)
"""How many of the newest matters nobody has answered, though they are late."""

STARS_SOLVED, STARS_UNSOLVED = (1, 2, 8, 38, 51), (9, 16, 34, 28, 13)
LOOKED_AT_WITHIN = timedelta(hours=6)
Row = dict[str, Any]
_NOTHING_YET: Row = {
    "taken_up_by": None,
    "body_code": None,
    "owner_id": None,
    "owner_text": "",
    "escalations": 0,
    "escalated_at": None,
    "answer": "",
    "answered_at": None,
    "answered_by": None,
    "is_solved": None,
    "rating": None,
    "rating_text": "",
    "rated_at": None,
    "reopenings": 0,
}
"""One statement writes all rows: each names every column."""


class _Story:
    """What every matter is written with."""

    def __init__(
        self, db: Session, people: People, times: Times, calendar: WorkingCalendar
    ) -> None:
        self.times, self.chance, self.moment = times, times.chance, times.moment
        self.words = content("at_scale")
        self.terms = {row.code: row for row in list_classes(db)}
        self.usual: dict[str, str] = content("deadlines")["usual"]
        self.calendar = calendar
        self.heads = {code: _head_of(db, code) for code in _body_codes(self.words)}
        self.officer = people.of(Role.OFFICER)[0].id
        self.clerks = [one.id for one in people.of(Role.CLERK) if not one.is_demo]
        self.raisers = _by_home(people.of(Role.RESIDENT) + people.of(Role.MEMBER))
        self.members = _by_home(people.of(Role.MEMBER))
        self.family_names = content("people")["family_names"]
        self.due_day = cache(calendar.after)

    def due(self, term: DeadlineClass, created: datetime) -> datetime:
        """As `domain.deadlines` has it; each day's working days are counted once."""
        if term.hours > 0:
            return due_at(term.hours, 0, created, self.calendar)
        return self.calendar.end_of(self.due_day(local(created).date(), term.working_days))


def seed_many_matters(
    db: Session, places: Places, people: People, times: Times, calendar: WorkingCalendar
) -> None:
    """Seven thousand matters with their traces, in the order in which they were raised."""
    story = _Story(db, people, times, calendar)
    communities = places.all_communities()
    weights = [one.households for one in communities]
    planned: list[tuple[datetime, Source, Community, bool]] = []
    for source, n in NUMBERS.items():
        n_all = round(n * (1 + WITHDRAWN))
        homes = times.chance.choices(communities, weights, k=n_all)
        for place, (day, home) in enumerate(zip(times.draw_days(n_all), homes, strict=True)):
            planned.append((times.instant_on(day), source, home, place >= n))
    planned.sort(key=lambda one: one[0])
    told = [_Telling(story, *one) for one in planned]
    ids = add_with_ids(db, Matter, [one.row for one in told])
    pairs = zip(ids, told, strict=True)
    add_all(db, MatterMove, [{**move, "matter_id": n} for n, one in pairs for move in one.moves])


class _Telling:
    """One matter from the day it was raised."""

    def __init__(
        self,
        story: _Story,
        created: datetime,
        source: Source,
        home: Community,
        is_withdrawn: bool,
    ) -> None:
        self.story, self.created, self.source = story, created, source
        self.moves: list[Row] = []
        self.state = MatterState.OPEN
        self.row = self._raised(home)
        self._step(MatterEvent.RAISE, created, self.row["raiser_id"] or self.row["recorded_by"])
        if is_withdrawn:
            self._withdraw()
        elif created + LOOKED_AT_WITHIN < story.moment:
            self._work_on()
        self.row["state"] = self.state.value

    def _raised(self, home: Community) -> Row:
        story, chance = self.story, self.story.chance
        field = chance.choice(list(story.words["fields"]))
        words = story.words["fields"][field]
        spot, title = self._title(field, chance.choice(words["troubles"]))
        parts = (chance.choice(words["effects"]), chance.choice(words["wishes"]))
        code = story.usual[self.source.value]
        self.term, self.words = story.terms[code], words
        has_account = chance.random() < OF_ACCOUNT
        named = "" if has_account else chance.choice(story.family_names)
        return _NOTHING_YET | {
            "title": title,
            "text": story.words["text"].format(
                opening=chance.choice(story.words["openings"]),
                title=title,
                effect=parts[0],
                wish=parts[1],
            ),
            "place_text": spot,
            "source": self.source.value,
            "community_id": home.id,
            "subdistrict_id": home.subdistrict_id,
            "field_code": field,
            "raiser_id": chance.choice(story.raisers[home.id]) if has_account else None,
            "raiser_name": named and named + story.words["neighbour"],
            "recorded_by": None if has_account else chance.choice(story.clerks),
            "deadline_class": code,
            "due_at": story.due(self.term, self.created),
            "is_public": chance.random() >= HIDDEN,
            "created_at": self.created,
            "is_demo": True,
        }

    def _title(self, field: str, trouble: str) -> tuple[str, str]:
        # What is broken stands at a spot; what is wanted is wanted by the people of an area.
        words, chance = self.story.words, self.story.chance
        if field == "homes":
            spot = chance.choice(words["spots"])
            return spot, spot + trouble
        area = chance.choice(words["areas"])
        return area, words["area"].format(area=area, trouble=trouble)

    def _withdraw(self) -> None:
        at = min(self.created + timedelta(hours=3), self.story.moment)
        self.state = MatterState.WITHDRAWN
        who = self.row["raiser_id"] or self.row["recorded_by"]
        self._step(MatterEvent.WITHDRAW, at, who, MatterState.OPEN, self.story.words["withdrawn"])

    def _work_on(self) -> None:
        story, chance, row = self.story, self.story.chance, self.row
        if chance.random() < TAKEN_UP:
            row["taken_up_by"] = chance.choice(story.members[row["community_id"]])
            at = self.created + timedelta(minutes=20)
            self._step(MatterEvent.TAKE_UP, at, row["taken_up_by"])
        row["body_code"] = chance.choice(self.words["bodies"])
        row["owner_id"] = story.heads[row["body_code"]]
        self.state = MatterState.ASSIGNED
        at = self.created + timedelta(minutes=40)
        self._step(MatterEvent.ASSIGN, at, story.officer, MatterState.OPEN)
        answered = self._answered_at()
        self._go_up(min(answered, story.moment))
        if answered <= story.moment:
            self._answer(answered)

    def _answered_at(self) -> datetime:
        chance, allowed = self.story.chance, self.row["due_at"] - self.created
        is_new = self.created > self.story.moment - FORGOTTEN_SINCE
        if is_new and chance.random() < FORGOTTEN:
            return self.story.moment + timedelta(days=1)
        share = chance.uniform(0.1, 0.95) if chance.random() < IN_TIME else chance.uniform(1.02, 2)
        took: timedelta = max(timedelta(hours=1), allowed * share)
        return self.created + took

    def _go_up(self, until: datetime) -> None:
        due, grace = self.row["due_at"], timedelta(hours=self.term.grace_hours)
        for level in range(1, level_at(due, grace, until) + 1):
            at = due + grace * level
            self.row["escalations"], self.row["escalated_at"] = level, at
            self._step(MatterEvent.ESCALATE, at, None, note=str(level))

    def _answer(self, at: datetime) -> None:
        story, chance, row = self.story, self.story.chance, self.row
        row["answer"] = chance.choice(self.words["answers"])
        row["is_solved"] = chance.random() < SOLVED[self.source]
        row["answered_at"], row["answered_by"] = at, row["owner_id"]
        self.state = MatterState.ANSWERED
        self._step(
            MatterEvent.GIVE_ANSWER, at, row["owner_id"], MatterState.ASSIGNED, row["answer"]
        )
        rated = at + timedelta(hours=chance.randint(2, 90))
        if chance.random() < RATED and rated < story.moment:
            weights = STARS_SOLVED if row["is_solved"] else STARS_UNSOLVED
            row["rating"], row["rated_at"] = chance.choices(range(1, 6), weights)[0], rated
            raiser = row["raiser_id"] or row["recorded_by"]
            self._step(MatterEvent.RATE, rated, raiser, note=f"{row['rating']}/5")
            if row["rating"] >= DISSATISFIED_BELOW:
                self._close(rated, raiser)
                return
        if at + CLOSES_AFTER < story.moment:
            self._close(at + CLOSES_AFTER, None)

    def _close(self, at: datetime, account_id: int | None) -> None:
        self.state = MatterState.CLOSED
        self._step(MatterEvent.CLOSE, at, account_id, MatterState.ANSWERED)

    def _step(
        self,
        event: MatterEvent,
        at: datetime,
        account_id: int | None,
        before: MatterState | None = None,
        note: str = "",
    ) -> None:
        self.moves.append(
            {
                "event": event.value,
                "from_state": (before or self.state).value,
                "to_state": self.state.value,
                "at": at,
                "account_id": account_id,
                "note": note,
            }
        )


def _by_home(people: list[Account]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    for one in people:
        if not one.is_demo:
            found[one.community_id].append(one.id)
    return found


def _body_codes(words: dict[str, Any]) -> set[str]:
    return {code for field in words["fields"].values() for code in field["bodies"]}


def _head_of(db: Session, code: str) -> int | None:
    body = db.get(Body, code)
    return None if body is None else body.head_id
