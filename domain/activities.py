"""活动: what the citizens' committee did, and the record of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.refusals import Refusal

LONGEST_TITLE, LONGEST_RESULT, LONGEST_REASON = 60, 1000, 100
MOST_PEOPLE = 10_000
"""More in one room or square is a typing error."""

CARDS_A_PAGE = 12


class ActivityKind(StrEnum):
    """恳谈日, 议事会, 参与式预算, 走访, 其他."""

    TALK_DAY = "talk_day"
    COUNCIL = "council"
    BUDGET = "budget"
    VISIT = "visit"
    OTHER = "other"


RECORDED = (ActivityKind.TALK_DAY, ActivityKind.VISIT, ActivityKind.BUDGET, ActivityKind.OTHER)
"""What is written down by hand; a meeting or a round of this app becomes an activity by itself."""


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """What a form says of an activity. `member_ids`: which members of the committee took part."""

    kind: ActivityKind
    title: str
    on: date
    community_id: int
    people_count: int
    field_code: str | None = None
    result: str = ""
    member_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """Of which activities; None is of all. `typed` stands in title or result.

    `activity_id` is of one alone.
    """

    kind: ActivityKind | None = None
    community_id: int | None = None
    field_code: str | None = None
    typed: str = ""
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity as everyone reads it. `place` empty: the whole district's."""

    id: int
    kind: ActivityKind
    title: str
    on: date
    place: str
    community_id: int | None
    field_code: str | None
    people_count: int
    result: str
    members: tuple[str, ...] = ()
    meeting_id: int | None = None
    round_id: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """A page of activities, the latest first; how many there are in all, and how many people came
    to them."""

    lines: tuple[ActivityLine, ...]
    total: int
    people: int
    pages: int


def refuse_incomplete(record: ActivityRecord, today: date) -> None:
    """Refuse what has no title, lies ahead, or counts people who cannot be."""
    if not record.title.strip() or len(record.title.strip()) > LONGEST_TITLE:
        raise Refusal("activity.title", most=LONGEST_TITLE)
    if record.on > today:
        raise Refusal("activity.ahead")
    if not 0 <= record.people_count <= MOST_PEOPLE:
        raise Refusal("activity.people", most=MOST_PEOPLE)
    if record.people_count < len(record.member_ids):
        raise Refusal("activity.fewer_than_members", n=len(record.member_ids))
    if len(record.result.strip()) > LONGEST_RESULT:
        raise Refusal("activity.result", most=LONGEST_RESULT)


def kind_of_meeting(meeting_kind: str) -> ActivityKind:
    """A talk day stays one; every other meeting is a council of the committee."""
    is_talk = meeting_kind == ActivityKind.TALK_DAY.value
    return ActivityKind.TALK_DAY if is_talk else ActivityKind.COUNCIL
