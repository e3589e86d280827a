"""Everything that is decided about a meeting before it opens, and what makes it wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.house_rules import MOST_SPEECH_MINUTES, MOST_SPEECHES_AN_ITEM, HouseRules
from domain.meetings import Admission, ItemKind, MeetingKind
from domain.places import Place, PlaceKind
from domain.quorum import Condition, check_conditions
from domain.refusals import Refusal

LONGEST_TITLE = 60
LONGEST_ABOUT = 1_000
LONGEST_VENUE = 80
LONGEST_ITEM = 80
LONGEST_ITEM_TEXT = 2_000
MOST_ITEMS = 30
MOST_MINUTES = 240
MINUTES_A_TAP = 5
"""By how much a tap makes an item longer or shorter."""


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One item as it is planned. `id` None: not on the agenda yet."""

    kind: ItemKind
    title: str
    minutes: int = 10
    text: str = ""
    proposal_id: int | None = None
    round_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingSettings:
    """A meeting as it is set up."""

    kind: MeetingKind
    title: str
    place: Place
    starts_at: datetime
    about: str = ""
    venue: str = ""
    admission: Admission = Admission.OPEN_ROOM
    quorum: tuple[Condition, ...] = ()
    rules: HouseRules = field(default_factory=HouseRules)
    items: tuple[ItemPlan, ...] = ()


def check(settings: MeetingSettings) -> MeetingSettings:
    """The settings with their words trimmed; refuses the first thing that is wrong."""
    settings = replace(
        settings,
        title=settings.title.strip(),
        about=settings.about.strip(),
        venue=settings.venue.strip(),
        items=tuple(
            replace(one, title=one.title.strip(), text=one.text.strip()) for one in settings.items
        ),
    )
    if not settings.title:
        raise Refusal("meeting.no_title")
    _refuse_long("meeting.long_title", settings.title, LONGEST_TITLE)
    _refuse_long("meeting.long_about", settings.about, LONGEST_ABOUT)
    _refuse_long("meeting.long_venue", settings.venue, LONGEST_VENUE)
    _check_place(settings.place)
    check_conditions(settings.quorum)
    _check_rules(settings.rules)
    _check_items(settings.items)
    return settings


def check_item(item: ItemPlan) -> None:
    """Refuse an item without words or with an impossible length."""
    if not item.title:
        raise Refusal("plan.no_title")
    _refuse_long("plan.long_title", item.title, LONGEST_ITEM)
    _refuse_long("plan.long_text", item.text, LONGEST_ITEM_TEXT)
    if not 1 <= item.minutes <= MOST_MINUTES:
        raise Refusal("plan.minutes", most=MOST_MINUTES)


def minutes_of(items: tuple[ItemPlan, ...]) -> int:
    """How long the agenda takes, in minutes."""
    return sum(one.minutes for one in items)


def ends_at(settings: MeetingSettings) -> datetime:
    """When the agenda is through if every item keeps its time."""
    return settings.starts_at + timedelta(minutes=minutes_of(settings.items))


def move_item(items: tuple[ItemPlan, ...], place: int, by: int) -> tuple[ItemPlan, ...]:
    """The agenda with the item at `place` (from 0) moved up (-1) or down (1); ends stay ends."""
    to = min(max(place + by, 0), len(items) - 1)
    rest = [one for at, one in enumerate(items) if at != place]
    return (*rest[:to], items[place], *rest[to:])


def _check_place(place: Place) -> None:
    if place.kind is not PlaceKind.DISTRICT and place.subdistrict_id is None:
        raise Refusal("meeting.no_subdistrict")
    if place.kind is PlaceKind.COMMUNITY and place.community_id is None:
        raise Refusal("meeting.no_community")


def _check_rules(rules: HouseRules) -> None:
    given = (rules.speech_minutes, rules.later_speech_minutes)
    if not all(1 <= minutes <= MOST_SPEECH_MINUTES for minutes in given):
        raise Refusal("house_rules.minutes", most=MOST_SPEECH_MINUTES)
    if not 0 <= rules.speeches_an_item <= MOST_SPEECHES_AN_ITEM:
        raise Refusal("house_rules.speeches", most=MOST_SPEECHES_AN_ITEM)


def _check_items(items: tuple[ItemPlan, ...]) -> None:
    if not items:
        raise Refusal("plan.empty")
    if len(items) > MOST_ITEMS:
        raise Refusal("plan.many", most=MOST_ITEMS)
    for one in items:
        check_item(one)


def _refuse_long(code: str, text: str, most: int) -> None:
    if len(text) > most:
        raise Refusal(code, most=most)
