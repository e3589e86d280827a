"""The form of a round, part by part; what is fixed is shown with a lock and cannot be touched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from components.language import t, t_refusal
from components.place_form import ask_whose
from components.plain import plain
from components.round_rules import draw_negative_list, field_words, name_of, voter_words
from domain.clock import local, utc_now
from domain.money import Cents, cents_from_yuan, format_yuan
from domain.negative_lines import from_lines, to_lines
from domain.negative_list import Clause
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.roles import Role
from domain.round_dates import days_of, starts_of
from domain.round_settings import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    MOST_SECONDS,
    VOTERS_OFFERED,
    Governed,
    RoundSettings,
)
from domain.round_views import CommunityName, FieldName

LONGEST_AMOUNT = 20


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the prefix of its widgets' keys, what it starts from, what cannot be changed."""

    prefix: str
    start: RoundSettings
    fixed: frozenset[Governed]

    def key(self, name: str) -> str:
        """The key of a widget."""
        return f"{self.prefix}_{name}"

    def label(self, one: Governed) -> str:
        """The label of a question."""
        return t(f"setup.{one.value}")


def draw_part(number: int, part: str, body: Callable[[], None]) -> None:
    """One numbered part of the form in a frame of its own."""
    with st.container(border=True):
        st.subheader(f"{number}. {t(f'setup.part.{part}')}", anchor=False)
        st.markdown(t(f"setup.hint.{part}"))
        body()


def draw_locked(label: str, words: str) -> None:
    """What is settled: under a lock, in full ink, without anything to touch."""
    st.markdown(f":material/lock: {label}  \n**{words}**")


def ask_name(form: Form) -> tuple[str, str]:
    """Name and description."""
    name = st.text_input(
        t("setup.name"),
        form.start.name,
        max_chars=LONGEST_NAME,
        placeholder=t("setup.name_example"),
        key=form.key("name"),
        persist_state="session",
    )
    about = st.text_area(
        t("setup.about"),
        form.start.about,
        max_chars=LONGEST_ABOUT,
        key=form.key("about"),
        persist_state="session",
    )
    return name, about


def ask_place(form: Form, places: tuple[CommunityName, ...]) -> Place:
    """The district, a subdistrict, or a community."""
    start = form.start.place
    if Governed.PLACE in form.fixed:
        draw_locked(form.label(Governed.PLACE), _place_words(start, places))
        return start
    return ask_whose(form.label(Governed.PLACE), form.key, start, places)


def ask_money(form: Form) -> Cents:
    """The budget, in cents; 0 for what is no amount, which is said at once."""
    if Governed.BUDGET_CENTS in form.fixed:
        draw_locked(form.label(Governed.BUDGET_CENTS), format_yuan(form.start.budget_cents))
        return form.start.budget_cents
    typed = st.text_input(
        form.label(Governed.BUDGET_CENTS),
        format_yuan(form.start.budget_cents).removeprefix("¥"),
        max_chars=LONGEST_AMOUNT,
        key=form.key("budget"),
        persist_state="session",
    )
    return read_amount(typed)


def read_amount(typed: str) -> Cents:
    """What was typed, in cents; 0 when it is no amount, with the reason under the field."""
    try:
        cents = cents_from_yuan(typed)
    except Refusal as refusal:
        st.error(t_refusal(refusal), icon=":material/error:")
        return 0
    st.markdown(t("setup.amount_is", amount=format_yuan(cents)))
    return cents


def ask_fields(form: Form, fields: tuple[FieldName, ...]) -> tuple[str, ...]:
    """The fields' codes, in the district's order."""
    if Governed.FIELD_CODES in form.fixed:
        draw_locked(form.label(Governed.FIELD_CODES), field_words(form.start, fields))
        return form.start.field_codes
    names = {one.code: name_of(one) for one in fields}
    chosen = st.pills(
        form.label(Governed.FIELD_CODES),
        list(names),
        selection_mode="multi",
        default=[code for code in form.start.field_codes if code in names],
        format_func=names.__getitem__,
        key=form.key("fields"),
        persist_state="session",
    )
    return tuple(code for code in names if code in chosen)


def ask_seconds(form: Form) -> int:
    """How many seconds bring a proposal into review."""
    if Governed.SECONDS_NEEDED in form.fixed:
        draw_locked(form.label(Governed.SECONDS_NEEDED), str(form.start.seconds_needed))
        return form.start.seconds_needed
    return int(
        st.number_input(
            form.label(Governed.SECONDS_NEEDED),
            1,
            MOST_SECONDS,
            form.start.seconds_needed,
            key=form.key("seconds"),
            persist_state="session",
        )
    )


def ask_dates(form: Form, phase: Phase) -> Mapping[Phase, datetime]:
    """On which day each phase begins; phases that have begun keep theirs."""
    order = list(Phase)
    known = days_of(form.start.starts, local(utc_now()).date())
    days: dict[Phase, date] = {}
    columns = st.columns(2)
    for place, (one, day) in enumerate(known.items()):
        words = t("setup.begins", phase=one)
        if one in form.start.starts and order.index(one) <= order.index(phase):
            days[one] = day
            with columns[place % 2]:
                draw_locked(words, t("setup.day", day=day))
            continue
        days[one] = columns[place % 2].date_input(
            words,
            day,
            key=form.key(f"starts_{one.value}"),
            persist_state="session",
        )
    return starts_of(days, form.start.starts)


def ask_negative_list(form: Form) -> tuple[Clause, ...]:
    """One clause a line."""
    if Governed.NEGATIVE_LIST in form.fixed:
        st.markdown(f":material/lock: {form.label(Governed.NEGATIVE_LIST)}")
        draw_negative_list(form.start)
        return form.start.negative_list
    typed = st.text_area(
        form.label(Governed.NEGATIVE_LIST),
        to_lines(form.start.negative_list),
        height=300,
        key=form.key("negative"),
        persist_state="session",
    )
    clauses = from_lines(typed, form.start.negative_list)
    st.markdown(t("setup.clauses", n=len(clauses)))
    return clauses


def ask_voters(form: Form) -> tuple[Role, ...]:
    """Which roles may vote."""
    if Governed.VOTER_ROLES in form.fixed:
        draw_locked(form.label(Governed.VOTER_ROLES), voter_words(form.start))
        return form.start.voter_roles
    chosen = st.pills(
        form.label(Governed.VOTER_ROLES),
        list(VOTERS_OFFERED),
        selection_mode="multi",
        default=list(form.start.voter_roles),
        format_func={role: t(f"role.{role.value}") for role in VOTERS_OFFERED}.__getitem__,
        key=form.key("voters"),
        persist_state="session",
    )
    return tuple(role for role in VOTERS_OFFERED if role in chosen)


def ask_partial_results(form: Form) -> bool:
    """Whether the room sees results while voting goes on."""
    if Governed.SHOWS_PARTIAL_RESULTS in form.fixed:
        shown = form.start.shows_partial_results
        draw_locked(form.label(Governed.SHOWS_PARTIAL_RESULTS), t(f"setup.{str(shown).lower()}"))
        return shown
    return st.toggle(
        form.label(Governed.SHOWS_PARTIAL_RESULTS),
        form.start.shows_partial_results,
        key=form.key("partial"),
        persist_state="session",
    )


def _place_words(place: Place, places: tuple[CommunityName, ...]) -> str:
    for one in places:
        if place.kind is PlaceKind.COMMUNITY and one.id == place.community_id:
            return plain(one.name)
        if place.kind is PlaceKind.SUBDISTRICT and one.subdistrict_id == place.subdistrict_id:
            return plain(one.subdistrict)
    return t("place_kind.district")
