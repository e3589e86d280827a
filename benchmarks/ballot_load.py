"""A hall that votes: how long a tap on the ballot takes, at 20, 100 and 200 tablets on one process.

    make bench                                   all of it, about eight minutes
    python -m benchmarks.ballot_load --sessions 20 --taps 4

The same app is served twice in one run: as configured, and with Streamlit's own defaults for every
option of the server and the runner. Prints a table in Markdown. The load comes from this machine
too, so the figures are those of a server that shares its processor.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import platform
import random
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import jwt
import psutil
from streamlit import config

from benchmarks.ballot_district import open_hall
from benchmarks.load import Figures, Hall, Server, measure
from benchmarks.session import Lost, Session
from tests.browser.app_process import ROOT, copy_of, seed, served

PAGE = "/ballot"
MARK = "mark_"
SIZES = (20, 100, 200)
KEPT = {"server.headless", "server.showEmailPrompt", "server.maxUploadSize"}
HEAD = (
    "| settings | sessions | taps | errors | reruns/s | tap p50 | tap p95 | tap p99 "
    "| CPU per tap | CPU | memory |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def streamlit_defaults() -> tuple[str, ...]:
    """Options for `streamlit run` that undo what config.toml says of server and runner."""
    ours = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    names = (f"{section}.{name}" for section in ("server", "runner") for name in ours[section])
    return tuple(
        f"--{name}={str(config._config_options_template[name].default_val).lower()}"
        for name in names
        if name not in KEPT
    )


def cookies_of_voters(data_dir: Path, count: int) -> list[str]:
    """Sign in so many voters of the open round, where nobody has voted yet; their cookies."""
    voters = open_hall(data_dir, count)
    from components.sign_in import COOKIE
    from services import accounts

    key = accounts.cookie_key()
    sign_ins = (accounts.begin_sign_in(one).sign_in_id for one in voters)
    return [f"{COOKIE}={jwt.encode({'username': one}, key, algorithm='HS256')}" for one in sign_ins]


async def tap_a_mark(session: Session, chance: random.Random) -> float:
    """Tap one project on the ballot, be it to mark it or to take the mark back."""
    marks = session.keys("button", MARK)
    if not marks:
        raise Lost("no project to tap on the ballot")
    return await session.press(chance.choice(marks))


def row(settings: str, figures: Figures) -> str:
    """One line of the table."""
    cells = (
        settings,
        figures.sessions,
        figures.taps,
        sum(figures.errors.values()),
        f"{figures.reruns_per_second:.1f}",
        f"{figures.p50_ms:.0f} ms",
        f"{figures.p95_ms:.0f} ms",
        f"{figures.p99_ms:.0f} ms",
        f"{figures.cpu_ms_per_tap:.1f} ms",
        f"{figures.cpu_percent:.0f} %",
        f"{figures.memory_mb:.0f} MB",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def rows(seeded: Path, sizes: Iterable[int], taps: int, think: float) -> Iterator[str]:
    """Serve and measure for every setting and size, each on a fresh copy of the district."""
    for settings, options in (("ours", ()), ("Streamlit's defaults", streamlit_defaults())):
        for size in sizes:
            data_dir = copy_of(seeded, seeded.parent / f"data-{settings[:4]}-{size}")
            cookies = cookies_of_voters(data_dir, size)
            with served(data_dir, options) as app:
                figures = asyncio.run(
                    measure(
                        app.url + PAGE,
                        Server(app.pid),
                        cookies,
                        tap_a_mark,
                        Hall(taps_each=taps, think_seconds=think),
                    )
                )
                if figures.errors or app.crashes():
                    print(f"  {dict(figures.errors)} {app.crashes()[-400:]}", flush=True)
            yield row(settings, figures)


def machine() -> str:
    """What the figures were taken on."""
    cores = psutil.cpu_count(logical=True)
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}"


def main() -> None:
    """Print the table as it is measured."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--sessions", type=int, nargs="+", default=list(SIZES))
    asked.add_argument("--taps", type=int, default=10, help="taps of each session")
    asked.add_argument("--think", type=float, default=5.0, help="seconds between two taps")
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    print(f"{machine()}; {given.think:g} s to think between taps\n\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        seeded = seed(Path(folder) / "seeded")
        for line in rows(seeded, given.sessions, given.taps, given.think):
            print(line, flush=True)


if __name__ == "__main__":
    main()
