"""Where phones in the hall reach this app."""

import os
import socket
from urllib.parse import urlsplit

_ONLY_HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared with, never bound
_LIGHT_PAGE = "light page"
_served: set[str] = set()


def hall_address(seen: str) -> str:
    """The app's address for a QR code, without a slash at the end; empty if none is known.

    `PUBLIC_URL` wins. Else the address by which the projector's own browser `seen` the page; where
    that names only this machine, its address in the hall's network.
    """
    named = os.environ.get("PUBLIC_URL", "").rstrip("/")
    if named:
        return named
    parts = urlsplit(seen)
    if not parts.hostname:
        return ""
    host = parts.hostname
    if host in _ONLY_HERE:
        host = _own_address()
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}" if host else ""


def _own_address() -> str:
    """This machine's address in its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def note_light_page() -> None:
    """Say that this process serves phones their light page (`server.py` at its start)."""
    _served.add(_LIGHT_PAGE)


def join_path(code: str) -> str:
    """Where a join code leads: the light page, or the room's page where only the app is served."""
    return f"/m/{code}" if _LIGHT_PAGE in _served else f"/room?code={code}"
