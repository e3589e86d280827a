"""态度: 赞成 / 反对 / 略过 to one statement after the other, before the talk and after it."""

from db import meetings, polls, stances
from db.engine import Session, reading, transaction
from db.tables import Meeting, StanceWave
from domain.clock import utc_now
from domain.meetings import ActKind, Voice
from domain.refusals import Refusal
from domain.roles import Actor
from domain.stance_views import StanceCard, WaveView
from domain.stances import StanceValue, StatementState, Wave
from domain.stances import next_statement as choose_next
from services.meeting_access import act_in, confirm_voice


def open_wave(actor: Actor, meeting_id: int, item_id: int, wave: Wave) -> None:
    """Ask everyone in the room for their stances on an item; asked again, the wave goes on."""
    with act_in(actor, meeting_id, ActKind.OPEN_WAVE, wave=wave.value) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        open_now = stances.find_open_wave(act.db, meeting_id)
        if open_now is not None:
            if (open_now.item_id, open_now.wave) != (item_id, wave.value):
                raise Refusal("wave.another_open")
            act.happened = False
            return
        if not stances.list_statements(act.db, meeting_id, item_id, StatementState.SHOWN):
            raise Refusal("wave.no_statements")
        row = stances.find_wave(act.db, item_id, wave)
        if row is None:
            row = StanceWave(
                item_id=item_id, wave=wave.value, meeting_id=meeting_id, opened_at=utc_now()
            )
            act.db.add(row)
        row.closed_at = None
        stances.make_key(act.db, meeting_id)
        act.item_id = item_id
        act.facts["item"] = item.title


def close_wave(actor: Actor, meeting_id: int) -> None:
    """End the asking that is open now; its map can be shown from here on."""
    with act_in(actor, meeting_id, ActKind.CLOSE_WAVE) as act:
        row = stances.find_open_wave(act.db, meeting_id)
        if row is None:
            act.happened = False
            return
        view = _wave(act.db, row)
        row.closed_at = utc_now()
        act.item_id = row.item_id
        act.facts |= {
            "wave": row.wave,
            "item": view.item_title,
            "statements": view.statements,
            "people": view.people_begun,
        }


def find_open_wave(meeting_id: int) -> WaveView | None:
    """What the room is being asked now; public."""
    with reading() as db:
        row = stances.find_open_wave(db, meeting_id)
        return None if row is None else _wave(db, row)


def list_waves(meeting_id: int) -> tuple[WaveView, ...]:
    """Every time of asking in the meeting, in the order opened; public."""
    with reading() as db:
        return tuple(_wave(db, row) for row in stances.list_waves(db, meeting_id))


def take_stance(voice: Voice, statement_id: int, wave: Wave, value: StanceValue) -> None:
    """Keep a person's stance; it may be changed while the wave is open, and is never doubled."""
    with transaction() as db:
        meeting, attendee = confirm_voice(db, voice)
        statement = stances.get_statement(db, statement_id)
        row = _get_open(db, meeting, wave)
        is_asked = statement.state == StatementState.SHOWN and statement.item_id == row.item_id
        if not is_asked:
            raise Refusal("statement.not_asked")
        key = _key_of(db, meeting.id, attendee.id)
        before = stances.stances_of(db, row.item_id, wave, key)
        stances.put_stance(db, statement_id, wave, key, int(value))
        asked = _asked(db, row)
        has_finished = statement_id not in before and len(before) + 1 >= len(asked)
        # The room sees how many have begun and finished; each tap alone would wake every screen.
        if not before or has_finished:
            meetings.touch(db, meeting)


def next_statement(
    voice: Voice, wave: Wave | None = None, stays: int | None = None
) -> StanceCard | None:
    """What to put to this person next, the least answered first; None: they have answered all.

    `stays`: what is before them already, which nobody else's answers may change under their finger.
    """
    with reading() as db:
        meeting, attendee = confirm_voice(db, voice)
        row = _get_open(db, meeting, wave)
        now = Wave(row.wave)
        key = _key_of(db, meeting.id, attendee.id)
        asked, own = _asked(db, row), stances.stances_of(db, row.item_id, now, key)
        counts = stances.count_by_statement(db, row.item_id, now)
        is_before_them = stays in asked and stays not in own
        chosen = stays if is_before_them else choose_next(list(asked), own, counts, key)
        if chosen is None:
            return None
        return StanceCard(chosen, asked[chosen], len(own) + 1, len(asked), now)


def list_own_stances(voice: Voice) -> tuple[StanceCard, ...]:
    """What a person has answered in the wave that is open, by number, so that it can be changed."""
    with reading() as db:
        meeting, attendee = confirm_voice(db, voice)
        row = _get_open(db, meeting, None)
        now = Wave(row.wave)
        asked = _asked(db, row)
        key = _key_of(db, meeting.id, attendee.id)
        own = stances.stances_of(db, row.item_id, now, key)
        return tuple(
            StanceCard(one, text, place, len(asked), now, StanceValue(own[one]))
            for place, (one, text) in enumerate(asked.items(), start=1)
            if one in own
        )


def end_asking_in(db: Session, meeting_id: int) -> None:
    """End what is still asked, and destroy the key between people and stances.

    Within the act that closes the meeting: from then on nobody can join the two again.
    """
    row = stances.find_open_wave(db, meeting_id)
    if row is not None:
        row.closed_at = utc_now()
    polls.destroy_secret(db, stances.secret_name(meeting_id))


def _get_open(db: Session, meeting: Meeting, wave: Wave | None) -> StanceWave:
    row = stances.find_open_wave(db, meeting.id)
    if row is None or (wave is not None and row.wave != wave.value):
        raise Refusal("wave.not_open")
    return row


def _key_of(db: Session, meeting_id: int, attendee_id: int) -> str:
    key = stances.find_person_key(db, meeting_id, attendee_id)
    if key is None:
        raise Refusal("wave.not_open")
    return key


def _asked(db: Session, row: StanceWave) -> dict[int, str]:
    shown = stances.list_statements(db, row.meeting_id, row.item_id, StatementState.SHOWN)
    return {one.id: one.text for one in shown}


def _wave(db: Session, row: StanceWave) -> WaveView:
    wave, statements = Wave(row.wave), len(_asked(db, row))
    begun, finished = stances.count_people(db, row.item_id, wave, statements)
    return WaveView(
        meeting_id=row.meeting_id,
        item_id=row.item_id,
        item_title=meetings.get_item(db, row.meeting_id, row.item_id).title,
        wave=wave,
        is_open=row.closed_at is None,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        statements=statements,
        people_begun=begun,
        people_finished=finished,
    )
