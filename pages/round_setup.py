"""设置轮次: a round from its place to its negative list (`?round=ID` changes one that exists)."""

from collections.abc import Mapping

import streamlit as st

from components.language import t, t_refusal
from components.plain import plain
from components.register import page_file
from components.round_choice import asked_round
from components.round_form import (
    Form,
    ask_dates,
    ask_fields,
    ask_money,
    ask_name,
    ask_negative_list,
    ask_partial_results,
    ask_place,
    ask_seconds,
    ask_voters,
    draw_part,
)
from components.round_rule_form import ask_ballot, ask_rule
from components.round_rules import rule_lines
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.negative_lines import from_lines
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.rights import Action, refuse_unless_permitted
from domain.roles import Actor
from domain.round_settings import RoundSettings, check, fixed_in
from domain.round_views import FieldName, RoundCard
from services import round_reading, rounds

USUAL_BUDGET_CENTS = 100_000_00
NEW = 0


def create(officer: Actor, settings: RoundSettings) -> None:
    """Set the round up (a callback)."""

    def set_up() -> None:
        st.session_state["made_round"] = rounds.set_up_round(officer, settings)

    if attempt(set_up):
        done(t("setup.made", name=plain(settings.name)))


def save(officer: Actor, round_id: int, settings: RoundSettings) -> None:
    """Change the round (a callback)."""
    if attempt(rounds.change_round, officer, round_id, settings):
        st.session_state["made_round"] = round_id
        done(t("setup.saved", name=plain(settings.name)))


def blank(cards: list[RoundCard], fields: tuple[FieldName, ...]) -> RoundSettings:
    """What a new round starts from; the negative list is that of the newest round."""
    known = rounds.get_round_view(cards[0].id).settings.negative_list if cards else ()
    return RoundSettings(
        name="",
        place=Place(PlaceKind.DISTRICT),
        budget_cents=USUAL_BUDGET_CENTS,
        field_codes=tuple(one.code for one in fields),
        starts={},
        negative_list=known or from_lines(t("setup.usual_negative_list")),
    )


def follow_choice() -> None:
    """Keep the choice in the address (a callback)."""
    chosen = st.session_state["setup_round"]
    if chosen == NEW:
        st.query_params.pop("round", None)
    else:
        st.query_params["round"] = str(chosen)


def choose(cards: list[RoundCard]) -> int:
    """A new round, or one that is not closed yet."""
    names = {NEW: t("setup.new")}
    names |= {
        card.id: t("round.choice", name=plain(card.name), phase=card.phase)
        for card in cards
        if card.phase is not Phase.CLOSED
    }
    asked = asked_round()
    st.session_state["setup_round"] = asked if asked in names else NEW
    chosen = st.selectbox(
        t("setup.which"),
        list(names),
        format_func=names.__getitem__,
        key="setup_round",
        on_change=follow_choice,
    )
    return int(chosen)


def ask(form: Form, phase: Phase, fields: tuple[FieldName, ...]) -> RoundSettings:
    """Every part of the form, and what it adds up to."""
    told: dict[str, object] = {}

    def place() -> None:
        told["name"], told["about"] = ask_name(form)
        told["place"] = ask_place(form, round_reading.list_places())

    def money() -> None:
        told["budget_cents"] = ask_money(form)
        told["field_codes"] = ask_fields(form, fields)
        told["seconds_needed"] = ask_seconds(form)

    def voters() -> None:
        told["voter_roles"] = ask_voters(form)
        told["shows_partial_results"] = ask_partial_results(form)

    parts = {
        "place": place,
        "money": money,
        "dates": lambda: told.update(starts=ask_dates(form, phase)),
        "ballot": lambda: told.update(ask_ballot(form)),
        "rule": lambda: told.update(ask_rule(form)),
        "negative": lambda: told.update(negative_list=ask_negative_list(form)),
        "voters": voters,
    }
    for number, (part, body) in enumerate(parts.items(), start=1):
        draw_part(number, part, body)
    return settings_from(told, form.start.tie_seed)


def settings_from(told: Mapping[str, object], tie_seed: str) -> RoundSettings:
    """The answers as settings; the seed of the lot is never asked for."""
    return RoundSettings(**told, tie_seed=tie_seed)  # type: ignore[arg-type]


def draw_end(settings: RoundSettings, officer: Actor, round_id: int) -> None:
    """What it adds up to in plain words, what is still missing, and the one button."""
    st.subheader(t("setup.part.check"), anchor=False)
    problem = None
    try:
        settings = check(settings)
        for label, words in rule_lines(settings):
            st.markdown(f"**{label}**  \n{words}")
        st.markdown(t("setup.lot"))
    except Refusal as refusal:
        problem = refusal
        st.warning(t_refusal(refusal), icon=":material/edit:")
    is_new = round_id == NEW
    st.button(
        t("setup.create") if is_new else t("setup.save"),
        key="setup_done",
        type="primary",
        width="stretch",
        icon=":material/check:",
        disabled=problem is not None,
        on_click=create if is_new else save,
        args=(officer, settings) if is_new else (officer, round_id, settings),
    )


made = st.session_state.pop("made_round", None)
if made is not None:
    st.switch_page(page_file("round_desk"), query_params={"round": str(made)})
actor = require_actor()
st.title(t("page.round_setup"))
tell()
with reading_or_stop():
    refuse_unless_permitted(Action.SET_UP_ROUND, actor, None)
    listed, all_fields = rounds.list_rounds(), round_reading.list_fields()
chosen_id = choose(listed)
if chosen_id == NEW:
    made_so_far = len(listed)
    asked_form = Form(
        f"setup_new_{made_so_far}", blank(listed, all_fields), fixed_in(Phase.PREPARE)
    )
    asked_phase = Phase.PREPARE
else:
    view = rounds.get_round_view(chosen_id)
    asked_form = Form(f"setup_{chosen_id}_{view.version}", view.settings, fixed_in(view.phase))
    asked_phase = view.phase
    st.info(t("setup.phase_is", phase=view.phase), icon=":material/lock:")
draw_end(ask(asked_form, asked_phase, all_fields), actor, chosen_id)
