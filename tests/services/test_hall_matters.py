"""Matters on the wall of a meeting: which may be there, and who is offered to put them there."""

from datetime import timedelta

import pytest

from db.engine import transaction
from db.tables import Matter
from domain.clock import utc_now
from domain.hall_slides import HallSlide
from domain.refusals import Refusal
from services import hall_matters, hall_screens, screens
from services.last_answers import list_last_answers
from tests.cast import Cast


def test_a_matter_of_another_place_and_one_that_is_not_public_stay_off_the_wall(cast: Cast) -> None:
    past = {"state": "closed", "join_code": None, "starts_at": utc_now() - timedelta(days=30)}
    meeting_id, earlier_id = cast.meeting(), cast.meeting(**past)
    here, there = (cast.communities[one] for one in ("Riverside", "Faraway"))
    elsewhere_id = cast.meeting(**past, community_id=there)
    with transaction() as db:
        rows = [
            Matter(
                title="?",
                meeting_id=meeting,
                community_id=place,
                due_at=utc_now(),
                created_at=utc_now(),
            )
            for meeting, place in ((earlier_id, here), (earlier_id, here), (elsewhere_id, there))
        ]
        rows[1].is_public = False
        db.add_all(rows)
        db.flush()
        shown_id, *hidden = (row.id for row in rows)
    place = (cast["host"], "1", meeting_id, HallSlide.MATTER)
    hall_screens.show_meeting_slide(*place, shown_id)
    assert screens.find_showing("1").subject_id == shown_id
    for matter_id in hidden:
        with pytest.raises(Refusal) as refused:
            hall_screens.show_meeting_slide(*place, matter_id)
        assert refused.value.code == "screen.unknown_subject"
    assert [one.matter_id for one in list_last_answers(meeting_id)] == [shown_id]


def test_what_residents_of_the_place_raised_can_be_on_the_wall_of_its_meetings(cast: Cast) -> None:
    here, there = (cast.communities[one] for one in ("Riverside", "Faraway"))
    meeting_id = cast.meeting()
    with transaction() as db:
        rows = [
            Matter(
                title=f"Lamp {number}",
                source="problem",
                community_id=where,
                is_public=is_public,
                state=state,
                due_at=utc_now(),
                created_at=utc_now(),
            )
            for number, (where, is_public, state) in enumerate(
                ((here, True, "open"), (here, False, "open"), (there, True, "open"))
            )
        ]
        db.add_all(rows)
        db.flush()
        lamp, private, elsewhere = (row.id for row in rows)
    assert hall_matters.list_titles(meeting_id) == {lamp: "Lamp 0"}
    hall_screens.show_meeting_slide(cast["host"], "1", meeting_id, HallSlide.MATTER, lamp)
    assert screens.find_showing("1").subject_id == lamp
    offered = {
        (who, one): [room.key for room in hall_matters.list_rooms(cast[who], one)]
        for who in ("host", "officer", "ann", "clerk")
        for one in (lamp, private, elsewhere)
    }
    assert {place for place, rooms in offered.items() if rooms == [meeting_id]} == {
        ("host", lamp),
        ("officer", lamp),
    }
    assert not any(rooms for place, rooms in offered.items() if place[1] != lamp)


def test_what_concerns_the_whole_district_can_be_on_every_wall_after_the_places_own(
    cast: Cast,
) -> None:
    here, lakeside = cast.communities["Riverside"], cast.subdistricts["Lakeside"]
    places = {
        "district": {},
        "lakeside": {"subdistrict_id": lakeside},
        "elsewhere": {"subdistrict_id": cast.subdistricts["Elsewhere"]},
        "riverside": {"subdistrict_id": lakeside, "community_id": here},
    }
    with transaction() as db:
        for number, (title, place) in enumerate(places.items()):
            at = utc_now() - timedelta(days=number)
            db.add(Matter(title=title, due_at=at, created_at=at, **place))
    of_community = cast.meeting()
    unopened = {"community_id": None, "join_code": None}
    of_lakeside = cast.meeting(place_kind="subdistrict", **unopened)
    of_district = cast.meeting(place_kind="district", subdistrict_id=None, **unopened)
    offered = {
        meeting_id: list(hall_matters.list_titles(meeting_id).items())
        for meeting_id in (of_community, of_lakeside, of_district)
    }
    assert [title for _, title in offered[of_community]] == ["riverside", "lakeside", "district"]
    assert [title for _, title in offered[of_lakeside]] == ["lakeside", "riverside", "district"]
    assert [title for _, title in offered[of_district]] == list(places)
    for meeting_id, titles in offered.items():
        for matter_id, _ in titles:
            hall_screens.show_meeting_slide(
                cast["host"], "1", meeting_id, HallSlide.MATTER, matter_id
            )
