"""The real app as a process of its own, on a demo district that is seeded once and copied."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
SEED_SECONDS = 300
CRASH = "Uncaught app exception"


@dataclass(frozen=True, slots=True)
class RunningApp:
    """A served app: where it answers, where its data and its log lie, and which process it is."""

    url: str
    data_dir: Path
    log: Path
    pid: int

    def crashes(self) -> str:
        """What the app logged from its first uncaught exception on; empty if there was none."""
        log = self.log.read_text(encoding="utf-8", errors="replace")
        return log[log.index(CRASH) :] if CRASH in log else ""


def environment(data_dir: Path, **extra: str) -> dict[str, str]:
    """The variables of a process that works on this data folder and on nothing else."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")
    }
    ours = {"DATA_DIR": str(data_dir), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1", "DEMO": "1"}
    return {**inherited, **ours, **extra}


def run_cli(data_dir: Path, *command: str) -> str:
    """Run `python cli.py …` on this data folder and return what it printed. Raises if it fails."""
    done = subprocess.run(
        [sys.executable, "cli.py", *command],
        cwd=ROOT,
        env=environment(data_dir),
        capture_output=True,
        text=True,
        timeout=SEED_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"cli.py {' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def seed(data_dir: Path) -> Path:
    """Make a new data folder with the demo district in it; return the folder."""
    data_dir.mkdir(parents=True, exist_ok=True)
    run_cli(data_dir, "migrate")
    run_cli(data_dir, "seed-demo")
    return data_dir


def copy_of(seeded: Path, to: Path) -> Path:
    """A district of one's own, from a seeded folder that no server is using."""
    return Path(shutil.copytree(seeded, to))


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(
    data_dir: Path,
    options: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[RunningApp]:
    """Serve the app on this data folder until the block ends.

    `options` are added to `streamlit run`, `variables` to the environment. `port` None: a free one.
    Raises RuntimeError with the end of the log if the app does not answer in time.
    """
    port = port or free_port()
    log = data_dir.parent / f"{data_dir.name}-{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", "server.py", f"--server.port={port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--server.address=127.0.0.1", *options],
            cwd=ROOT,
            env=environment(data_dir, **(variables or {})),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        app = RunningApp(f"http://127.0.0.1:{port}", data_dir, log, process.pid)
        _wait_until_it_answers(app, process)
        yield app
    finally:
        _end(process)


def _wait_until_it_answers(app: RunningApp, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    end_of_log = "\n".join(app.log.read_text(encoding="utf-8").splitlines()[-30:])
    raise RuntimeError(f"The app did not answer within {START_SECONDS} s. Its log:\n{end_of_log}")


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, how)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
