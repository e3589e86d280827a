"""What a user name may look like."""

import re

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def is_username(typed: str) -> bool:
    """Whether this can be a user name: 2–40 small letters, digits, dots, dashes, underscores."""
    return _USERNAME.fullmatch(typed) is not None
