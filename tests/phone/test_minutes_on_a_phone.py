"""Who was in the meeting reads its minutes on the phone, once they are approved."""

from __future__ import annotations

from collections.abc import Callable

from components.minutes_words import say
from services import meetings, minutes
from tests.phone.conftest import Evening
from tests.phone.handset import Handset


def test_the_link_appears_with_the_approval_and_leads_to_the_text(
    evening: Callable[..., Evening], phone: Callable[..., Handset]
) -> None:
    tonight, mine = evening(), phone()
    host, officer = tonight.cast["host"], tonight.cast["officer"]
    mine.join(tonight.code)
    meetings.close_meeting(host, tonight.meeting_id)
    minutes.draft_minutes(host, tonight.meeting_id, say)
    assert not mine.open(f"/m/{tonight.code}").shows("会议纪要")
    assert not mine.open(f"/m/{tonight.code}/minutes").shows("会议概况")
    draft = minutes.find_draft(host, tonight.meeting_id)
    assert draft is not None
    minutes.approve_minutes(officer, tonight.meeting_id, draft.saved_at)
    mine.open_until(f"/m/{tonight.code}", "会议纪要")
    page = mine.open(f"/m/{tonight.code}/minutes")
    assert page.shows("一、会议概况")
    assert page.shows("Handrails at gate seven")
    assert len(page.text.encode()) < 60_000


def test_a_code_that_nobody_knows_shows_no_minutes(phone: Callable[..., Handset]) -> None:
    assert not phone().open("/m/999999/minutes").shows("会议概况")
