"""How far away a due day is, in words."""

from datetime import date, datetime

from components.language import t
from domain.clock import local, utc_now


def time_left(due: datetime | date) -> str:
    """`3 days left`, `due today`, `2 days late`; days are those of the hall's calendar."""
    due_day = local(due).date() if isinstance(due, datetime) else due
    days = (due_day - local(utc_now()).date()).days
    if days > 0:
        return t("due.left", n=days)
    is_past = isinstance(due, datetime) and due < utc_now()
    if days == 0 and not is_past:
        return t("due.today")
    return t("due.late", n=max(1, -days))
