"""Who learns who raised what: raiser, owners and office; what is private is theirs alone."""

import pytest

from domain.matter_views import Assignment, MatterDraft, MatterFilter
from domain.matters import Source
from services import attachments, matter_ratings, matter_reading, matters
from tests.cast import Cast
from tests.pictures import jpeg
from tests.services.looping import prepare_loop, raise_one, refused, row


@pytest.fixture
def loop(cast: Cast) -> Cast:
    """The cast with deadlines, and a department that the other clerk heads."""
    return prepare_loop(cast)


def test_a_clerk_writes_down_for_somebody_without_account_whose_name_stays_private(
    loop: Cast,
) -> None:
    matter_id = raise_one(loop, "clerk", raiser_name="Old Wang")
    assert refused(raise_one, loop, "mei", "m", raiser_name="Old Wang") == "right.role"
    assert refused(raise_one, loop, "far_clerk", "f", raiser_name="Old Wang") == "right.in_place"
    for reader in (None, loop["bo"], loop["mei"]):
        sheet = matter_reading.get_sheet(reader, matter_id)
        assert sheet.raiser == ""
        assert sheet.moves[0].who == ""
    assert matter_reading.get_sheet(loop["clerk"], matter_id).raiser == "Old Wang"
    matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True)
    matter_ratings.rate_answer(loop["clerk"], matter_id, 4)
    assert row(matter_id).rating == 4


def test_nobody_but_those_who_work_on_it_learns_who_raised_a_public_matter(loop: Cast) -> None:
    matter_id = raise_one(loop)
    public = matter_reading.get_sheet(None, matter_id)
    assert (public.raiser, public.moves[0].who, public.moves[0].by_raiser) == ("", "", True)
    assert matter_reading.get_sheet(loop["officer"], matter_id).raiser == "Ann"
    assert matter_reading.get_sheet(loop["ann"], matter_id).moves[0].who == "Ann"


def test_a_private_matter_is_there_for_its_raiser_its_owner_and_the_office_alone(
    loop: Cast,
) -> None:
    matter_id = raise_one(loop, is_public=False)
    for stranger in (None, loop["bo"], loop["mei"], loop["far_clerk"]):
        assert refused(matter_reading.get_sheet, stranger, matter_id) == "matter.unknown"
    assert refused(matters.take_up, loop["mei"], matter_id) == "matter.unknown"
    for reader in ("ann", "clerk", "officer"):
        assert matter_reading.get_sheet(loop[reader], matter_id).card.title == "The lamp is out"
    matters.assign_matter(loop["officer"], matter_id, Assignment(body_code="lamps"))
    assert matter_reading.get_sheet(loop["far_clerk"], matter_id).card.id == matter_id
    assert matter_reading.list_cards(MatterFilter(text="lamp")).total == 0


def test_the_office_can_keep_a_matter_from_the_public_with_a_reason(loop: Cast) -> None:
    matter_id = raise_one(loop)
    clerk = loop["clerk"]
    assert refused(matters.show_matter, clerk, matter_id, is_public=False, note="") == (
        "matter.no_reason"
    )
    matters.show_matter(clerk, matter_id, is_public=False, note="Names a neighbour")
    assert matter_reading.list_cards(MatterFilter()).total == 0
    matters.show_matter(clerk, matter_id, is_public=True, note="Name taken out")
    assert matter_reading.list_cards(MatterFilter()).total == 1


def test_a_photo_comes_along_and_is_as_private_as_its_matter(loop: Cast) -> None:
    kept = attachments.keep_file("lamp.jpg", jpeg())
    draft = MatterDraft(
        Source.PROBLEM, "Dark", community_id=loop.communities["Riverside"], is_public=False
    )
    matter_id = matters.raise_matter(loop["ann"], draft, "k", [kept])
    (photo,) = matter_reading.get_sheet(loop["ann"], matter_id).files
    assert attachments.get_file(loop["ann"], photo.id).data
    assert refused(attachments.get_file, loop["bo"], photo.id) == "file.unknown"
    assert refused(matters.raise_matter, loop["ann"], draft, "k2", [kept] * 4) == "file.too_many"
