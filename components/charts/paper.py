"""What a chart is drawn on: a page, or the wall of the hall in dark or light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True, slots=True)
class Paper:
    """Colours of ink and marks, and the size of letters in pixels.

    `strong` marks what the chart is about, `other` what it is compared with, `faint` what is empty;
    `ground` is what it is drawn on. `width_px` None: as wide as its place. The wall is laid out at
    one width and then scaled, which a chart that measured its place would not notice.
    """

    ink: str
    strong: str
    other: str
    faint: str
    ground: str
    letters_px: int
    width_px: int | None = None

    def size(self, height_px: int) -> dict[str, Any]:
        """The chart's width, height, and that labels are counted in."""
        fit = {"autosize": {"type": "fit", "contains": "padding"}} if self.width_px else {}
        return {"width": self.width_px or "container", "height": height_px, **fit}

    def config(self) -> dict[str, Any]:
        """The chart's configuration: no frame, no grid, our own letters."""
        text = {"font": FONT, "fontSize": self.letters_px, "color": self.ink}
        words = {
            "labelFont": FONT,
            "labelFontSize": self.letters_px,
            "labelColor": self.ink,
            "titleFont": FONT,
            "titleFontSize": self.letters_px,
            "titleColor": self.ink,
            "labelLimit": self.letters_px * 16,
        }
        return {
            "background": "transparent",
            "view": {"stroke": None},
            "text": text,
            "axis": {**words, "grid": False, "domain": False, "ticks": False, "labelPadding": 12},
            "legend": {**words, "symbolSize": self.letters_px * 20, "orient": "top", "title": None},
            "font": FONT,
        }


PAGE = Paper("#1F2A2B", "#0B5D5E", "#C2501F", "#E4DFD2", "#FCFAF4", 17)
HALL_DARK = Paper("#FFFFFF", "#6FD3C7", "#F4A261", "#3A4A4C", "#0C1719", 38, 1728)
HALL_LIGHT = Paper("#14201F", "#0B5D5E", "#8A340D", "#DAD4C4", "#FCFAF4", 38, 1728)
