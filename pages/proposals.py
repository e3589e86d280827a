"""提案: every public proposal, to be searched, narrowed and opened; for everyone."""

from dataclasses import replace

import streamlit as st

from components.language import t
from components.proposal_card import draw_cards
from components.proposal_words import asked_number, in_language
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from domain.proposal_flow import ProposalState
from domain.proposal_views import CardFilter, CardOrder, Choice, ListChoices
from domain.rights import Action, is_offered
from services import proposals


def choose(
    label: str, options: tuple[Choice, ...], key: str, preset: int | None = None
) -> str | int | None:
    """One of these, or all."""
    names: dict[str | int | None, str] = {None: t("proposals.all")}
    names |= {one.key: in_language(one.name, one.name_en) for one in options}
    keys = list(names)
    index = keys.index(preset) if preset in names else 0
    return st.selectbox(label, keys, index=index, format_func=names.__getitem__, key=key)


def draw_filters(choices: ListChoices, round_id: int | None) -> CardFilter:
    """What the reader wants to see."""
    words = st.text_input(
        t("proposals.search"),
        key="search",
        placeholder=t("proposals.search_hint"),
        live="0.5s",
        icon=":material/search:",
    )
    with st.expander(t("proposals.narrow"), icon=":material/tune:", expanded=round_id is not None):
        first, second = st.columns(3), st.columns(2)
        with first[0]:
            wanted_round = choose(t("proposals.round"), choices.rounds, "of_round", round_id)
        with first[1]:
            community = choose(t("proposals.community"), choices.communities, "of_community")
        with first[2]:
            field = choose(t("proposals.field"), choices.fields, "of_field")
        with second[0]:
            state = choose_state(choices.states)
        with second[1]:
            order = choose_order()
    return at_page(
        CardFilter(
            text=(words or "")[:60],
            round_id=None if wanted_round is None else int(wanted_round),
            field_code=None if field is None else str(field),
            community_id=None if community is None else int(community),
            state=state,
            order=order,
        )
    )


def at_page(wanted: CardFilter) -> CardFilter:
    """The page being read; the first one again whenever something else is asked for."""
    if st.session_state.get("list_asked", wanted) != wanted:
        st.session_state["list_turn"] = st.session_state.get("list_turn", 0) + 1
    st.session_state["list_asked"] = wanted
    return replace(wanted, page=st.session_state.get(page_key(), 1))


def page_key() -> str:
    """Where the page being read lies in the session."""
    return f"list_page_{st.session_state.get('list_turn', 0)}"


def choose_order() -> CardOrder:
    """How the list is ordered."""
    names = {one: t(f"card_order.{one}") for one in CardOrder}
    return st.selectbox(
        t("proposals.order"), list(names), format_func=names.__getitem__, key="order"
    )


def choose_state(states: tuple[ProposalState, ...]) -> ProposalState | None:
    """One of the states that some proposal is in, or all."""
    names: dict[ProposalState | None, str] = {None: t("proposals.all")}
    names |= {one: t(f"proposal_state.{one}") for one in states}
    return st.selectbox(
        t("proposals.state"), list(names), format_func=names.__getitem__, key="of_state"
    )


actor = current_actor()
with st.container(horizontal=True, vertical_alignment="center"):
    st.title(t("page.proposals"), anchor=False, width="stretch")
    if actor is not None and is_offered(Action.DRAFT_PROPOSAL, actor.role):
        st.page_link(
            page_file("write_proposal"), label=t("page.write_proposal"), icon=":material/edit_note:"
        )
tell()
with reading_or_stop():
    choices = proposals.list_choices()
    wanted = draw_filters(choices, asked_number("round"))
    found = proposals.list_cards(wanted)
st.markdown(t("proposals.found", n=found.total))
if found.total == 0:
    st.info(t("proposals.none"), icon=":material/search_off:")
draw_cards(found.cards)
if found.pages > 1:
    st.pagination(found.pages, key=page_key())
