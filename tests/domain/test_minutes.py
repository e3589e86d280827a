"""How a new draft of minutes meets what people have written: no word of anybody's is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import step_in
from domain.minutes import Content, Paragraph, Section, as_json, from_json, redrafted, settled
from domain.minutes_flow import MinutesFlow
from domain.refusals import Refusal

texts = st.text("abc ", max_size=4)
keys = st.lists(st.sampled_from("pqrstu"), unique=True, max_size=5)


def content(*paragraphs: Paragraph, section: str = "s") -> Content:
    return Content("Minutes", (Section(section, "Part", paragraphs),), ("Signed",))


def drafted(key: str, text: str) -> Paragraph:
    return Paragraph(key, text, drafted=text)


@st.composite
def drafts(draw: st.DrawFn) -> Content:
    return content(*(drafted(key, draw(texts)) for key in draw(keys)))


@st.composite
def edited(draw: st.DrawFn) -> Content:
    before = draw(drafts())
    found = []
    for one in before.paragraphs:
        found.append(replace(one, text=draw(texts), is_left_out=draw(st.booleans())))
        if draw(st.booleans()):
            found.append(Paragraph(f"own:{one.key}", draw(texts)))
    return content(*found)


@given(edited(), drafts())
def test_every_paragraph_that_a_person_touched_is_still_there_as_they_left_it(
    before: Content, new: Content
) -> None:
    after = {one.key: one for one in redrafted(before, new).paragraphs}
    for one in before.paragraphs:
        if one.is_edited:
            assert after[one.key].text == one.text
            assert after[one.key].is_left_out == one.is_left_out


@given(edited(), drafts())
def test_every_sentence_of_the_new_draft_stands_or_is_offered(
    before: Content, new: Content
) -> None:
    known = {one.key: one for one in before.paragraphs}
    after = {one.key: one for one in redrafted(before, new).paragraphs}
    for one in new.paragraphs:
        is_old_news = one.key in known and known[one.key].drafted == one.text
        assert is_old_news or one.text in (after[one.key].text, after[one.key].offered)


@given(edited(), drafts())
def test_drafting_twice_is_drafting_once(before: Content, new: Content) -> None:
    once = redrafted(before, new)
    assert redrafted(once, new) == once


@given(edited())
def test_what_is_kept_is_read_back_as_it_was(before: Content) -> None:
    assert from_json(as_json(before)) == before


def test_what_nobody_touched_and_the_record_no_longer_says_is_gone() -> None:
    before = content(drafted("a", "was"), drafted("b", "stays"))
    assert [one.key for one in redrafted(before, content(drafted("b", "stays"))).paragraphs] == [
        "b"
    ]


def test_an_own_paragraph_stays_even_where_its_whole_section_is_gone() -> None:
    before = content(Paragraph("own:1", "Tea was served."), section="old")
    after = redrafted(before, content(drafted("a", "new"), section="other"))
    assert [one.text for one in after.paragraphs] == ["new", "Tea was served."]


def test_what_is_approved_carries_no_marks_and_nothing_that_was_left_out() -> None:
    before = content(
        Paragraph("a", "x", is_new=True, offered="y"),
        Paragraph("b", "z", is_left_out=True),
        Paragraph("own:1", ""),
    )
    assert settled(before).paragraphs == (Paragraph("a", "x"),)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("approved", "approve"),
        ("draft", "correct"),
        ("draft", "give_up"),
        ("correcting", "correct"),
    ],
)
def test_minutes_take_no_other_steps(state: str, event: str) -> None:
    with pytest.raises(Refusal):
        step_in(MinutesFlow, state, event, "minutes.not_so_now")
