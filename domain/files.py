"""What an uploaded file really is, told by its bytes; its name is never believed."""

import re
from enum import StrEnum

from domain.refusals import Refusal

MEGABYTE = 1_000_000
MOST_PHOTO_BYTES = 5 * MEGABYTE
MOST_PDF_BYTES = 10 * MEGABYTE
MOST_FILES = 6
MOST_PIXELS = 50_000_000
"""A photo with more is refused unread: a small file can unpack to gigabytes."""

LONGEST_SIDE = 2000
LONGEST_NAME = 80
_PDF_VERSION = re.compile(rb"%PDF-[12]\.\d")
_PDF_END_WITHIN = 1024


class MediaType(StrEnum):
    """The kinds of file that are taken."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def is_photo(self) -> bool:
        """Whether it is drawn on the page, rather than downloaded."""
        return self is not MediaType.PDF


def sniff(data: bytes) -> MediaType:
    """The kind of a file by its first bytes. Refuses an empty one and any other kind."""
    if not data:
        raise Refusal("file.empty")
    if data.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return MediaType.WEBP
    if _PDF_VERSION.match(data):
        return MediaType.PDF
    raise Refusal("file.kind")


def check(data: bytes) -> MediaType:
    """The kind of a file that may be kept; refuses one that is too big, or a PDF that is not whole.

    Whether a photo is whole is known only when it is decoded (`services/photos.py`).
    """
    if len(data) > MOST_PDF_BYTES:
        raise Refusal("file.too_big", most=MOST_PDF_BYTES // MEGABYTE)
    kind = sniff(data)
    if kind.is_photo and len(data) > MOST_PHOTO_BYTES:
        raise Refusal("file.photo_too_big", most=MOST_PHOTO_BYTES // MEGABYTE)
    if kind is MediaType.PDF and not _is_whole_pdf(data):
        raise Refusal("file.torn")
    return kind


def shown_name(typed: str) -> str:
    """A file's own name as it may be shown: no folders, no control characters, not too long."""
    name = re.split(r"[\\/]", typed)[-1]
    name = "".join(one for one in name if one.isprintable()).strip()
    return name[-LONGEST_NAME:] or "-"


def _is_whole_pdf(data: bytes) -> bool:
    return b"%%EOF" in data[-_PDF_END_WITHIN:] and b"startxref" in data[-2 * _PDF_END_WITHIN :]
