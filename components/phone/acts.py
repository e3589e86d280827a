"""What a phone can do: come in, answer, take a stance, speak, second, write, go home."""

from collections.abc import Callable

from starlette.responses import Response

from components.phone.door import Visit
from components.phone.room_now import RoomNow
from components.phone.room_page import draw_for, draw_room, draw_way_in, find_room
from components.phone.serving import Handler, draw, go_to, rooms
from domain.floor import Side
from domain.joining import Presence
from domain.meetings import Voice
from domain.poll_views import OwnAnswer
from domain.polls import SCALE, PollKind, PollTerms
from domain.refusals import Refusal
from domain.stances import StanceValue, Wave
from locales import sentence, translate
from services import joining, motions, poll_answers, polls, speeches, stances, statements

Act = Callable[[Visit, RoomNow, Voice], object]

REFUSED = 409


def join(visit: Visit) -> Response:
    """Come in with the code, a PIN, or by name."""
    room = find_room(visit)
    if room is None:
        return go_to("/m")
    if visit.is_new:
        # Without its cookie the device would be somebody new at every tap.
        return draw_way_in(visit, room, Presence(), Refusal("join.no_cookie"), REFUSED)
    pin = visit.said("pin") if "pin" in visit.form else None
    try:
        joining.join_room(
            visit.code,
            visit.token,
            pin=pin,
            name=visit.said("name"),
            channel=visit.channel,
            number=visit.number("number"),
        )
    except Refusal as refusal:
        presence = joining.find_presence(room.meeting_id, visit.token)
        return draw_way_in(visit, room, presence, refusal, REFUSED)
    rooms.note_known(visit.code, visit.key)
    return go_to(f"/m/{visit.code}")


def in_the_room(act: Act, *, shows_at_once: bool = False) -> Handler:
    """An act of somebody in the room; refused or done, the room is shown again.

    `shows_at_once`: what everyone sees has changed by it, and whoever did it must see that.
    """

    def handler(visit: Visit) -> Response:
        room = find_room(visit)
        if room is None:
            return go_to("/m")
        voice = None if visit.is_new else joining.find_voice(room.meeting_id, visit.token)
        if voice is None:
            return draw_room(visit, room, status=REFUSED)
        try:
            done = act(visit, room, voice)
        except Refusal as refusal:
            # Refused for what this phone has not been told yet, most likely.
            room = rooms.look(visit.code, at_once=True) or room
            return draw_room(visit, room, refusal, REFUSED)
        room = rooms.look(visit.code, at_once=shows_at_once) or room
        if not visit.is_part:
            return go_to(f"/m/{visit.code}")
        # What was just read and written is not asked for again: a whole hall answers at once.
        return draw_for(visit, room, voice, done if isinstance(done, OwnAnswer) else None)

    return handler


def answer(visit: Visit, room: RoomNow, voice: Voice) -> OwnAnswer:
    """Answer the poll that the form was made for."""
    poll_id = visit.number("poll")
    if poll_id is None:
        raise Refusal("poll.unknown")
    is_current = room.poll is not None and room.poll.poll_id == poll_id
    poll = room.poll if is_current else polls.get_poll_view(poll_id)
    assert poll is not None  # noqa: S101 - one of the two is
    return poll_answers.save_answer(voice, poll_id, answer_in(visit, poll.terms))


def answer_in(visit: Visit, terms: PollTerms) -> dict[str, int]:
    """The answer as the form holds it; what makes no sense is left to the service to refuse."""
    if terms.kind is PollKind.POINTS:
        given = {place: visit.number(f"points-{place}") for place in terms.places}
        return {place: points for place, points in given.items() if points}
    chosen = [one for one in visit.form.get("answer", ()) if one]
    if terms.kind is PollKind.SCALE:
        return {SCALE: int(chosen[0])} if chosen and chosen[0].isdecimal() else {}
    return dict.fromkeys(chosen, 1)


def take_stance(visit: Visit, room: RoomNow, voice: Voice) -> None:
    """赞成 / 反对 / 略过 to one statement."""
    statement, value = visit.number("statement"), visit.said("value")
    wave = visit.said("wave")
    if statement is None or value not in ("1", "0", "-1") or wave not in list(Wave):
        raise Refusal("statement.not_asked")
    stances.take_stance(voice, statement, Wave(wave), StanceValue(int(value)))


def ask_to_speak(visit: Visit, room: RoomNow, voice: Voice) -> None:
    """Go on the speakers' list of the item that the form was made for."""
    item, side = visit.number("item"), visit.said("side")
    if item is None or side not in list(Side):
        raise Refusal("agenda.unknown")
    speeches.ask_to_speak(voice, item, Side(side))


def step_back(visit: Visit, room: RoomNow, voice: Voice) -> None:
    """Come off the speakers' list again."""
    item = visit.number("item")
    if item is not None:
        speeches.step_back(voice, item)


def second(visit: Visit, room: RoomNow, voice: Voice) -> None:
    """附议 the motion that the form was made for."""
    motion = visit.number("motion")
    if motion is None:
        raise Refusal("motion.unknown")
    motions.second_from_floor(voice, motion)


def leave(visit: Visit, room: RoomNow, voice: Voice) -> None:
    """Go home."""
    joining.leave(voice)


def write_statement(visit: Visit) -> Response:
    """Put a sentence before the moderator; refused, it is still there to be mended."""
    room = find_room(visit)
    voice = None
    if room is not None and not visit.is_new:
        voice = joining.find_voice(room.meeting_id, visit.token)
    if room is None or voice is None:
        return go_to(f"/m/{visit.code}")
    text = visit.said("text")
    try:
        statements.propose_statement(voice, text, visit.number("item"))
    except Refusal as refusal:
        told = sentence(visit.language, refusal)
        return draw(visit, "write.html", REFUSED, room=room, text=text, told=told)
    thanks = translate(visit.language, "phone.statement_sent")
    return draw(visit, "told.html", told=thanks, back=f"/m/{visit.code}")
