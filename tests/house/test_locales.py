"""Chinese and English are both complete, agree with each other, and agree with the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.catalogues import (
    LOCALES,
    Asked,
    Message,
    asked_in_templates,
    asked_of,
    enum_keys,
    keys_written_twice,
    read_language,
    strings_of,
)
from tests.house.sources import assert_none, has_han, made_up, product

# Asked for where the tests cannot see it: by `locales` itself, for the facts of a sentence.
ASKED_BY_FORMATTING = re.compile(r"format\..+")
# Words that stay as they are in a Chinese sentence, and those that stay in an English one.
LATIN_IN_CHINESE = re.compile(
    r"\{[^{}]*\}|:material/\w+:|"
    r"\b(Equal Shares|Phragm[eé]n|English|PDF|JPE?G|PNG|CSV|WebP|Excel|Enter|Borda|Pabulib)\b"
)
CHINESE_IN_ENGLISH = re.compile(r"议事厅|中文|简体中文")


def differences(chinese: Iterable[Message], english: Iterable[Message]) -> Iterator[str]:
    """What one language has and the other lacks: parts, keys, gaps; and what is left empty."""
    ours, theirs = {one.key: one for one in chinese}, {one.key: one for one in english}
    for key in sorted(ours.keys() ^ theirs.keys()):
        yield f"{key}: missing in {'en' if key in ours else 'zh_CN'}"
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key].part != theirs[key].part:
            yield f"{key}: stands in {ours[key].part}.po and in {theirs[key].part}.po"
        if ours[key].gaps != theirs[key].gaps:
            yield f"{key}: gaps differ, {sorted(ours[key].gaps ^ theirs[key].gaps)}"
    for language, messages in (("zh_CN", ours), ("en", theirs)):
        for message in messages.values():
            if message.is_fuzzy or not all(form.strip() for form in message.forms):
                yield f"{message.key}: empty or fuzzy in {language}"


def left_untranslated(chinese: Iterable[Message], english: Iterable[Message]) -> Iterator[str]:
    """Chinese sentences with English words left in them, and the reverse."""
    for message in chinese:
        for form in message.forms:
            words = re.findall(r"[A-Za-z]{3,}", LATIN_IN_CHINESE.sub("", form))
            if words and not message.key.startswith("format."):
                yield f"{message.key}: English in Chinese: {' '.join(words)}"
    for message in english:
        if has_han(CHINESE_IN_ENGLISH.sub("", "".join(message.forms))):
            yield f"{message.key}: Chinese in English"


def broken_requests(asked: Iterable[Asked], messages: Iterable[Message]) -> Iterator[str]:
    """Places in code that ask for a sentence nobody wrote, or leave a gap in it unfilled."""
    known = {message.key: message for message in messages}
    for one in asked:
        if one.exact is None:
            if not any(one.pattern.fullmatch(key) for key in known):
                yield f"{one.where}: no key is like {one.pattern.pattern}"
        elif one.exact not in known:
            yield f"{one.where}: no sentence for {one.exact}"
        elif one.facts is not None and (unfilled := known[one.exact].gaps - one.facts):
            yield f"{one.where}: {one.exact} needs {', '.join(sorted(unfilled))}"


def idle_keys(
    messages: Iterable[Message], asked: Iterable[Asked], strings: set[str], enums: set[str]
) -> Iterator[str]:
    """Sentences that nobody asks for: by key, by a built key, from a table, or as an enum."""
    patterns = [one.pattern for one in asked] + [ASKED_BY_FORMATTING]
    for message in messages:
        if message.key in strings or message.key in enums:
            continue
        if not any(pattern.fullmatch(message.key) for pattern in patterns):
            yield message.key


CHINESE, ENGLISH = read_language("zh_CN"), read_language("en")


def test_both_languages_say_the_same_things() -> None:
    parts = {
        language: {path.name for path in (LOCALES / language).glob("*.po")}
        for language in ("zh_CN", "en")
    }
    assert parts["zh_CN"] == parts["en"]
    assert_none(differences(CHINESE, ENGLISH))


def test_no_sentence_is_left_in_the_other_language() -> None:
    assert_none(left_untranslated(CHINESE, ENGLISH))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_key_is_written_twice(language: str) -> None:
    assert_none(keys_written_twice(language))


def test_every_sentence_that_code_asks_for_is_there_with_its_gaps_filled() -> None:
    assert_none(broken_requests([*asked_of(product()), *asked_in_templates()], CHINESE))


def test_every_value_of_an_enum_that_is_shown_has_a_name() -> None:
    keys = {message.key for message in CHINESE}
    shown = {prefix: named for prefix, named in enum_keys(product()).items() if named & keys}
    assert {prefix: sorted(named - keys) for prefix, named in shown.items() if named - keys} == {}


def test_no_sentence_is_idle() -> None:
    enums = set().union(*enum_keys(product()).values())
    asked = [*asked_of(product()), *asked_in_templates()]
    assert_none(idle_keys(CHINESE, asked, strings_of(product()), enums))


def _says(key: str, *forms: str, part: str = "a") -> Message:
    return Message(part, key, forms)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ([_says("a", "甲")], []),
        ([_says("a", "{n} 票")], [_says("a", "{m} votes")]),
        ([_says("a", "甲")], [_says("a", " ")]),
        ([_says("a", "甲")], [_says("a", "A", part="b")]),
        ([_says("a", "{n} 票")], [_says("a", "one", "{n} votes", "")]),
        ([Message("a", "a", ("甲",), is_fuzzy=True)], [_says("a", "A")]),
    ],
)
def test_a_difference_between_the_languages_is_found(
    chinese: list[Message], english: list[Message]
) -> None:
    assert len(list(differences(chinese, english))) == 1


def test_a_sentence_left_in_the_other_language_is_found() -> None:
    assert list(left_untranslated([_says("a", "Save the ballot")], []))
    assert list(left_untranslated([_says("a", "请 save 选票")], []))
    assert list(left_untranslated([], [_says("a", "Ballot 选票")]))
    assert not list(left_untranslated([_says("a", "导出 CSV，{count} 行")], [_says("a", "议事厅")]))


def test_a_key_written_twice_is_found(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.po").write_text('msgid "k"\nmsgstr "A"\n\nmsgid "k"\nmsgstr "B"\n')
    (tmp_path / "en" / "b.po").write_text('msgid "k"\nmsgstr "C"\n')
    assert len(list(keys_written_twice("en", tmp_path))) == 2


@pytest.mark.parametrize(
    "line",
    [
        't("ballot.gone")',
        't("ballot.saved")',
        't("ballot.saved", when=now)',
        't("ballot.gone" if x else "ballot.done")',
        't(f"phase.{phase}")',
        'Refusal("ballot.closed")',
        'translate(language, "ballot.gone")',
    ],
)
def test_asking_for_what_is_not_there_is_found(line: str) -> None:
    known = [_says("ballot.saved", "{time} 已保存"), _says("ballot.done", "完成")]
    asked = asked_of([made_up("pages/ballot.py", line)])
    assert len(list(broken_requests(asked, known))) == 1


def test_an_idle_sentence_is_found_and_one_asked_for_is_not() -> None:
    code = 't("a")\nt(f"b.{x}")\nTITLES = {"home": "c.title"}\nraise Refusal("d", **facts)'
    asked = list(asked_of([made_up("pages/a.py", code)]))
    strings = strings_of([made_up("pages/a.py", code)])
    messages = [_says(key, "甲") for key in ("a", "b.x", "c.title", "refusal.d", "phase.vote", "e")]
    assert list(idle_keys(messages, asked, strings, {"phase.vote"})) == ["e"]


def test_the_values_of_an_enum_become_keys() -> None:
    code = 'class ProposalState(StrEnum):\n    """States."""\n    OPEN = "open"\n'
    assert enum_keys([made_up("domain/a.py", code)]) == {"proposal_state": {"proposal_state.open"}}
