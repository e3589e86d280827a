"""A hall without internet: no page that is served asks any other machine for anything."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.browser.app_process import RunningApp
from tests.browser.visitor import Visitor
from tests.cast import Cast
from tests.phone.conftest import Evening, evening, house

__all__ = ["evening", "house"]  # the served house of the light page's tests, fixtures here too


def asked(visitor: Visitor) -> list[str]:
    """Every address that the visitor's browser asks for from now on."""
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(request.url)

    visitor.page.on("request", note)
    visitor.page.on("websocket", lambda socket: seen.append(socket.url))
    return seen


def elsewhere(seen: list[str], url: str) -> list[str]:
    """Those that are not on the machine that serves the app."""
    ours = urlsplit(url).netloc
    schemes = ("http", "https", "ws", "wss")
    return [one for one in seen if urlsplit(one).scheme in schemes and urlsplit(one).netloc != ours]


@pytest.mark.parametrize(
    "path", ["/", "/results", "/meetings", "/room", "/projector?screen=1", "/sign_in"]
)
def test_the_app_asks_no_other_machine(
    visit: Callable[..., Visitor], server: str, path: str
) -> None:
    visitor = visit("tablet", server)
    seen = asked(visitor)
    visitor.page.goto(server + path, wait_until="load")
    drawn = "[data-testid=stMarkdown], [data-testid=stHeading], img"
    visitor.page.wait_for_selector(drawn, state="attached")
    visitor.page.wait_for_load_state("networkidle")
    assert len(seen) > 10
    assert elsewhere(seen, server) == []


def test_the_light_page_asks_no_other_machine(
    visit: Callable[..., Visitor],
    house: tuple[RunningApp, Cast],
    evening: Callable[..., Evening],
) -> None:
    tonight, url = evening(), house[0].url
    visitor = visit("phone", url)
    seen = asked(visitor)
    visitor.page.goto(f"{url}/m/{tonight.code}")
    visitor.page.get_by_role("button", name="进入会场").click()
    visitor.page.wait_for_selector("text=我要发言")
    assert {urlsplit(one).path for one in seen} >= {f"/m/{tonight.code}", "/m/phone.js"}
    assert elsewhere(seen, url) == []


def test_an_address_elsewhere_would_be_found() -> None:
    seen = ["http://a:1/x", "https://fonts.example/y", "data:,", "wss://b/z"]
    assert elsewhere(seen, "http://a:1") == ["https://fonts.example/y", "wss://b/z"]
