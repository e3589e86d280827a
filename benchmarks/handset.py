"""A phone on the light page without a browser: one kept connection, cookies, and nothing else."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

_PATIENCE_SECONDS = 30.0
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"set-cookie: ([^=]+)=([^;]+)", re.IGNORECASE)


@dataclass(slots=True)
class Tally:
    """What all phones saw: seconds by kind of request, bytes, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    bytes_in: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, seconds: float) -> None:
        """One request of this kind took so long."""
        self.seconds.setdefault(kind, []).append(seconds)


class Handset:
    """One phone: joins, looks whether something changed, answers."""

    def __init__(self, port: int, code: str, tally: Tally) -> None:
        self.port, self.code, self.tally = port, code, tally
        self.mark, self.page = "", ""
        self._cookies: dict[str, str] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def join(self) -> None:
        """Open the code's page with its style and script, and come in."""
        began = time.perf_counter()
        _, page = await self.ask("open", f"/m/{self.code}")
        for linked in re.findall(r'(?:src|href)="(/m/phone\.[^"]+)"', page):
            await self.ask("asset", linked)
        await self.ask("join", f"/m/{self.code}/join", {"name": ""})
        _, self.page = await self.ask("room", f"/m/{self.code}")
        self._read_mark()
        self.tally.note("joined", time.perf_counter() - began)
        if not self.mark:
            self.tally.errors["not in the room"] += 1

    async def look(self) -> bool:
        """Ask whether anything changed, and fetch it if so; whether it did."""
        status, _ = await self.ask("now", f"/m/{self.code}/now?seen={self.mark}")
        if status != 200:
            return False
        _, self.page = await self.ask("refresh", f"/m/{self.code}?part=1")
        self._read_mark()
        return True

    @property
    def poll_id(self) -> int | None:
        """The poll that the phone shows, if one is open."""
        found = re.search(r'name="poll" value="(\d+)"', self.page)
        return int(found[1]) if found else None

    async def answer(self, value: str) -> bool:
        """Answer the poll that is shown; whether the phone then says that it is saved."""
        fields = {"poll": str(self.poll_id), "answer": value}
        status, self.page = await self.ask("answer", f"/m/{self.code}/answer?part=1", fields)
        return status == 200 and f'value="{value}" aria-pressed="true"' in self.page

    async def ask(
        self, kind: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """One request; status and text. What fails is counted, and tried once more."""
        for is_last in (False, True):
            began = time.perf_counter()
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    status, text = await self._exchange(path, fields)
            except (OSError, EOFError, TimeoutError) as failure:
                self.close()
                # A connection that the server let go between two requests is no error.
                if is_last:
                    self.tally.errors[f"{kind}: {type(failure).__name__}"] += 1
                continue
            self.tally.note(kind, time.perf_counter() - began)
            if status >= 400:
                self.tally.errors[f"{kind}: {status}"] += 1
            return status, text
        return 0, ""

    def close(self) -> None:
        """Let the connection go."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    def _read_mark(self) -> None:
        found = re.search(r'data-mark="([^"]+)"', self.page)
        self.mark = found[1] if found else ""

    async def _exchange(self, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._writer.write(self._request(path, fields))
        await self._writer.drain()
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        self.tally.bytes_in += len(head) + len(body)
        for name, value in _COOKIE.findall(head):
            self._cookies[name.decode()] = value.decode()
        return int(head.split(b" ", 2)[1]), body.decode()

    def _request(self, path: str, fields: dict[str, str] | None) -> bytes:
        body = urlencode(fields or {}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = [
            f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (Linux; Android 14) Mobile",
            *([f"Cookie: {cookies}"] if cookies else []),
        ]
        if fields is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                f"Origin: http://127.0.0.1:{self.port}",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + body
