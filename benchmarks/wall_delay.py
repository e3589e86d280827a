"""How long the wall takes to show an answer to a poll, from the tap until the picture is sent.

    python -m benchmarks.wall_delay --walls 3 30 --answers 60

A meeting with an open poll; walls that follow it; people who answer one after the other. A wall's
time is from the moment the answer is asked to be saved until its new number reaches the browser.
The load comes from this machine too.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import tempfile
import time
from pathlib import Path

from benchmarks.ballot_load import machine
from benchmarks.load import percentile
from benchmarks.session import Session, Tally
from tests.browser.app_process import seed, served

CODE = "246810"
LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 15.0
HEAD = "| walls | answers | shown p50 | p95 | slowest | lost |\n|---|---|---|---|---|---|"


def stage_meeting(data_dir: Path, people: int) -> tuple[int, list[object]]:
    """A meeting with everyone in the room, a poll that is open, and wall 1 following it."""
    os.environ["DATA_DIR"] = str(data_dir)
    os.environ.pop("DATABASE_URL", None)
    from db import accounts
    from db.engine import transaction
    from db.tables import Attendee, Meeting
    from domain.clock import utc_now
    from domain.meetings import Voice
    from domain.polls import PollTerms
    from services import hall_screens, polls

    now = utc_now()
    with transaction() as db:
        account = accounts.find_account(db, "facilitator1")
        assert account is not None
        host = accounts.actor_of(db, account)
        meeting = Meeting(kind="talk_day", title="-", place_kind="district", state="open")
        meeting.join_code, meeting.starts_at, meeting.created_at = CODE, now, now
        db.add(meeting)
        db.flush()
        rows = [
            Attendee(meeting_id=meeting.id, number=n, device_key=f"d{n}", channel="phone")
            for n in range(1, people + 1)
        ]
        for row in rows:
            row.came_at = row.created_at = now
        db.add_all(rows)
        db.flush()
        meeting_id = meeting.id
        voices: list[object] = [
            Voice(row.id, meeting_id, row.number, "", row.device_key or "", True) for row in rows
        ]
    poll_id = polls.prepare_poll(host, meeting_id, PollTerms("-", is_secret=False))
    polls.open_poll(host, poll_id)
    hall_screens.follow(host, "1", meeting_id)
    return poll_id, voices


def shows(wall: Session, number: int) -> bool:
    """Whether the wall's picture holds this number of votes in favour."""
    return any(
        one.kind == "markdown" and one.message.body == str(number) for one in wall.elements.values()
    )


async def first_shown(wall: Session, number: int, since: float) -> float | None:
    """Seconds until the wall showed the number; None if it never did."""
    while time.perf_counter() - since < PATIENCE_SECONDS:
        if shows(wall, number):
            return time.perf_counter() - since
        await asyncio.sleep(LOOK_SECONDS)
    return None


async def answer_and_look(
    walls: list[Session], poll_id: int, voices: list[object], chance: random.Random
) -> list[float | None]:
    """Let one person after the other answer, and look at every wall."""
    from services.poll_answers import save_answer

    delays: list[float | None] = []
    for number, voice in enumerate(voices, start=1):
        await asyncio.sleep(chance.uniform(0.2, 1.2))
        since = time.perf_counter()
        await asyncio.to_thread(save_answer, voice, poll_id, {"for": 1})
        looks = (first_shown(wall, number, since) for wall in walls)
        delays += await asyncio.gather(*looks)
    return delays


async def measure(url: str, count: int, poll_id: int, voices: list[object]) -> list[float | None]:
    """Open so many walls and let everyone answer."""
    tally = Tally()
    walls = [Session(f"{url}/projector?screen=1", tally) for _ in range(count)]
    for wall in walls:
        await wall.open()
    try:
        return await answer_and_look(walls, poll_id, voices, random.Random(1))
    finally:
        for wall in walls:
            await wall.close()


def main() -> None:
    """Print one line a size."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--walls", type=int, nargs="+", default=[3, 30])
    asked.add_argument("--answers", type=int, default=60)
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    print(f"{machine()}\n\n{HEAD}", flush=True)
    for count in given.walls:
        with tempfile.TemporaryDirectory() as folder:
            data_dir = seed(Path(folder) / "data")
            poll_id, voices = stage_meeting(data_dir, given.answers)
            with served(data_dir) as app:
                delays = asyncio.run(measure(app.url, count, poll_id, voices))
        found = [one * 1000 for one in delays if one is not None]
        cells = (
            count,
            given.answers,
            f"{percentile(found, 0.5):.0f} ms",
            f"{percentile(found, 0.95):.0f} ms",
            f"{max(found, default=0):.0f} ms",
            len(delays) - len(found),
        )
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    main()
