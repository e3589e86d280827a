"""A tablet handed round: one person at a time, signed out by itself."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.meetings import Voice

IDLE = timedelta(seconds=60)
"""How long a tablet of a meeting waits for the next tap."""
IDLE_BALLOT = timedelta(seconds=180)
"""The same with a ballot, which is read at length."""
WARNING = timedelta(seconds=20)
LEAST_PIN_DIGITS, MOST_PIN_DIGITS = 4, 8
SLIP_DIGITS = 8


@dataclass(frozen=True, slots=True)
class KioskView:
    """What a tablet is for, and who is at it now (nobody: all of the last four are empty).

    `voice`: in a meeting. `account_name`: of whose ballot it is in a round.
    """

    kiosk_id: int
    title: str
    meeting_id: int | None
    round_id: int | None
    voice: Voice | None = None
    account_id: int | None = None
    account_name: str = ""
    idle_at: datetime | None = None

    @property
    def is_taken(self) -> bool:
        """Whether somebody is at it."""
        return self.voice is not None or self.account_id is not None

    def seconds_left_at(self, now: datetime) -> int:
        """Seconds until whoever is at it is signed out."""
        return 0 if self.idle_at is None else max(0, int((self.idle_at - now).total_seconds()))


def keyed_hash(secret: str, *parts: object) -> str:
    """A short number made unguessable for whoever reads the database alone."""
    said = ":".join(map(str, parts))
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()
