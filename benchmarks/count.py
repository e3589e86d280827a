"""How fast the count is, whole processes side by side: read the file, count, print.

    python -m benchmarks.count [FOLDER] [--referee PYTHON] [--limit SECONDS] [--with-capital]

FOLDER holds `.pb` files (default ../shared/pabulib beside the repository). PYTHON is an interpreter
with pabutools (`make referee` makes .venv-referee); without one only this app is measured. Each
line is one run of each, one after the other; memory is the peak of the whole process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
PABULIB = ROOT.parent / "shared" / "pabulib"
FILES = (
    "Poland_Lodz_2022",
    "Poland_Warszawa_2020_Praga-Poludnie",
    "Poland_Wieliczka_2023_Green_Budget",
)


@dataclass(frozen=True)
class Measured:
    """One process: wall-clock seconds, peak memory in MB, and its winners; None if cut off."""

    seconds: float
    megabytes: float
    winners: tuple[str, ...] | None


def measure(command: list[str], limit: float) -> Measured:
    """Run a command that prints a JSON object with `winners`."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, cwd=ROOT)
        while True:
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
            seconds = time.perf_counter() - began
            if ended:
                break
            if seconds > limit:
                child.kill()
                _, status, usage = os.wait4(child.pid, 0)
                return Measured(seconds, usage.ru_maxrss / 1024, None)
            time.sleep(0.002)
        out.seek(0)
        report = json.loads(out.read()) if os.waitstatus_to_exitcode(status) == 0 else {}
    winners = tuple(report["winners"]) if "winners" in report else None
    return Measured(seconds, usage.ru_maxrss / 1024, winners)


def capital(folder: Path) -> Path:
    """A made-up capital of 60,000 voters and 80 projects that takes some 190 raises."""
    random = np.random.default_rng(2022)
    costs = (random.lognormal(12.3, 0.9, 80) // 1000 * 1000 + 5000).astype(int)
    liking = random.lognormal(0, 1.1, 80)
    lines = ["META", "key;value", "budget;9000000", "vote_type;approval", "PROJECTS"]
    lines += ["project_id;cost", *(f"p{n};{cost}" for n, cost in enumerate(costs)), "VOTES"]
    lines.append("voter_id;vote")
    for voter in range(60_000):
        taste = liking * random.exponential(1, 80)
        marked = np.argsort(-taste)[: random.integers(1, 11)]
        lines.append(f"{voter};" + ",".join(f"p{n}" for n in marked))
    path = folder / "capital.pb"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def line(path: Path, referee: str, limit: float) -> str:
    """One row of the table."""
    app = [sys.executable, "cli.py", "count", str(path), "--json"]
    measure(app, limit)
    ours = measure(app, limit)
    cells = [path.stem, f"{ours.seconds:.2f} s", f"{ours.megabytes:.0f} MB"]
    for numbers in ("exact", "float") if referee else ():
        command = [referee, "-m", "benchmarks.count_referee", str(path), numbers]
        theirs = measure(command, limit)
        same = (
            "same" if theirs.winners and set(theirs.winners) == set(ours.winners or ()) else "other"
        )
        over = "" if theirs.winners else "> "
        cells += [
            f"{over}{theirs.seconds:.1f} s",
            f"{theirs.megabytes:.0f} MB",
            f"{over}{theirs.seconds / ours.seconds:.0f}×",
            same if theirs.winners else "cut off",
        ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=PABULIB)
    parser.add_argument("--referee", default="")
    parser.add_argument("--limit", type=float, default=300.0)
    parser.add_argument("--with-capital", action="store_true")
    asked = parser.parse_args()
    head = ["Equal Shares, Add1 by 1, exhaustive", "this app", "memory"]
    for numbers in ("exact", "float") if asked.referee else ():
        head += [f"pabutools {numbers}", "memory", "ratio", "winners"]
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    paths = [asked.folder / f"{name}.pb" for name in FILES]
    with tempfile.TemporaryDirectory() as folder:
        if asked.with_capital:
            paths.append(capital(Path(folder)))
        for path in paths:
            if path.exists():
                print(line(path, asked.referee, asked.limit), flush=True)
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores,", end=" ")
    print(f"this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
