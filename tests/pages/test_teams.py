"""The windows, the teams, the guide and the search, as people open them."""

import pytest

from domain.roles import Role
from tests.pages.conftest import Open
from tests.pages.test_every_page import KEY, written

PAGES = (
    "home",
    "decision_window",
    "taking_part",
    "legal_window",
    "search",
    "teams",
    "guide",
    "my_profile",
    "settings",
)
PEOPLE = (None, *(f"{role.value}1" for role in Role))


@pytest.mark.parametrize("username", PEOPLE)
def test_every_page_of_the_teams_opens_for_everyone(open_page: Open, username: str | None) -> None:
    for name in PAGES:
        app = open_page(name, username)
        assert not app.exception, f"{name}: {app.exception[0].message}"
        assert not [text for text in written(app) if KEY.match(str(text))], name
