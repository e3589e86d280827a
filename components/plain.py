"""User text is text: never HTML, never Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&])")


def plain(text: str) -> str:
    """User text made safe for elements that read Markdown: every special character is escaped.

    Line breaks become Markdown's hard breaks.
    """
    return _SPECIAL.sub(r"\\\1", text).replace("\r\n", "\n").replace("\n", "  \n")
