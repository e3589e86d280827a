"""实地调研: where experts went, whom they met, what they noted; saved as typed, photos kept."""

from datetime import date, datetime

from db import attachments, research, rounds
from db.engine import Session, transaction
from db.tables import FieldRecord
from domain.clock import local, utc_now
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.research import LONGEST_FINDING, LONGEST_NOTE, LONGEST_TITLE, MOST_PHOTOS, TopicState
from domain.rights import Action
from domain.roles import Actor
from services.attachments import keep_file, record_file
from services.topic_access import permit_topic, refuse_unless_in

MOST_PEOPLE = 1000
_LONGEST = {"place_text": LONGEST_TITLE, "people_met": LONGEST_NOTE, "notes": LONGEST_FINDING}


def begin_record(actor: Actor, topic_id: int, now: datetime | None = None) -> int:
    """An empty record of today; its id. One that is still empty is taken again."""
    with transaction() as db:
        _refuse_unless_researching(db, actor, topic_id)
        moment = now or utc_now()
        for known in research.list_records(db, topic_id):
            if known.account_id == actor.account_id and not (known.place_text or known.notes):
                return known.id
        row = FieldRecord(
            topic_id=topic_id,
            on=local(moment).date(),
            place_text="",
            account_id=actor.account_id,
            at=moment,
        )
        db.add(row)
        db.flush()
        return row.id


def save_record(actor: Actor, record_id: int, part: str, text: str) -> None:
    """Save one part as typed: `place_text`, `people_met` or `notes`."""
    if part not in _LONGEST:
        raise Refusal("record.unknown_part")
    with transaction() as db:
        setattr(_own(db, actor, record_id), part, tidy(text, _LONGEST[part]))


def save_record_day(actor: Actor, record_id: int, day: date, now: datetime | None = None) -> None:
    """Save the day of the visit; it is not ahead."""
    with transaction() as db:
        row = _own(db, actor, record_id)
        if day > local(now or utc_now()).date():
            raise Refusal("record.ahead")
        row.on = day


def save_record_community(actor: Actor, record_id: int, community_id: int | None) -> None:
    """Save the community that was visited; None if it was none."""
    with transaction() as db:
        row = _own(db, actor, record_id)
        if community_id is not None:
            rounds.get_community(db, community_id)
        row.community_id = community_id


def save_record_people(actor: Actor, record_id: int, number: int) -> None:
    """Save how many people were met."""
    if not 0 <= number <= MOST_PEOPLE:
        raise Refusal("record.people", most=MOST_PEOPLE)
    with transaction() as db:
        _own(db, actor, record_id).people_count = number


def add_photo(actor: Actor, record_id: int, name: str, data: bytes) -> int:
    """Add a photo; its id. The same photo sent twice is kept once; position data is taken off."""
    kept = keep_file(name, data)
    with transaction() as db:
        _own(db, actor, record_id)
        photos = research.list_photos(db, [record_id]).get(record_id, [])
        for row in photos:
            if row.sha256 == kept.sha256:
                return row.id
        if len(photos) >= MOST_PHOTOS:
            raise Refusal("file.too_many", most=MOST_PHOTOS)
        return record_file(db, actor, kept, field_record_id=record_id)


def remove_photo(actor: Actor, attachment_id: int) -> None:
    """Take a photo off one's record."""
    with transaction() as db:
        row = attachments.get_attachment(db, attachment_id)
        if row.field_record_id is None:
            raise Refusal("file.unknown")
        _own(db, actor, row.field_record_id)
        row.removed_at = row.removed_at or utc_now()
        db.add(row)


def _refuse_unless_researching(db: Session, actor: Actor, topic_id: int) -> None:
    topic = permit_topic(db, actor, Action.RESEARCH_TOPIC, topic_id)
    refuse_unless_in(topic, TopicState.RESEARCHING)


def _own(db: Session, actor: Actor, record_id: int) -> FieldRecord:
    row = research.get_record(db, record_id)
    _refuse_unless_researching(db, actor, row.topic_id)
    if row.account_id != actor.account_id:
        raise Refusal("record.not_yours")
    db.add(row)
    return row
