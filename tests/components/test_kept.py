"""What takes seconds is worked out once, whoever asks and however many ask together."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from components.kept import Told, kept


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def test_what_was_made_is_not_made_again() -> None:
    made = []

    def make(told: Told) -> int:
        told(0.5)
        made.append(1)
        return len(made)

    assert [kept(("a", 1), make, "…") for _ in range(3)] == [1, 1, 1]
    assert kept(("a", 2), make, "…") == 2


def test_nothing_made_is_something_too() -> None:
    made = []
    for _ in range(2):
        assert kept(("none",), lambda _: made.append(1), "…") is None
    assert made == [1]


def test_a_failure_is_not_kept() -> None:
    def fail(_: Told) -> int:
        raise ValueError

    with pytest.raises(ValueError):
        kept(("b",), fail, "…")
    assert kept(("b",), lambda _: 7, "…") == 7


def test_a_hall_that_asks_together_has_it_made_once() -> None:
    made = []

    def make(_: Told) -> int:
        time.sleep(0.2)
        made.append(1)
        return 42

    with ThreadPoolExecutor(8) as hall:
        answers = list(hall.map(lambda _: kept(("hall",), make, "…"), range(8)))
    assert answers == [42] * 8
    assert made == [1]
