"""A meeting is set up, changed, opened with a code, and closed, each once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from threading import Thread

import pytest

from db import acts, meetings
from db.engine import reading, transaction
from db.tables import Attendee, Meeting, Motion, Poll
from domain.clock import local, utc_now
from domain.meeting_settings import ItemPlan, MeetingSettings, move_item
from domain.meeting_templates import TEMPLATES, settings_from, usual_start
from domain.meetings import Admission, ItemKind, ItemState, MeetingKind, MeetingState, Standing
from domain.places import Place, PlaceKind
from domain.quorum import Condition, Measure
from domain.refusals import Refusal
from services import meetings as service
from services import rosters
from tests.cast import Cast

LONG_AGO = datetime(2026, 1, 5, 4, tzinfo=UTC)
MANY = (Condition(Measure.PEOPLE, None, least=3),)


def settings(cast: Cast, **changes: object) -> MeetingSettings:
    place = Place(PlaceKind.COMMUNITY, cast.subdistricts["Lakeside"], cast.communities["Riverside"])
    made = settings_from(MeetingKind.COUNCIL, place, utc_now(), lambda key: key)
    return replace(made, venue="Hall", quorum=(), **changes)  # type: ignore[arg-type]


def row_of(meeting_id: int) -> Meeting:
    with reading() as db:
        return meetings.get_meeting(db, meeting_id)


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_a_template_is_a_complete_meeting_that_can_be_set_up_as_it_is(
    cast: Cast, kind: MeetingKind
) -> None:
    made = settings_from(kind, settings(cast).place, utc_now(), lambda key: key)
    view = service.get_meeting_view(service.set_up_meeting(cast["host"], made))
    assert (view.kind, view.state) == (kind, MeetingState.PLANNED)
    assert [one.planned_minutes for one in view.agenda] == [
        one.minutes for one in TEMPLATES[kind].items
    ]
    assert view.planned_end - view.starts_at == timedelta(minutes=view.planned_minutes)


def test_a_talk_day_opens_with_last_times_answers_on_the_next_10th() -> None:
    assert TEMPLATES[MeetingKind.TALK_DAY].items[0].kind is ItemKind.LAST_ANSWERS
    for days in range(40):
        now = utc_now() + timedelta(days=days)
        starts = usual_start(MeetingKind.TALK_DAY, now)
        assert local(starts).day == 10
        assert timedelta(0) < starts - now < timedelta(days=32)


def test_a_double_tap_sets_up_one_meeting(cast: Cast) -> None:
    same = settings(cast)
    first = service.set_up_meeting(cast["host"], same)
    assert service.set_up_meeting(cast["host"], same) == first
    other = replace(same, title="Another")
    assert service.set_up_meeting(cast["host"], other) != first
    assert len(service.list_meetings()) == 2


def test_a_clerk_sets_up_meetings_of_their_own_community_only(cast: Cast) -> None:
    assert service.set_up_meeting(cast["clerk"], settings(cast))
    with pytest.raises(Refusal) as refused:
        service.set_up_meeting(cast["far_clerk"], settings(cast))
    assert code_of(refused) == "right.in_place"
    hillside = cast.communities["Hillside"]
    place = Place(PlaceKind.COMMUNITY, cast.subdistricts["Lakeside"], hillside)
    elsewhere = settings(cast, place=place)
    meeting_id = service.set_up_meeting(cast["clerk"], settings(cast, title="Mine"))
    with pytest.raises(Refusal):
        service.change_meeting(cast["clerk"], meeting_id, elsewhere)
    assert row_of(meeting_id).community_id == cast.communities["Riverside"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "meeting.no_title"),
        ({"title": "x" * 61}, "meeting.long_title"),
        ({"items": ()}, "plan.empty"),
        ({"items": (ItemPlan(ItemKind.FREE, ""),)}, "plan.no_title"),
        ({"items": (ItemPlan(ItemKind.FREE, "A", 0),)}, "plan.minutes"),
        ({"place": Place(PlaceKind.COMMUNITY, 1, None)}, "meeting.no_community"),
        ({"starts_at": LONG_AGO}, "meeting.in_the_past"),
    ],
)
def test_the_first_thing_wrong_is_named_and_nothing_is_written(
    cast: Cast, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        service.set_up_meeting(cast["host"], replace(settings(cast), **wrong))  # type: ignore[arg-type]
    assert code_of(refused) == code
    assert service.list_meetings() == []


def test_changing_the_agenda_keeps_the_items_that_stay(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    before = service.get_settings(meeting_id)
    moved = move_item(before.items, 2, -1)
    added = (*moved[:-1], ItemPlan(ItemKind.FREE, "New", 25))
    service.change_meeting(cast["host"], meeting_id, replace(before, items=added))
    after = service.get_meeting_view(meeting_id).agenda
    assert [one.title for one in after] == [one.title for one in added]
    assert [one.id for one in after[:-1]] == [one.id for one in moved[:-1]]
    assert [one.position for one in after] == [1, 2, 3, 4, 5]


def test_an_item_on_which_a_poll_hangs_stays_on_the_agenda(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    before = service.get_settings(meeting_id)
    with transaction() as db:
        db.add(
            Poll(
                meeting_id=meeting_id,
                item_id=before.items[0].id,
                number=1,
                question="?",
                created_at=utc_now(),
            )
        )
    without = replace(before, items=before.items[1:])
    with pytest.raises(Refusal) as refused:
        service.change_meeting(cast["host"], meeting_id, without)
    assert code_of(refused) == "agenda.in_use"
    assert service.get_settings(meeting_id) == before


def test_a_change_that_changes_nothing_tells_no_screen(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    version = service.find_version(meeting_id)
    service.change_meeting(cast["host"], meeting_id, service.get_settings(meeting_id))
    assert service.find_version(meeting_id) == version
    changed = replace(service.get_settings(meeting_id), venue="Other hall")
    service.change_meeting(cast["host"], meeting_id, changed)
    assert service.find_version(meeting_id) == version + 1


def test_a_double_tap_opens_once_and_gives_the_same_code(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    assert service.get_meeting_view(meeting_id).join_code is None
    codes: list[str] = []
    taps = [
        Thread(target=lambda: codes.append(service.open_meeting(cast["host"], meeting_id)))
        for _ in range(4)
    ]
    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    assert len(codes) == 4
    assert len(set(codes)) == 1
    with reading() as db:
        assert [one.kind for one in acts.list_acts(db, meeting_id)] == ["open_meeting"]
        assert acts.find_last_act(db, meeting_id) is None, "opening cannot be taken back"
    assert service.get_meeting_view(meeting_id).join_code == codes[0]


def test_the_code_of_printed_slips_opens_nothing_before_the_meeting_and_stays_its_code(
    cast: Cast,
) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    code = service.reserve_join_code(cast["clerk"], meeting_id)
    assert service.reserve_join_code(cast["host"], meeting_id) == code
    assert service.get_meeting_view(meeting_id).join_code is None
    assert service.open_meeting(cast["host"], meeting_id) == code


def test_without_a_quorum_a_council_opens_for_a_reason_only_which_is_traced(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], replace(settings(cast), quorum=MANY))
    with pytest.raises(Refusal) as refused:
        service.open_meeting(cast["host"], meeting_id, " ")
    assert code_of(refused) == "meeting.no_quorum"
    assert row_of(meeting_id).state == "planned"
    service.open_meeting(cast["host"], meeting_id, "Doors first")
    with reading() as db:
        [act] = acts.list_acts(db, meeting_id)
        assert (act.facts["reason"], act.facts["quorum_holds"]) == ("Doors first", False)


def test_a_talk_day_opens_however_many_have_come(cast: Cast) -> None:
    meeting_id = cast.meeting(
        state="planned", join_code=None, opened_at=None, quorum=[MANY[0].as_row()]
    )
    assert service.open_meeting(cast["host"], meeting_id)


def test_closing_ends_what_runs_and_frees_the_code_and_the_pins(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id, state="running", started_at=utc_now() - timedelta(seconds=90))
    voice = cast.voice(meeting_id, 1, pin="135790")
    with transaction() as db:
        meetings.get_meeting(db, meeting_id).current_item_id = item_id
    service.close_meeting(cast["host"], meeting_id)
    service.close_meeting(cast["host"], meeting_id)
    row = row_of(meeting_id)
    assert (row.state, row.join_code, row.current_item_id) == ("closed", None, None)
    with reading() as db:
        item = meetings.get_item(db, meeting_id, item_id)
        assert item.state == ItemState.DONE
        assert item.started_at is None
        assert item.seconds_spent >= 90
        assert meetings.get_attendee(db, meeting_id, voice.attendee_id).pin is None
        assert [one.kind for one in acts.list_acts(db, meeting_id)] == ["close_meeting"]


def test_a_meeting_with_an_open_poll_does_not_close(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with transaction() as db:
        db.add(
            Poll(meeting_id=meeting_id, number=1, question="?", state="open", created_at=utc_now())
        )
    with pytest.raises(Refusal) as refused:
        service.close_meeting(cast["host"], meeting_id)
    assert code_of(refused) == "meeting.poll_open"
    assert row_of(meeting_id).state == "open"


def test_what_is_over_or_open_is_neither_changed_nor_called_off(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    service.open_meeting(cast["host"], meeting_id)
    with pytest.raises(Refusal) as refused:
        service.change_meeting(cast["host"], meeting_id, settings(cast, title="Late"))
    assert code_of(refused) == "meeting.is_open"
    with pytest.raises(Refusal) as refused:
        service.cancel_meeting(cast["host"], meeting_id)
    assert code_of(refused) == "meeting.is_open"
    service.close_meeting(cast["host"], meeting_id)
    with pytest.raises(Refusal) as refused:
        service.open_meeting(cast["host"], meeting_id)
    assert code_of(refused) == "meeting.is_closed"


def test_calling_off_twice_is_once_and_a_cancelled_meeting_does_not_open(cast: Cast) -> None:
    meeting_id = service.set_up_meeting(cast["host"], settings(cast))
    service.cancel_meeting(cast["host"], meeting_id)
    service.cancel_meeting(cast["host"], meeting_id)
    with pytest.raises(Refusal) as refused:
        service.open_meeting(cast["host"], meeting_id)
    assert code_of(refused) == "meeting.is_cancelled"


def test_the_public_view_counts_people_and_names_nobody(cast: Cast) -> None:
    meeting_id = cast.meeting(
        quorum=[Condition(Measure.SHARE, None, share=Fraction(1, 2)).as_row()],
        admission=Admission.ROSTER.value,
    )
    cast.voice(meeting_id, 1, is_invited=True, pin="135790")
    cast.voice(meeting_id, 2, standing=Standing.GUEST.value, has_vote=False)
    cast.voice(meeting_id, 3, is_invited=True, came_at=None, device_key=None)
    view = service.get_meeting_view(meeting_id)
    assert (view.invited, view.came, view.present, view.voters) == (2, 2, 2, 1)
    assert not view.quorum.holds, "one of two is not more than half"
    assert "Guest 1" not in repr(view)
    assert "135790" not in repr(view)


def test_a_proposal_that_is_not_public_lends_its_title_to_nobody(cast: Cast) -> None:
    draft = cast.proposal(cast.round(), state="draft", title="Still secret")
    meeting_id = cast.meeting()
    cast.item(meeting_id, kind="proposal", proposal_id=draft, title="An item")
    [item] = service.get_meeting_view(meeting_id).agenda
    assert (item.proposal_id, item.proposal_title) == (None, "")


def test_motions_are_untouched_by_the_doors(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id, mover = cast.item(meeting_id), cast.voice(meeting_id, 1)
    with transaction() as db:
        motion = Motion(
            meeting_id=meeting_id,
            item_id=item_id,
            number=1,
            text="Plant trees",
            mover_id=mover.attendee_id,
            at=utc_now(),
        )
        db.add(motion)
        db.flush()
        motion_id = motion.id
    with pytest.raises(Refusal):
        rosters.remove_from_roster(cast["host"], meeting_id, mover.attendee_id)
    service.close_meeting(cast["host"], meeting_id)
    with reading() as db:
        assert db.get(Attendee, mover.attendee_id) is not None
        kept = db.get(Motion, motion_id)
        assert kept is not None
        assert kept.state == "moved"
