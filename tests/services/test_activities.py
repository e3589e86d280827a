"""What the committee did is recorded once, by those who may, and a meeting records itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.activities import ActivityFilter, ActivityKind, ActivityLine, ActivityRecord
from domain.refusals import Refusal
from services import activities, meetings, outcomes
from tests.cast import Cast
from tests.days import today
from tests.services.counting import VOTES, counted, say

ALL = ActivityFilter()


def a_visit(cast: Cast, **changes: object) -> ActivityRecord:
    record = ActivityRecord(
        kind=ActivityKind.VISIT,
        title="Visiting those who live alone",
        on=today(),
        community_id=cast.communities["Riverside"],
        people_count=12,
        result="Three handrails are wanted.",
        member_ids=(cast["mei"].account_id,),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def listed() -> tuple[ActivityLine, ...]:
    return activities.list_activities(ALL).lines


def test_a_member_records_what_was_done_at_home(cast: Cast) -> None:
    activities.record_activity(cast["mei"], a_visit(cast), "form")
    (line,) = listed()
    assert (line.kind, line.people_count, line.place) == (ActivityKind.VISIT, 12, "Riverside")
    assert line.members == ("Mei",)


def test_a_double_tap_records_one_activity(cast: Cast) -> None:
    first = activities.record_activity(cast["clerk"], a_visit(cast), "form")
    assert activities.record_activity(cast["clerk"], a_visit(cast), "form") == first
    assert len(listed()) == 1


@pytest.mark.parametrize("who", ["qiang", "zhou", "far_clerk", "ann", "expert", "lawyer", "host"])
def test_nobody_records_for_a_community_that_is_not_theirs(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal):
        activities.record_activity(cast[who], a_visit(cast), "form")
    assert listed() == ()


def test_what_cannot_be_is_refused_with_its_reason(cast: Cast) -> None:
    for changes, code in (
        ({"title": " "}, "activity.title"),
        ({"on": today() + timedelta(days=1)}, "activity.ahead"),
        ({"people_count": -1}, "activity.people"),
        ({"people_count": 0}, "activity.fewer_than_members"),
        ({"member_ids": (cast["ann"].account_id,)}, "activity.no_member"),
    ):
        with pytest.raises(Refusal) as refused:
            activities.record_activity(cast["mei"], a_visit(cast, **changes), "form")
        assert refused.value.code == code


def test_a_record_taken_back_is_listed_and_counted_no_more(cast: Cast) -> None:
    number = activities.record_activity(cast["clerk"], a_visit(cast), "form")
    with pytest.raises(Refusal) as refused:
        activities.void_activity(cast["clerk"], number, " ")
    assert refused.value.code == "activity.reason"
    activities.void_activity(cast["clerk"], number, "It was the day before.")
    assert activities.list_activities(ALL).total == 0


def test_a_meeting_that_closes_becomes_an_activity_with_who_came(cast: Cast) -> None:
    meeting_id = cast.meeting()
    cast.voice(meeting_id, 1, account_id=cast["mei"].account_id)
    cast.voice(meeting_id, 2)
    meetings.close_meeting(cast["host"], meeting_id)
    meetings.close_meeting(cast["host"], meeting_id)
    (line,) = listed()
    assert (line.meeting_id, line.kind, line.people_count) == (
        meeting_id,
        ActivityKind.TALK_DAY,
        2,
    )
    assert line.members == ("Mei",)
    with pytest.raises(Refusal) as refused:
        activities.void_activity(cast["officer"], line.id, "not wanted")
    assert refused.value.code == "activity.wrote_itself"


def test_a_round_becomes_an_activity_when_its_result_is_public(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    assert listed() == ()
    outcomes.publish_outcome(cast["officer"], round_id, say)
    (line,) = listed()
    assert (line.round_id, line.kind) == (round_id, ActivityKind.BUDGET)


def test_a_list_is_narrowed_by_kind_place_field_and_words(cast: Cast) -> None:
    activities.record_activity(cast["mei"], a_visit(cast, field_code="homes"), "1")
    activities.record_activity(
        cast["qiang"],
        a_visit(
            cast,
            kind=ActivityKind.OTHER,
            title="Lantern evening 100%",
            community_id=cast.communities["Hillside"],
            field_code="culture",
            result="",
            member_ids=(),
        ),
        "2",
    )
    for wanted, title in (
        (ActivityFilter(kind=ActivityKind.VISIT), "Visiting those who live alone"),
        (ActivityFilter(community_id=cast.communities["Hillside"]), "Lantern evening 100%"),
        (ActivityFilter(field_code="culture"), "Lantern evening 100%"),
        (ActivityFilter(typed="handrails three"), "Visiting those who live alone"),
        (ActivityFilter(typed="100%"), "Lantern evening 100%"),
    ):
        assert [one.title for one in activities.list_activities(wanted).lines] == [title]
    assert activities.list_activities(ActivityFilter(typed="%%")).lines == ()
