"""The app comes up, and speaks Chinese, on every screen that it is made for."""

import pytest

from tests.browser.conftest import Visit


@pytest.mark.parametrize("size", ["projector", "tablet", "phone"])
def test_the_first_page_opens_in_chinese_on_every_screen(
    visit: Visit, server: str, size: str
) -> None:
    visitor = visit(size, server).open()
    visitor.sees("议事厅")
    assert visitor.latin_words() <= {"English"}
    visitor.picture("first-page", whole=True)
    too_wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not too_wide, "the page must not scroll sideways"
