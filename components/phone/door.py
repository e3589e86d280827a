"""What a request says of who sent it: language, device, address, and what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from domain.channels import Channel, screen_channel
from domain.joining import device_key
from locales import DEFAULT_LANGUAGE, LANGUAGES

DEVICE_COOKIE = "yishiting_device"
LANGUAGE_COOKIE = "yishiting_lang"
DEVICE_DAYS = 90
LARGEST_FORM_BYTES = 16_384


class TooLarge(Exception):
    """More was sent than any form of ours holds."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. `token` is the device's, made anew where it had none (`is_new`).

    `is_part`: a script asks for what lies inside the page alone.
    """

    language: str
    asked_language: str
    token: str
    is_new: bool
    address: str
    channel: Channel
    is_part: bool
    is_secure: bool
    path: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The join code in the address."""
        return self.path.get("code", "")

    @property
    def key(self) -> str:
        """The name under which the database knows the device."""
        return device_key(self.token)

    def said(self, name: str) -> str:
        """What a field holds; empty if it was not sent."""
        return next(iter(self.form.get(name, ())), "")

    def number(self, name: str) -> int | None:
        """A field as a whole number; None where it is none."""
        said = self.said(name).strip()
        return int(said) if said.isdecimal() and len(said) < 10 else None


async def read_visit(request: Request, make_token: object) -> Visit:
    """The request as handlers see it. Raises TooLarge."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    is_new = not 32 <= len(token) <= 64
    asked = _asked_language(request)
    return Visit(
        language=asked or _spoken_language(request),
        asked_language=asked,
        token=str(make_token()) if is_new and callable(make_token) else token,
        is_new=is_new,
        address=request.client.host if request.client else "",
        channel=screen_channel(request.headers.get("user-agent", "")),
        is_part="part" in request.query_params,
        is_secure=request.url.scheme == "https",
        path={name: str(value) for name, value in request.path_params.items()},
        form=await _read_form(request),
    )


async def _read_form(request: Request) -> dict[str, tuple[str, ...]]:
    if request.method != "POST":
        return {name: tuple(request.query_params.getlist(name)) for name in request.query_params}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM_BYTES:
            raise TooLarge
    text = body.decode("utf-8", errors="replace")
    return {name: tuple(values) for name, values in parse_qs(text, max_num_fields=50).items()}


def is_from_elsewhere(request: Request) -> bool:
    """Whether another site's page sent this form (the browser says so, where it is a browser)."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc != request.headers.get("host", "")
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


def keep_cookies(response: Response, visit: Visit) -> None:
    """Give a new device its token, and remember a language that was asked for."""
    more = {"secure": visit.is_secure, "httponly": True, "samesite": "lax", "path": "/"}
    lasts = DEVICE_DAYS * 86_400
    if visit.is_new:
        response.set_cookie(DEVICE_COOKIE, visit.token, max_age=lasts, **more)  # type: ignore[arg-type]
    if visit.asked_language:
        response.set_cookie(LANGUAGE_COOKIE, visit.language, max_age=lasts, **more)  # type: ignore[arg-type]


def _asked_language(request: Request) -> str:
    return _language_like(request.query_params.get("lang", ""))


def _spoken_language(request: Request) -> str:
    kept = request.cookies.get(LANGUAGE_COOKIE, "")
    first = request.headers.get("accept-language", "").split(",")[0].strip()
    return _language_like(kept) or _language_like(first) or DEFAULT_LANGUAGE


def _language_like(asked: str) -> str:
    return next((one for one in LANGUAGES if asked and one[:2] == asked[:2].lower()), "")
