"""The form of a round, part by part; what is fixed is shown with a lock and cannot be touched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from components.language import t, t_refusal
from components.plain import plain
from components.round_rules import name_of
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
        """The label of what can be fixed, with a lock when it is."""
        words = t(f"setup.{one.value}")
        return f":material/lock: {words}" if one in self.fixed else words


def draw_part(number: int, part: str, body: Callable[[], None]) -> None:
    """One numbered part of the form in a frame of its own."""
    with st.container(border=True):
        st.subheader(f"{number}. {t(f'setup.part.{part}')}", anchor=False)
        st.markdown(t(f"setup.hint.{part}"))
        body()


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
    is_fixed, start = Governed.PLACE in form.fixed, form.start.place
    kind = st.segmented_control(
        form.label(Governed.PLACE),
        list(PlaceKind),
        default=start.kind,
        required=True,
        format_func={one: t(f"place_kind.{one.value}") for one in PlaceKind}.__getitem__,
        key=form.key("place_kind"),
        disabled=is_fixed,
        persist_state="session",
    )
    if kind is None or kind is PlaceKind.DISTRICT:
        return Place(PlaceKind.DISTRICT)
    subdistricts = {one.subdistrict_id: one.subdistrict for one in places}
    subdistrict = _ask_one(
        form, "subdistrict", subdistricts, start.subdistrict_id, is_fixed=is_fixed
    )
    if kind is PlaceKind.SUBDISTRICT:
        return Place(kind, subdistrict)
    communities = {one.id: one.name for one in places if one.subdistrict_id == subdistrict}
    community = _ask_one(form, "community", communities, start.community_id, is_fixed=is_fixed)
    return Place(kind, subdistrict, community)


def ask_money(form: Form) -> Cents:
    """The budget, in cents; 0 for what is no amount, which is said at once."""
    typed = st.text_input(
        form.label(Governed.BUDGET_CENTS),
        format_yuan(form.start.budget_cents).removeprefix("¥"),
        max_chars=LONGEST_AMOUNT,
        key=form.key("budget"),
        disabled=Governed.BUDGET_CENTS in form.fixed,
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
    names = {one.code: name_of(one) for one in fields}
    chosen = st.pills(
        form.label(Governed.FIELD_CODES),
        list(names),
        selection_mode="multi",
        default=[code for code in form.start.field_codes if code in names],
        format_func=names.__getitem__,
        key=form.key("fields"),
        disabled=Governed.FIELD_CODES in form.fixed,
        persist_state="session",
    )
    return tuple(code for code in names if code in chosen)


def ask_seconds(form: Form) -> int:
    """How many seconds bring a proposal into review."""
    return int(
        st.number_input(
            form.label(Governed.SECONDS_NEEDED),
            1,
            MOST_SECONDS,
            form.start.seconds_needed,
            key=form.key("seconds"),
            disabled=Governed.SECONDS_NEEDED in form.fixed,
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
        has_begun = order.index(one) <= order.index(phase)
        words = t("setup.begins", phase=one)
        days[one] = columns[place % 2].date_input(
            f":material/lock: {words}" if has_begun else words,
            day,
            key=form.key(f"starts_{one.value}"),
            disabled=has_begun and one in form.start.starts,
            persist_state="session",
        )
    return starts_of(days, form.start.starts)


def ask_negative_list(form: Form) -> tuple[Clause, ...]:
    """One clause a line."""
    typed = st.text_area(
        form.label(Governed.NEGATIVE_LIST),
        to_lines(form.start.negative_list),
        height=300,
        key=form.key("negative"),
        disabled=Governed.NEGATIVE_LIST in form.fixed,
        persist_state="session",
    )
    clauses = from_lines(typed, form.start.negative_list)
    st.markdown(t("setup.clauses", n=len(clauses)))
    return clauses


def ask_voters(form: Form) -> tuple[Role, ...]:
    """Which roles may vote."""
    chosen = st.pills(
        form.label(Governed.VOTER_ROLES),
        list(VOTERS_OFFERED),
        selection_mode="multi",
        default=list(form.start.voter_roles),
        format_func={role: t(f"role.{role.value}") for role in VOTERS_OFFERED}.__getitem__,
        key=form.key("voters"),
        disabled=Governed.VOTER_ROLES in form.fixed,
        persist_state="session",
    )
    return tuple(role for role in VOTERS_OFFERED if role in chosen)


def ask_partial_results(form: Form) -> bool:
    """Whether the room sees results while voting goes on."""
    return st.toggle(
        form.label(Governed.SHOWS_PARTIAL_RESULTS),
        form.start.shows_partial_results,
        key=form.key("partial"),
        disabled=Governed.SHOWS_PARTIAL_RESULTS in form.fixed,
        persist_state="session",
    )


def _ask_one(
    form: Form, name: str, names: Mapping[int, str], start: int | None, *, is_fixed: bool
) -> int | None:
    ids = list(names)
    return st.selectbox(
        t(f"setup.{name}"),
        ids,
        ids.index(start) if start in ids else None,
        format_func={one: plain(name) for one, name in names.items()}.__getitem__,
        placeholder=t("setup.pick"),
        key=form.key(name),
        disabled=is_fixed,
        persist_state="session",
    )
