"""The form of a meeting: what, where and when, who takes part, the rules of the house."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction

import streamlit as st

from components.language import t
from components.meeting_words import condition_words
from components.place_form import ask_whose
from domain.clock import CHINA_TIME, local
from domain.house_rules import (
    MOST_SPEECH_MINUTES,
    MOST_SPEECHES_AN_ITEM,
    HouseRule,
    HouseRules,
)
from domain.meeting_settings import LONGEST_ABOUT, LONGEST_TITLE, LONGEST_VENUE, MeetingSettings
from domain.meetings import Admission, Standing
from domain.places import Place
from domain.quorum import MOST_PEOPLE, OWNERS_ASSEMBLY, Condition, Measure
from domain.round_views import CommunityName

MINUTES_A_STEP = 15 * 60
QUORUM_WAYS = ("none", "people", "groups", "share", "owners")
SHARES = (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4))
_GROUPS = (Standing.REPRESENTATIVE, Standing.AFFECTED)
_USUAL_LEAST = {None: 10, Standing.REPRESENTATIVE: 10, Standing.AFFECTED: 20}


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the prefix of its widgets' keys, and what it starts from."""

    prefix: str
    start: MeetingSettings

    def key(self, name: str) -> str:
        """The key of a widget."""
        return f"{self.prefix}_{name}"


def ask_words(form: Form) -> tuple[str, str, str]:
    """Title, hall, and a few words about it."""
    start = form.start
    title = st.text_input(
        t("meeting_setup.title"),
        start.title,
        max_chars=LONGEST_TITLE,
        key=form.key("title"),
        persist_state="session",
    )
    venue = st.text_input(
        t("meeting_setup.venue"),
        start.venue,
        max_chars=LONGEST_VENUE,
        placeholder=t("meeting_setup.venue_example"),
        key=form.key("venue"),
        persist_state="session",
    )
    about = st.text_area(
        t("meeting_setup.about"),
        start.about,
        max_chars=LONGEST_ABOUT,
        placeholder=t("meeting_setup.about_example"),
        key=form.key("about"),
        persist_state="session",
    )
    return title, venue, about


def ask_start(form: Form) -> datetime:
    """Day and hour, on the hall's clock."""
    here = local(form.start.starts_at)
    left, right = st.columns(2)
    day: date = left.date_input(
        t("meeting_setup.day"), here.date(), key=form.key("day"), persist_state="session"
    )
    hour: time = right.time_input(
        t("meeting_setup.hour"),
        here.time(),
        step=MINUTES_A_STEP,
        key=form.key("hour"),
        persist_state="session",
    )
    return datetime.combine(day, hour, CHINA_TIME)


def ask_place(form: Form, places: Sequence[CommunityName]) -> Place:
    """Whose meeting it is: a community's, a subdistrict's, the district's."""
    return ask_whose(t("meeting_setup.place"), form.key, form.start.place, places)


def ask_admission(form: Form) -> Admission:
    """Who gets a voice."""
    names = {one: t(f"admission.{one.value}") for one in Admission}
    chosen = st.radio(
        t("meeting_setup.admission"),
        list(Admission),
        index=list(Admission).index(form.start.admission),
        format_func=names.__getitem__,
        key=form.key("admission"),
        persist_state="session",
    )
    return chosen or form.start.admission


def ask_quorum(form: Form) -> tuple[Condition, ...]:
    """How many must be there; told back in a sentence."""
    names = {one: t(f"meeting_setup.quorum.{one}") for one in QUORUM_WAYS}
    way = st.radio(
        t("meeting_setup.quorum"),
        QUORUM_WAYS,
        index=QUORUM_WAYS.index(quorum_way(form.start.quorum)),
        format_func=names.__getitem__,
        key=form.key("quorum"),
        persist_state="session",
    )
    conditions: tuple[Condition, ...] = ()
    if way == "people":
        conditions = (_ask_least(form, None),)
    elif way == "groups":
        columns = st.columns(2)
        found = []
        for column, standing in zip(columns, _GROUPS, strict=True):
            with column:
                found.append(_ask_least(form, standing))
        conditions = tuple(found)
    elif way == "share":
        conditions = (_ask_share(form),)
    elif way == "owners":
        conditions = OWNERS_ASSEMBLY
    if conditions:
        st.markdown(t("quorum.will_ask", conditions=[condition_words(one) for one in conditions]))
    return conditions


def quorum_way(conditions: tuple[Condition, ...]) -> str:
    """Which of the offered ways these conditions are."""
    if conditions == OWNERS_ASSEMBLY:
        return "owners"
    measures = [one.measure for one in conditions]
    if measures == [Measure.SHARE]:
        return "share"
    if measures == [Measure.PEOPLE]:
        return "people"
    return "groups" if conditions else "none"


def ask_rules(form: Form) -> HouseRules:
    """The rules of the house, each of which can be switched."""
    start = form.start.rules
    first, later, often = st.columns(3)
    with first:
        minutes = _ask_number(form, "speech_minutes", 1, MOST_SPEECH_MINUTES, start.speech_minutes)
    with later:
        again = _ask_number(
            form, "later_minutes", 1, MOST_SPEECH_MINUTES, start.later_speech_minutes
        )
    with often:
        times = _ask_number(form, "speeches", 0, MOST_SPEECHES_AN_ITEM, start.speeches_an_item)
    switched = {
        rule.value: st.toggle(
            t(f"house_rule.{rule.value}"),
            start.is_on(rule),
            key=form.key(rule.value),
            persist_state="session",
        )
        for rule in HouseRule
    }
    return replace(
        start,
        speech_minutes=minutes,
        later_speech_minutes=again,
        speeches_an_item=times,
        **switched,
    )


def _ask_number(form: Form, name: str, least: int, most: int, start: int) -> int:
    return int(
        st.number_input(
            t(f"meeting_setup.{name}"),
            least,
            most,
            start,
            key=form.key(name),
            persist_state="session",
        )
    )


def _ask_least(form: Form, standing: Standing | None) -> Condition:
    start = next((one.least for one in form.start.quorum if one.standing is standing), 0)
    who = t(f"standing.{standing.value}") if standing else t("quorum.everyone")
    least = st.number_input(
        t("meeting_setup.least", who=who),
        1,
        MOST_PEOPLE,
        start or _USUAL_LEAST[standing],
        key=form.key(f"least_{standing.value if standing else 'all'}"),
        persist_state="session",
    )
    return Condition(Measure.PEOPLE, standing, least=int(least))


def _ask_share(form: Form) -> Condition:
    start = next((one for one in form.start.quorum if one.measure is Measure.SHARE), None)
    labels = [t(f"quorum.part.{one.numerator}_{one.denominator}") for one in SHARES]
    at = SHARES.index(start.share) if start and start.share in SHARES else 0
    chosen = st.segmented_control(
        t("meeting_setup.share"),
        labels,
        default=labels[at],
        required=True,
        key=form.key("share"),
        persist_state="session",
    )
    share = SHARES[labels.index(chosen)] if chosen in labels else SHARES[at]
    return Condition(Measure.SHARE, start.standing if start else None, share=share)
