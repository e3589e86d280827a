"""The office's dialogs about reviews: whom to ask, what was submitted, releasing early."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.review_view import draw_report
from components.telling import press_in_dialog
from domain.clock import utc_now
from domain.review_views import Choice, ProposalRow, SeatRow
from domain.reviews import ReviewReport, due_in

DUE_DAYS = (3, 5, 7, 10, 14)
USUAL_DAYS = 7
LONGEST_REASON = 200
Callback = Callable[[], None]


def choose_due(key: str) -> None:
    """The due day by one tap; the number of days is kept under `key`."""
    words = {
        days: t("team.due_days", n=days, day=due_in(days, utc_now()).date()) for days in DUE_DAYS
    }
    st.pills(
        t("team.due"),
        DUE_DAYS,
        default=USUAL_DAYS,
        required=True,
        key=key,
        format_func=words.__getitem__,
    )


def open_assigning(
    row: ProposalRow, choices: Sequence[Choice], seat: SeatRow | None, on_assign: Callback
) -> None:
    """Assign somebody, or replace the reviewer of a seat.

    What was chosen stands under `reviewer`, `due_days` and `replace_reason`.
    """

    @st.dialog(t("team.assign_title") if seat is None else t("team.replace_title"))
    def body() -> None:
        st.markdown(f"**{plain(row.title)}**")
        words = {one.reviewer_id: _words(one) for one in choices}
        if not words:
            st.info(t("team.nobody_left"), icon=":material/person_off:")
            return
        st.selectbox(t("team.whom"), list(words), format_func=words.__getitem__, key="reviewer")
        choose_due("due_days")
        if seat is not None:
            label = t("team.replace_reason", name=plain(seat.name))
            st.text_input(label, key="replace_reason", max_chars=LONGEST_REASON)
        press_in_dialog(t("team.assign"), on_assign)

    body()


def open_report(report: ReviewReport) -> None:
    """What was submitted so far."""

    @st.dialog(t("team.report_title"), width="large")
    def body() -> None:
        if report.released_at is None:
            st.info(t("team.report_hint"), icon=":material/visibility_off:")
        draw_report(report)

    body()


def open_early_release(row: ProposalRow, on_release: Callback) -> None:
    """Ask before releasing while somebody is still at work."""

    @st.dialog(t("team.early_title"))
    def body() -> None:
        st.warning(t("team.early_warning", n=row.pending), icon=":material/warning:")
        press_in_dialog(t("team.release_anyway"), on_release)

    body()


def _words(choice: Choice) -> str:
    fit = t("team.fits") if choice.fits else t("team.fits_not")
    kind = t(f"reviewer_kind.{choice.kind}")
    return t("team.choice", name=choice.name, title=choice.title, kind=kind, fit=fit, n=choice.load)
