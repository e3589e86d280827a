"""The catalogues as they lie in locales/, and what the code asks of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

from tests.house.sources import ROOT, Source, calls, literals

LOCALES = ROOT / "locales"
_MSGID = re.compile(r'^msgid\s+"(.+)"\s*$', re.MULTILINE)
_IN_TEMPLATE = re.compile(r"\bt\('([\w.]+)'\s*(~?)")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Message:
    """One entry: where it stands, its key, its plural forms (one if it has none)."""

    part: str
    key: str
    forms: tuple[str, ...]
    is_fuzzy: bool = False

    @property
    def gaps(self) -> set[str]:
        """The names between braces. Raises ValueError for a brace that is never closed."""
        return {
            re.split(r"[.\[]", name)[0]
            for form in self.forms
            for _, name, _, _ in Formatter().parse(form)
            if name is not None
        }


def read_language(language: str, folder: Path = LOCALES) -> list[Message]:
    """Every message of every part, in the order of the files."""
    messages = []
    for path in sorted((folder / language).glob("*.po")):
        with path.open("rb") as lines:
            for entry in read_po(lines, abort_invalid=True):
                if entry.id:
                    key = entry.id if isinstance(entry.id, str) else entry.id[0]
                    forms = entry.string
                    plural = (forms,) if isinstance(forms, str) else tuple(forms or ())
                    messages.append(Message(path.stem, key, plural, entry.fuzzy))
    return messages


def keys_written_twice(language: str, folder: Path = LOCALES) -> Iterator[str]:
    """Keys that stand in two places, be it in one file or in two: one would hide the other."""
    seen: dict[str, str] = {}
    for path in sorted((folder / language).glob("*.po")):
        for key in _MSGID.findall(path.read_text(encoding="utf-8")):
            if key in seen:
                yield f"{key}: in {seen[key]} and again in {path.name}"
            seen[key] = path.name


@dataclass(slots=True)
class Asked:
    """One place in code that asks for a sentence: by a key, or by a pattern if it is built."""

    where: str
    pattern: re.Pattern[str]
    exact: str | None = None
    facts: set[str] | None = field(default=None)


def asked_of(sources: Iterable[Source]) -> Iterator[Asked]:
    """What `t(…)`, `translate(language, …)` and `Refusal(…)` ask for.

    `facts` are the names given; None where the call passes them on by `**`.
    """
    position = {"t": 0, "translate": 1, "Refusal": 0}
    for source in sources:
        for name, call in calls(source):
            if name in position and len(call.args) > position[name]:
                prefix = "refusal." if name == "Refusal" else ""
                spread = any(word.arg is None for word in call.keywords)
                facts = None if spread else {str(word.arg) for word in call.keywords}
                for exact, pattern in _keys_in(call.args[position[name]], prefix):
                    yield Asked(source.at(call), re.compile(pattern), exact, facts)


def _keys_in(expression: ast.expr, prefix: str) -> Iterator[tuple[str | None, str]]:
    if isinstance(expression, ast.IfExp):
        yield from _keys_in(expression.body, prefix)
        yield from _keys_in(expression.orelse, prefix)
    elif isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        key = prefix + expression.value
        yield key, re.escape(key)
    elif isinstance(expression, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in expression.values
        )
        yield None, re.escape(prefix) + "".join(parts)


def asked_in_templates(folder: Path = ROOT / "components") -> Iterator[Asked]:
    """What the templates of the light page ask for; `t('a_' ~ key)` is a built key."""
    for path in sorted(folder.rglob("*.html")):
        for key, is_built in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            exact = None if is_built else key
            pattern = re.escape(key) + (".+" if is_built else "")
            yield Asked(path.name, re.compile(pattern), exact)


def strings_of(sources: Iterable[Source]) -> set[str]:
    """Every string in code: a key may be kept in a table and asked for later."""
    return {str(node.value) for source in sources for node in literals(source)}


def enum_keys(sources: Iterable[Source]) -> dict[str, set[str]]:
    """For every StrEnum of the domain its prefix and keys: `phase` → {`phase.vote`, …}."""
    return {
        prefix: {f"{prefix}.{value}" for value in _values(node)}
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
        for prefix in [_CAPITAL.sub("_", node.name).lower()]
    }


def _values(enum: ast.ClassDef) -> Iterator[str]:
    for line in enum.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            yield str(line.value.value)
