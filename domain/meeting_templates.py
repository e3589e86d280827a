"""The five kinds of meeting as templates: agenda, admission, quorum and rules to begin with.

An item's words are in the catalogues, under `meeting_template.<name>`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from domain.clock import CHINA_TIME, local
from domain.house_rules import HouseRules
from domain.meeting_settings import ItemPlan, MeetingSettings
from domain.meetings import Admission, ItemKind, MeetingKind, Standing
from domain.places import Place
from domain.quorum import Condition, Measure

TALK_DAY_OF_MONTH = 10
"""A community of Gulou district has held its talk day on the 10th of each month for years."""

TALK_DAY_HOUR, USUAL_HOUR = 19, 15
DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One item of a template: what kind, the name of its words, and how many minutes."""

    kind: ItemKind
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Template:
    """What a kind of meeting begins with."""

    items: tuple[TemplateItem, ...]
    admission: Admission = Admission.OPEN_ROOM
    quorum: tuple[Condition, ...] = ()
    rules: HouseRules = field(default_factory=HouseRules)


_I = ItemKind

TEMPLATES: dict[MeetingKind, Template] = {
    MeetingKind.TALK_DAY: Template(
        items=(
            TemplateItem(_I.LAST_ANSWERS, "last_answers", 15),
            TemplateItem(_I.FREE, "talk", 40),
            TemplateItem(_I.STANCES, "common_ground", 15),
            TemplateItem(_I.FREE, "promises", 15),
            TemplateItem(_I.FREE, "closing", 5),
        ),
        rules=HouseRules(speech_minutes=3, needs_second=False, sides_in_turn=False),
    ),
    MeetingKind.COUNCIL: Template(
        items=(
            TemplateItem(_I.LAST_ANSWERS, "last_answers", 10),
            TemplateItem(_I.FREE, "explain", 15),
            TemplateItem(_I.TOPIC, "debate", 35),
            TemplateItem(_I.MOTION, "decide", 20),
            TemplateItem(_I.FREE, "closing", 10),
        ),
        admission=Admission.ROSTER,
        quorum=(Condition(Measure.SHARE, None, share=Fraction(1, 2)),),
        rules=HouseRules(takes_oath=True),
    ),
    MeetingKind.HEARING: Template(
        items=(
            TemplateItem(_I.FREE, "explain", 15),
            TemplateItem(_I.FREE, "questions", 20),
            TemplateItem(_I.TOPIC, "both_sides", 40),
            TemplateItem(_I.MOTION, "decide", 15),
            TemplateItem(_I.FREE, "closing", 10),
        ),
        admission=Admission.ROSTER,
        quorum=(
            Condition(Measure.PEOPLE, Standing.REPRESENTATIVE, least=10),
            Condition(Measure.PEOPLE, Standing.AFFECTED, least=20),
        ),
        rules=HouseRules(takes_oath=True, speeches_an_item=1),
    ),
    MeetingKind.CONSULTATION: Template(
        items=(
            TemplateItem(_I.FREE, "explain", 15),
            TemplateItem(_I.STANCES, "stances_before", 10),
            TemplateItem(_I.TOPIC, "debate", 40),
            TemplateItem(_I.STANCES, "stances_after", 10),
            TemplateItem(_I.FREE, "closing", 5),
        ),
        rules=HouseRules(needs_second=False),
    ),
    MeetingKind.APPRAISAL: Template(
        items=(
            TemplateItem(_I.LAST_ANSWERS, "last_answers", 10),
            TemplateItem(_I.FREE, "work_report", 20),
            TemplateItem(_I.FREE, "questions", 20),
            TemplateItem(_I.MOTION, "scores", 15),
            TemplateItem(_I.FREE, "closing", 10),
        ),
        quorum=(Condition(Measure.PEOPLE, None, least=10),),
        rules=HouseRules(speech_minutes=2, needs_second=False, sides_in_turn=False),
    ),
}


def settings_from(
    kind: MeetingKind, place: Place, now: datetime, say: Callable[[str], str]
) -> MeetingSettings:
    """A meeting of that kind, ready but for its venue; `say` words the title and the items."""
    template = TEMPLATES[kind]
    return MeetingSettings(
        kind=kind,
        title=say(f"meeting_template.title.{kind.value}"),
        place=place,
        starts_at=usual_start(kind, now),
        admission=template.admission,
        quorum=template.quorum,
        rules=template.rules,
        items=tuple(
            ItemPlan(one.kind, say(f"meeting_template.{one.name}"), one.minutes)
            for one in template.items
        ),
    )


def usual_start(kind: MeetingKind, now: datetime) -> datetime:
    """When such a meeting usually begins next: a talk day on the 10th, others a week from now."""
    here = local(now)
    if kind is not MeetingKind.TALK_DAY:
        day = here + timedelta(days=DAYS_AHEAD)
        return _at(day, USUAL_HOUR)
    this_month = _at(here.replace(day=TALK_DAY_OF_MONTH), TALK_DAY_HOUR)
    if this_month > now:
        return this_month
    next_month = here.replace(day=1) + timedelta(days=32)
    return _at(next_month.replace(day=TALK_DAY_OF_MONTH), TALK_DAY_HOUR)


def may_open_without_quorum(kind: MeetingKind) -> bool:
    """Whether the doors open however many have come: a talk day decides nothing."""
    return kind is MeetingKind.TALK_DAY


def _at(day: datetime, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA_TIME)
