"""意见群与共识: the map of an item's stances, what the talk changed, and the export."""

from functools import lru_cache

from db import meetings, stances
from db.engine import database_url, reading
from domain.opinions.opinion_map import OpinionMap, draw_map
from domain.opinions.stances import Stance, Stances, gather
from domain.opinions.waves import Movement, compare_waves
from domain.refusals import Refusal
from domain.stance_views import Opinions
from domain.stances import StatementState, Wave

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


def find_change(meeting_id: int, item_id: int) -> tuple[Movement, ...]:
    """What the talk changed, statement by statement; empty unless both waves have closed."""
    keys = [find_map_key(item_id, wave) for wave in Wave]
    if None in keys:
        return ()
    with reading() as db:
        meetings.get_item(db, meeting_id, item_id)
    before, after = (_stances(item_id, wave) for wave in Wave)
    return compare_waves(before, after)


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
