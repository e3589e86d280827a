"""Rosters: invited by role or by name, with PINs where the meeting asks for them, once each."""

import logging

import pytest

from db import meetings
from db.engine import reading
from db.tables import Attendee
from domain.meetings import Standing
from domain.refusals import Refusal
from domain.roles import Role
from domain.roster_lines import PersonLine
from services import meetings as meeting_service
from services import rosters
from tests.cast import Cast

OWNERS = [PersonLine("Lin", Standing.OWNER, 8_650), PersonLine("Chen", Standing.OWNER, 12_000)]


def rows(meeting_id: int) -> list[Attendee]:
    with reading() as db:
        return meetings.list_attendees(db, meeting_id)


def test_inviting_a_role_twice_invites_each_person_of_the_place_once(cast: Cast) -> None:
    meeting_id = cast.meeting()
    roles = [Role.MEMBER, Role.RESIDENT]
    assert rosters.count_by_role(cast["host"], meeting_id)[Role.MEMBER] == 1
    assert rosters.invite_by_role(cast["host"], meeting_id, roles) == 2
    assert rosters.invite_by_role(cast["clerk"], meeting_id, roles) == 0
    found = {one.name: (one.standing, one.has_vote, one.is_invited) for one in rows(meeting_id)}
    assert found == {
        "Mei": ("representative", True, True),
        "Ann": ("resident", True, True),
    }


def test_residents_come_to_a_hearing_as_those_whom_it_affects(cast: Cast) -> None:
    meeting_id = cast.meeting(kind="hearing")
    rosters.invite_by_role(cast["host"], meeting_id, [Role.RESIDENT])
    assert [one.standing for one in rows(meeting_id)] == ["affected"]


def test_experts_belong_to_every_place_and_have_no_vote(cast: Cast) -> None:
    meeting_id = cast.meeting()
    assert rosters.invite_by_role(cast["host"], meeting_id, [Role.EXPERT]) == 3
    assert not any(one.has_vote for one in rows(meeting_id))


def test_pasting_the_same_lines_twice_adds_nobody(cast: Cast) -> None:
    meeting_id = cast.meeting()
    assert rosters.invite_people(cast["host"], meeting_id, OWNERS) == 2
    assert rosters.invite_people(cast["host"], meeting_id, OWNERS) == 0
    found = [(one.number, one.name, one.floor_area_dm2) for one in rows(meeting_id)]
    assert found == [(1, "Lin", 8_650), (2, "Chen", 12_000)]


def test_one_wrong_person_and_nobody_is_written(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with pytest.raises(Refusal):
        rosters.invite_people(
            cast["host"], meeting_id, [*OWNERS, PersonLine("", Standing.RESIDENT)]
        )
    assert rows(meeting_id) == []


def test_everyone_invited_to_a_meeting_by_roster_has_a_pin_of_their_own(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster", state="planned", join_code=None)
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    rosters.invite_by_role(cast["host"], meeting_id, [Role.MEMBER])
    pins = [one.pin for one in rows(meeting_id)]
    assert None not in pins
    assert len(set(pins)) == 3
    with pytest.raises(Refusal) as refused:
        rosters.list_slips(cast["clerk"], meeting_id)
    assert refused.value.code == "roster.no_slips"
    code = meeting_service.reserve_join_code(cast["clerk"], meeting_id)
    sheet = rosters.list_slips(cast["clerk"], meeting_id)
    assert sheet.join_code == code
    assert [one.pin for one in sheet.slips] == pins


def test_an_open_room_gives_no_pins(cast: Cast) -> None:
    meeting_id = cast.meeting()
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    assert [one.pin for one in rows(meeting_id)] == [None, None]


def test_a_lost_slip_is_replaced_and_the_old_pin_is_nobodys(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    before = rows(meeting_id)[0]
    rosters.renew_pin(cast["clerk"], meeting_id, before.id)
    after = rows(meeting_id)[0]
    assert after.pin not in (None, before.pin)
    with reading() as db:
        assert meetings.find_attendee_by_pin(db, meeting_id, str(before.pin)) is None


def test_no_pin_and_no_code_is_ever_logged(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    meeting_id = cast.meeting(admission="roster", state="planned", join_code=None)
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    code = meeting_service.open_meeting(cast["host"], meeting_id)
    for secret in (code, *(str(one.pin) for one in rows(meeting_id))):
        assert secret not in caplog.text


def test_who_has_come_stays_on_the_roster_and_who_has_not_can_be_taken_off(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voice = cast.voice(meeting_id, 1)
    with pytest.raises(Refusal) as refused:
        rosters.remove_from_roster(cast["host"], meeting_id, voice.attendee_id)
    assert refused.value.code == "roster.has_come"
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    lin = next(one.id for one in rows(meeting_id) if one.name == "Lin")
    rosters.remove_from_roster(cast["host"], meeting_id, lin)
    rosters.remove_from_roster(cast["host"], meeting_id, lin)
    assert [one.name for one in rows(meeting_id)] == ["Guest 1", "Chen"]


def test_a_change_of_standing_changes_the_vote_with_it(cast: Cast) -> None:
    meeting_id = cast.meeting()
    rosters.invite_people(cast["host"], meeting_id, OWNERS)
    lin = rows(meeting_id)[0].id
    rosters.set_standing(cast["host"], meeting_id, lin, Standing.GUEST)
    row = rows(meeting_id)[0]
    assert (row.standing, row.has_vote) == ("guest", False)


@pytest.mark.parametrize("username", ["mei", "ann", "lawyer", "far_clerk"])
def test_nobody_else_invites_or_reads_slips(cast: Cast, username: str) -> None:
    meeting_id = cast.meeting(admission="roster")
    with pytest.raises(Refusal):
        rosters.invite_people(cast[username], meeting_id, OWNERS)
    with pytest.raises(Refusal):
        rosters.list_slips(cast[username], meeting_id)
    assert rows(meeting_id) == []


def test_a_closed_meeting_invites_nobody(cast: Cast) -> None:
    meeting_id = cast.meeting(state="closed", join_code=None)
    with pytest.raises(Refusal) as refused:
        rosters.invite_people(cast["host"], meeting_id, OWNERS)
    assert refused.value.code == "meeting.is_closed"
