"""Paper: a template and values in, the bytes of a PDF out, with Chinese fonts embedded, offline.

    from components.print import print_pdf

    pdf = print_pdf("ballots", {"title": t("…"), "projects": [{"number": 1, "name": "…"}]})

A template is a Typst file in `templates/`. It begins with `#import "house.typ": *`, reads what it
was given as `given` (the dictionary, through JSON), and sets its page with `#show: a4` or
`#show: a3-lying`. Every word comes in through the values, from `locales/`; what users typed comes
in the same way and is only ever drawn as text: it is never put together with markup.

A template may draw an SVG that is among the values: `image(bytes(given.svg), format: "svg")`.

`missing_characters(values)` names what our own fonts lack (rare names): such a character is drawn
with a font of the machine if it has one, so a page should say which to look for on the paper.
Safe to call from several threads. Templates are read anew for every print: mend one and look.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from typst import Compiler, Fonts

__all__ = ["missing_characters", "print_pdf"]

_HERE = Path(__file__).parent
_one_at_a_time = Lock()


def print_pdf(template: str, values: Mapping[str, object]) -> bytes:
    """The PDF that `templates/<template>.typ` makes of these plain values (as JSON has them)."""
    given = {"values": json.dumps(values, ensure_ascii=False)}
    path = _HERE / "templates" / f"{template}.typ"
    if not path.is_file():
        raise FileNotFoundError(path)
    with _one_at_a_time:
        made = _compiler().compile(input=path, sys_inputs=given, pdf_tags=False)
    if not isinstance(made, bytes):
        raise TypeError(template)
    return made


def missing_characters(values: object) -> str:
    """The characters in these values that the shipped fonts do not have, each once, in order."""
    return "".join(sorted({one for text in _texts(values) for one in text} - _shipped()))


@cache
def _compiler() -> Compiler:
    # Fonts of the machine come after ours and only where ours lack a character.
    fonts = Fonts(include_system_fonts=True, font_paths=[_HERE / "fonts"])
    return Compiler(root=_HERE / "templates", font_paths=fonts)


@cache
def _shipped() -> frozenset[str]:
    characters = {"\n", "\r", "\t"}
    for part in (_HERE / "fonts" / "characters.txt").read_text(encoding="ascii").split():
        first, _, last = part.partition("-")
        characters |= {chr(n) for n in range(int(first, 16), int(last or first, 16) + 1)}
    return frozenset(characters)


def _texts(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for value in values.values():
            yield from _texts(value)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _texts(value)
