"""The released review as residents read it: scores, spread, dissent, money, law."""

import streamlit as st

from components.charts.reviews import AmountBar, AxisRow, amount_chart, score_chart
from components.language import t
from components.plain import plain
from components.telling import reading_or_stop
from domain.money import format_yuan
from domain.reviews import (
    LEAST_SCORE,
    MOST_SCORE,
    Axis,
    AxisSummary,
    EstimateSummary,
    LegalReview,
    ReviewReport,
    Verdict,
    summarise,
    summarise_estimates,
)
from domain.roles import Actor
from services import review_release

_VERDICT_LOOK = {
    Verdict.LAWFUL: (st.success, ":material/check_circle:"),
    Verdict.LAWFUL_IF: (st.warning, ":material/rule:"),
    Verdict.NOT_LAWFUL: (st.error, ":material/block:"),
}


def draw_reviews(actor: Actor | None, proposal_id: int) -> None:
    """The released review of a proposal; one quiet line before the release, whoever looks."""
    with reading_or_stop():
        report = review_release.find_released_report(proposal_id)
    if report is None:
        st.info(t("review.not_released"), icon=":material/hourglass_empty:")
        return
    draw_report(report)


def draw_report(report: ReviewReport) -> None:
    """Everything submitted on one proposal."""
    if report.experts:
        _draw_scores(report)
        _draw_estimates(report)
        _draw_opinions(report)
    for legal in report.legal:
        _draw_legal(legal)
    if report.experts:
        _draw_table(report)


def dissent_sentences(report: ReviewReport) -> list[str]:
    """Where the experts disagree, axis by axis, in words."""
    return [
        t("review.dissent", axis=one.axis, lowest=one.lowest, highest=one.highest)
        for one in summarise(report.experts)
        if one.is_dissent
    ]


def _draw_scores(report: ReviewReport) -> None:
    st.subheader(t("review.scores_title", n=len(report.experts)))
    dissent = dissent_sentences(report)
    for sentence in dissent:
        st.warning(sentence, icon=":material/call_split:")
    if not dissent and len(report.experts) > 1:
        st.success(t("review.agreement"), icon=":material/handshake:")
    summaries = summarise(report.experts)
    rows = tuple(
        AxisRow(
            t("review.axis_with_mean", axis=one.axis, mean=f"{float(one.mean):.1f}"),
            tuple(review.scores[place] for review in report.experts),
            one.is_dissent,
        )
        for place, one in enumerate(summaries)
    )
    scale = tuple(t(f"review.scale_{n}") for n in range(LEAST_SCORE, MOST_SCORE + 1))
    alt = " ".join(f"{t(f'axis.{one.axis}')} {_spread(one)}" for one in summaries)
    st.vega_lite_chart(score_chart(rows, scale), width="stretch", alt=alt)
    st.markdown(t("review.how_to_read"))


def _spread(one: AxisSummary) -> str:
    if one.is_unanimous:
        return t("review.unanimous", score=one.lowest)
    return t("review.spread", lowest=one.lowest, highest=one.highest)


def _draw_estimates(report: ReviewReport) -> None:
    summary = summarise_estimates(report.asked_cents, report.experts)
    if summary is None:
        return
    st.subheader(t("review.estimates_title"))
    st.markdown(_estimate_sentence(summary))
    bars = [
        AmountBar(
            t("review.asked"), summary.asked_cents / 100, format_yuan(summary.asked_cents), True
        )
    ]
    for number, review in enumerate(report.experts, 1):
        cents = review.estimate_cents
        name = t("review.expert_number", number=number, name=review.name)
        bars.append(AmountBar(name, cents / 100, format_yuan(cents)))
    alt = " ".join(f"{bar.name} {bar.label}" for bar in bars)
    st.vega_lite_chart(amount_chart(tuple(bars)), width="stretch", alt=alt)


def _estimate_sentence(summary: EstimateSummary) -> str:
    facts = {"middle_cents": summary.middle_cents, "percent": abs(summary.percent_off)}
    if summary.percent_off > 0:
        return plain(t("review.estimate_above", **facts))
    if summary.percent_off < 0:
        return plain(t("review.estimate_below", **facts))
    return plain(t("review.estimate_same", middle_cents=summary.middle_cents))


def _draw_opinions(report: ReviewReport) -> None:
    st.subheader(t("review.opinions_title"))
    for number, review in enumerate(report.experts, 1):
        with st.container(border=True):
            who = t("review.expert_number", number=number, name=review.name)
            st.markdown(f"**{plain(who)}** {plain(review.title)}")
            st.markdown(plain(review.opinion))


def _draw_legal(legal: LegalReview) -> None:
    st.subheader(t("review.legal_title"))
    say, icon = _VERDICT_LOOK[legal.verdict]
    say(t(f"verdict.{legal.verdict}"), icon=icon)
    with st.container(border=True):
        st.markdown(f"**{plain(legal.name)}** {plain(legal.title)}")
        if legal.condition.strip() and legal.verdict is Verdict.LAWFUL_IF:
            st.markdown(f"**{t('review.condition')}**  \n{plain(legal.condition)}")
        if legal.clause.strip():
            st.markdown(f"**{t('review.clause')}**  \n{plain(legal.clause)}")
        st.markdown(plain(legal.opinion))


def _draw_table(report: ReviewReport) -> None:
    with st.expander(t("review.table"), icon=":material/table_rows:"):
        columns: dict[str, list[str]] = {
            t("review.expert"): [plain(review.name) for review in report.experts]
        }
        for place, axis in enumerate(Axis):
            columns[t(f"axis.{axis}")] = [str(review.scores[place]) for review in report.experts]
        columns[t("review.estimate")] = [
            plain(format_yuan(review.estimate_cents)) for review in report.experts
        ]
        st.table(columns)
