"""The one clock. Every instant in the app is an aware UTC datetime."""

from datetime import UTC, datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8), "CST")


def utc_now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock of the hall (UTC+8, no daylight saving)."""
    return instant.astimezone(CHINA_TIME)
