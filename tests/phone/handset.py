"""A phone that knows HTML forms, cookies and nothing else."""

from __future__ import annotations

import re
import time
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from html import unescape
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.parse import urlencode

PATIENCE_SECONDS = 10


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """A refusal is an answer too; only redirects are followed."""

    def http_response(
        self, request: urllib.request.Request, response: HTTPResponse
    ) -> HTTPResponse:
        """What the server said, whatever its status."""
        if response.status in (302, 303):
            return super().http_response(request, response)  # type: ignore[no-any-return]
        return response


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: status, headers, text."""

    status: int
    headers: Message
    text: str
    url: str

    def shows(self, words: str) -> bool:
        """Whether the words can be read on it."""
        return words in unescape(re.sub(r"<[^>]+>", "", self.text))

    def hidden(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found is not None, f"no field {name!r} in {self.text}"
        return found[1]

    def pressed(self) -> list[str]:
        """The values of the keys that are shown as chosen."""
        return re.findall(r'value="([^"]*)" aria-pressed="true"', self.text)


@dataclass
class Handset:
    """One phone with cookies of its own."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: CookieJar = field(default_factory=CookieJar)

    def open(self, path: str) -> Page:
        """Look at a page."""
        return self._ask(urllib.request.Request(self.url + path))

    def open_until(self, path: str, words: str) -> Page:
        """Look again until the words are there: what all phones share is a second old at most."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not (page := self.open(path)).shows(words):
            assert time.monotonic() < give_up, f"{words!r} never came: {page.text}"
            time.sleep(0.1)
        return page

    def send(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Page:
        """Send a form; where it leads is what is shown."""
        body = urlencode(fields or {}).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask(urllib.request.Request(self.url + path, data=body, headers=named))

    def join(self, code: str, **fields: str) -> Page:
        """Open the code's page and come in."""
        self.open(f"/m/{code}")
        return self.send(f"/m/{code}/join", fields)

    def _ask(self, request: urllib.request.Request) -> Page:
        for name, value in self.headers.items():
            request.add_header(name, value)
        opener = urllib.request.build_opener(
            _AsItIs, urllib.request.HTTPCookieProcessor(self.cookies)
        )
        with opener.open(request, timeout=20) as answer:
            text = answer.read().decode()
            return Page(answer.status, answer.headers, text, answer.url)
