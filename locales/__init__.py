"""Every sentence a person reads, in Chinese and English, from the `.po` files beside this module.

One file a part of the app; the parts of a language are read as one catalogue. Message ids are
keys (`ballot.saved_at`), gaps are `{named}`. A missing key is shown as itself, and found by a test.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from domain.clock import local
from domain.money import format_yuan
from domain.refusals import Refusal

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")

# The hall's fonts are Chinese: they set a curly quote as wide as a character, with a gap.
_SET = {"en": str.maketrans("‘’“”", "''\"\"")}

# Facts that count people, papers and votes: thousands have their comma. (`n` may be the number of a
# thing; where it counts what can be thousands, its sentence says `{n:,}`.)
_COUNTS = frozenset(("begun", "empty", "entitled", "finished", "invalid", "voters", "votes"))

_HERE = Path(__file__).parent
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def catalogue(language: str) -> dict[str, str | tuple[str, ...]]:
    """All messages of a language: key → sentence, or the tuple of its plural forms."""
    messages: dict[str, str | tuple[str, ...]] = {}
    for part in sorted((_HERE / language).glob("*.po")):
        with part.open("rb") as source:
            for message in read_po(source):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    text = message.string
                    forms = (text,) if isinstance(text, str) else tuple(text or ())
                    forms = tuple(form.translate(_SET.get(language, {})) for form in forms)
                    messages[key] = forms[0] if isinstance(text, str) else forms
    return messages


def translate(language: str, key: str, /, **facts: object) -> str:
    """The sentence of `key` with its gaps filled.

    Facts speak the language too: an enum value by its own key (`phase.vote`), `…_cents` as yuan, an
    instant or a day as the hall's calendar writes it. A plural is chosen by the fact `n`.
    """
    text = catalogue(language).get(key, key)
    if isinstance(text, tuple):
        text = text[min(len(text) - 1, int(facts.get("n") != 1))]
    if not facts:
        return text
    return text.format(**{name: _say(language, name, fact) for name, fact in facts.items()})


def sentence(language: str, refusal: Refusal) -> str:
    """The refusal as one sentence for the person refused."""
    return translate(language, f"refusal.{refusal.code}", **refusal.facts)


def enum_key(value: StrEnum) -> str:
    """`Phase.VOTE` → `phase.vote`; `ProposalState.OPEN` → `proposal_state.open`."""
    return f"{_CAPITAL.sub('_', type(value).__name__).lower()}.{value.value}"


def _say(language: str, name: str, fact: object) -> object:
    if isinstance(fact, StrEnum):
        return translate(language, enum_key(fact))
    if name.endswith("cents") and isinstance(fact, int):
        return format_yuan(fact)
    if name in _COUNTS and isinstance(fact, int):
        return f"{fact:,}"
    if isinstance(fact, datetime):
        return local(fact).strftime(translate(language, "format.instant"))
    if isinstance(fact, date):
        return fact.strftime(translate(language, "format.day"))
    if isinstance(fact, list | tuple):
        return translate(language, "format.list_joint").join(
            str(_say(language, "", one)) for one in fact
        )
    return fact
