"""Every page opens for every role: with a title, without a crash, in the reader's language."""

import re

import pytest

from components.register import ENTRIES
from domain.roles import Role
from tests.pages.conftest import Open

PEOPLE = (None, *(f"{role.value}1" for role in Role))
ROUNDS = tuple(str(number) for number in range(1, 10))
KEY = re.compile(r"^[a-z_]+(\.[a-z_]+)+$")


def written(app: object) -> list[str]:
    """Everything on the page that should be a sentence."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "info", "warning")
    return [element.value for kind in kinds for element in getattr(app, kind)]


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("name", [entry.name for entry in ENTRIES])
def test_a_page_opens_for_everyone(open_page: Open, name: str, username: str | None) -> None:
    app = open_page(name, username)
    assert not app.exception, app.exception[0].message
    assert written(app), "an empty page tells nobody what to do"
    assert not [text for text in written(app) if KEY.match(str(text))]


@pytest.mark.parametrize("round_id", ROUNDS)
@pytest.mark.parametrize("name", ["rounds", "proposals", "ballot", "results", "delivery"])
def test_a_page_opens_for_a_round_in_every_phase(open_page: Open, name: str, round_id: str) -> None:
    app = open_page(name, "member1", round=round_id)
    assert not app.exception, app.exception[0].message


@pytest.mark.parametrize("name", ["round_desk", "review_team", "round_setup", "projector_control"])
@pytest.mark.parametrize("round_id", ROUNDS)
def test_the_office_opens_a_round_in_every_phase(open_page: Open, name: str, round_id: str) -> None:
    app = open_page(name, "officer1", round=round_id)
    assert not app.exception, app.exception[0].message


@pytest.mark.parametrize("bad", ["0", "-1", "999999", "abc", "1e99", "<script>", ""])
@pytest.mark.parametrize(
    ("name", "key"),
    [("rounds", "round"), ("ballot", "round"), ("results", "round"), ("proposal", "id")],
)
def test_a_wrong_address_gets_a_sentence_and_no_crash(
    open_page: Open, name: str, key: str, bad: str
) -> None:
    app = open_page(name, "member1", **{key: bad})
    assert not app.exception, app.exception[0].message
    assert written(app)


@pytest.mark.parametrize("name", [entry.name for entry in ENTRIES])
def test_a_page_in_english_has_no_chinese_titles(open_page: Open, name: str) -> None:
    app = open_page(name, "officer1", lang="en")
    assert not app.exception
    assert not [title for title in app.title if re.search(r"[一-鿿]", title.value)]
