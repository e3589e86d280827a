"""Attached photos and PDFs: checked by content, kept by hash, read only by whom they concern."""

import hashlib
from dataclasses import dataclass

from db import attachments, matters, proposals
from db.engine import Session, reading, transaction
from db.tables import Attachment
from domain.clock import utc_now
from domain.files import MOST_FILES, MediaType, check, shown_name
from domain.proposal_flow import EDITABLE
from domain.proposal_views import FileLine
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services import matter_access, topic_access
from services.photos import clean_photo
from services.proposal_access import is_readable, permit_on, refuse_unless_in


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Bytes that are checked and kept under their hash; the row that names them comes next."""

    sha256: str
    media_type: MediaType
    size_bytes: int
    name: str


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file to be shown or downloaded."""

    name: str
    media_type: MediaType
    data: bytes


def keep_file(name: str, data: bytes) -> KeptFile:
    """Check an upload by its content and keep its bytes; photos lose EXIF and GPS on the way.

    Slow, so it comes before the transaction that records it. Refuses anything but whole photos
    (JPEG, PNG, WebP) and PDFs of the allowed size.
    """
    kind = check(data)
    if kind.is_photo:
        data = clean_photo(data, kind)
    sha256 = hashlib.sha256(data).hexdigest()
    attachments.write_bytes(sha256, data)
    return KeptFile(sha256, kind, len(data), shown_name(name))


def record_file(
    db: Session,
    actor: Actor,
    kept: KeptFile,
    *,
    proposal_id: int | None = None,
    progress_id: int | None = None,
    spending_id: int | None = None,
    matter_id: int | None = None,
    field_record_id: int | None = None,
) -> int:
    """Write the row of a kept file within the caller's transaction; its id."""
    row = Attachment(
        proposal_id=proposal_id,
        progress_id=progress_id,
        spending_id=spending_id,
        matter_id=matter_id,
        field_record_id=field_record_id,
        sha256=kept.sha256,
        media_type=kept.media_type.value,
        size_bytes=kept.size_bytes,
        original_name=kept.name,
        at=utc_now(),
        account_id=actor.account_id,
    )
    db.add(row)
    db.flush()
    return row.id


def attach_file(actor: Actor, proposal_id: int, name: str, data: bytes) -> int:
    """Add a photo or PDF to one's proposal; its id. The same file sent twice is kept once."""
    kept = keep_file(name, data)
    with transaction() as db:
        _permit_files(db, actor, proposal_id)
        for row in attachments.list_attachments(db, proposal_id=proposal_id):
            if row.sha256 == kept.sha256 and row.removed_at is None:
                return row.id
        _refuse_seventh(db, proposal_id)
        return record_file(db, actor, kept, proposal_id=proposal_id)


def remove_file(actor: Actor, attachment_id: int) -> None:
    """Take a file off one's proposal; it can be put back."""
    with transaction() as db:
        row = attachments.get_attachment(db, attachment_id)
        _permit_files(db, actor, row.proposal_id)
        row.removed_at = row.removed_at or utc_now()
        db.add(row)


def restore_file(actor: Actor, attachment_id: int) -> None:
    """Put a removed file back."""
    with transaction() as db:
        row = attachments.get_attachment(db, attachment_id)
        _permit_files(db, actor, row.proposal_id)
        if row.removed_at is None or row.proposal_id is None:
            return
        _refuse_seventh(db, row.proposal_id)
        row.removed_at = None
        db.add(row)


def get_file(actor: Actor | None, attachment_id: int) -> FileContent:
    """A file's bytes. A draft's files are its author's alone, a private matter's those of its own,
    a field record's the committee's until its result is out.

    The files of works are public.
    """
    with reading() as db:
        row = attachments.get_attachment(db, attachment_id)
        if row.removed_at is not None:
            raise Refusal("file.unknown")
        if row.proposal_id is not None:
            proposal = proposals.get_proposal(db, row.proposal_id)
            if not is_readable(proposal, actor):
                raise Refusal("file.unknown")
        if row.matter_id is not None:
            matter = matters.get_matter(db, row.matter_id)
            if not matter_access.is_readable(db, actor, matter):
                raise Refusal("file.unknown")
        record_id = row.field_record_id
        if record_id is not None and not topic_access.is_record_readable(db, actor, record_id):
            raise Refusal("file.unknown")
    name, kind = row.original_name, MediaType(row.media_type)
    return FileContent(name, kind, attachments.read_bytes(row.sha256))


def file_lines(rows: list[Attachment]) -> tuple[FileLine, ...]:
    """Rows as pages show them."""
    return tuple(
        FileLine(
            id=row.id,
            name=row.original_name,
            media_type=MediaType(row.media_type),
            size_bytes=row.size_bytes,
            is_removed=row.removed_at is not None,
        )
        for row in rows
    )


def _permit_files(db: Session, actor: Actor, proposal_id: int | None) -> None:
    if proposal_id is None:
        raise Refusal("file.unknown")
    proposal, _ = permit_on(db, actor, Action.ATTACH_FILE, proposal_id)
    refuse_unless_in(proposal, EDITABLE, "proposal.not_editable")


def _refuse_seventh(db: Session, proposal_id: int) -> None:
    if attachments.count_kept(db, proposal_id) >= MOST_FILES:
        raise Refusal("file.too_many", most=MOST_FILES)
