"""到会情况: how many are here, and whether that is enough, as large figures."""

import streamlit as st

from components.language import t
from components.meeting_words import figure_of, missing_words, share_words, who_words
from domain.meeting_views import MeetingView
from domain.quorum import Measure


def draw_figures(meeting: MeetingView) -> None:
    """Who is here, and every condition of the quorum beside it."""
    reports = meeting.quorum.conditions
    place = st.container(key="quorum_figures")
    columns = place.columns(1 + len(reports))
    with columns[0]:
        invited = t("quorum.of_invited", n=meeting.invited) if meeting.invited else ""
        st.metric(t("quorum.present"), meeting.present)
        st.markdown(invited)
    for column, report in zip(columns[1:], reports, strict=True):
        with column:
            is_area = report.condition.measure is Measure.AREA
            who, share = who_words(report.condition), share_words(report.condition)
            key = "quorum.label_area" if is_area else "quorum.label"
            st.metric(t(key, who=who, share=share), figure_of(report))
            icon = "check_circle" if report.holds else "hourglass_top"
            st.badge(
                missing_words(report),
                icon=f":material/{icon}:",
                color="green" if report.holds else "orange",
            )


def draw_verdict(meeting: MeetingView) -> None:
    """In one sentence whether the meeting may decide."""
    if not meeting.quorum.is_asked:
        return
    if meeting.quorum.holds:
        st.success(t("quorum.holds"), icon=":material/check_circle:")
    else:
        st.warning(t("quorum.lacks"), icon=":material/hourglass_top:")
