"""Attached files: their rows, and their bytes under the data folder by content hash."""

import contextlib
import os
import tempfile
from pathlib import Path

from sqlmodel import Session, col, func, select

from db.engine import data_dir
from db.tables import Attachment
from domain.refusals import Refusal


def get_attachment(db: Session, attachment_id: int) -> Attachment:
    """The row of a file, removed or not, or a refusal."""
    row = db.get(Attachment, attachment_id)
    if row is None:
        raise Refusal("file.unknown")
    return row


def list_attachments(
    db: Session,
    *,
    proposal_id: int | None = None,
    progress_id: int | None = None,
    spending_id: int | None = None,
) -> list[Attachment]:
    """The files of one thing, removed ones included, oldest first."""
    query = select(Attachment).order_by(col(Attachment.id))
    for column, value in (
        (Attachment.proposal_id, proposal_id),
        (Attachment.progress_id, progress_id),
        (Attachment.spending_id, spending_id),
    ):
        if value is not None:
            query = query.where(column == value)
    return list(db.exec(query))


def count_kept(db: Session, proposal_id: int) -> int:
    """How many files a proposal has now."""
    query = select(func.count()).where(
        Attachment.proposal_id == proposal_id, col(Attachment.removed_at).is_(None)
    )
    return db.exec(query).one()


def write_bytes(sha256: str, data: bytes) -> None:
    """Keep bytes under their hash: whole or not at all, once however often they are sent.

    Written before the row that names them; bytes that no row names do no harm.
    """
    path = _path(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


def read_bytes(sha256: str) -> bytes:
    """The bytes of a file; a refusal when the data folder was restored without them."""
    try:
        return _path(sha256).read_bytes()
    except OSError:
        raise Refusal("file.bytes_missing") from None


def _path(sha256: str) -> Path:
    return data_dir() / "attachments" / sha256[:2] / sha256
