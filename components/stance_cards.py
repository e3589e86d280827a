"""One statement at a time: 赞成, 反对 or 略过, how far one is, and the way back."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.stance_views import StanceCard, WaveView
from domain.stances import StanceValue

KEYS = {
    StanceValue.AGREE: ("agree", "thumb_up"),
    StanceValue.DISAGREE: ("disagree", "thumb_down"),
    StanceValue.PASS: ("pass", "redo"),
}


def draw_card(card: StanceCard, take: Callable[[int, StanceValue], None]) -> None:
    """The statement and three huge keys; what was answered before is marked."""
    st.markdown(f"**{t('stance.progress', place=card.place, of=card.of)}**")
    st.progress((card.place - 1) / card.of, text=None)
    with st.container(key="stance_text"):
        st.markdown(plain(card.text))
    with st.container(key="stance_keys"):
        for value, (name, icon) in KEYS.items():
            is_chosen = card.value is value
            st.button(
                t(f"stance.{name}"),
                # The statement is part of the key: a late tap means what its screen showed.
                key=f"stance_{card.statement_id}_{name}_{int(is_chosen)}",
                icon=f":material/{icon}:",
                type="primary" if is_chosen else "secondary",
                width="stretch",
                on_click=take,
                args=(card.statement_id, value),
            )


def draw_done(wave: WaveView) -> None:
    """All are answered."""
    st.success(t("stance.done", n=wave.statements), icon=":material/check_circle:")


def draw_way_back(
    last: int | None, own: Sequence[StanceCard], go_to: Callable[[int], None]
) -> None:
    """Back to the statement answered last, or to any of them."""
    if last is not None:
        st.button(
            t("stance.back"),
            key="stance_back",
            icon=":material/arrow_back:",
            on_click=go_to,
            args=(last,),
        )
    if not own:
        return
    with st.expander(t("stance.own", n=len(own)), icon=":material/edit:"):
        for card in own:
            name = KEYS[card.value or StanceValue.PASS][0]
            st.button(
                f"**{t(f'stance.{name}')}** {plain(card.text)}",
                key=f"stance_again_{card.statement_id}",
                width="stretch",
                on_click=go_to,
                args=(card.statement_id,),
            )
