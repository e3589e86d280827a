"""Around every handler: off the event loop, the same headers, one sentence for what went wrong."""

import logging
import time
from collections.abc import Awaitable, Callable

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from components.phone.door import (
    TooLarge,
    Visit,
    is_from_elsewhere,
    keep_cookies,
    read_visit,
)
from components.phone.drawing import render
from components.phone.room_now import Rooms
from domain.joining import CODE_PACE, Turnstile
from locales import translate
from services.joining import make_device_token

log = logging.getLogger(__name__)

Handler = Callable[[Visit], Response]
Quick = Callable[[Visit], Response | None]
Endpoint = Callable[[Request], Awaitable[Response]]

MOST_AT_ONCE = 12
"""Handlers that run beside each other; the rest waits its turn and never blocks the app."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # With `no-referrer` browsers would send `Origin: null` with our own forms too.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}

rooms = Rooms()
turnstile = Turnstile(CODE_PACE)
_limiters: dict[str, anyio.CapacityLimiter] = {}


def page(handler: Handler, quick: Quick | None = None) -> Endpoint:
    """The handler as Starlette calls it. `quick` may answer from memory, without a thread."""

    async def endpoint(request: Request) -> Response:
        try:
            visit = await read_visit(request, make_device_token)
        except TooLarge:
            return _with_headers(Response(status_code=413))
        if request.method == "POST" and is_from_elsewhere(request):
            return _with_headers(_told(visit, "phone.from_elsewhere", 403))
        at_once = quick(visit) if quick is not None else None
        if at_once is not None:
            return _with_headers(at_once)
        if not await _let_through(visit):
            return _with_headers(_told(visit, "phone.come_back", 429))
        response = await anyio.to_thread.run_sync(_safely, handler, visit, limiter=_limiter())
        keep_cookies(response, visit)
        return _with_headers(response)

    return endpoint


def go_to(path: str) -> Response:
    """After an act: look at this page, so that reloading repeats nothing."""
    return RedirectResponse(path, status_code=303)


def draw(visit: Visit, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page, or its inside alone for a script that asks for it."""
    html = render(template, visit.language, visit=visit, is_part=visit.is_part, **values)
    return HTMLResponse(html, status_code=status)


def with_headers(response: Response) -> Response:
    """The response as every one of ours leaves the house."""
    return _with_headers(response)


def _safely(handler: Handler, visit: Visit) -> Response:
    try:
        return handler(visit)
    except Exception:
        log.exception("a light page failed")
        return _told(visit, "refusal.unexpected", 500)


def _told(visit: Visit, key: str, status: int) -> Response:
    response = draw(visit, "told.html", status, told=translate(visit.language, key))
    if status == 429:
        response.headers["Retry-After"] = "5"
    return response


async def _let_through(visit: Visit) -> bool:
    """Slow down an address from which codes are guessed; devices that are in never wait."""
    if not visit.code or rooms.is_known(visit.code, visit.key):
        return True
    wait = turnstile.wait_of(visit.address, time.monotonic())
    if wait:
        await anyio.sleep(wait)
    return wait is not None


def _limiter() -> anyio.CapacityLimiter:
    # It belongs to the event loop: made at the first request, not when this file is read.
    return _limiters.setdefault("phone", anyio.CapacityLimiter(MOST_AT_ONCE))


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
