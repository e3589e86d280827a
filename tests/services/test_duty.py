"""Stations and duty: nobody is in two places, what is booked stays, last week is copied once."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from domain.clock import local
from domain.legal import CaseKind
from domain.legal_views import CaseDraft, ServiceDraft, StationDraft
from domain.opening_hours import Opening
from domain.refusals import Refusal
from services import legal_articles, legal_cases, service_records
from services.duty import copy_last_week, list_slots, list_week, plan_duty, remove_duty
from services.stations import (
    change_station,
    ensure_stations,
    find_station,
    get_station,
    list_stations,
)
from tests.cast import Cast
from tests.days import in_days, today
from tests.services.law import Law, build_law


@pytest.fixture
def law(cast: Cast) -> Law:
    return build_law(cast)


def far_station(law: Law) -> int:
    found = find_station(law.cast.communities["Faraway"])
    assert found is not None
    return found.id


def test_nobody_is_on_duty_at_two_places_at_once(law: Law) -> None:
    lawyer, officer = law.cast["lawyer"], law.cast["officer"]
    plan_duty(lawyer, law.station_id, lawyer.account_id, in_days(7), "09:00", "11:00")
    plan_duty(lawyer, law.station_id, lawyer.account_id, in_days(7), "09:00", "11:00")
    with pytest.raises(Refusal) as refused:
        plan_duty(officer, far_station(law), lawyer.account_id, in_days(7), "10:30", "12:00")
    assert refused.value.code == "duty.conflict"
    plan_duty(officer, far_station(law), lawyer.account_id, in_days(7), "11:00", "12:00")
    assert [one.starts for one in list_week(law.station_id, in_days(7))].count("09:00") >= 1


def test_a_specialist_plans_for_nobody_else_and_the_office_only_for_specialists(law: Law) -> None:
    lawyer, other = law.cast["lawyer"], law.cast["far_lawyer"].account_id
    with pytest.raises(Refusal) as refused:
        plan_duty(lawyer, law.station_id, other, in_days(7), "09:00", "11:00")
    assert refused.value.code == "right.own"
    with pytest.raises(Refusal) as refused:
        plan_duty(
            law.cast["officer"],
            law.station_id,
            law.cast["ann"].account_id,
            in_days(7),
            "09:00",
            "11:00",
        )
    assert refused.value.code == "duty.no_specialist"


def test_last_week_is_copied_once(law: Law) -> None:
    lawyer = law.cast["lawyer"]
    week_after = in_days(14)
    plan_duty(lawyer, law.station_id, lawyer.account_id, in_days(7), "15:00", "17:00")
    first = copy_last_week(lawyer, law.station_id, week_after)
    assert first >= 1
    assert copy_last_week(lawyer, law.station_id, week_after) == 0
    assert copy_last_week(law.cast["officer"], law.station_id, week_after) == 0
    assert len(list_week(law.station_id, week_after)) == first


def test_a_duty_that_somebody_booked_stays_on_the_roster(law: Law) -> None:
    slot = list_slots(law.station_id)[0]
    home = law.cast.communities["Riverside"]
    draft = CaseDraft(CaseKind.ADVICE, home, "A loan", slot=slot)
    case_id = legal_cases.ask_law(law.cast["ann"], draft, "form")
    day = local(slot.at).date()
    [duty] = [one for one in list_week(law.station_id, day) if one.on == day]
    with pytest.raises(Refusal) as refused:
        remove_duty(law.cast["lawyer"], duty.id)
    assert refused.value.code == "duty.booked"
    legal_cases.withdraw_case(law.cast["ann"], case_id)
    remove_duty(law.cast["lawyer"], duty.id)
    assert list_slots(law.station_id) == ()


def test_slots_pass_with_time(law: Law) -> None:
    first, second = list_slots(law.station_id)
    assert list_slots(law.station_id, first.at) == (second,)
    assert list_slots(law.station_id, second.at) == ()


def test_whoever_is_there_now_is_shown_as_on_duty_now(law: Law) -> None:
    slot = list_slots(law.station_id)[0]
    view = get_station(law.station_id, slot.at)
    assert view.is_open
    assert [(one.name, one.is_now) for one in view.on_duty] == [("Lawyer", True)]
    assert not get_station(law.station_id, slot.at - timedelta(minutes=1)).on_duty[0].is_now


def test_the_office_gives_a_station_its_name_and_hours(law: Law) -> None:
    hours = (Opening(0, time(9), time(12)),)
    draft = StationDraft("The red house", "Lake road 1", "12345", hours)
    change_station(law.cast["officer"], law.station_id, draft)
    [found] = list_stations("red house")
    assert (found.address, found.hours) == ("Lake road 1", hours)
    for who in ("lawyer", "clerk", "mei"):
        with pytest.raises(Refusal):
            change_station(law.cast[who], law.station_id, draft)


def test_a_service_is_counted_once_and_never_of_tomorrow(law: Law) -> None:
    home, lawyer = law.cast.communities["Riverside"], law.cast["lawyer"]
    draft = ServiceDraft(CaseKind.EDUCATION, home, today(), 90, 40, "A talk")
    service_records.record_service(lawyer, draft, "form")
    service_records.record_service(lawyer, draft, "form")
    counts = service_records.count_services(today(), today(), community_id=home)
    assert (counts.total, counts.people) == (1, 40)
    tomorrow = ServiceDraft(CaseKind.EDUCATION, home, in_days(1))
    with pytest.raises(Refusal) as refused:
        service_records.record_service(lawyer, tomorrow, "another")
    assert refused.value.code == "service.future"


def test_a_draft_is_read_by_its_author_alone_until_it_is_published(law: Law) -> None:
    lawyer = law.cast["lawyer"]
    number = legal_articles.write_article(lawyer, "Deposits", "Keep photos.", "Art. 1", "form")
    assert legal_articles.write_article(lawyer, "Deposits", "Keep.", "", "form") == number
    for who in (None, law.cast["officer"], law.cast["far_lawyer"]):
        with pytest.raises(Refusal):
            legal_articles.get_article(who, number)
    assert legal_articles.list_articles() == ()
    with pytest.raises(Refusal):
        legal_articles.publish_article(law.cast["far_lawyer"], number, is_public=True)
    legal_articles.publish_article(lawyer, number, is_public=True)
    assert [one.title for one in legal_articles.list_articles("photos")] == ["Deposits"]
    assert legal_articles.list_articles("100%") == ()


def test_a_new_community_gets_a_station_once(law: Law) -> None:
    with pytest.raises(Refusal):
        ensure_stations(law.cast["lawyer"])
    assert find_station(law.cast.communities["Hillside"]) is None
    assert ensure_stations(law.cast["officer"]) == 1
    assert ensure_stations(law.cast["officer"]) == 0
    assert find_station(law.cast.communities["Hillside"]) is not None
