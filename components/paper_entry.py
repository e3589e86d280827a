"""Typing in a sheet: its number, then what stands on it, then the next one at once."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from components.language import t
from components.paper_print import NUMBERED
from domain.ballot_paper import BallotPaper
from domain.election import ProjectId
from domain.paper_flow import SheetState
from domain.paper_marks import MOST_WRITTEN, Written
from domain.paper_serials import shown
from domain.paper_views import EntryPass, SheetEntered
from domain.refusals import Refusal

_HERE = Path(__file__).parent
MARKED, BLANK, SPOILT = "marked", "blank", "spoilt"
WHICH_NOW = "paper_which_now"
KINDS = (MARKED, BLANK, SPOILT)


def put_paper_look() -> None:
    """Large numbers to tap, and the cursor where the scanner types."""
    st.html(_HERE / "paper.css")
    with st.container(key="page_language_paper"):
        st.html(_HERE / "static_html" / "focus_paper.html", unsafe_allow_javascript=True)


def choose_pass(waiting: Mapping[EntryPass, int]) -> EntryPass:
    """Which reading is typed in now; each says how many sheets wait for it."""
    words = {one: t(f"paper.pass_{one}", n=waiting[one]) for one in EntryPass}
    chosen = st.segmented_control(
        t("paper.which_pass"),
        tuple(EntryPass),
        default=st.session_state.get(WHICH_NOW, EntryPass.FIRST),
        required=True,
        format_func=words.__getitem__,
        key="paper_pass",
    )
    # While a sheet is open the choice is not drawn, and Streamlit forgets what is not drawn.
    st.session_state[WHICH_NOW] = EntryPass(chosen or EntryPass.FIRST)
    return EntryPass(st.session_state[WHICH_NOW])


def draw_last(last: SheetEntered, undo: Callable[[], None]) -> None:
    """What became of the sheet just typed in, and the way back while there is one."""
    key = f"paper.entered_{last.state}"
    told = t(key, serial=shown(last.serial))
    if last.fault is not None:
        told += f"  \n{t('paper.will_not_count', fault=last.fault)}"
    with st.container(key="paper_last"):
        (st.warning if last.state is SheetState.DIFFERS or last.fault else st.success)(told)
        if last.state is SheetState.ENTERED_ONCE:
            st.button(
                t("paper.undo"),
                key="paper_undo",
                icon=":material/undo:",
                on_click=undo,
            )


def draw_finding(find: Callable[[], None]) -> None:
    """The sheet's number: typed, or scanned from the square by a scanner that types."""
    with st.form("paper_find", clear_on_submit=True), st.container(key="paper_focus_serial"):
        st.text_input(t("paper.serial"), key="paper_typed", max_chars=80)
        st.form_submit_button(
            t("paper.open"),
            type="primary",
            width="stretch",
            icon=":material/arrow_forward:",
            on_click=find,
        )


def draw_pad(
    paper: BallotPaper,
    serial: str,
    save: Callable[[], None],
    leave: Callable[[], None] | None,
    save_label: str,
) -> None:
    """What stands on the sheet: numbers to tap or type, or that it is blank or cannot be read."""
    with st.form(f"paper_pad_{serial}", border=True):
        st.header(t("paper.sheet", serial=shown(serial)), anchor=False)
        if paper.rules.ballot_type in NUMBERED:
            _draw_numbers(paper, serial)
        else:
            _draw_ticks(paper, serial)
        st.segmented_control(
            t("paper.kind"),
            KINDS,
            default=MARKED,
            required=True,
            format_func={kind: t(f"paper.kind_{kind}") for kind in KINDS}.__getitem__,
            key=f"paper_kind_{serial}",
        )
        st.form_submit_button(
            save_label,
            type="primary",
            width="stretch",
            icon=":material/check:",
            on_click=save,
            key=f"paper_save_{serial}",
        )
    if leave is not None:
        st.button(t("paper.leave"), key="paper_leave", icon=":material/close:", on_click=leave)


def read_pad(paper: BallotPaper, serial: str) -> Written:
    """What was tapped and typed; refuses numbers that the ballot does not have, and nothing."""
    state = st.session_state
    kind = state.get(f"paper_kind_{serial}") or MARKED
    if kind != MARKED:
        return Written({}, is_spoilt=kind == SPOILT)
    if paper.rules.ballot_type in NUMBERED:
        given = {one.code: state.get(_number_key(serial, one.code)) for one in paper.projects}
        marks = {code: int(number) for code, number in given.items() if number}
    else:
        tapped = list(state.get(f"paper_ticks_{serial}") or ())
        marks = dict.fromkeys([*tapped, *_typed(paper, state.get(f"paper_keys_{serial}"))], 1)
    if not marks:
        raise Refusal("paper.mark_or_say")
    return Written(marks)


def _draw_ticks(paper: BallotPaper, serial: str) -> None:
    numbers = {one.code: str(one.number) for one in paper.projects}
    with st.container(key="paper_ticks"):
        st.pills(
            t("paper.ticked"),
            list(numbers),
            selection_mode="multi",
            format_func=numbers.__getitem__,
            key=f"paper_ticks_{serial}",
            width="stretch",
        )
    with st.container(key="paper_focus_keys"):
        st.text_input(
            t("paper.keys"), key=f"paper_keys_{serial}", placeholder=t("paper.keys_example")
        )


def _draw_numbers(paper: BallotPaper, serial: str) -> None:
    st.markdown(t("paper.written"))
    with st.container(key="paper_numbers"):
        for one in paper.projects:
            st.number_input(
                t("paper.number", number=one.number),
                min_value=0,
                max_value=MOST_WRITTEN,
                value=None,
                step=1,
                key=_number_key(serial, one.code),
            )


def _number_key(serial: str, code: ProjectId) -> str:
    return f"paper_number_{serial}_{code}"


def _typed(paper: BallotPaper, text: str | None) -> list[ProjectId]:
    codes = {str(one.number): one.code for one in paper.projects}
    words = "".join(sign if sign.isalnum() else " " for sign in text or "").split()
    for word in words:
        if word not in codes:
            raise Refusal("paper.no_such_project", number=word)
    return [codes[word] for word in words]
