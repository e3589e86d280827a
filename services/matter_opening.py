"""事项 that the minutes open: one for each promise, within the act that approves them."""

from datetime import date, datetime, time

from db.engine import Session
from db.minutes import matters_of_promises
from db.tables import Meeting, Promise
from domain.clock import CHINA_TIME
from domain.matter_views import NewMatter
from domain.matters import Source
from services.matters import open_matter

_LAST_SECOND = time(23, 59, 59)


def end_of_day(day: date) -> datetime:
    """The last second of a day in the hall: what is due on a day may come until then."""
    return datetime.combine(day, _LAST_SECOND, tzinfo=CHINA_TIME)


def open_promised_matters(db: Session, meeting: Meeting, promises: list[Promise]) -> int:
    """Make a matter of each promise that is none yet; how many are new."""
    known = matters_of_promises(db, meeting.id)
    new = [one for one in promises if one.id not in known]
    for one in new:
        open_matter(
            db,
            NewMatter(
                title=one.what,
                source=Source.PROMISE,
                promise_id=one.id,
                meeting_id=meeting.id,
                community_id=meeting.community_id,
                subdistrict_id=meeting.subdistrict_id,
                recorded_by=one.account_id,
                owner_id=one.owner_id,
                owner_text=one.who,
                due_at=end_of_day(one.due_on),
                is_demo=meeting.is_demo,
            ),
        )
    return len(new)
