"""By which way a ballot came: a tablet of the hall, a phone, or paper."""

import re
from enum import StrEnum

_PHONE = re.compile(r"iPhone|iPod|Android(?=.*\bMobile\b)|HarmonyOS(?=.*\bMobile\b)|Windows Phone")


class Channel(StrEnum):
    """The ways that the board counts apart. A screen that is no phone is the hall's tablet."""

    TABLET = "tablet"
    PHONE = "phone"
    PAPER = "paper"


def screen_channel(user_agent: str) -> Channel:
    """Tablet or phone, by what the browser says of itself; the screen of a desk is a tablet."""
    return Channel.PHONE if _PHONE.search(user_agent) else Channel.TABLET
