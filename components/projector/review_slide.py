"""A slide of a proposal's released review."""

import streamlit as st

from components.charts.hall_reviews import Lane, lanes
from components.language import t
from components.outcome_charts import draw_chart
from components.plain import plain
from components.projector.hall import paper
from domain.reviews import LEAST_SCORE, MOST_SCORE, ReviewReport, summarise


def draw_review(title: str, report: ReviewReport, *, is_dark: bool) -> None:
    """Each score on each axis, where experts disagree, and what the law says."""
    st.markdown(f"## {t('projector.review', n=len(report.experts))}")
    with st.container(key="hall_name"):
        st.markdown(f"# {plain(title)}")
    summaries = summarise(report.experts)
    rows = tuple(
        Lane(
            t("projector.axis", axis=one.axis, mean=f"{float(one.mean):.1f}"),
            tuple(review.scores[place] for review in report.experts),
            one.is_dissent,
        )
        for place, one in enumerate(summaries)
    )
    scale = tuple(t(f"review.scale_{n}") for n in range(LEAST_SCORE, MOST_SCORE + 1))
    alt = "; ".join(row.name for row in rows)
    draw_chart(lanes(rows, scale, paper(is_dark=is_dark)), alt, "hall_review")
    split = [one.axis for one in summaries if one.is_dissent]
    st.markdown(t("projector.split", axes=split) if split else t("projector.agreed"))
    for legal in report.legal:
        st.markdown(t("projector.legal", verdict=legal.verdict))
