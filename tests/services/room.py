"""A room for the tests of the floor: an item before it, people in it, and what they can see."""

from dataclasses import dataclass

from domain.floor import Side
from domain.floor_views import Floor
from domain.meetings import Voice
from domain.roles import Actor
from services import floor, floor_reading, speeches
from tests.cast import Cast


@dataclass(slots=True)
class Room:
    """An open meeting whose first of three items runs; people are called by their number."""

    cast: Cast
    meeting_id: int
    items: list[int]
    voices: dict[int, Voice]

    @property
    def host(self) -> Actor:
        """Who runs the meeting."""
        return self.cast["host"]

    @property
    def item(self) -> int:
        """The item that runs."""
        return self.items[0]

    def now(self) -> Floor:
        """What everyone in the room sees."""
        return floor_reading.get_floor(self.meeting_id)

    def id_of(self, number: int) -> int:
        """The attendee with this number."""
        return self.voices[number].attendee_id

    def ask(self, number: int, side: Side = Side.NEUTRAL) -> None:
        """Somebody asks to speak on the item that runs."""
        speeches.ask_to_speak(self.voices[number], self.item, side)

    def waiting(self) -> list[int]:
        """The numbers of those who wait, in the order in which they will be called."""
        return [one.person.number for one in self.now().waiting]

    def speaking(self) -> int | None:
        """The number of who speaks."""
        speech = self.now().speaking
        return speech.person.number if speech else None

    def call(self, number: int) -> int:
        """The facilitator gives the floor to this number; the speech's id."""
        before = self.now()
        [speech] = [one for one in before.waiting if one.person.number == number]
        after = before.speaking.id if before.speaking else None
        speeches.call_speaker(self.host, self.meeting_id, speech.id, after)
        return speech.id


def a_room(cast: Cast, people: int = 6, **settings: object) -> Room:
    """An open meeting with so many people in it, at the first of its three items."""
    meeting_id = cast.meeting(**settings)
    items = [cast.item(meeting_id, place) for place in (1, 2, 3)]
    voices = {number: cast.voice(meeting_id, number) for number in range(1, people + 1)}
    room = Room(cast, meeting_id, items, voices)
    floor.start_item(room.host, meeting_id, items[0])
    return room
