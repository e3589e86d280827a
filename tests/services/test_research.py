"""From what residents raise to the district's decision, and back to everybody who spoke."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.engine import transaction
from db.tables import Matter
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.research import Decision, TopicSource, TopicState
from domain.research_views import TopicDraft, TopicFilter
from domain.tasks import TaskKind
from services import advice, attachments, concerns, field_records, findings, tasks, topic_reading
from services import topics as topics_
from tests.cast import Cast
from tests.days import in_days, today
from tests.pictures import jpeg


def matter_of(cast: Cast, who: str = "ann", **more: object) -> int:
    now = utc_now()
    with transaction() as db:
        row = Matter(
            title="The lamp on the stairs is out",
            source="problem",
            raiser_id=cast[who].account_id,
            community_id=cast.communities["Riverside"],
            due_at=now + timedelta(days=3),
            created_at=now,
        )
        row.sqlmodel_update(more)
        db.add(row)
        db.flush()
        return row.id


def propose(cast: Cast, *items: tuple[str, int], key: str = "k") -> int:
    draft = TopicDraft("Lamps", "Who mends them?", TopicSource.RESIDENTS, "homes", None, items)
    return topics_.propose_topic(cast["host"], draft, key)


def at_work(cast: Cast, *items: tuple[str, int]) -> int:
    number = propose(cast, *items)
    topics_.accept_topic(cast["officer"], number, in_days(20))
    topics_.assign_experts(cast["officer"], number, [cast["expert"].account_id])
    return number


def write(cast: Cast, number: int) -> None:
    for part in ("title", "summary", "text"):
        findings.save_finding(cast["expert"], number, part, f"The {part}.")
    findings.save_recommendations(cast["expert"], number, ["Mend within a day", " "])


def published(cast: Cast, *items: tuple[str, int]) -> int:
    number = at_work(cast, *items)
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    findings.approve_finding(cast[reviewer_of(cast, number)], number)
    findings.publish_finding(cast["officer"], number)
    return number


def reviewer_of(cast: Cast, number: int) -> str:
    sheet = topic_reading.get_topic_sheet(cast["officer"], number)
    assert sheet.finding is not None
    return sheet.finding.reviewer.lower()


def state_of(cast: Cast, number: int) -> TopicState:
    return topic_reading.get_topic_sheet(cast["officer"], number).card.state


def kinds(cast: Cast, who: str) -> set[TaskKind]:
    return {one.kind for one in tasks.list_tasks(cast[who])}


def test_a_double_tap_proposes_one_topic(cast: Cast) -> None:
    assert propose(cast) == propose(cast)
    assert len(topic_reading.list_topics(cast["officer"], TopicFilter())) == 1


def test_what_is_only_proposed_is_not_on_the_public_list(cast: Cast) -> None:
    number = propose(cast)
    assert topic_reading.list_topics(None, TopicFilter()) == ()
    with pytest.raises(Refusal):
        topic_reading.get_topic_sheet(cast["ann"], number)


def test_a_topic_is_late_after_its_day_and_not_before(cast: Cast) -> None:
    at_work(cast)
    on_the_day, after = (utc_now() + timedelta(days=days) for days in (19, 22))
    late = TopicFilter(is_late=True)
    assert topic_reading.list_topics(None, late, on_the_day) == ()
    (card,) = topic_reading.list_topics(None, late, after)
    assert card.is_late


def test_whoever_wrote_a_finding_is_never_its_reviewer(cast: Cast) -> None:
    number = at_work(cast)
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    assert reviewer_of(cast, number) != "expert"
    with pytest.raises(Refusal):
        findings.approve_finding(cast["expert"], number)
    with pytest.raises(Refusal) as refused:
        findings.change_reviewer(cast["officer"], number, cast["expert"].account_id)
    assert refused.value.code == "finding.own_review"


def test_the_office_asks_another_expert_to_review(cast: Cast) -> None:
    number = at_work(cast)
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    (offered,) = topic_reading.list_reviewer_choices(number)
    assert offered.id not in (cast["expert"].account_id, cast[reviewer_of(cast, number)].account_id)
    findings.change_reviewer(cast["officer"], number, offered.id)
    assert cast[reviewer_of(cast, number)].account_id == offered.id


def test_a_finding_that_was_not_reviewed_is_not_published(cast: Cast) -> None:
    number = at_work(cast)
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    with pytest.raises(Refusal):
        findings.publish_finding(cast["officer"], number)
    assert state_of(cast, number) is TopicState.IN_REVIEW


def test_an_incomplete_finding_is_not_handed_in_and_says_what_is_missing(cast: Cast) -> None:
    number = at_work(cast)
    findings.save_finding(cast["expert"], number, "title", "Lamps")
    with pytest.raises(Refusal) as refused:
        findings.hand_in_finding(cast["expert"], number)
    assert refused.value.code == "finding.missing_summary"


def test_a_draft_is_for_experts_and_the_office_alone(cast: Cast) -> None:
    number = at_work(cast)
    write(cast, number)
    assert topic_reading.get_topic_sheet(cast["ann"], number).finding is None
    assert topic_reading.get_topic_sheet(cast["expert2"], number).finding is not None


def test_a_finding_sent_back_comes_back_to_the_same_reviewer(cast: Cast) -> None:
    number = at_work(cast)
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    reviewer = reviewer_of(cast, number)
    findings.send_back_finding(cast[reviewer], number, "Count again")
    assert state_of(cast, number) is TopicState.RESEARCHING
    findings.hand_in_finding(cast["expert"], number)
    assert reviewer_of(cast, number) == reviewer


def test_every_raiser_is_told_the_result_and_again_the_decision(cast: Cast) -> None:
    mine, other = matter_of(cast, "ann"), matter_of(cast, "bo")
    proposal = cast.proposal(cast.round(), "mei")
    items = (("matter", mine), ("matter", other), ("proposal", proposal))
    number = published(cast, *items)
    for who in ("ann", "bo", "mei"):
        assert TaskKind.TOPIC_RESULT in kinds(cast, who)
    assert TaskKind.TOPIC_RESULT not in kinds(cast, "zhou")

    concerns.note_seen(cast["ann"], number)
    assert TaskKind.TOPIC_RESULT not in kinds(cast, "ann")
    topics_.decide_topic(cast["officer"], number, Decision.PARTLY, "Half of it.")
    assert TaskKind.TOPIC_RESULT in kinds(cast, "ann")
    (result,) = concerns.list_results(cast["ann"])
    assert (result.decision, result.reason) == (Decision.PARTLY, "Half of it.")


def test_a_topic_that_is_dropped_tells_its_raisers_why(cast: Cast) -> None:
    number = at_work(cast, ("matter", matter_of(cast)))
    topics_.drop_topic(cast["officer"], number, "The city does it.")
    (result,) = concerns.list_results(cast["ann"])
    assert result.reason == "The city does it."


def test_the_owner_of_a_matter_is_offered_what_experts_found(cast: Cast) -> None:
    mine = matter_of(cast)
    number = at_work(cast, ("matter", mine))
    assert concerns.suggest_answers(mine)[0].summary == ""
    write(cast, number)
    findings.hand_in_finding(cast["expert"], number)
    findings.approve_finding(cast[reviewer_of(cast, number)], number)
    findings.publish_finding(cast["officer"], number)
    assert concerns.suggest_answers(mine)[0].summary == "The summary."


def test_a_decision_is_given_once_and_with_its_reason(cast: Cast) -> None:
    number = published(cast)
    with pytest.raises(Refusal) as refused:
        topics_.decide_topic(cast["officer"], number, Decision.ADOPTED, " ")
    assert refused.value.code == "topic.no_reason"
    topics_.decide_topic(cast["officer"], number, Decision.ADOPTED, "Yes.")
    topics_.decide_topic(cast["officer"], number, Decision.ADOPTED, "Yes.")
    with pytest.raises(Refusal):
        topics_.decide_topic(cast["officer"], number, Decision.NOT_ADOPTED, "No.")
    sheet = topic_reading.get_topic_sheet(None, number)
    assert [one.event.value for one in sheet.moves].count("decide") == 1


def test_a_private_matter_leads_to_no_topic(cast: Cast) -> None:
    with pytest.raises(Refusal):
        propose(cast, ("matter", matter_of(cast, is_public=False)))


def test_what_a_topic_works_on_is_shown_with_it_and_not_suggested_anew(cast: Cast) -> None:
    first, second = matter_of(cast, "ann"), matter_of(cast, "bo")
    page = concerns.list_concerns(cast["officer"])
    assert [one.people for one in page.concerns] == [2]
    number = propose(cast, ("matter", first))
    (again,) = concerns.list_concerns(cast["officer"]).concerns
    assert again.topic_ids == {number}
    assert topics_.link_items(cast["officer"], number, [("matter", second)]) == 1
    assert topics_.link_items(cast["officer"], number, [("matter", second)]) == 0


def test_a_matter_that_is_late_makes_a_concern_sharper(cast: Cast) -> None:
    for who in ("ann", "bo"):
        matter_of(cast, who)
    now = utc_now()
    before = concerns.list_concerns(cast["officer"], now=now).concerns[0]
    late = concerns.list_concerns(cast["officer"], now=now + timedelta(days=5)).concerns[0]
    assert (before.displeased, late.displeased) == (0, 2)
    assert late.is_sharp


def test_a_visit_is_saved_as_typed_and_a_second_tap_begins_no_second(cast: Cast) -> None:
    number = at_work(cast)
    first = field_records.begin_record(cast["expert"], number)
    assert field_records.begin_record(cast["expert"], number) == first
    field_records.save_record(cast["expert"], first, "place_text", "Gate seven")
    field_records.save_record(cast["expert"], first, "people_met", "Mrs Lin")
    field_records.save_record_people(cast["expert"], first, 3)
    (seen,) = topic_reading.get_topic_sheet(None, number).records
    assert (seen.place, seen.people_count, seen.people_met) == ("Gate seven", 3, "")
    assert topic_reading.get_topic_sheet(cast["expert2"], number).records[0].people_met == "Mrs Lin"


def test_photos_of_a_visit_are_public_only_with_the_result(cast: Cast) -> None:
    number = at_work(cast)
    record = field_records.begin_record(cast["expert"], number)
    photo = field_records.add_photo(cast["expert"], record, "a.jpg", jpeg())
    assert field_records.add_photo(cast["expert"], record, "a.jpg", jpeg()) == photo
    assert attachments.get_file(cast["officer"], photo).data
    with pytest.raises(Refusal):
        attachments.get_file(None, photo)


def test_nobody_writes_in_the_visit_of_a_colleague(cast: Cast) -> None:
    number = at_work(cast)
    both = [cast[who].account_id for who in ("expert", "expert2")]
    topics_.assign_experts(cast["officer"], number, both)
    record = field_records.begin_record(cast["expert"], number)
    with pytest.raises(Refusal) as refused:
        field_records.save_record(cast["expert2"], record, "notes", "Mine")
    assert refused.value.code == "record.not_yours"


def test_advice_is_asked_once_answered_once_and_late_after_its_day(cast: Cast) -> None:
    mine, expert = matter_of(cast), cast["expert"].account_id
    asked = [
        advice.ask_advice(cast["clerk"], "Which lamp?", expert, today(), "k", matter_id=mine)
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert TaskKind.GIVE_ADVICE in kinds(cast, "expert")
    (late,) = advice.list_advice(None, matter_id=mine, now=utc_now() + timedelta(days=2))
    assert late.is_late
    advice.answer_advice(cast["expert"], asked[0], "A warm one.")
    advice.answer_advice(cast["expert"], asked[0], "A warm one.")
    with pytest.raises(Refusal) as refused:
        advice.answer_advice(cast["expert"], asked[0], "Another.")
    assert refused.value.code == "advice.answered"
    (told,) = advice.list_advice(None, matter_id=mine)
    assert told.answer == "A warm one."


def test_advice_on_a_private_matter_is_not_for_the_public(cast: Cast) -> None:
    mine, expert = matter_of(cast, is_public=False), cast["expert"].account_id
    advice.ask_advice(cast["officer"], "How?", expert, today(), "k", matter_id=mine)
    for stranger in (None, cast["bo"], cast["expert2"]):
        assert advice.list_advice(stranger, matter_id=mine) == ()
    for named in ("expert", "officer", "ann"):
        assert len(advice.list_advice(cast[named], matter_id=mine)) == 1


@pytest.mark.parametrize("who", ["far_clerk", "ann", "mei", "expert", "lawyer"])
def test_nobody_without_a_part_in_it_asks_an_expert(cast: Cast, who: str) -> None:
    mine, expert = matter_of(cast, "bo"), cast["expert"].account_id
    with pytest.raises(Refusal):
        advice.ask_advice(cast[who], "Why?", expert, today(), "k", matter_id=mine)
    assert advice.list_advice(None, matter_id=mine) == ()
