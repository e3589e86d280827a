"""The meeting of the hall's benchmark: opened, followed by wall 1, with a poll to be opened."""

from __future__ import annotations

from dataclasses import dataclass

CODE = "246810"


@dataclass(frozen=True, slots=True)
class Stage:
    """One open meeting, and who runs it."""

    meeting_id: int
    poll_id: int
    username: str

    def open_poll(self) -> int:
        """Let everyone answer; the poll's id."""
        from services import polls

        polls.open_poll(_actor(self.username), self.poll_id)
        return self.poll_id

    def count(self) -> dict[str, int]:
        """What the database holds when it is over."""
        from sqlmodel import func, select

        from db.engine import reading
        from db.tables import PollAnswer, PollVoice

        with reading() as db:
            of_poll = PollAnswer.poll_id == self.poll_id
            answers = db.exec(select(func.count()).select_from(PollAnswer).where(of_poll)).one()
            voted = select(func.count()).select_from(PollVoice)
            where = (PollVoice.poll_id == self.poll_id, PollVoice.answered_at.is_not(None))  # type: ignore[union-attr]
            voices = db.exec(voted.where(*where)).one()
        return {"answers": voices, "doubled": max(0, answers - voices)}


def stage_hall() -> Stage:
    """An open room with one item, a prepared poll, and wall 1 following it."""
    from db.engine import transaction
    from db.tables import AgendaItem, Meeting
    from domain.clock import utc_now
    from domain.polls import PollTerms
    from services import hall_screens, polls

    now = utc_now()
    with transaction() as db:
        meeting = Meeting(kind="talk_day", title="-", place_kind="district", state="open")
        meeting.join_code, meeting.starts_at, meeting.created_at = CODE, now, now
        meeting.opened_at = now
        db.add(meeting)
        db.flush()
        item = AgendaItem(meeting_id=meeting.id, position=1, kind="free", title="-")
        item.state, item.started_at = "running", now
        db.add(item)
        db.flush()
        meeting.current_item_id = item.id
        meeting_id, item_id = meeting.id, item.id
    host = _actor("facilitator1")
    poll_id = polls.prepare_poll(host, meeting_id, PollTerms("-"), item_id=item_id)
    hall_screens.follow(host, "1", meeting_id)
    return Stage(meeting_id, poll_id, "facilitator1")


def cockpit_cookie(stage: Stage) -> str:
    """A sign-in of whoever runs the meeting, as their tablet's cookie."""
    import jwt

    from components.sign_in import COOKIE
    from services import accounts

    sign_in = accounts.begin_sign_in(stage.username).sign_in_id
    token = jwt.encode({"username": sign_in}, accounts.cookie_key(), algorithm="HS256")
    return f"{COOKIE}={token}"


def _actor(username: str) -> object:
    from db import accounts
    from db.engine import reading

    with reading() as db:
        account = accounts.find_account(db, username)
        assert account is not None
        return accounts.actor_of(db, account)
