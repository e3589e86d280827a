"""The reader's language: the switch, `?lang=`, and `t()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from domain.refusals import Refusal
from locales import DEFAULT_LANGUAGE, LANGUAGES, sentence, translate

_written_in: ContextVar[str] = ContextVar("written_in", default="")


@contextmanager
def written_in(chosen: str) -> Iterator[None]:
    """Around words that are written down in a language of their own, whoever reads the screen."""
    token = _written_in.set(chosen)
    try:
        yield
    finally:
        _written_in.reset(token)


def language() -> str:
    """`zh_CN` unless the reader chose English by the switch or by `?lang=en`."""
    if written := _written_in.get():
        return written
    chosen = st.session_state.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    asked = st.query_params.get("lang", "")
    found = next((one for one in LANGUAGES if asked and one.startswith(asked[:2])), None)
    st.session_state["language"] = found or DEFAULT_LANGUAGE
    return str(st.session_state["language"])


def choose_language(chosen: str) -> None:
    """Speak this language from now on in this session."""
    st.session_state["language"] = chosen
    st.query_params["lang"] = chosen[:2]


def t(key: str, /, **facts: object) -> str:
    """The sentence of `key` in the reader's language."""
    return translate(language(), key, **facts)


def t_refusal(refusal: Refusal) -> str:
    """A refusal as the reader hears it."""
    return sentence(language(), refusal)
