"""入场码 on paper: one slip a person, with the code that opens the meeting and their PIN."""

import segno

from components.language import language, t
from components.meeting_words import when_words
from components.print import print_pdf
from domain.meeting_views import SlipSheet


def slips_pdf(sheet: SlipSheet, address: str) -> bytes:
    """A4 with cut lines; `address` of the app, for the code to scan; empty if none is known."""
    return print_pdf("pin_slips", _values(sheet, address))


def join_address(address: str, code: str, pin: str = "") -> str:
    """What a phone opens: the light page of the room.

    The PIN stands behind `#`, which a browser keeps to itself: no log of any server ever has it.
    """
    return f"{address}/m/{code}" + (f"#{pin}" if pin else "")


def _values(sheet: SlipSheet, address: str) -> dict[str, object]:
    return {
        "lang": language()[:2],
        "title": sheet.title,
        "when": when_words(sheet.starts_at),
        "venue": sheet.venue,
        "code_label": t("slip.code"),
        "pin_label": t("slip.pin"),
        "how": t("slip.how") if address else t("slip.how_typed"),
        "keep": t("slip.keep"),
        "code": _in_threes(sheet.join_code),
        "slips": [
            {
                "number": str(one.number),
                "name": one.name,
                "standing": t(f"standing.{one.standing.value}"),
                "pin": _in_threes(one.pin),
                "square": _square(join_address(address, sheet.join_code, one.pin))
                if address
                else "",
            }
            for one in sheet.slips
        ],
    }


def _in_threes(digits: str) -> str:
    return f"{digits[:3]} {digits[3:]}"


def _square(text: str) -> str:
    return segno.make(text, error="m").svg_inline(scale=1, border=2, omitsize=True)
