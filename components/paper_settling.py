"""Differences side by side, and how far the paper has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.language import t, t_refusal
from components.paper_entry import draw_pad
from components.plain import plain
from components.register import page_file
from domain.ballot_paper import BallotPaper
from domain.paper_flow import SheetState
from domain.paper_marks import PaperFault, Written
from domain.paper_serials import shown
from domain.paper_views import Difference, PaperProgress

REASONS = ("slip", "together")


@dataclass(frozen=True, slots=True)
class SettleActs:
    """How a difference ends."""

    settle: Callable[[Difference, Written], None]
    settle_anew: Callable[[Difference], None]
    set_aside: Callable[[Difference], None] | None


def draw_difference(
    paper: BallotPaper, differences: Sequence[Difference], acts: SettleActs
) -> None:
    """The first sheet that differs: both readings, the reason, and who is right."""
    if not differences:
        st.success(t("paper.no_differences"), icon=":material/check_circle:")
        return
    one = differences[0]
    st.subheader(t("paper.differences", n=len(differences)), anchor=False)
    st.header(t("paper.sheet", serial=shown(one.serial)), anchor=False)
    st.markdown(t("paper.take_the_sheet"))
    _draw_reason(one.serial)
    for column, which, written, other in zip(
        st.columns(2), ("first", "second"), (one.first, one.second), (one.second, one.first),
        strict=True,
    ):  # fmt: skip
        with column, st.container(border=True):
            st.subheader(t(f"paper.reading_{which}"), anchor=False)
            _draw_reading(paper, written, other)
            st.button(
                t(f"paper.take_{which}"),
                key=f"paper_take_{which}",
                type="primary",
                width="stretch",
                on_click=acts.settle,
                args=(one, written),
            )
    with st.expander(t("paper.neither"), icon=":material/edit:"):
        label = t("paper.settle_so")
        draw_pad(paper, one.serial, lambda: acts.settle_anew(one), None, label)
    if acts.set_aside is not None:
        with st.expander(t("paper.put_aside"), icon=":material/folder_off:"):
            st.markdown(t("paper.put_aside_means"))
            st.button(
                t("paper.put_aside_now"), key="paper_aside", on_click=acts.set_aside, args=(one,)
            )


def read_reason(serial: str) -> str:
    """The reason that was tapped or written."""
    written = str(st.session_state.get(f"paper_why_{serial}") or "").strip()
    tapped = st.session_state.get(f"paper_why_tap_{serial}")
    return written or (t(f"paper.why_{tapped}") if tapped else "")


def _draw_reason(serial: str) -> None:
    st.pills(
        t("paper.why"),
        REASONS,
        format_func={one: t(f"paper.why_{one}") for one in REASONS}.__getitem__,
        key=f"paper_why_tap_{serial}",
    )
    st.text_input(t("paper.why_other"), key=f"paper_why_{serial}", max_chars=200)


def _draw_reading(paper: BallotPaper, written: Written, other: Written) -> None:
    if written.is_spoilt or not written.marks:
        st.markdown(f"**{t('paper.kind_spoilt' if written.is_spoilt else 'paper.kind_blank')}**")
        return
    numbered = max(written.marks.values()) > 1
    for one in paper.projects:
        mark = written.marks.get(one.code)
        if mark is None:
            continue
        line = t("results.numbered", number=one.number) + " " + one.name
        line = plain(line) + (f" · {mark}" if numbered else "")
        same = other.marks.get(one.code) == mark
        st.markdown(line if same else f":material/priority_high: **{line}**")


def draw_progress(
    progress: PaperProgress, round_id: int, withdraw: Callable[[], None] | None
) -> None:
    """The numbers of the evening, what stands before the count, and why sheets do not count."""
    figures = {
        "printed": progress.printed,
        "handed_out": progress.handed_out,
        "returned": progress.returned,
        "entered": progress.entered,
        "settled": progress.counted,
    }
    with st.container(key="paper_figures"):
        for name, number in figures.items():
            st.metric(t(f"paper.figure_{name}"), t("paper.unknown") if number is None else number)
    for obstacle in progress.obstacles():
        st.warning(t_refusal(obstacle), icon=":material/pending_actions:")
    _draw_faults(progress)
    if progress.is_counted:
        st.info(t("paper.counted"), icon=":material/lock:")
        if withdraw is not None:
            st.markdown(t("paper.withdraw_means"))
            st.button(
                t("paper.withdraw"), key="paper_withdraw", icon=":material/undo:", on_click=withdraw
            )
    elif not progress.obstacles() and progress.entered:
        st.success(t("paper.all_settled"), icon=":material/check_circle:")
    if withdraw is not None:
        st.page_link(
            page_file("round_desk"),
            label=t("page.round_desk"),
            icon=":material/gavel:",
            query_params={"round": str(round_id)},
        )


def draw_exceptions(cancel: Callable[[], None], put_aside: Callable[[], None] | None) -> None:
    """A sheet that was spoilt before it went into the box, or that cannot be entered again."""
    with st.expander(t("paper.exception"), icon=":material/report:"):
        st.text_input(t("paper.serial"), key="paper_odd_serial", max_chars=80)
        st.text_input(t("paper.odd_why"), key="paper_odd_why", max_chars=200)
        st.button(t("paper.cancel"), key="paper_cancel", icon=":material/block:", on_click=cancel)
        if put_aside is not None:
            st.button(
                t("paper.put_aside_once"),
                key="paper_aside_once",
                icon=":material/folder_off:",
                on_click=put_aside,
            )


def _draw_faults(progress: PaperProgress) -> None:
    if not progress.counted:
        return
    invalid = progress.counted - progress.valid - progress.faults.get(PaperFault.BLANK, 0)
    facts = {"valid": progress.valid, "blank": progress.faults.get(PaperFault.BLANK, 0)}
    st.markdown(f"**{t('paper.counts', invalid=invalid, **facts)}**")
    for fault in PaperFault:
        if progress.faults.get(fault):
            st.markdown(f"- {t('paper.fault_line', fault=fault, n=progress.faults[fault])}")
    aside = progress.states.get(SheetState.SET_ASIDE, 0)
    if aside:
        st.markdown(f"- {t('paper.aside_line', n=aside)}")
