"""The demonstration's photos and receipts, kept like any upload."""

import hashlib
from datetime import datetime
from functools import cache

from db.attachments import write_bytes
from db.seed.content import DEMO
from db.tables import Attachment
from domain.files import sniff

RECEIPT = "receipt.pdf"


def photo(name: str, account_id: int, at: datetime) -> Attachment:
    """A picture of `db/demo/photos/`; the caller says what it belongs to."""
    return _attachment(f"photos/{name}.png", account_id, at)


def receipt(account_id: int, at: datetime) -> Attachment:
    """The sample receipt."""
    return _attachment(RECEIPT, account_id, at)


def _attachment(path: str, account_id: int, at: datetime) -> Attachment:
    data = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    write_bytes(sha256, data)
    return Attachment(
        sha256=sha256,
        media_type=sniff(data).value,
        size_bytes=len(data),
        original_name=path.rsplit("/", 1)[-1],
        at=at,
        account_id=account_id,
    )


@cache
def _read(path: str) -> bytes:
    return (DEMO / path).read_bytes()
