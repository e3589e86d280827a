"""A Streamlit session without a browser: the websocket that a tablet opens, and its widgets.

Speaks the protocol of Streamlit 1.67: messages are Protocol Buffers; a message that the server
believes the browser to hold comes as its hash alone; a fragment may ask to be run again and again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_FINISHED, _FAILED, _CUT_SHORT, _FRAGMENT_FINISHED = range(4)
_PATIENCE_SECONDS = 60.0


class Lost(RuntimeError):
    """The session cannot go on: the connection dropped, or a widget is not there."""


@dataclass(slots=True)
class Tally:
    """What all sessions of a measurement saw, beside their times."""

    runs: int = 0
    bytes_in: int = 0
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Element:
    """One element on the page: its kind, its message, its fragment, the run that drew it."""

    kind: str
    message: Any
    fragment: str
    run: int


@dataclass(slots=True)
class _Waiting:
    fragment: str
    since: float
    answer: asyncio.Future[float]


class Session:
    """One open tab on one page of the app."""

    def __init__(self, url: str, tally: Tally, cookie: str = "") -> None:
        where = urlsplit(url)
        self.origin = f"{where.scheme}://{where.netloc}"
        self.page, self.query = where.path.strip("/"), where.query
        self.tally, self.cookie = tally, cookie
        self.page_hash, self.run = "", 0
        self.elements: dict[tuple[int, ...], Element] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._values: dict[str, WidgetState] = {}
        self._waiting: list[_Waiting] = []
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._is_closed = False

    async def open(self) -> float:
        """Connect and run the page once; seconds until it was whole."""
        began = time.perf_counter()
        self._socket = await websockets.connect(
            self.origin.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=_PATIENCE_SECONDS,
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            origin=websockets.Origin(self.origin),
        )
        self._reader = asyncio.create_task(self._read())
        await self._ask(page=self.page)
        return time.perf_counter() - began

    async def close(self) -> None:
        """Leave as a closed tab does."""
        self._is_closed = True
        for timer in self._timers.values():
            timer.cancel()
        await self._socket.close()
        self._reader.cancel()

    def keys(self, kind: str, prefix: str) -> list[str]:
        """The keys of this kind of widget that begin so and can be used, in reading order."""
        found = []
        for place in sorted(self.elements):
            element = self.elements[place]
            key = str(getattr(element.message, "id", "")).split("-", 2)[-1]
            if element.kind == kind and key.startswith(prefix) and not element.message.disabled:
                found.append(key)
        return found

    async def press(self, key: str) -> float:
        """Tap the button with this key; seconds until the page was whole again."""
        element = self._find("button", key)
        pressed = WidgetState(id=element.message.id, trigger_value=True)
        return await self._ask(trigger=pressed, fragment=element.fragment)

    async def check(self, key: str, *, is_on: bool) -> float:
        """Set the checkbox or toggle with this key; seconds until the page was whole again."""
        element = self._find("checkbox", key)
        self._values[element.message.id] = WidgetState(id=element.message.id, bool_value=is_on)
        return await self._ask(fragment=element.fragment)

    async def rerun(self) -> float:
        """Run the page again as it is; seconds until it was whole."""
        return await self._ask()

    def _find(self, kind: str, key: str) -> Element:
        for element in self.elements.values():
            if element.kind == kind and element.message.id.endswith(f"-{key}"):
                return element
        raise Lost(f"no {kind} {key!r} on the page")

    async def _ask(
        self, trigger: WidgetState | None = None, fragment: str = "", page: str | None = None
    ) -> float:
        message = BackMsg()
        wanted = message.rerun_script
        wanted.query_string = self.query
        wanted.widget_states.widgets.extend(self._values.values())
        if trigger is not None:
            wanted.widget_states.widgets.append(trigger)
        wanted.page_script_hash = self.page_hash
        if page is not None:
            wanted.page_name = page
        wanted.fragment_id = fragment
        wanted.cached_message_hashes.extend(self._kept)
        wanted.context_info.timezone = "Asia/Shanghai"
        wanted.context_info.timezone_offset = -480
        wanted.context_info.locale = "zh-CN"
        wanted.context_info.url = f"{self.origin}/{self.page}"
        waiting = _Waiting(
            fragment, time.perf_counter(), asyncio.get_running_loop().create_future()
        )
        self._waiting.append(waiting)
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await waiting.answer

    async def _read(self) -> None:
        try:
            async for data in self._socket:
                self.tally.bytes_in += len(data)
                message = ForwardMsg()
                message.ParseFromString(data if isinstance(data, bytes) else data.encode())
                self._take(message)
        except websockets.ConnectionClosed:
            pass
        if not self._is_closed:
            self.tally.errors["disconnected"] += 1
            for waiting in self._waiting:
                if not waiting.answer.done():
                    waiting.answer.set_exception(Lost("disconnected"))

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            kept = self._kept.get(message.ref_hash)
            if kept is None:
                self.tally.errors["a message that was not kept"] += 1
                return
            whole = ForwardMsg()
            whole.CopyFrom(kept)
            whole.metadata.CopyFrom(message.metadata)
            message, kind = whole, "delta"
        elif message.metadata.cacheable:
            self._kept[message.hash] = message
        if kind == "delta":
            self._draw(message)
        elif kind == "new_session":
            self.run += 1
            self.page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash or self.page_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._repeat(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "script_finished":
            self._finish(message)

    def _draw(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            kind = str(element.WhichOneof("type"))
            self.elements[place] = Element(
                kind, getattr(element, kind), message.delta.fragment_id, self.run
            )
            if kind == "exception":
                self.tally.errors[f"exception: {element.exception.type}"] += 1
        else:
            self._forget(lambda at, drawn: at[: len(place)] == place and drawn.run != self.run)

    def _forget(self, is_stale: Any) -> None:
        self.elements = {at: one for at, one in self.elements.items() if not is_stale(at, one)}

    def _finish(self, message: ForwardMsg) -> None:
        how = message.script_finished
        if how == _CUT_SHORT:
            return
        self.tally.runs += 1
        if how == _FAILED:
            self.tally.errors["the script does not compile"] += 1
        if how != _FRAGMENT_FINISHED:
            self._forget(lambda _, drawn: drawn.run != self.run)
        now, left = time.perf_counter(), []
        fragments = set(message.metadata.run.fragment_ids)
        for waiting in self._waiting:
            of_fragment = bool(waiting.fragment) and (
                not fragments or waiting.fragment in fragments
            )
            if how != _FRAGMENT_FINISHED or of_fragment:
                if not waiting.answer.done():
                    waiting.answer.set_result(now - waiting.since)
            else:
                left.append(waiting)
        self._waiting = left

    def _repeat(self, fragment: str, every_seconds: float) -> None:
        if fragment in self._timers:
            self._timers[fragment].cancel()

        async def keep_running() -> None:
            while not self._is_closed:
                await asyncio.sleep(every_seconds)
                await self._ask(fragment=fragment)

        self._timers[fragment] = asyncio.create_task(keep_running())
