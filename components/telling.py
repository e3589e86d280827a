"""Telling a person what became of what they pressed: done, or refused and why."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

import streamlit as st

from components.language import t, t_refusal
from domain.refusals import Refusal

P = ParamSpec("P")

log = logging.getLogger(__name__)

_DONE, _REFUSED = "told_done", "told_refused"


def attempt(act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Do one act in a callback; a refusal is kept for `tell()` to say. True if done."""
    try:
        act(*args, **kwargs)
    except Refusal as refusal:
        log.info("refused: %s", refusal)
        st.session_state[_REFUSED] = t_refusal(refusal)
        return False
    except Exception:
        log.exception("an act failed")
        st.session_state[_REFUSED] = t("refusal.unexpected")
        return False
    return True


def done(sentence: str) -> None:
    """Keep a word of success to be told where `tell()` stands."""
    st.session_state[_DONE] = sentence


def refuse(refusal: Refusal) -> None:
    """Keep a refusal to be told where `tell()` stands."""
    log.info("refused: %s", refusal)
    st.session_state[_REFUSED] = t_refusal(refusal)


def note(refusal: Refusal) -> None:
    """Keep a refusal in the log alone: the page tells it beside the field that it is about."""
    log.info("refused: %s", refusal)


def tell() -> None:
    """Say what is kept, once. Every page that writes has this under its title.

    It keeps its place when there is nothing to say: what moves up in its stead would be drawn
    anew, and whatever stood open below would close under the person's fingers.
    """
    with st.container():
        _tell_refusal()
        said = st.session_state.pop(_DONE, None)
        if said:
            st.success(said, icon=":material/check_circle:")


def _tell_refusal() -> bool:
    refused = st.session_state.pop(_REFUSED, None)
    if refused:
        st.error(refused, icon=":material/error:")
    return refused is not None


def press_in_dialog(
    label: str,
    act: Callable[..., None],
    *args: object,
    key: str | None = None,
    is_form: bool = False,
) -> None:
    """The dialog's own key: it acts and closes the dialog. A refusal is said above it, and the
    dialog stays, with what was typed in it.
    """
    with st.container():
        is_refused = _tell_refusal()
    button = st.form_submit_button if is_form else st.button
    is_pressed = button(label, key=key, type="primary", width="stretch", on_click=act, args=args)
    if is_pressed and not is_refused:
        st.rerun()


def tell_lacking(flag: str, sentence: str) -> None:
    """Say once, beside the form, what a callback noted under `flag`; it keeps its place as well."""
    with st.container():
        if st.session_state.pop(flag, False):
            st.error(sentence, icon=":material/error:")


@contextmanager
def reading_or_stop() -> Iterator[None]:
    """Around a page's reading: a refusal is shown as its sentence, and the page ends there."""
    try:
        yield
    except Refusal as refusal:
        log.info("refused: %s", refusal)
        st.error(t_refusal(refusal), icon=":material/error:")
        st.stop()
