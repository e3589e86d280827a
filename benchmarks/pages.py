"""Every page, as a visitor and as each role, at the district's true scale: how long it takes.

    make bench-pages                             all of it, about five minutes
    python -m benchmarks.pages --only matters dashboard --runs 5

Serves the demonstration (69 communities, 500 specialists, 7,000 suggestions, 3,000 activities,
5,600 services) and opens each page in a real Streamlit session: a first run, then more of the same.
One session at a time; the load comes from this machine too. Prints a table in Markdown, slowest
first, and ends with 1 if a page needs more than a second, the first time after a start too.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import jwt

from benchmarks.ballot_load import machine
from benchmarks.load import percentile
from benchmarks.session import Lost, Session, Tally
from components.register import ENTRIES
from domain.roles import Role
from tests.browser.app_process import seed, served

MOST_SECONDS = 1.0
SECONDS_AHEAD = 8.0
RECOUNTS = ("why",)
"""Pages that answer at once, and recount for what would have been enough while progress shows."""

QUERIES = {
    "matter": "id=1",
    "meeting": "id=1",
    "proposal": "id=1",
    "topic": "id=1",
    "legal_case": "id=1",
    "minutes": "id=1",
    "why": "round=8",
    "compare": "round=8",
}
HEAD = (
    "| page | people | runs | first p50 | first, slowest | p50 | p95 | slowest as | errors |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class Times:
    """The seconds of one page: first runs, and all of them, by who looked."""

    name: str
    first: list[float] = field(default_factory=list)
    runs: list[tuple[float, str]] = field(default_factory=list)
    errors: int = 0

    @property
    def p95(self) -> float:
        """What one run in twenty exceeds, in seconds."""
        return percentile([seconds for seconds, _ in self.runs], 0.95)

    @property
    def slowest(self) -> float:
        """Seconds: the p95, or the slowest first run if that is more and nothing was recounted."""
        return max([self.p95, *([] if self.name in RECOUNTS else self.first)])

    def row(self) -> str:
        """One line of the table."""
        seconds = [one for one, _ in self.runs]
        slowest = max(self.runs, default=(0.0, "-"))
        cells = (
            self.name,
            len(self.first),
            len(seconds),
            f"{percentile(self.first, 0.5) * 1000:.0f} ms",
            f"{max(self.first, default=0) * 1000:.0f} ms",
            f"{percentile(seconds, 0.5) * 1000:.0f} ms",
            f"{self.p95 * 1000:.0f} ms",
            slowest[1],
            self.errors,
        )
        return "| " + " | ".join(map(str, cells)) + " |"


def cookies(data_dir: Path) -> dict[str, str | None]:
    """A sign-in for one person of each role; None for the visitor."""
    os.environ["DATA_DIR"] = str(data_dir)
    from components.sign_in import COOKIE
    from services import accounts

    key = accounts.cookie_key()
    found: dict[str, str | None] = {"visitor": None}
    for role in Role:
        sign_in = accounts.sign_in_for_demonstration(f"{role.value}1").sign_in_id
        token = jwt.encode({"username": sign_in}, key, algorithm="HS256")
        found[role.value] = f"{COOKIE}={token}"
    return found


async def measure(url: str, name: str, people: dict[str, str | None], runs: int) -> Times:
    """Open the page as everyone, and run it again."""
    times = Times(name)
    query = f"?{QUERIES[name]}" if name in QUERIES else ""
    for who, cookie in people.items():
        tally = Tally()
        session = Session(f"{url}/{name}{query}", tally, cookie)
        try:
            first = await session.open()
            times.first.append(first)
            times.runs += [(await session.rerun(), who) for _ in range(runs)]
        except (Lost, TimeoutError):
            times.errors += 1
        await session.close()
        times.errors += sum(tally.errors.values())
    return times


async def measure_all(url: str, names: Iterable[str], data_dir: Path, runs: int) -> list[Times]:
    """Page by page, once the server has done what it does ahead (components/ahead.py).

    The very first page of a process imports the app: it is not measured.
    """
    people = cookies(data_dir)
    await measure(url, "home", {"visitor": None}, 1)
    await asyncio.sleep(SECONDS_AHEAD)
    return [await measure(url, name, people, runs) for name in names]


def main() -> None:
    """Print the table; 1 if some page takes longer than it may."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--only", nargs="+", default=[entry.name for entry in ENTRIES])
    asked.add_argument("--runs", type=int, default=3, help="runs after the first, each person")
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = seed(Path(folder) / "district")
        with served(data_dir) as app:
            found = asyncio.run(measure_all(app.url, given.only, data_dir, given.runs))
            crashes = app.crashes()
    print(f"{machine()}\n\n{HEAD}")
    for times in sorted(found, key=lambda one: -one.p95):
        print(times.row())
    if crashes:
        print(crashes[-2000:])
    sys.exit(any(times.slowest > MOST_SECONDS or times.errors for times in found))


if __name__ == "__main__":
    main()
