"""What lies behind the light page: its weight, its headers, its cookies, and what it escapes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from components.phone.drawing import LARGEST_PAGE_BYTES, style_sheet
from domain.meetings import Admission
from domain.polls import PollKind
from domain.stances import Wave
from services import motions, polls, stances, statements
from tests.house.test_server_options import THEME, contrast
from tests.phone.conftest import Evening
from tests.phone.handset import Handset, Page

Open, Take = Callable[..., Evening], Callable[..., Handset]
SCRIPT = "<script>alert(1)</script>"


def weight(handset: Handset, page: Page) -> int:
    """Bytes of the page with everything that it links to, uncompressed."""
    linked = re.findall(r'(?:src|href)="(/m/phone\.[^"]+)"', page.text)
    assert len(linked) == 2
    return sum(len(text.encode()) for text in [page.text, *(handset.open(x).text for x in linked)])


def test_the_fullest_page_weighs_less_than_sixty_kilobytes(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    tonight.open_poll(
        "问" * 200,
        kind=PollKind.POINTS,
        options=tuple(f"{n:02}" + "选" * 58 for n in range(12)),
    )
    statements.add_statement(tonight.cast["host"], tonight.meeting_id, "观" * 140, tonight.item_id)
    stances.open_wave(tonight.cast["host"], tonight.meeting_id, tonight.item_id, Wave.BEFORE)
    mover = tonight.cast.voice(tonight.meeting_id, 2, device_key=None)
    place = (tonight.meeting_id, tonight.item_id, mover.attendee_id)
    motions.move_motion(tonight.cast["host"], *place, "议" * 200)
    page = mei.open_until(f"/m/{tonight.code}", "议议议")
    assert page.shows("选选选")
    assert page.shows("观观观")
    assert weight(mei, page) < LARGEST_PAGE_BYTES == 60_000


def test_nothing_that_people_wrote_becomes_html(evening: Open, phone: Take) -> None:
    tonight = evening(title=f"Title {SCRIPT}", venue=f"Venue {SCRIPT}")
    mei = phone()
    assert SCRIPT not in mei.open(f"/m/{tonight.code}").text
    mei.send(f"/m/{tonight.code}/join", {"name": "<b>x</b>"})
    tonight.open_poll(f"Ask {SCRIPT}", kind=PollKind.CHOICE, options=(f"A {SCRIPT}", '"><i>B'))
    statements.add_statement(
        tonight.cast["host"], tonight.meeting_id, f"Say {SCRIPT}", tonight.item_id
    )
    stances.open_wave(tonight.cast["host"], tonight.meeting_id, tonight.item_id, Wave.BEFORE)
    page = mei.open_until(f"/m/{tonight.code}", f"Say {SCRIPT}")
    for words in ("<b>x</b>", f"Ask {SCRIPT}", f"A {SCRIPT}", '"><i>B', f"Say {SCRIPT}"):
        assert words not in page.text
        assert page.shows(words)
    assert "<script>" not in page.text
    assert SCRIPT not in mei.open(f"/m?code={SCRIPT}").text
    written = mei.send(f"/m/{tonight.code}/statement", {"text": SCRIPT + "长" * 200})
    assert SCRIPT not in written.text


@pytest.mark.parametrize("path", ["/m", "/m/{code}", "/m/999999", "/m/{code}/now", "/healthz"])
def test_every_answer_has_the_strict_headers(evening: Open, phone: Take, path: str) -> None:
    headers = phone().open(path.format(code=evening().code)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_device_is_known_by_a_cookie_that_no_script_can_read(
    evening: Open, phone: Take
) -> None:
    mei = phone()
    kept = mei.open(f"/m/{evening().code}").headers.get_all("Set-Cookie") or []
    [cookie] = [one for one in kept if one.startswith("yishiting_device=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert len(cookie.split(";")[0]) > 40


def test_behind_https_the_cookie_is_sent_by_https_alone(evening: Open, phone: Take) -> None:
    mei = phone(X_Forwarded_Proto="https")
    kept = mei.open(f"/m/{evening().code}").headers.get_all("Set-Cookie") or []
    assert all("Secure" in one for one in kept)


def test_a_form_of_another_site_does_nothing(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    poll_id = tonight.open_poll()
    sent = {"poll": str(poll_id), "answer": "for"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert mei.send(f"/m/{tonight.code}/answer", sent, **headers).status == 403
    assert mei.send(f"/m/{tonight.code}/answer", sent, Sec_Fetch_Site="cross-site").status == 403
    assert polls.get_poll_view(poll_id).answered == 0
    assert mei.send(f"/m/{tonight.code}/answer", sent, Origin=mei.url).status == 200


def test_a_phone_that_keeps_no_cookie_is_told_so_and_makes_no_voice(
    evening: Open, phone: Take
) -> None:
    tonight = evening()
    page = phone().send(f"/m/{tonight.code}/join", {"name": "Mei"})
    assert page.status == 409
    assert page.shows("没有允许保存信息")


def test_more_than_a_form_holds_is_turned_away(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    assert mei.send(f"/m/{tonight.code}/statement", {"text": "长" * 20_000}).status == 413


def test_the_page_speaks_english_where_the_phone_does_and_remembers_the_choice(
    evening: Open, phone: Take
) -> None:
    code = evening().code
    assert phone(Accept_Language="en-GB,en;q=0.9").open(f"/m/{code}").shows("Come in")
    assert phone(Accept_Language="zh-CN,en;q=0.5").open(f"/m/{code}").shows("进入会场")
    mei = phone()
    assert mei.open(f"/m/{code}?lang=en").shows("Come in")
    assert mei.open(f"/m/{code}").shows("Come in")


def test_accounts_are_sent_to_where_they_sign_in(evening: Open, phone: Take) -> None:
    tonight = evening(admission=Admission.ACCOUNTS.value)
    page = phone().open(f"/m/{tonight.code}")
    assert page.shows("请先用您的账号登录")
    assert f'href="/room?code={tonight.code}"' in page.text


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("textColor", "backgroundColor"),
        ("primaryColor", "backgroundColor"),
        ("greenTextColor", "backgroundColor"),
        ("redTextColor", "backgroundColor"),
        ("textColor", "yellowBackgroundColor"),
    ],
)
def test_every_word_on_a_phone_stands_out_seven_to_one(ink: str, paper: str) -> None:
    assert contrast(THEME[ink], THEME[paper]) >= 7
    assert THEME[ink].lower() in style_sheet().lower()


def test_white_on_the_keys_stands_out_seven_to_one() -> None:
    for key in ("primaryColor", "redTextColor", "greenTextColor"):
        assert contrast("#FFFFFF", THEME[key]) >= 7
