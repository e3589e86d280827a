"""People, sides and acts in words, as the facilitator says them."""

from components.language import t
from domain.floor import Side
from domain.floor_views import LastAct, MotionView, Person

ABOUT_LETTERS = 16
SIDE_COLOURS = {Side.FOR: "green", Side.AGAINST: "red", Side.NEUTRAL: "blue"}


def called(person: Person) -> str:
    """Number and name, or the number alone."""
    if not person.name:
        return t("floor.numbered", number=person.number)
    return t("floor.named", number=person.number, name=person.name)


def side_badge(side: Side) -> str:
    """The side as a coloured word."""
    return f":{SIDE_COLOURS[side]}-badge[{t(f'side.{side}')}]"


def clipped(text: str, letters: int) -> str:
    """The text in so many letters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1]}…"


def act_words(act: LastAct) -> str:
    """What was done last: the kind of act, and what it was about."""
    about = act.about
    if not about and act.number is not None:
        about = t("floor.numbered", number=act.number)
    if not about:
        return t(f"act_kind.{act.kind}")
    return t("floor.act_about", act=act.kind, about=clipped(about, ABOUT_LETTERS))


def motion_name(motion: MotionView) -> str:
    """`动议 1` or `修正案 2`."""
    key = "floor.amendment" if motion.amends_id is not None else "floor.motion"
    return t(key, number=motion.number)
