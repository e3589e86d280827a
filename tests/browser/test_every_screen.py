"""Every public page on the wall, on a tablet and on a phone: whole, in Chinese, easy to tap."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

LEAST_TAP_PX = 44
MAY_BE_LATIN = {"English", "PDF", "demo", "vote"}
"""The other language's name, a kind of file, and the published seed of the lot, `demo-vote`."""

PAGES = {
    "home": "/",
    "rounds": "/rounds",
    "round": "/rounds?round=5",
    "proposals": "/proposals",
    "proposal": "/proposal?id=1",
    "results": "/results?round=7",
    "delivery": "/delivery?round=7",
    "sign-in": "/sign_in",
    "window": "/taking_part",
    "search": "/search?q=电梯",
    "topics": "/topics",
}

_WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const main = document.querySelector('[data-testid="stMain"]');
  const things = 'p, h1, h2, h3, button, a, img, input, textarea, canvas, svg';
  const out = [...main.querySelectorAll(things)]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > wide + 1)
    .map(one => `${one.tagName} ${one.innerText ?? ''}`.slice(0, 60));
  if (main.scrollWidth > main.clientWidth) out.push(`page ${main.scrollWidth} px`);
  return out;
}"""
_TOO_SMALL = """least => {
  const taps = 'button, a[href], [role="radio"], [role="checkbox"], [role="tab"], summary, '
    + '[data-baseweb="select"], label:has(input[type="checkbox"]), label:has(input[type="radio"])';
  const shown = one => one.checkVisibility({opacityProperty: true, visibilityProperty: true});
  return [...document.querySelectorAll('[data-testid="stMain"] :is(' + taps + ')')]
    .filter(one => shown(one) && !one.matches('[href^="#"], [data-testid="stSelectbox"] *'))
    .map(one => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width > 0 && (box.height < least || box.width < least))
    .map(([box, one]) => `${one.tagName} ${one.innerText} `.slice(0, 40)
      + `${Math.round(box.width)}×${Math.round(box.height)}`);
}"""


def measured(visitor: Visitor, script: str, given: object = None) -> list[Any]:
    """What a script finds on the page as it stands."""
    found: list[Any] = visitor.page.evaluate(script, given)
    return found


def fits_and_is_chinese(visitor: Visitor) -> None:
    """Nothing hangs out at the side, and no English is left."""
    assert not measured(visitor, _WIDER)
    assert visitor.latin_words() <= MAY_BE_LATIN


@pytest.mark.parametrize("size", ["projector", "tablet", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_is_chinese_and_easy_to_tap(
    visit: Visit, server: str, page: str, size: str
) -> None:
    visitor = visit(size, server).open(PAGES[page])
    visitor.picture(f"screen-{page}", whole=True)
    fits_and_is_chinese(visitor)
    if size != "projector":
        assert not measured(visitor, _TOO_SMALL, LEAST_TAP_PX)


@pytest.mark.parametrize("size", ["projector", "tablet", "phone"])
def test_the_ballot_fits_is_chinese_and_easy_to_tap(visit: Visit, server: str, size: str) -> None:
    visitor = visit(size, server).be("member1").open("/ballot?round=5")
    visitor.picture("screen-ballot", whole=True)
    fits_and_is_chinese(visitor)
    assert not measured(visitor, _TOO_SMALL, LEAST_TAP_PX)
