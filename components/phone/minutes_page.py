"""会议纪要 on a phone: the approved text, for who was in the meeting or still has its code."""

from starlette.responses import Response

from components.language import written_in
from components.minutes_export import heading_words, printed_version, status_words
from components.phone.door import Visit
from components.phone.room_page import find_room
from components.phone.serving import draw, go_to
from domain.minutes import Content
from services import minutes


def show_minutes(visit: Visit) -> Response:
    """The newest approved version; before there is one, the room."""
    room = find_room(visit)
    approved = None if room is None else minutes.find_approved(room.meeting_id)
    if approved is None:
        return go_to(f"/m/{visit.code}")
    with written_in(approved.language):
        approved_words = status_words(printed_version(approved))
        headings = list_headings(approved.content)
    return draw(
        visit,
        "minutes.html",
        room=room,
        content=approved.content,
        approved=approved_words,
        headings=headings,
    )


def list_headings(content: Content) -> dict[str, str]:
    """The numbered heading of every section that says something, by the section's key."""
    shown = [one for one in content.sections if one.shown]
    return {one.key: heading_words(place, one.title) for place, one in enumerate(shown)}
