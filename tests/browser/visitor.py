"""A person in front of a screen: opens, taps, types, looks, takes a picture."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from playwright.sync_api import Locator, Page, WebSocket, expect

SIZES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "projector": {"viewport": {"width": 1920, "height": 1080}},
        "small_projector": {"viewport": {"width": 1280, "height": 720}},
        "tablet": {"viewport": {"width": 1024, "height": 768}, "has_touch": True},
        "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    }
)
TAPPABLE: Final = ("button", "link", "radio", "checkbox", "tab", "menuitem")
PATIENCE_SECONDS = 30
QUIET_SECONDS = 0.25
SCROLL_ENDS_MS = 300
TALLEST_PICTURE_PX = 6000
TAPS_FOR_A_FILE = 3

expect.set_options(timeout=PATIENCE_SECONDS * 1000)

_IDLE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid="stSpinner"], [data-testid="stAppSkeleton"]');
}"""
_DRAWN = """() => document.fonts.status === 'loaded'
  && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
       .every(chart => chart.querySelector('canvas, svg'))
  && [...document.images].every(image => image.complete)"""
_TEXT = """() => {
  const unread = '[data-testid="stIconMaterial"], [data-testid$="Icon"], '
    + '[href="#stMain"], '
    + '[role="img"][aria-label$=" icon"]';
  const hidden = [...document.querySelectorAll(unread)].map(one => [one, one.style.display]);
  hidden.forEach(([one]) => { one.style.display = 'none'; });
  const text = document.querySelector('[data-testid="stApp"]').innerText;
  hidden.forEach(([one, before]) => { one.style.display = before; });
  return text;
}"""
_HEIGHT = """() => Math.max(...['stMain', 'stSidebarContent']
  .map(id => document.querySelector(`[data-testid="${id}"]`)?.scrollHeight ?? 0))"""


def pictures_dir() -> Path:
    """Where pictures go: SCREENSHOTS, or a folder that git ignores."""
    default = Path(__file__).parent / "screenshots"
    return Path(os.environ.get("SCREENSHOTS") or default)


class Visitor:
    """One browser page of one size on one running app."""

    def __init__(self, page: Page, url: str, size: str) -> None:
        self.page, self.url, self.size = page, url, size
        self.sent = self.received = 0.0
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda _: setattr(self, "sent", time.monotonic()))
        socket.on("framereceived", lambda _: setattr(self, "received", time.monotonic()))

    def settle(self) -> None:
        """Wait until the last thing asked of the app was answered, drawn, and nothing follows."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            self.page.wait_for_timeout(50)
            answered = self.received >= self.sent > 0
            quiet = time.monotonic() - max(self.sent, self.received) > QUIET_SECONDS
            if answered and quiet and self.page.evaluate(_IDLE):
                return
        raise AssertionError(f"The app was still busy after {PATIENCE_SECONDS} s: {self.page.url}")

    def open(self, path: str = "/") -> Visitor:
        """Go to an address of the app, as from a link or a QR code."""
        self.page.goto(self.url + path, wait_until="domcontentloaded")
        self.settle()
        return self

    def be(self, username: str) -> Visitor:
        """Sign in as one of the demonstration's people, by the one tap that offers them."""
        self.open("/sign_in")
        self.press(self.page.locator(f".st-key-demo_{username} button"))
        self.sees("退出登录")
        self.wait_for_cookie()
        return self

    def sign_in(self, username: str, password: str) -> None:
        """Fill in the form and send it; what comes of it is for the test to say."""
        self.fill("用户名", username)
        self.fill("密码", password)
        self.press(self.page.get_by_test_id("stBaseButton-primaryFormSubmit"))

    def wait_for_cookie(self) -> None:
        """It is written a moment after the page is drawn; a reload or a new address needs it."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not any(one.get("name") == "yishiting" for one in self.page.context.cookies()):
            assert time.monotonic() < give_up, "the sign-in was never written to the browser"
            self.page.wait_for_timeout(50)

    def reload(self) -> None:
        """Press the browser's reload."""
        self.page.reload(wait_until="domcontentloaded")
        self.settle()

    def button(self, name: str, nth: int = 0) -> Locator:
        """The nth visible thing to tap whose name contains this text: button, link, pill, tab."""
        first, *others = (self.page.get_by_role(role, name=name) for role in TAPPABLE)
        for other in others:
            first = first.or_(other)
        return first.filter(visible=True).nth(nth)

    def press(self, target: str | Locator, nth: int = 0) -> None:
        """Tap (touch) or click a button, and wait for the answer."""
        locator = self.button(target, nth) if isinstance(target, str) else target
        expect(locator).to_be_enabled()
        self._tap(locator)
        self.settle()

    def _tap(self, locator: Locator) -> None:
        if "has_touch" in SIZES[self.size]:
            locator.tap()
        else:
            locator.click()

    def fill(self, label: str, text: str, nth: int = 0) -> None:
        """Type into the nth field with this label and leave it, as one does with the Tab key."""
        field = self.page.get_by_label(label).filter(visible=True).nth(nth)
        field.fill(text)
        field.press("Tab")
        self.settle()

    def attach(self, label: str, file: Path) -> None:
        """Choose a file for the uploader with this label."""
        uploader = self.page.get_by_test_id("stFileUploader").filter(has_text=label)
        uploader.filter(visible=True).first.locator("input[type=file]").set_input_files(file)
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Pick one option of the selectbox with this label."""
        field = self.page.get_by_label(label).filter(visible=True).first
        field.scroll_into_view_if_needed()
        # A list that is opened while the page still scrolls closes at once.
        self.page.wait_for_timeout(SCROLL_ENDS_MS)
        field.click()
        self.page.get_by_role("option", name=option).first.click()
        self.settle()

    def text(self) -> str:
        """All that can be read on the screen now, without the names of icons."""
        return str(self.page.evaluate(_TEXT))

    def latin_words(self) -> set[str]:
        """The words of three and more Latin letters that can be read now: English left over."""
        return set(re.findall(r"[A-Za-z]{3,}", self.text()))

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        """Assert that each of these is somewhere on the screen, and visible."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def does_not_see(self, *texts: str | re.Pattern[str]) -> None:
        """Assert that none of these is visible."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def download(self, target: str | Locator) -> bytes:
        """The file that a button gives.

        A browser cancels a second file that comes long after the tap that asked for it, as on a
        machine that is busy making it; a person taps again.
        """
        locator = self.button(target) if isinstance(target, str) else target
        for _ in range(TAPS_FOR_A_FILE):
            with self.page.expect_download() as coming:
                self._tap(locator)
            if coming.value.failure() is None:
                return coming.value.path().read_bytes()
        raise AssertionError(f"{target} gave no file")

    def picture(self, name: str, *, whole: bool = False) -> Path:
        """Keep a PNG `<name>-<size>.png`; `whole` shows what lies below the fold too."""
        folder = pictures_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_function(_DRAWN)
        before = self.page.viewport_size
        if whole and before:
            height = min(max(self.page.evaluate(_HEIGHT), before["height"]), TALLEST_PICTURE_PX)
            self.page.set_viewport_size({"width": before["width"], "height": height})
            self.page.wait_for_timeout(300)
            self.page.wait_for_function(_DRAWN)
        path = folder / f"{name}-{self.size}.png"
        self.page.screenshot(path=path)
        if whole and before:
            self.page.set_viewport_size(before)
        return path
