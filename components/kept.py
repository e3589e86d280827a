"""What takes seconds and is the same for everyone: worked out once, with progress, then kept."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

import streamlit as st

Made = TypeVar("Made")
Told = Callable[[float], None]

MOST_KEPT = 200


class _NotMadeYet(Exception):
    """Nothing is kept under this key; never kept itself."""


_guard = Lock()
_makers: dict[tuple[object, ...], Lock] = {}


def kept(key: tuple[object, ...], make: Callable[[Told], Made], says: str) -> Made:
    """What was made under this key; else make it, showing how far it is.

    Whoever asks meanwhile waits for the one who makes it. Only for what everyone may see who gets
    this far: the key must name the state of the data, and rights are checked before.
    """
    try:
        return _keep(key, None)  # type: ignore[no-any-return]
    except _NotMadeYet:
        pass
    with st.spinner(says), _lock_of(key):
        try:
            return _keep(key, None)  # type: ignore[no-any-return]
        except _NotMadeYet:
            place = st.empty()
            bar = place.progress(0.0, says)
            made = make(lambda part: bar.progress(min(1.0, part), says) and None)
            place.empty()
            return _keep(key, (made,))  # type: ignore[no-any-return]


def keep_ahead(key: tuple[object, ...], made: object) -> None:
    """Keep what was made before anyone asked for it, under the key that `kept` will ask for."""
    _keep(key, (made,))


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _keep(key: tuple[object, ...], _made: tuple[object] | None) -> object:
    if _made is None:
        raise _NotMadeYet
    return _made[0]


def _lock_of(key: tuple[object, ...]) -> Lock:
    with _guard:
        return _makers.setdefault(key, Lock())
