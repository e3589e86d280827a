"""Days and instants as a test needs them: read when it runs, for a run may last past midnight."""

from datetime import date, datetime, timedelta

from domain.clock import local, utc_now


def today() -> date:
    """The day it is in the hall."""
    return local(utc_now()).date()


def in_days(days: int) -> date:
    """The day that many days from today; a negative number is a day gone by."""
    return today() + timedelta(days=days)


def from_now(**span: float) -> datetime:
    """The instant so much later than now, as ``timedelta`` writes it."""
    return utc_now() + timedelta(**span)
