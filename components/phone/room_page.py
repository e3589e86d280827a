"""What a phone is shown: the six digits to type, the way in, the room."""

import time
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from components.phone.door import Visit
from components.phone.drawing import script, style_sheet
from components.phone.room_now import RoomNow, list_answers, read_room
from components.phone.serving import draw, go_to, rooms, turnstile
from domain.clock import utc_now
from domain.joining import CODE_DIGITS, Presence, digits_of
from domain.meetings import Voice
from domain.poll_views import OwnAnswer
from domain.refusals import Refusal
from domain.stance_views import StanceCard
from locales import sentence, translate
from services import joining, poll_answers, stances

WITHOUT_SCRIPT_SECONDS = 15
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Mine:
    """What the room is to this person: their answer, their place on the list, what they are asked.

    `stances`: how many statements they have answered, where they have answered all.
    """

    voice: Voice
    answer: OwnAnswer | None
    place: int | None
    is_speaking: bool
    card: StanceCard | None


def show_code_form(visit: Visit) -> Response:
    """Type the six digits from the wall."""
    code = digits_of(visit.said("code"))
    if len(code) == CODE_DIGITS:
        return go_to(f"/m/{code}")
    told = translate(visit.language, "phone.six_digits") if visit.said("code") else ""
    return draw(visit, "code.html", code=code, told=told)


def show_room(visit: Visit) -> Response:
    """The room, or the way into it."""
    room = find_room(visit)
    if room is None:
        told = translate(visit.language, "refusal.join.unknown_code")
        return draw(visit, "code.html", 404, code="", told=told)
    return draw_room(visit, room)


def show_writing(visit: Visit) -> Response:
    """A page of its own for writing a statement: nothing refreshes it under one's fingers."""
    room = find_room(visit)
    if room is None or not room.is_open or joining.find_voice(room.meeting_id, visit.token) is None:
        return go_to(f"/m/{visit.code}")
    return draw(visit, "write.html", room=room, text="", told="")


def go_to_tablet(visit: Visit) -> Response:
    """The room's page for tablets, on a device that is known from now on also after a reload."""
    return go_to(f"/room?code={digits_of(visit.code)}")


def show_answers(visit: Visit) -> Response:
    """上期回音 in full."""
    room = find_room(visit)
    if room is None:
        return go_to("/m")
    return draw(visit, "answers.html", room=room, answers=list_answers(room.meeting_id))


def tell_mark(visit: Visit) -> Response:
    """Whether a phone must look again: nothing, or the new mark. Mostly answered from memory."""
    room = rooms.look(visit.code)
    if room is None:
        _note_wrong_code(visit)
        return Response(status_code=410)
    return _news(visit, room)


def tell_mark_from_memory(visit: Visit) -> Response | None:
    """The same where the room was looked at within the last second; None: it must be."""
    room = rooms.peek(visit.code)
    return None if room is None else _news(visit, room)


def _news(visit: Visit, room: RoomNow) -> Response:
    mark = room.mark_for(visit.key)
    if mark == visit.said("seen"):
        return Response(status_code=204)
    return JSONResponse({"mark": mark})


def show_style(visit: Visit) -> Response:
    """The look; its address changes with it."""
    return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": A_YEAR})


def show_script(visit: Visit) -> Response:
    """The script; its address changes with it."""
    return Response(script(), media_type="text/javascript", headers={"Cache-Control": A_YEAR})


def find_room(visit: Visit) -> RoomNow | None:
    """The room of the code, or the one that this device was in until it was closed."""
    room = rooms.look(visit.code)
    if room is not None:
        return room
    _note_wrong_code(visit)
    ended = None if visit.is_new else joining.find_ended_room(visit.token)
    return None if ended is None else read_room(ended.meeting_id, visit.code)


def _note_wrong_code(visit: Visit) -> None:
    """Count it, also of somebody who was in an earlier meeting: that gives no right to guess."""
    if not rooms.is_known(visit.code, visit.key):
        turnstile.note_failure(visit.address, time.monotonic())


def draw_room(
    visit: Visit, room: RoomNow, refusal: Refusal | None = None, status: int = 200
) -> Response:
    """The room as this person sees it, under what they were refused, if so."""
    presence = Presence() if visit.is_new else joining.find_presence(room.meeting_id, visit.token)
    if presence.voice is None and room.is_open:
        return draw_way_in(visit, room, presence, refusal, status)
    told = "" if refusal is None else sentence(visit.language, refusal)
    return draw_for(visit, room, presence.voice, None, told, status)


def draw_for(
    visit: Visit,
    room: RoomNow,
    voice: Voice | None,
    answer: OwnAnswer | None,
    told: str = "",
    status: int = 200,
) -> Response:
    """The room for this voice (None: over, and they were never in it); `answer` where known."""
    if voice is not None:
        rooms.note_known(visit.code, visit.key)
    return draw(
        visit,
        "room.html",
        status,
        room=room,
        mark=room.mark_for(visit.key),
        mine=None if voice is None else _mine(room, voice, answer),
        told=told,
        now=utc_now(),
        refresh_seconds=WITHOUT_SCRIPT_SECONDS,
    )


def draw_way_in(
    visit: Visit,
    room: RoomNow,
    presence: Presence,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response:
    """What this meeting asks of whoever comes in."""
    asks_number = refusal is not None and (
        refusal.code == "join.number_needed" or bool(visit.said("number"))
    )
    return draw(
        visit,
        "join.html",
        status,
        room=room,
        presence=presence,
        asks_number=asks_number,
        told="" if refusal is None else sentence(visit.language, refusal),
    )


def _mine(room: RoomNow, voice: Voice, answer: OwnAnswer | None) -> Mine:
    speaking = room.speaking
    return Mine(
        voice=voice,
        answer=answer or _own_answer(room, voice),
        place=room.place_of(voice.attendee_id),
        is_speaking=speaking is not None and speaking.person.attendee_id == voice.attendee_id,
        card=_card(room, voice),
    )


def _own_answer(room: RoomNow, voice: Voice) -> OwnAnswer | None:
    poll = room.poll or room.last_poll
    if poll is None or not room.is_open:
        return None
    try:
        return poll_answers.own_answer(voice, poll.poll_id)
    except Refusal:
        return None


def _card(room: RoomNow, voice: Voice) -> StanceCard | None:
    if room.wave is None or not room.is_open:
        return None
    try:
        return stances.next_statement(voice, room.wave)
    except Refusal:
        return None
