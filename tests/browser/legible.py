"""Whether a wall can be read from the last row: size, contrast, and nothing cut off."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

LEAST_PX = 28
"""On a wall of 1920 × 1080."""
LEAST_CONTRAST = 7
WIDE_PX = 1920
ROUNDING_PX = 1.5

_LETTERS = """() => {
  const found = [];
  const hall = document.querySelector('.st-key-hall');
  const fit = new DOMMatrix(getComputedStyle(hall).transform).a * 1920 / innerWidth;
  const walk = document.createTreeWalker(hall, NodeFilter.SHOW_TEXT);
  for (let node; node = walk.nextNode();) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!node.textContent.trim() || !box.width) continue;
    const parent = node.parentElement, style = getComputedStyle(parent);
    let paper = parent;
    while (paper && getComputedStyle(paper).backgroundColor === 'rgba(0, 0, 0, 0)')
      paper = paper.parentElement;
    found.push({
      text: node.textContent.trim(), px: parseFloat(style.fontSize) * fit,
      top: box.top, left: box.left, bottom: box.bottom, right: box.right,
      ink: parent.closest('svg') ? style.fill : style.color,
      ground: paper ? getComputedStyle(paper).backgroundColor : 'rgb(255, 255, 255)',
      mark: parent.closest('svg') !== null,
    });
  }
  return found;
}"""


def luminance(colour: str) -> float:
    """WCAG relative luminance of `rgb(r, g, b)`."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def can_be_read_from_the_last_row(page: Page) -> None:
    """Every letter of the slide is large, dark or light enough, and wholly on the screen.

    The ink of charts is tried where it is defined, in tests of `components.charts.paper`.
    """
    letters: list[dict[str, Any]] = page.evaluate(_LETTERS)
    assert letters
    small = [one for one in letters if one["px"] < LEAST_PX - 0.1]
    assert not small, small
    pale = [
        one
        for one in letters
        if not one["mark"] and contrast(one["ink"], one["ground"]) < LEAST_CONTRAST
    ]
    assert not pale, pale
    size = page.viewport_size
    assert size is not None
    cut = [
        one
        for one in letters
        if min(one["top"], one["left"]) < -ROUNDING_PX
        or one["bottom"] > size["height"] + ROUNDING_PX
        or one["right"] > size["width"] + ROUNDING_PX
    ]
    assert not cut, cut
