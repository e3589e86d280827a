"""A file is what its bytes say, whatever its name."""

import pytest

from domain.files import MOST_PDF_BYTES, MOST_PHOTO_BYTES, MediaType, check, shown_name, sniff
from domain.refusals import Refusal
from tests.pictures import PDF, jpeg, png, webp


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (jpeg(), MediaType.JPEG),
        (png(), MediaType.PNG),
        (webp(), MediaType.WEBP),
        (PDF, MediaType.PDF),
    ],
)
def test_photos_and_pdfs_are_known_by_their_bytes(data: bytes, kind: MediaType) -> None:
    assert sniff(data) is kind
    assert check(data) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"MZ\x90\x00 this is a program", "file.kind"),
        (b"<svg onload='alert(1)'></svg>", "file.kind"),
        (b"GIF89a", "file.kind"),
        (PDF[:-10], "file.torn"),
        (jpeg() + b"\0" * MOST_PHOTO_BYTES, "file.photo_too_big"),
        (PDF + b"\0" * MOST_PDF_BYTES, "file.too_big"),
    ],
)
def test_anything_else_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\门口.jpg", "门口.jpg"),
        ("a\x00\u202egpj.exe", "agpj.exe"),
        ("", "-"),
    ],
)
def test_a_shown_name_has_no_folder_and_no_control_characters(typed: str, shown: str) -> None:
    assert shown_name(typed) == shown
