"""What a room thinks: the map after a wave has closed, what the talk changed, and the files."""

import io
import zipfile
from pathlib import Path

import pytest

from domain.opinions.opinion_map import NoMap
from domain.opinions.reading import read_folder
from domain.refusals import Refusal
from domain.stances import HidingReason, StanceValue, Wave
from services import meetings, opinions, stances, statements
from tests.cast import Cast
from tests.services.polling import people

STATEMENTS = 9


def answered(
    cast: Cast, count: int = 20, waves: tuple[Wave, ...] = (Wave.BEFORE,)
) -> tuple[int, int]:
    """Two halves of a room that differ on all but the first statement; meeting and item.

    After the talk the second half agrees to the second statement too.
    """
    meeting_id, host = cast.meeting(), cast["host"]
    item_id = cast.item(meeting_id)
    asked = [
        statements.add_statement(host, meeting_id, f"Statement {n}", item_id)
        for n in range(STATEMENTS)
    ]
    voices = people(cast, meeting_id, count)
    for wave in waves:
        stances.open_wave(host, meeting_id, item_id, wave)
        for at, voice in enumerate(voices):
            for place, statement_id in enumerate(asked):
                shared = place == 0 or (place == 1 and wave is Wave.AFTER)
                value = 1 if shared or at % 2 == 0 else -1
                stances.take_stance(voice, statement_id, wave, StanceValue(value))
        stances.close_wave(host, meeting_id)
    return meeting_id, item_id


def test_two_halves_of_a_room_are_two_groups_with_common_ground(cast: Cast) -> None:
    meeting_id, item_id = answered(cast)
    found = opinions.opinion_map(meeting_id, item_id, Wave.BEFORE)
    assert [group.size for group in found.map.groups] == [10, 10]
    assert [found.texts[one] for one in found.map.common_ground] == ["Statement 0"]
    assert found.people == 20


def test_a_small_room_gets_a_table_and_no_map(cast: Cast) -> None:
    meeting_id, item_id = answered(cast, count=6)
    found = opinions.opinion_map(meeting_id, item_id, Wave.BEFORE)
    assert (found.map.no_map, found.map.groups) == (NoMap.FEW, ())
    assert len(found.map.figures) == STATEMENTS


def test_nobody_sees_a_map_while_people_still_answer(cast: Cast) -> None:
    meeting_id, item_id = answered(cast)
    stances.open_wave(cast["host"], meeting_id, item_id, Wave.AFTER)
    with pytest.raises(Refusal) as refused:
        opinions.opinion_map(meeting_id, item_id, Wave.AFTER)
    assert refused.value.code == "wave.not_closed"
    assert opinions.find_change(meeting_id, item_id) == ()


def test_a_statement_hidden_afterwards_is_on_no_map_any_more(cast: Cast) -> None:
    meeting_id, item_id = answered(cast)
    before = opinions.opinion_map(meeting_id, item_id, Wave.BEFORE)
    hidden = int(before.map.common_ground[0])
    statements.hide_statement(cast["host"], hidden, HidingReason.PERSONAL)
    after = opinions.opinion_map(meeting_id, item_id, Wave.BEFORE)
    assert str(hidden) not in after.texts
    assert len(after.map.figures) == STATEMENTS - 1


def test_what_the_talk_changed_is_told_person_by_person(cast: Cast) -> None:
    meeting_id, item_id = answered(cast, waves=tuple(Wave))
    changes = opinions.find_change(meeting_id, item_id)
    moved = [one for one in changes if one.changed]
    assert [(one.people, one.changed, one.towards_agreeing) for one in moved] == [(20, 10, 10)]
    assert moved[0].percents_agreeing == (50, 100)


def test_no_key_of_a_person_leaves_the_house_with_a_map(cast: Cast) -> None:
    meeting_id, item_id = answered(cast)
    found = opinions.opinion_map(meeting_id, item_id, Wave.BEFORE)
    assert sorted(found.map.group_of, key=int) == [str(n) for n in range(20)]


def test_the_files_are_read_back_as_the_same_conversation(cast: Cast, tmp_path: Path) -> None:
    meeting_id, item_id = answered(cast)
    meetings.close_meeting(cast["host"], meeting_id)
    packed = opinions.export_stances(None, meeting_id)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    [folder] = tmp_path.glob("item-*")
    assert folder.name == f"item-{item_id}-before"
    kept = read_folder(folder)
    assert len(kept.statements) == STATEMENTS
    assert len(kept.stances) == STATEMENTS * 20
    assert kept.statements[0].author == ""


def test_two_exports_number_people_differently(cast: Cast) -> None:
    meeting_id, _ = answered(cast, count=12)
    meetings.close_meeting(cast["host"], meeting_id)
    assert opinions.export_stances(None, meeting_id) != opinions.export_stances(None, meeting_id)


def test_before_the_meeting_is_over_only_moderators_have_the_files(cast: Cast) -> None:
    meeting_id, _ = answered(cast, count=4)
    assert opinions.export_stances(cast["host"], meeting_id)
    for actor, code in ((None, "opinions.not_closed"), (cast["mei"], "right.role")):
        with pytest.raises(Refusal) as refused:
            opinions.export_stances(actor, meeting_id)
        assert refused.value.code == code


def test_without_any_stance_there_is_nothing_to_export(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with pytest.raises(Refusal) as refused:
        opinions.export_stances(cast["host"], meeting_id)
    assert refused.value.code == "opinions.nothing_asked"
