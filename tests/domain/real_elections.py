"""Where real elections lie, if they lie here: beside the repository, never inside it."""

from pathlib import Path

import pytest

from domain.pb import PbFile, read_pb

REAL = Path(__file__).parents[3] / "shared" / "pabulib"

needs_real = pytest.mark.skipif(
    not REAL.is_dir(),
    reason="no folder ../shared/pabulib with real elections beside the repository",
)


def real(name: str) -> PbFile:
    """One of the real elections."""
    return read_pb((REAL / f"{name}.pb").read_bytes())


def names_of_real() -> list[str]:
    """All that lie here."""
    return sorted(path.stem for path in REAL.glob("*.pb")) if REAL.is_dir() else []
