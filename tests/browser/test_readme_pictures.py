"""The two pictures that README.md opens with; `make screenshots` takes them again."""

from pathlib import Path

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, pictures_dir

MOST_BYTES = 300_000


def keep(visitor: Visitor, name: str) -> Path:
    """Take the picture under the name that README.md links."""
    kept = visitor.picture("readme").replace(pictures_dir() / f"{name}.png")
    assert kept.stat().st_size < MOST_BYTES, "a reader would wait for it"
    return kept


def test_the_wall_of_the_hall_while_people_vote(visit: Visit, own_app: RunningApp) -> None:
    facilitator = visit("tablet", own_app).be("facilitator1").open("/projector_control")
    facilitator.choose("哪一轮", "（投票）")
    facilitator.press("投票进度")
    facilitator.sees("现在显示：投票进度")
    wall = visit("projector", own_app).open("/projector")
    wall.sees("正在投票")
    keep(wall, "projector")


def test_the_tablet_of_a_member_who_votes(visit: Visit, own_app: RunningApp) -> None:
    tablet = visit("tablet", own_app).be("member1").open("/ballot")
    cards = tablet.page.locator("[class*=st-key-mark_] button")
    for place in (0, 3, 4):
        tablet.press(cards.nth(place))
    tablet.sees("已保存")
    keep(tablet, "tablet")
