"""Files: checked by their bytes, cleaned, kept once, shown to whom they concern."""

import io
from pathlib import Path

import pytest
from PIL import Image

from db.attachments import list_attachments
from db.engine import reading
from domain.files import LONGEST_SIDE, MOST_FILES, MediaType
from domain.refusals import Refusal
from services import attachments, proposals
from tests.cast import Cast
from tests.pictures import PDF, jpeg, png, webp


def stored(folder: Path) -> list[Path]:
    return [one for one in (folder / "attachments").rglob("*") if one.is_file()]


def test_a_photo_loses_where_it_was_taken_and_stands_upright(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    data = jpeg((80, 40), with_gps=True)
    assert b"secret note" in data
    file_id = attachments.attach_file(cast["mei"], proposal_id, "门口.jpg", data)
    kept = attachments.get_file(None, file_id)
    assert (kept.name, kept.media_type) == ("门口.jpg", MediaType.JPEG)
    assert b"Exif" not in kept.data
    assert b"secret note" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as image:
        assert image.size == (40, 80)
        assert not image.getexif()


@pytest.mark.parametrize("data", [png((2100, 70)), webp(), PDF])
def test_what_is_kept_can_be_read_again(cast: Cast, data: bytes) -> None:
    proposal_id = cast.proposal(cast.round())
    file_id = attachments.attach_file(cast["mei"], proposal_id, "x", data)
    kept = attachments.get_file(cast["ann"], file_id)
    if kept.media_type.is_photo:
        with Image.open(io.BytesIO(kept.data)) as image:
            image.load()
            assert max(image.size) <= LONGEST_SIDE
    else:
        assert kept.data == data


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MZ\x90\x00", "file.kind"),
        (png()[:200], "file.torn"),
        (jpeg((400, 400))[:-300], "file.torn"),
        (b"\x89PNG\r\n\x1a\n" + b"<script>alert(1)</script>", "file.torn"),
        (b"\xff\xd8\xff" + png(), "file.torn"),
        (PDF[: len(PDF) // 2], "file.torn"),
        (bomb(), "file.too_many_pixels"),
        (jpeg() + b"\0" * 10_000_000, "file.too_big"),
        (b"", "file.empty"),
    ],
)
@pytest.mark.filterwarnings("ignore:Image size")
def test_a_bad_file_leaves_neither_row_nor_bytes(
    cast: Cast, database: Path, data: bytes, code: str
) -> None:
    proposal_id = cast.proposal(cast.round())
    with pytest.raises(Refusal) as refused:
        attachments.attach_file(cast["mei"], proposal_id, "photo.jpg", data)
    assert refused.value.code == code
    assert proposals.get_sheet(None, proposal_id).files == ()
    assert stored(database) == []


def test_no_name_that_was_typed_reaches_the_disk(cast: Cast, database: Path) -> None:
    proposal_id = cast.proposal(cast.round())
    attachments.attach_file(cast["mei"], proposal_id, "../../evil.py", PDF)
    (path,) = stored(database)
    assert path.parent.parent == database / "attachments"
    assert path.name.startswith(path.parent.name)
    assert len(path.name) == 64


def test_the_same_file_sent_twice_is_kept_once(cast: Cast, database: Path) -> None:
    proposal_id = cast.proposal(cast.round())
    first = attachments.attach_file(cast["mei"], proposal_id, "a.pdf", PDF)
    assert attachments.attach_file(cast["mei"], proposal_id, "b.pdf", PDF) == first
    assert len(stored(database)) == 1


def test_six_files_are_the_most(cast: Cast) -> None:
    mei, proposal_id = cast["mei"], cast.proposal(cast.round())
    ids = [
        attachments.attach_file(mei, proposal_id, "x", jpeg((10 + number, 10)))
        for number in range(MOST_FILES)
    ]
    with pytest.raises(Refusal) as refused:
        attachments.attach_file(mei, proposal_id, "x", PDF)
    assert refused.value.code == "file.too_many"
    attachments.remove_file(mei, ids[0])
    attachments.attach_file(mei, proposal_id, "x", PDF)
    with pytest.raises(Refusal):
        attachments.restore_file(mei, ids[0])


def test_a_removed_file_is_unseen_and_can_be_put_back(cast: Cast) -> None:
    mei, proposal_id = cast["mei"], cast.proposal(cast.round())
    file_id = attachments.attach_file(mei, proposal_id, "x", PDF)
    attachments.remove_file(mei, file_id)
    with pytest.raises(Refusal) as refused:
        attachments.get_file(mei, file_id)
    assert refused.value.code == "file.unknown"
    assert proposals.get_sheet(mei, proposal_id).files == ()
    attachments.restore_file(mei, file_id)
    assert attachments.get_file(None, file_id).data == PDF


def test_a_drafts_files_are_its_authors_alone(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round(), state="draft", submitted_at=None, version=0)
    file_id = attachments.attach_file(cast["mei"], proposal_id, "x", PDF)
    assert attachments.get_file(cast["mei"], file_id).data == PDF
    for reader in (None, cast["qiang"], cast["officer"]):
        with pytest.raises(Refusal) as refused:
            attachments.get_file(reader, file_id)
        assert refused.value.code == "file.unknown"


def test_nobody_else_adds_or_removes(cast: Cast) -> None:
    proposal_id = cast.proposal(cast.round())
    file_id = attachments.attach_file(cast["mei"], proposal_id, "x", PDF)
    with pytest.raises(Refusal) as refused:
        attachments.attach_file(cast["qiang"], proposal_id, "x", jpeg())
    assert refused.value.code == "right.own"
    with pytest.raises(Refusal):
        attachments.remove_file(cast["qiang"], file_id)
    with reading() as db:
        assert [one.removed_at for one in list_attachments(db, proposal_id=proposal_id)] == [None]


def test_bytes_lost_from_the_data_folder_are_told_in_one_sentence(
    cast: Cast, database: Path
) -> None:
    file_id = attachments.attach_file(cast["mei"], cast.proposal(cast.round()), "x", PDF)
    for path in stored(database):
        path.unlink()
    with pytest.raises(Refusal) as refused:
        attachments.get_file(None, file_id)
    assert refused.value.code == "file.bytes_missing"
