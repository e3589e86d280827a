"""The office's view of the reviewing teams: reminders, seats, loads, and the assignment preview."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.due import time_left
from components.language import t
from components.plain import plain
from domain.review_views import AssignmentPlan, ProposalRow, ReviewerLoad, SeatRow, TeamView
from domain.reviews import ReviewerKind, SeatState

SEAT_LOOK = {
    SeatState.LATE: ("red", ":material/alarm:"),
    SeatState.PENDING: ("blue", ":material/edit:"),
    SeatState.DONE: ("green", ":material/check_circle:"),
    SeatState.UNWRITTEN: ("gray", ":material/hourglass_disabled:"),
    SeatState.RECUSED: ("gray", ":material/do_not_disturb_on:"),
}

FILTERS: dict[str, Callable[[ProposalRow], bool]] = {
    "all": lambda row: True,
    "late": lambda row: row.is_late,
    "pending": lambda row: row.is_pending,
    "unassigned": lambda row: row.is_unassigned,
    "ready": lambda row: row.is_complete and not row.is_released,
    "released": lambda row: row.is_released,
}
"""What the office looks for, by the key of its word."""


def draw_reminders(view: TeamView) -> None:
    """Who is late with what, the longest overdue first."""
    late = view.late
    if not late:
        return
    lines = [
        plain(t("team.late_line", name=seat.name, title=title, left=time_left(seat.due_at)))
        for title, seat in late
    ]
    heading = t("team.late_title", n=len(late))
    st.error(
        f"**{heading}**\n\n" + "\n".join(f"- {line}" for line in lines), icon=":material/alarm:"
    )


def draw_filter(view: TeamView) -> list[ProposalRow]:
    """The filter with how many each shows; the proposals that pass it."""
    counts = {name: sum(map(test, view.proposals)) for name, test in FILTERS.items()}
    words = {
        name: t(f"team.filter_{name}", n=n) for name, n in counts.items() if n or name == "all"
    }
    chosen = st.pills(
        t("team.filter"),
        list(words),
        format_func=words.__getitem__,
        default="all",
        required=True,
        key="team_filter",
        label_visibility="collapsed",
    )
    return [row for row in view.proposals if FILTERS[chosen or "all"](row)]


def draw_head(row: ProposalRow) -> None:
    """Title, state, and what is still missing."""
    st.subheader(plain(row.title), anchor=False)
    with st.container(horizontal=True):
        if row.is_released:
            st.badge(t("review.released_badge"), color="green", icon=":material/public:")
            return
        if row.is_complete:
            st.badge(t("team.ready"), color="green", icon=":material/check_circle:")
        for kind in ReviewerKind:
            if row.lacks(kind):
                st.badge(t(f"team.lacks_{kind}"), color="orange", icon=":material/person_add:")


def draw_seat(seat: SeatRow) -> DeltaGenerator:
    """One reviewer: where they stand, who they are, when in words; the line, for a button."""
    colour, icon = SEAT_LOOK[seat.state]
    state = t("team.replaced_badge") if seat.was_replaced else t(f"seat_state.{seat.state}")
    mark = f":{colour}-badge[{icon} {state}]"
    who = f"**{plain(seat.name)}** {t(f'reviewer_kind.{seat.kind}')} · {plain(seat.title)}"
    line = st.container(horizontal=True, vertical_alignment="center")
    line.markdown(f"{mark} {who} · {_when(seat)}")
    return line


def _when(seat: SeatRow) -> str:
    if seat.state is SeatState.UNWRITTEN:
        return t("team.not_written")
    if seat.state is SeatState.RECUSED:
        return t("team.reason", reason=plain(seat.reason))
    if seat.done_at is not None:
        return t("team.done_on", day=seat.done_at)
    return f"**{time_left(seat.due_at)}**"


def draw_loads(loads: tuple[ReviewerLoad, ...]) -> None:
    """What everyone carries, late first."""
    st.table(
        {
            t("team.reviewer"): [plain(one.name) for one in loads],
            t("team.team"): [t(f"reviewer_kind.{one.kind}") for one in loads],
            t("seat_state.late"): [str(one.late) for one in loads],
            t("seat_state.pending"): [str(one.pending) for one in loads],
            t("seat_state.done"): [str(one.done) for one in loads],
        }
    )


def draw_plan(plan: AssignmentPlan) -> None:
    """What automatic assignment would write, and what everyone would carry then."""
    joint = t("format.list_joint")
    by_title: dict[str, list[str]] = {}
    for seat in plan.seats:
        star = "" if seat.fits else t("team.not_a_fit")
        by_title.setdefault(seat.title, []).append(plain(seat.reviewer + star))
    st.table(
        {
            t("team.proposal"): [plain(title) for title in by_title],
            t("team.reviewers"): [joint.join(names) for names in by_title.values()],
        }
    )
    loads = [t("team.load", name=plain(name), n=n) for name, n in plan.loads]
    st.markdown(t("team.loads_after", loads=loads))
    if plan.unfilled:
        st.warning(t("team.unfilled", n=plan.unfilled), icon=":material/person_off:")
