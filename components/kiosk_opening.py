"""For the staff: make this tablet one to hand round, and give out slips for a ballot."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.kiosks import MOST_PIN_DIGITS
from domain.paper_views import PaperVoter

_WHAT, _PIN = "kiosk_what", "kiosk_pin"
Purpose = tuple[str, int, str]
"""`meeting` or `round`, its id, its name."""


def draw_opening(purposes: Sequence[Purpose], start: Callable[[str, int, str], None]) -> None:
    """What the tablet is for and the PIN that ends it; `start` gets kind, id and PIN."""
    st.write(t("kiosk.open_hint"))
    if not purposes:
        st.info(t("kiosk.nothing_open"), icon=":material/event_busy:")
        return
    with st.form("kiosk_opening", border=True):
        chosen = st.radio(
            t("kiosk.for_what"),
            range(len(purposes)),
            format_func=lambda place: _name(purposes[place]),
            key=_WHAT,
        )
        st.text_input(t("kiosk.choose_pin"), key=_PIN, max_chars=MOST_PIN_DIGITS, type="password")
        st.form_submit_button(
            t("kiosk.open"),
            type="primary",
            width="stretch",
            icon=":material/tablet_android:",
            on_click=lambda: _start(purposes, start),
        )
    assert chosen is not None  # noqa: S101 - a radio without an empty choice


def typed_name(round_id: int) -> str:
    """What was typed to find a voter of the round."""
    return str(st.session_state.get(f"kiosk_name_{round_id}") or "")


def draw_slips(
    round_id: int,
    counts: tuple[int, int],
    voters: Sequence[PaperVoter],
    issue: Callable[[PaperVoter], None],
) -> None:
    """Look for a voter, and give them their eight digits. `counts`: given out, used."""
    given, used = counts
    st.subheader(t("kiosk.slips_title"), anchor=False)
    st.write(t("kiosk.slips_hint"))
    st.caption(t("kiosk.slips_given", given=given, used=used))
    st.text_input(t("kiosk.search"), key=f"kiosk_name_{round_id}", max_chars=30)
    if typed_name(round_id) and not voters:
        st.info(t("kiosk.nobody_found"), icon=":material/person_search:")
    for voter in voters:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(voter.name)}** {plain(voter.community)}", width="stretch")
            st.button(
                t("kiosk.issue"),
                key=f"kiosk_issue_{round_id}_{voter.account_id}",
                icon=":material/receipt_long:",
                on_click=issue,
                args=(voter,),
            )


def draw_slip(name: str, code: str) -> None:
    """The digits, once, large enough to be copied."""
    with st.container(border=True, key="kiosk_slip"):
        st.markdown(plain(t("kiosk.slip_for", name=name)))
        st.title(f"{code[:4]} {code[4:]}", anchor=False)


def _start(purposes: Sequence[Purpose], start: Callable[[str, int, str], None]) -> None:
    kind, number, _ = purposes[st.session_state[_WHAT]]
    start(kind, number, str(st.session_state.pop(_PIN, None) or ""))


def _name(purpose: Purpose) -> str:
    kind, _, name = purpose
    if kind == "meeting":
        return plain(t("kiosk.for_meeting", title=name))
    return plain(t("kiosk.for_round", name=name))
