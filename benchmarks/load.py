"""Many people at once: sessions that tap, think and tap again, and what it costs the server."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import psutil

from benchmarks.session import Lost, Session, Tally

OPENED_PER_SECOND = 25.0
Tap = Callable[[Session, random.Random], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one measurement found. Times in milliseconds, memory in megabytes."""

    sessions: int
    taps: int
    seconds: float
    reruns_per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms_per_tap: float
    cpu_percent: float
    memory_mb: float
    errors: dict[str, int]


class Server:
    """The process under load and its children, as the operating system sees them."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)

    def cpu_seconds(self) -> float:
        """Processor time used so far, user and system."""
        used = 0.0
        for one in self._all():
            times = one.cpu_times()
            used += times.user + times.system
        return used

    def memory_mb(self) -> float:
        """Resident memory now."""
        return float(sum(one.memory_info().rss for one in self._all()) / 2**20)

    def _all(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share (0 to 1) of all values does not exceed; 0 if there are none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


@dataclass(frozen=True, slots=True)
class Hall:
    """How a hall taps: how often each, and how long each thinks between two taps, in seconds.

    Thinking takes half to one and a half times `think_seconds`; the first tap comes after a
    random part of it, so that the hall does not tap in step.
    """

    taps_each: int = 10
    think_seconds: float = 5.0
    seed: int = 1


async def measure(
    url: str, server: Server, cookies: Sequence[str], tap: Tap, hall: Hall
) -> Figures:
    """Open one session per cookie, let each tap as the hall does, and report.

    Opening is not measured.
    """
    tally = Tally()
    sessions = [Session(url, tally, cookie) for cookie in cookies]
    await asyncio.gather(
        *(_open_in_turn(one, at / OPENED_PER_SECOND) for at, one in enumerate(sessions))
    )
    await asyncio.sleep(1)
    runs, cpu, began = tally.runs, server.cpu_seconds(), time.perf_counter()
    times: list[float] = []
    await asyncio.gather(
        *(
            _sit(one, tap, hall, random.Random(hall.seed * 10_000 + at), times)
            for at, one in enumerate(sessions)
        )
    )
    seconds, used = time.perf_counter() - began, server.cpu_seconds() - cpu
    memory = server.memory_mb()
    await asyncio.gather(*(one.close() for one in sessions))
    return Figures(
        sessions=len(sessions),
        taps=len(times),
        seconds=seconds,
        reruns_per_second=(tally.runs - runs) / seconds,
        p50_ms=percentile(times, 0.50) * 1000,
        p95_ms=percentile(times, 0.95) * 1000,
        p99_ms=percentile(times, 0.99) * 1000,
        cpu_ms_per_tap=used / max(len(times), 1) * 1000,
        cpu_percent=used / seconds * 100,
        memory_mb=memory,
        errors=dict(tally.errors),
    )


async def _sit(
    session: Session, tap: Tap, hall: Hall, chance: random.Random, times: list[float]
) -> None:
    """One person's evening: the seconds of each tap are added to `times`."""
    await asyncio.sleep(chance.random() * hall.think_seconds)
    for _ in range(hall.taps_each):
        try:
            times.append(await tap(session, chance))
        except (Lost, TimeoutError) as problem:
            session.tally.errors[str(problem) or "no answer in time"] += 1
            return
        await asyncio.sleep(hall.think_seconds * chance.uniform(0.5, 1.5))


async def _open_in_turn(session: Session, after_seconds: float) -> None:
    await asyncio.sleep(after_seconds)
    await session.open()
