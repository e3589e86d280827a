"""上期回音: what was promised at earlier meetings of a place, and what became of it."""

from db import accounts, last_answers, meetings
from db.engine import reading
from domain.matters import ANSWERED, MatterState
from domain.meeting_views import LastAnswer


def list_last_answers(meeting_id: int) -> tuple[LastAnswer, ...]:
    """Matters of earlier meetings of the same place: answered since the last one, or still open.

    The answers come first, the newest first; then what is open, by its day.
    """
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        since = last_answers.find_last_meeting_at(db, meeting)
        rows = last_answers.list_matters(db, meeting, since)
        names = accounts.names_of(db, {row.owner_id for row, _ in rows if row.owner_id})
        found = [
            LastAnswer(
                matter_id=row.id,
                title=row.title,
                text=row.text,
                who=row.owner_text or names.get(row.owner_id or 0, ""),
                due_at=row.due_at,
                state=_told(MatterState(row.state)),
                answer=row.answer,
                answered_at=row.answered_at,
                meeting_title=earlier.title,
                promised_on=earlier.starts_at,
            )
            for row, earlier in rows
        ]
    answered = [one for one in found if one.state is MatterState.ANSWERED]
    answered.sort(key=lambda one: (one.answered_at or one.due_at, one.matter_id), reverse=True)
    still_open = [one for one in found if one.state is MatterState.OPEN]
    return (*answered, *sorted(still_open, key=lambda one: (one.due_at, one.matter_id)))


def _told(state: MatterState) -> MatterState:
    """The room asks one thing: is there an answer? Who works on it, and who rated it, is apart."""
    return MatterState.ANSWERED if state in ANSWERED else MatterState.OPEN
