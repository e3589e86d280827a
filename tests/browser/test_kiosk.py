"""A tablet handed round in the hall: one after the other, nobody is left at it, a PIN ends it."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect
from sqlmodel import Session, col, select

from db.tables import Attendee, Kiosk, Meeting, Poll, PollVoice
from domain.clock import utc_now
from domain.kiosks import IDLE
from domain.meetings import MeetingState
from domain.polls import PollState
from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.people import district_of
from tests.browser.test_every_screen import fits_and_is_chinese
from tests.browser.visitor import Visitor

PIN, WRONG_PIN = "2468", "1357"
BIG_TAP_PX = 64
FREE, THANKS = "请输入纸条上的号码", ("谢谢，已经保存", "请把平板交给下一位")
_HEIGHTS = "keys => keys.map(one => one.getBoundingClientRect().height)"


def open_meeting(db: Session) -> Meeting:
    """The meeting in which a poll is open now."""
    is_open = Poll.state == PollState.OPEN.value
    query = select(Meeting).join(Poll).where(Meeting.state == MeetingState.OPEN.value, is_open)
    return db.exec(query).one()


def two_without_a_phone(db: Session, meeting_id: int) -> list[Attendee]:
    """Two whom the clerk let in by number, who can vote and have not."""
    query = (
        select(Attendee)
        .join(PollVoice, col(PollVoice.attendee_id) == Attendee.id)
        .join(Poll)
        .where(
            Attendee.meeting_id == meeting_id,
            Poll.state == PollState.OPEN.value,
            col(PollVoice.answered_at).is_(None),
            col(Attendee.device_key).is_(None),
            col(Attendee.pin).is_(None),
            col(Attendee.came_at).is_not(None),
            col(Attendee.left_at).is_(None),
        )
        .order_by(col(Attendee.number))
    )
    return list(db.exec(query).all()[:2])


def who_have_answered(app: RunningApp, meeting_id: int) -> set[int]:
    """The numbers of those whose voice is heard in the open poll."""
    with district_of(app) as db:
        query = (
            select(Attendee.number)
            .join(PollVoice, col(PollVoice.attendee_id) == Attendee.id)
            .join(Poll)
            .where(Poll.meeting_id == meeting_id, Poll.state == PollState.OPEN.value)
            .where(col(PollVoice.answered_at).is_not(None))
        )
        return set(db.exec(query))


def a_minute_passes(app: RunningApp) -> None:
    """Whoever is at the tablet has not tapped for longer than it waits."""
    with district_of(app) as db:
        kiosk = db.exec(select(Kiosk).where(col(Kiosk.touched_at).is_not(None))).one()
        kiosk.touched_at = utc_now() - IDLE - timedelta(seconds=1)


def come(tablet: Visitor, number: int) -> None:
    """Type the number on the slip with the tablet's digits."""
    tablet.fill(FREE, str(number))
    tablet.press("继续")


def is_still_a_kiosk(tablet: Visitor) -> None:
    """Nothing of whoever opened it is there: no menu, no name, no way out but the staff's door."""
    tablet.does_not_see("退出登录", "游小霞", "首页")
    tablet.sees("工作人员")


def end_with(tablet: Visitor, pin: str) -> None:
    """Try the staff's door with this PIN."""
    if not tablet.page.get_by_label("结束口令").is_visible():
        tablet.press(tablet.page.get_by_text("工作人员"))
    tablet.fill("结束口令", pin)
    tablet.press("不再传着用")


def test_a_tablet_goes_from_hand_to_hand_and_only_its_pin_ends_it(
    visit: Visit, own_app: RunningApp
) -> None:
    with district_of(own_app) as db:
        meeting = open_meeting(db)
        meeting_id, title = meeting.id, meeting.title
        first, second = ((one.number, one.name) for one in two_without_a_phone(db, meeting_id))
    tablet = visit("tablet", own_app).be("facilitator1").open("/kiosk")
    tablet.press(tablet.page.get_by_text(title))
    tablet.fill("设一个结束口令", PIN)
    tablet.press("开始传着用，并退出我的账号")
    tablet.sees(FREE)
    is_still_a_kiosk(tablet)
    tablet.picture("kiosk-waits")

    a_resident_votes_after_the_tablet_slept(tablet, *first)
    assert first[0] in who_have_answered(own_app, meeting_id)
    somebody_walks_away(own_app, tablet, *second)
    assert second[0] not in who_have_answered(own_app, meeting_id)
    only_the_pin_ends_it(tablet)


def a_resident_votes_after_the_tablet_slept(tablet: Visitor, number: int, name: str) -> None:
    """It wakes at the question, not at the beginning; after the answer nobody is at it."""
    come(tablet, number)
    tablet.sees(f"您好，{name}")
    tablet.reload()
    tablet.sees(f"您好，{name}")
    is_still_a_kiosk(tablet)
    keys = tablet.page.locator(".st-key-poll_votes button")
    expect(keys).to_have_count(3)
    assert min(keys.evaluate_all(_HEIGHTS)) >= BIG_TAP_PX
    fits_and_is_chinese(tablet)
    tablet.picture("kiosk-asks")
    tablet.press(keys.filter(has_text="赞成"))
    tablet.sees(*THANKS, FREE)
    tablet.does_not_see(name)
    tablet.picture("kiosk-thanks")
    come(tablet, number)
    tablet.sees(f"{number} 号已经表决过了")
    tablet.reload()
    tablet.sees(FREE)
    tablet.does_not_see(name)


def somebody_walks_away(app: RunningApp, tablet: Visitor, number: int, name: str) -> None:
    """Without a tap for a minute the tablet is free again, by itself."""
    come(tablet, number)
    tablet.sees(f"您好，{name}")
    a_minute_passes(app)
    tablet.sees(FREE)
    tablet.does_not_see(name)


def only_the_pin_ends_it(tablet: Visitor) -> None:
    """A wrong number changes nothing, nor does the browser; the right one makes it a tablet."""
    end_with(tablet, WRONG_PIN)
    tablet.sees("号码不对")
    is_still_a_kiosk(tablet)
    address = tablet.page.url
    tablet.reload()
    tablet.sees(FREE)
    end_with(tablet, PIN)
    tablet.does_not_see(FREE)
    tablet.sees("登录")
    tablet.page.goto(address)
    tablet.settle()
    tablet.does_not_see(FREE)
