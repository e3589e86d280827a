"""One voice per device and per person, whoever joins, and no guessing of codes and PINs."""

from datetime import timedelta

import pytest
from sqlmodel import select

from db.engine import reading, transaction
from db.meetings import get_meeting
from db.tables import Attendee, PinTry, Poll, PollVoice
from domain.clock import utc_now
from domain.joining import FREE_FAILURES, MEETING_PACE
from domain.meetings import Admission
from domain.refusals import Refusal
from services import joining
from services.meeting_access import confirm_voice
from tests.cast import Cast

CODE = "246810"


def people(meeting_id: int) -> list[Attendee]:
    """Everyone of the meeting."""
    with reading() as db:
        return list(db.exec(select(Attendee).where(Attendee.meeting_id == meeting_id)))


def invited(meeting_id: int, number: int, pin: str) -> int:
    """Somebody on the roster who has not come yet; their id."""
    with transaction() as db:
        row = Attendee(
            meeting_id=meeting_id,
            number=number,
            name=f"Invited {number}",
            is_invited=True,
            pin=pin,
            created_at=utc_now(),
        )
        db.add(row)
        db.flush()
        return row.id


def open_poll(meeting_id: int) -> int:
    """An open poll that entitles nobody yet; its id."""
    with transaction() as db:
        row = Poll(
            meeting_id=meeting_id, number=1, question="?", state="open", created_at=utc_now()
        )
        db.add(row)
        db.flush()
        return row.id


def refusal(act: object, *args: object, **more: object) -> Refusal:
    """What this act was refused with."""
    with pytest.raises(Refusal) as caught:
        act(*args, **more)  # type: ignore[operator]
    return caught.value


def test_a_code_opens_the_room_also_in_full_width_digits_and_with_a_gap(cast: Cast) -> None:
    meeting_id = cast.meeting()
    room = joining.find_room("２４６ 810")
    assert room is not None
    assert room.meeting_id == meeting_id
    assert joining.find_room("111111") is None
    assert joining.find_room("") is None


def test_a_device_that_joins_again_keeps_its_voice(cast: Cast) -> None:
    meeting_id = cast.meeting()
    first = joining.join_room(CODE, "token", name="  Wang \n Mei ")
    assert joining.join_room(CODE, "token") == first
    assert (first.number, first.name, first.has_vote) == (1, "Wang Mei", True)
    assert joining.find_voice(meeting_id, "token") == first
    assert len(people(meeting_id)) == 1


def test_two_devices_are_two_voices_and_the_token_is_not_kept(cast: Cast) -> None:
    meeting_id = cast.meeting()
    joining.join_room(CODE, "one")
    assert joining.join_room(CODE, "two").number == 2
    assert not {"one", "two"} & {one.device_key for one in people(meeting_id)}


def test_whoever_goes_home_and_comes_back_has_the_same_voice(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voice = joining.join_room(CODE, "token")
    joining.leave(voice)
    assert joining.find_voice(meeting_id, "token") is None
    assert joining.find_presence(meeting_id, "token").has_left
    assert refusal(joining.leave, voice).code == "voice.left"
    assert joining.join_room(CODE, "token") == voice
    assert len(people(meeting_id)) == 1


def test_a_roster_asks_for_a_pin_and_a_closed_meeting_for_nothing(cast: Cast) -> None:
    meeting_id = cast.meeting(admission=Admission.ROSTER.value)
    assert refusal(joining.join_room, CODE, "token").code == "join.pin_needed"
    cast_id = invited(meeting_id, 7, "135790")
    voice = joining.join_room(CODE, "token", pin="１３５７９０")
    assert (voice.attendee_id, voice.number) == (cast_id, 7)
    assert refusal(joining.join_room, "999999", "token").code == "join.unknown_code"


def test_a_second_device_takes_over_and_the_first_is_told(cast: Cast) -> None:
    meeting_id = cast.meeting(admission=Admission.ROSTER.value)
    invited(meeting_id, 7, "135790")
    old = joining.join_room(CODE, "old", pin="135790")
    new = joining.join_room(CODE, "new", pin="135790")
    assert new.attendee_id == old.attendee_id
    with reading() as db:
        assert refusal(confirm_voice, db, old).code == "voice.taken_over"
        confirm_voice(db, new)
    assert joining.find_presence(meeting_id, "old").was_taken_over
    again = joining.join_room(CODE, "old", pin="135790")
    assert joining.find_voice(meeting_id, "old") == again
    assert joining.find_presence(meeting_id, "new").was_taken_over


def test_one_phone_may_serve_two_of_the_roster_one_after_the_other(cast: Cast) -> None:
    meeting_id = cast.meeting(admission=Admission.ROSTER.value)
    invited(meeting_id, 1, "111111")
    invited(meeting_id, 2, "222222")
    joining.join_room(CODE, "shared", pin="111111")
    assert joining.join_room(CODE, "shared", pin="222222").number == 2
    assert all(one.came_at for one in people(meeting_id))


def test_a_nameless_voice_cannot_become_a_second_one(cast: Cast) -> None:
    meeting_id = cast.meeting()
    invited(meeting_id, 1, "111111")
    joining.join_room(CODE, "phone")
    assert refusal(joining.join_room, CODE, "phone", pin="111111").code == "join.device_speaks"
    joining.join_room(CODE, "tablet", pin="111111")
    joining.join_room(CODE, "new tablet", pin="111111")
    assert refusal(joining.join_room, CODE, "tablet").code == "voice.taken_over"


def test_wrong_pins_make_a_device_wait_and_are_counted_though_refused(cast: Cast) -> None:
    meeting_id = cast.meeting(admission=Admission.ROSTER.value)
    invited(meeting_id, 1, "111111")
    for _ in range(FREE_FAILURES + 1):
        assert refusal(joining.join_room, CODE, "guesser", pin="000000").code == "join.wrong_pin"
    assert refusal(joining.join_room, CODE, "guesser", pin="111111").code == "join.wait"
    joining.join_room(CODE, "honest", pin="111111")
    with transaction() as db:
        for row in db.exec(select(PinTry)):
            row.locked_until = utc_now() - timedelta(seconds=1)
    joining.join_room(CODE, "guesser", pin="111111")


def test_guessing_with_ever_new_devices_is_met_with_the_number_and_locks_nobody_out(
    cast: Cast,
) -> None:
    meeting_id = cast.meeting(admission=Admission.ROSTER.value)
    invited(meeting_id, 7, "111111")
    for n in range(MEETING_PACE.burst + 1):
        assert refusal(joining.join_room, CODE, f"new {n}", pin="000000").code == "join.wrong_pin"
    assert refusal(joining.join_room, CODE, "honest", pin="111111").code == "join.number_needed"
    assert (
        refusal(joining.join_room, CODE, "honest", pin="111111", number=8).code == "join.wrong_pin"
    )
    assert joining.join_room(CODE, "honest", pin="111111", number=7).number == 7


def test_whoever_comes_while_a_poll_is_open_may_answer_it_if_they_have_a_vote(cast: Cast) -> None:
    meeting_id = cast.meeting()
    poll_id = open_poll(meeting_id)
    voice = joining.join_room(CODE, "token")
    joining.join_with_account(cast["expert"], CODE, "expert's tablet")
    with reading() as db:
        entitled = db.exec(select(PollVoice.attendee_id).where(PollVoice.poll_id == poll_id)).all()
    assert entitled == [voice.attendee_id]


@pytest.mark.parametrize(
    ("who", "standing", "has_vote"),
    [
        ("mei", "representative", True),
        ("ann", "resident", True),
        ("zhou", "guest", False),
        ("expert", "expert", False),
        ("host", "guest", False),
    ],
)
def test_an_account_joins_as_who_it_is_and_votes_where_it_belongs(
    cast: Cast, who: str, standing: str, has_vote: bool
) -> None:
    meeting_id = cast.meeting(admission=Admission.ACCOUNTS.value)
    assert refusal(joining.join_room, CODE, "phone").code == "join.account_needed"
    voice = joining.join_with_account(cast[who], CODE, "tablet")
    [row] = people(meeting_id)
    assert (row.standing, voice.has_vote, voice.name) == (standing, has_vote, who.capitalize())
    assert joining.join_with_account(cast[who], CODE, "phone").attendee_id == voice.attendee_id
    assert joining.find_presence(meeting_id, "tablet").was_taken_over


def test_an_account_that_joined_without_a_name_before_keeps_that_one_voice(cast: Cast) -> None:
    meeting_id = cast.meeting()
    nameless = joining.join_room(CODE, "phone")
    named = joining.join_with_account(cast["mei"], CODE, "phone")
    assert (named.attendee_id, named.name) == (nameless.attendee_id, "Mei")
    assert len(people(meeting_id)) == 1


def test_a_roster_admits_no_account_that_is_not_on_it(cast: Cast) -> None:
    cast.meeting(admission=Admission.ROSTER.value)
    refused = refusal(joining.join_with_account, cast["mei"], CODE, "tablet")
    assert refused.code == "join.not_on_roster"


def test_the_room_is_told_of_a_newcomer_once(cast: Cast) -> None:
    cast.meeting()

    def version() -> int:
        room = joining.find_room(CODE)
        assert room is not None
        return room.version

    before = version()
    joining.join_room(CODE, "token")
    assert version() == before + 1
    joining.join_room(CODE, "token")
    assert version() == before + 1


def test_a_device_still_finds_its_meeting_when_it_is_over(cast: Cast) -> None:
    meeting_id = cast.meeting()
    joining.join_room(CODE, "token")
    assert joining.find_ended_room("token") is None
    with transaction() as db:
        row = get_meeting(db, meeting_id)
        row.state, row.join_code, row.closed_at = "closed", None, utc_now()
    room = joining.find_ended_room("token")
    assert room is not None
    assert room.meeting_id == meeting_id
    assert joining.find_ended_room("stranger") is None
