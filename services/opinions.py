"""意见群与共识: the map of an item's stances, what the talk changed, and the export."""

import io
import zipfile
from datetime import datetime
from functools import lru_cache
from secrets import token_bytes

from db import meetings, stances
from db.engine import Session, database_url, reading
from db.tables import StanceWave
from domain.meetings import MeetingState, Voice
from domain.opinions.conversation import LET_IN, Conversation, Statement, pseudonymous
from domain.opinions.export import write_files
from domain.opinions.opinion_map import OpinionMap, draw_map
from domain.opinions.stances import Stance, Stances, gather
from domain.opinions.waves import Movement, compare_waves
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.stance_views import Opinions
from domain.stances import StatementState, Wave
from services.meeting_access import confirm_voice, permit_in

MOST_KEPT = 64
MapKey = tuple[str, int, str, str, tuple[int, ...]]
"""All that a map depends on: database, item, wave, when it closed, which statements are shown."""


def find_map_key(item_id: int, wave: Wave) -> MapKey | None:
    """What names the map of a wave that has closed; None while it is open, or was never asked.

    Nobody sees a map while people still answer: it would tell them what to say.
    """
    with reading() as db:
        closed_at, shown = stances.find_map_version(db, item_id, wave)
    if closed_at is None:
        return None
    return database_url(), item_id, wave.value, closed_at.isoformat(), shown


def opinion_map(meeting_id: int, item_id: int, wave: Wave) -> Opinions:
    """The map of a closed wave, with the words that belong to it; worked out once, then kept."""
    key = find_map_key(item_id, wave)
    if key is None:
        raise Refusal("wave.not_closed")
    with reading() as db:
        meetings.get_item(db, meeting_id, item_id)
        shown = stances.list_statements(db, meeting_id, item_id, StatementState.SHOWN)
        texts = {str(row.id): row.text for row in shown}
    return Opinions(meeting_id, item_id, wave, _map(key), texts)


def find_own_place(voice: Voice, item_id: int) -> str:
    """As which participant of the maps of an item this person answered; empty where they did not.

    Asked while the meeting lasts; afterwards nobody can tell.
    """
    with reading() as db:
        confirm_voice(db, voice)
        key = stances.find_person_key(db, voice.meeting_id, voice.attendee_id)
    people = _people(item_id)
    return str(people.index(key)) if key in people else ""


def find_change(meeting_id: int, item_id: int) -> tuple[Movement, ...]:
    """What the talk changed, statement by statement; empty unless both waves have closed."""
    keys = [find_map_key(item_id, wave) for wave in Wave]
    if None in keys:
        return ()
    with reading() as db:
        meetings.get_item(db, meeting_id, item_id)
    before, after = (_stances(item_id, wave) for wave in Wave)
    return compare_waves(before, after)


def export_stances(actor: Actor | None, meeting_id: int) -> bytes:
    """A zip with one conversation for every item and wave that has closed, in the form of Polis.

    Open to all once the meeting is over; before, to whoever moderates it. People are numbers that
    are drawn anew for every conversation and export; a statement does not say whose it was.
    """
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        if meeting.state != MeetingState.CLOSED:
            if actor is None:
                raise Refusal("opinions.not_closed")
            permit_in(db, actor, Action.MODERATE_STATEMENT, meeting)
        closed = [row for row in stances.list_waves(db, meeting_id) if row.closed_at is not None]
        if not closed:
            raise Refusal("opinions.nothing_asked")
        files = {
            f"item-{row.item_id}-{row.wave}/{name}": content
            for row in closed
            for name, content in _files(db, meeting.title, row).items()
        }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _files(db: Session, title: str, row: StanceWave) -> dict[str, bytes]:
    item = meetings.get_item(db, row.meeting_id, row.item_id)
    shown = stances.list_statements(db, row.meeting_id, row.item_id, StatementState.SHOWN)
    at = _milliseconds(row.opened_at)
    kept = Conversation(
        tuple(Statement(str(one.id), one.text, "", LET_IN, _milliseconds(one.at)) for one in shown),
        tuple(
            Stance(key, str(statement), value, at)
            for key, statement, value in stances.list_stances(db, row.item_id, Wave(row.wave))
        ),
        topic=item.title,
        description=title,
    )
    told = pseudonymous(kept, token_bytes(32))
    return write_files(told, draw_map(told.table()).group_of)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


@lru_cache(maxsize=MOST_KEPT)
def _map(key: MapKey) -> OpinionMap:
    return draw_map(_stances(key[1], Wave(key[2])))


def _stances(item_id: int, wave: Wave) -> Stances:
    """The table of one wave. People are called by running numbers, never by their keys."""
    with reading() as db:
        rows = stances.list_stances(db, item_id, wave)
        _, shown = stances.find_map_version(db, item_id, wave)
    numbers = {key: str(number) for number, key in enumerate(_people(item_id))}
    given = [Stance(numbers[key], str(statement), value) for key, statement, value in rows]
    return gather(given, [str(one) for one in shown])


def _people(item_id: int) -> list[str]:
    """Everyone who answered anything on the item, so that both waves call them alike."""
    with reading() as db:
        keys = {key for wave in Wave for key, _, _ in stances.list_stances(db, item_id, wave)}
    return sorted(keys)
