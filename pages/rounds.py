"""预算轮次: every round; with `?round=ID` one of them, with the rules it is bound by."""

import streamlit as st

from components.flowchart import draw_proposal_flow, draw_round_flow
from components.language import t
from components.plain import plain
from components.register import entry_named, page_file
from components.round_cards import TO_DO, by_need, draw_grid, draw_to_do
from components.round_choice import asked_round
from components.round_phases import draw_phase_line
from components.round_rules import draw_negative_list, draw_rules, field_words
from components.telling import reading_or_stop, tell
from components.way import draw_phase_way
from domain.money import format_yuan
from domain.phases import Phase
from domain.round_views import RoundCard, RoundView
from services import rounds

RUNNING = tuple(phase for phase in Phase if phase not in (Phase.PREPARE, Phase.CLOSED))
LINKS = {
    "proposals": tuple(Phase),
    "results": (Phase.COUNT, Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED),
    "delivery": (Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED),
}


def draw_list(cards: list[RoundCard]) -> None:
    """Rounds that run, that are being prepared, that are over."""
    st.title(t("page.rounds"))
    tell()
    if not cards:
        st.info(t("round.none"), icon=":material/event_repeat:")
    for key, phases in (
        ("round.running", RUNNING),
        ("round.preparing", (Phase.PREPARE,)),
        ("round.over", (Phase.CLOSED,)),
    ):
        found = [card for card in cards if card.phase in phases]
        if found:
            st.header(t(key), anchor=False)
            draw_grid(by_need(found))
    with st.expander(t("round.wall"), icon=":material/account_tree:"):
        draw_flowcharts(None)


def draw_flowcharts(phase: Phase | None) -> None:
    """流程图上墙: the round's way and a proposal's way, side by side."""
    left, right = st.columns([2, 5])
    with left:
        st.subheader(t("round.flow"), anchor=False)
        draw_round_flow(phase)
    with right:
        st.subheader(t("round.proposal_flow"), anchor=False)
        draw_proposal_flow(None)


def draw_round(view: RoundView) -> None:
    """One round: money, phases, links, rules, negative list, flowchart, what has happened."""
    settings = view.settings
    st.page_link(page_file("rounds"), label=t("round.all"), icon=":material/arrow_back:")
    st.title(plain(settings.name))
    tell()
    money, number = st.columns([3, 2])
    money.metric(t("round.budget"), format_yuan(settings.budget_cents))
    number.metric(t("round.proposals_n"), view.proposals)
    place = plain(view.place) if view.place else t("place_kind.district")
    if settings.field_codes:
        fields = field_words(settings, view.fields)
        st.markdown(t("round.head", place=place, fields=fields, n=settings.seconds_needed))
    else:
        st.markdown(t("round.head_of_file", place=place))
    if settings.about:
        st.markdown(plain(settings.about))
    st.subheader(t("round.phases"), anchor=False)
    draw_phase_line(view.phase, view.began, settings.starts)
    if TO_DO[view.phase][0] != "rounds":
        draw_to_do(view.id, view.phase)
    draw_links(view)
    draw_details(view)


def draw_links(view: RoundView) -> None:
    """To its proposals, ballot, results and delivery, as far as the phase has any."""
    with st.container(horizontal=True):
        for name, phases in LINKS.items():
            if view.phase in phases and name != TO_DO[view.phase][0]:
                st.page_link(
                    page_file(name),
                    label=t(f"round.to_{name}"),
                    icon=f":material/{entry_named(name).icon}:",
                    query_params={"round": str(view.id)},
                )


def draw_details(view: RoundView) -> None:
    """Rules and negative list open; the flowcharts and the trace on demand."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(t("round.rules"), anchor=False)
        draw_rules(view)
    with right:
        st.subheader(t("governed.negative_list"), anchor=False)
        draw_negative_list(view.settings)
    with st.expander(t("round.wall"), icon=":material/account_tree:"):
        draw_flowcharts(view.phase)
    with st.expander(t("desk.trace", n=len(view.way)), icon=":material/history:"):
        draw_phase_way(view.way)


round_id = asked_round()
if round_id is None:
    with reading_or_stop():
        listed = rounds.list_rounds()
    draw_list(listed)
else:
    with reading_or_stop():
        shown = rounds.get_round_view(round_id)
    draw_round(shown)
