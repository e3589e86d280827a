"""A hall of 300 phones: they come within a minute, a poll opens, all answer, the wall shows it.

    make bench-hall                              about six minutes
    python -m benchmarks.hall_load --phones 50 --join-seconds 10

Phones speak HTTP to the light page, walls and a cockpit are real Streamlit sessions, all of one
process. Everything stays on 127.0.0.1 and the load comes from this machine too. Prints Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from benchmarks.ballot_load import machine
from benchmarks.hall_stage import CODE, Stage, cockpit_cookie, stage_hall
from benchmarks.handset import Handset, Tally
from benchmarks.load import Server, percentile
from benchmarks.session import Session
from benchmarks.session import Tally as WallTally
from tests.browser.app_process import seed, served

BETWEEN_LOOKS_SECONDS, JITTER_SECONDS = 3.0, 1.5
LOOK_AT_WALL_SECONDS = 0.02
ANSWERS = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Evening:
    """How many come, how fast, and how fast they answer."""

    phones: int = 300
    join_seconds: float = 60.0
    answer_seconds: float = 20.0
    walls: int = 1
    has_cockpit: bool = False


@dataclass(slots=True)
class Seen:
    """What a measurement saw: answers by when they were sent, and numbers on the wall by when."""

    tally: Tally = field(default_factory=Tally)
    walls: WallTally = field(default_factory=WallTally)
    noticed: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    unsaved: int = 0
    shown: dict[int, list[tuple[float, int]]] = field(default_factory=dict)
    load: str = ""
    cpu: dict[str, float] = field(default_factory=dict)
    memory_mb: float = 0.0


async def run_evening(url: str, pid: int, stage: Stage, evening: Evening) -> Seen:
    """Let the evening happen; what was seen."""
    seen, server, chance = Seen(), Server(pid), random.Random(1)
    port = urlsplit(url).port or 0
    phones = [Handset(port, CODE, seen.tally) for _ in range(evening.phones)]
    sessions = [Session(f"{url}/projector?screen=1", seen.walls) for _ in range(evening.walls)]
    if evening.has_cockpit:
        page = f"{url}/cockpit?meeting={stage.meeting_id}"
        sessions.append(Session(page, seen.walls, cockpit_cookie(stage)))
    for session in sessions:
        await session.open()
    began, used = time.perf_counter(), server.cpu_seconds()
    polling = await _come(phones, evening, chance)
    seen.cpu["joining"] = _percent(server, used, began)
    began, used = time.perf_counter(), server.cpu_seconds()
    await asyncio.sleep(10)
    seen.cpu["listening"] = _percent(server, used, began)
    watching = [
        asyncio.create_task(_watch(wall, seen.shown.setdefault(place, [])))
        for place, wall in enumerate(sessions[: evening.walls])
    ]
    began, used = time.perf_counter(), server.cpu_seconds()
    poll_id = await asyncio.to_thread(stage.open_poll)
    opened = time.perf_counter()
    await asyncio.gather(*(_answer(one, poll_id, opened, evening, chance, seen) for one in phones))
    seen.cpu["answering"] = _percent(server, used, began)
    await asyncio.sleep(5)
    seen.memory_mb, seen.load = server.memory_mb(), f"{psutil.getloadavg()[0]:.1f}"
    for task in [*polling, *watching]:
        task.cancel()
    for session in sessions:
        await session.close()
    for phone in phones:
        phone.close()
    return seen


async def _come(
    phones: Sequence[Handset], evening: Evening, chance: random.Random
) -> list[asyncio.Task[None]]:
    """Everyone joins within the time and goes on looking; the tasks that look."""

    async def come(phone: Handset) -> asyncio.Task[None]:
        await asyncio.sleep(chance.uniform(0, evening.join_seconds))
        await phone.join()
        return asyncio.create_task(_keep_looking(phone, chance))

    return list(await asyncio.gather(*(come(one) for one in phones)))


async def _keep_looking(phone: Handset, chance: random.Random) -> None:
    while phone.poll_id is None:
        await asyncio.sleep(BETWEEN_LOOKS_SECONDS + chance.uniform(0, JITTER_SECONDS))
        await phone.look()


async def _answer(
    phone: Handset,
    poll_id: int,
    opened: float,
    evening: Evening,
    chance: random.Random,
    seen: Seen,
) -> None:
    """See the poll, think, tap; twice at times, for a finger is not steady."""
    answers_at = opened + chance.uniform(0, evening.answer_seconds)
    while phone.poll_id != poll_id:
        await asyncio.sleep(0.05)
    seen.noticed.append(time.perf_counter() - opened)
    await asyncio.sleep(max(0.0, answers_at - time.perf_counter()))
    value = chance.choice(ANSWERS)
    seen.sent.append(time.perf_counter())
    is_saved = await phone.answer(value)
    if chance.random() < 0.2:
        is_saved = await phone.answer(value) and is_saved
    seen.unsaved += not is_saved


async def _watch(wall: Session, shown: list[tuple[float, int]]) -> None:
    """Note every new number of answers on the wall, with when it came."""
    last = 0
    while True:
        numbers = (
            int(one.message.body)
            for one in list(wall.elements.values())
            if one.kind == "markdown" and one.message.body.isdecimal()
        )
        number = max((n for n in numbers if n < 100_000), default=0)
        if number > last:
            shown.append((time.perf_counter(), number))
            last = number
        await asyncio.sleep(LOOK_AT_WALL_SECONDS)


def delays(sent: Sequence[float], shown: Sequence[tuple[float, int]]) -> list[float]:
    """For every answer the seconds from its tap until the wall counted so many."""
    found = []
    for number, at in enumerate(sorted(sent), start=1):
        reached = next((when for when, n in shown if n >= number), None)
        if reached is not None:
            found.append(max(0.0, reached - at))
    return found


def _percent(server: Server, used: float, began: float) -> float:
    return 100 * (server.cpu_seconds() - used) / (time.perf_counter() - began)


def report(evening: Evening, seen: Seen, saved: dict[str, int]) -> str:
    """The tables of one evening, in Markdown."""
    cockpit = " and a cockpit" if evening.has_cockpit else ""
    lines = [
        f"{evening.phones} phones joining in {evening.join_seconds:g} s, answering within "
        f"{evening.answer_seconds:g} s; {evening.walls} wall(s){cockpit}; load average at the end "
        f"{seen.load}.",
        "",
        "| what | number | p50 | p95 | p99 |",
        "|---|---|---|---|---|",
    ]
    kinds = {
        "joining, all of it": seen.tally.seconds.get("joined", []),
        "the tap that joins": seen.tally.seconds.get("join", []),
        "asking for news": seen.tally.seconds.get("now", []),
        "loading what is new": seen.tally.seconds.get("refresh", []),
        "the poll on the phone": seen.noticed,
        "the tap that answers": seen.tally.seconds.get("answer", []),
        "from the tap to the wall": [
            one for shown in seen.shown.values() for one in delays(seen.sent, shown)
        ],
    }
    for what, found in kinds.items():
        cells = (f"{1000 * percentile(found, share):.0f} ms" for share in (0.5, 0.95, 0.99))
        lines.append(f"| {what} | {len(found)} | {' | '.join(cells)} |")
    errors = dict(seen.tally.errors) | dict(seen.walls.errors)
    shown = max((n for one in seen.shown.values() for _, n in one), default=0)
    lines += [
        "",
        f"Errors: {errors or 'none'}. Answers saved: {saved['answers']} of {evening.phones} "
        f"people; lost {evening.phones - saved['answers']}, doubled {saved['doubled']}, "
        f"not confirmed on the phone {seen.unsaved}, last on the wall {shown}. Server: "
        + ", ".join(f"{name} {percent:.0f} %" for name, percent in seen.cpu.items())
        + f" of one core; {seen.memory_mb:.0f} MB; {seen.tally.bytes_in / 2**20:.1f} MB sent to "
        f"phones.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print both evenings: one wall, then two walls and a cockpit."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--phones", type=int, default=300)
    asked.add_argument("--join-seconds", type=float, default=60.0)
    asked.add_argument("--answer-seconds", type=float, default=20.0)
    given = asked.parse_args()
    if not 1 <= given.phones <= 1000:
        asked.error("1 to 1000 phones")
    logging.disable(logging.WARNING)
    print(machine(), flush=True)
    for walls, has_cockpit in ((1, False), (2, True)):
        evening = Evening(
            given.phones, given.join_seconds, given.answer_seconds, walls, has_cockpit
        )
        with tempfile.TemporaryDirectory() as folder:
            data_dir = seed(Path(folder) / "data")
            os.environ["DATA_DIR"] = str(data_dir)
            os.environ.pop("DATABASE_URL", None)
            stage = stage_hall()
            with served(data_dir) as app:
                seen = asyncio.run(run_evening(app.url, app.pid, stage, evening))
                print(f"\n{report(evening, seen, stage.count())}", flush=True)
                if app.crashes():
                    print(app.crashes()[-600:], flush=True)


if __name__ == "__main__":
    main()
