"""Ten phones on the light page: three are pages in a browser, seven only send their forms."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.people import Hall
from tests.browser.visitor import pictures_dir
from tests.phone.handset import Handset

IN_BROWSER = ("林阿姨", "陈师傅", "郑奶奶")
BY_FORM = ("王伯伯", "黄老师", "吴大姐", "刘叔", "何医生", "邱奶奶", "许师傅")
VALUES = {"赞成": "1", "反对": "-1", "略过": "0"}
VOTES = {"赞成": "for", "反对": "against", "弃权": "abstain"}
SIDES = {"我赞成，要发言": "for", "我反对，要发言": "against"}


@dataclass(frozen=True, slots=True)
class Phone:
    """One resident's phone, whichever way it is driven."""

    name: str
    code: str
    device: Page | Handset

    def joins(self, url: str) -> None:
        """Type the six digits off the wall, give a name, be in the room."""
        if isinstance(self.device, Handset):
            assert self.device.open("/m").shows("请输入大屏幕上的六位数字")
            assert self.device.open(f"/m?code={self.code}").shows("一部手机一个席位")
            assert self.device.send(f"/m/{self.code}/join", {"name": self.name}).shows(self.name)
            return
        self.device.goto(f"{url}/m")
        self.device.get_by_label("请输入大屏幕上的六位数字").fill(self.code)
        self.press("进入会场")
        self.device.get_by_label("您怎么称呼（可以不填）").fill(self.name)
        self.press("进入会场")
        self.sees(self.name)

    def press(self, name: str) -> None:
        """Tap a key of a page in the browser."""
        assert isinstance(self.device, Page)
        self.device.get_by_role("button", name=name, exact=True).filter(visible=True).first.tap()

    def sees(self, *words: str) -> None:
        """Assert that these words come to stand on the phone, without a reload."""
        for one in words:
            if isinstance(self.device, Handset):
                self.device.open_until(f"/m/{self.code}", one)
            else:
                shown = self.device.get_by_text(one).filter(visible=True).first
                expect(shown).to_be_visible()

    def picture(self, name: str) -> None:
        """Keep a picture of a page in the browser."""
        assert isinstance(self.device, Page)
        pictures_dir().mkdir(parents=True, exist_ok=True)
        self.device.screenshot(path=pictures_dir() / f"evening-{name}-phone.png")

    def asks_to_speak(self, side: str) -> None:
        """Get in line, for or against."""
        if isinstance(self.device, Handset):
            page = self.device.open(f"/m/{self.code}")
            sent = {"item": page.hidden("item"), "side": SIDES[side]}
            assert self.device.send(f"/m/{self.code}/speak", sent).shows("位发言")
            return
        self.device.locator("summary", has_text="我要发言").tap()
        self.press(side)
        self.sees("位发言")

    def writes(self, sentence: str) -> None:
        """Put a sentence of one's own before the facilitator."""
        assert isinstance(self.device, Page)
        self.device.get_by_role("link", name="写一条观点").tap()
        self.device.locator("textarea").fill(sentence)
        self.press("交给主持人")
        self.sees("已交给主持人，谢谢。")
        self.device.get_by_role("link", name="返回").tap()

    def takes_stances(self, words: dict[str, str]) -> None:
        """赞成, 反对 or 略过 to each statement, in whatever order this phone is asked."""
        for place in range(1, len(words) + 1):
            told = f"第 {place} 条，共 {len(words)} 条"
            self.sees(told)
            if isinstance(self.device, Handset):
                page = self.device.open_until(f"/m/{self.code}", told)
                word = next(word for text, word in words.items() if page.shows(text))
                sent = {name: page.hidden(name) for name in ("statement", "wave")}
                self.device.send(f"/m/{self.code}/stance", sent | {"value": VALUES[word]})
            else:
                self.press(words[self.device.locator("#s-stance h1").inner_text()])
        self.sees("您已经看完所有观点")

    def votes(self, word: str) -> None:
        """Answer the open poll; the phone says that it is saved."""
        if isinstance(self.device, Handset):
            page = self.device.open_until(f"/m/{self.code}", "正在表决")
            sent = {"poll": page.hidden("poll"), "answer": VOTES[word]}
            assert self.device.send(f"/m/{self.code}/answer", sent).pressed() == [VOTES[word]]
        else:
            self.sees("正在表决")
            self.press(word)
        self.sees("已保存")


def ten_phones(hall: Hall, code: str) -> dict[str, Phone]:
    """Ten phones that have joined, by the name that was typed on them."""
    phones = {
        name: Phone(name, code, hall.passer_by(name, "phone").page) for name in IN_BROWSER
    } | {name: Phone(name, code, Handset(hall.app.url)) for name in BY_FORM}
    for phone in phones.values():
        phone.joins(hall.app.url)
    return phones
