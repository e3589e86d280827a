"""How a funded project is carried out: steps, money, photos, reports, satisfaction."""

from collections.abc import Callable

import streamlit as st

from components.attachments import draw_files
from components.charts.delivery import money_bar
from components.charts.outcomes import Bar, bars
from components.due import time_left
from components.language import t
from components.plain import plain
from components.register import page_file
from domain.clock import local, utc_now
from domain.delivery import (
    FEWEST_STARS,
    FINISHED,
    MOST_STARS,
    MilestoneLine,
    Payment,
    ProgressNote,
    Satisfaction,
    Work,
    together,
)
from domain.money import format_yuan
from domain.roles import Actor
from services import attachments, delivery

NOTES_AT_ONCE, REMARKS_AT_ONCE = 3, 6
Act = Callable[[MilestoneLine], None]


def draw_delivery(actor: Actor | None, proposal_id: int) -> None:
    """A proposal's carrying out, on its page; nothing for one that got no money."""
    work = delivery.find_work(proposal_id)
    if work is None:
        return
    draw_summary(work)
    draw_steps(work)
    draw_money(work)
    draw_notes(work)
    draw_satisfaction(work.satisfaction)
    link_to_work(work, t("delivery.open_here"))


def link_to_work(work: Work, label: str) -> None:
    """To the project on the page of works."""
    st.page_link(
        page_file("delivery"),
        label=label,
        icon=":material/construction:",
        query_params={"round": str(work.round_id), "proposal": str(work.proposal_id)},
    )


def draw_summary(work: Work) -> None:
    """Where it stands in one line of large words, late steps in red."""
    late = work.late(local(utc_now()).date())
    for one in late:
        sentence = t("delivery.late", title=one.title, left=time_left(one.due_on))
        st.error(plain(sentence), icon=":material/alarm:")
    if work.milestones:
        share = work.steps_done / len(work.milestones)
        words = t("delivery.steps_done", done=work.steps_done, total=len(work.milestones))
        st.progress(share, text=f"**{words}**")
    else:
        st.info(t("delivery.no_plan_yet"), icon=":material/hourglass_empty:")


def draw_totals(works: list[Work]) -> None:
    """All projects of a round in four figures."""
    today = local(utc_now()).date()
    finished = sum(one.state in FINISHED for one in works)
    late = sum(bool(one.late(today)) for one in works)
    spent_cents = sum(one.spent_cents for one in works)
    figures = [
        (t("delivery.total_finished"), t("delivery.of", n=finished, total=len(works))),
        (t("delivery.total_spent"), format_yuan(spent_cents)),
        (t("delivery.total_late"), str(late)),
    ]
    everyone = together([one.satisfaction for one in works])
    if everyone.satisfied is not None:
        share = t("delivery.percent", percent=round(100 * everyone.satisfied))
        figures.append((t("delivery.total_satisfied"), share))
    for column, (label, figure) in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(label, plain(figure))


def draw_money_bar(work: Work) -> None:
    """What is spent and what is left, in words over one bar."""
    words = t(
        "delivery.spent_and_left",
        spent_cents=work.spent_cents,
        left_cents=work.left_cents,
        cost_cents=work.cost_cents,
    )
    st.markdown(f"**{plain(words)}**")
    spec = money_bar(work.spent_cents / 100, work.left_cents / 100)
    st.vega_lite_chart(spec, width="stretch", alt=words)


def draw_steps(work: Work, buttons: Act | None = None) -> None:
    """Every milestone with its day; `buttons` draws what may be pressed beside it."""
    if not work.milestones:
        return
    st.subheader(t("delivery.steps_title"), anchor=False)
    for one in work.milestones:
        line = st.container(horizontal=True, vertical_alignment="center")
        with line:
            _draw_step(one)
            if buttons is not None:
                buttons(one)


def _draw_step(one: MilestoneLine) -> None:
    if one.done_at is not None:
        mark = f":green-badge[:material/check_circle: {t('delivery.done')}]"
        when = t("delivery.done_on", day=local(one.done_at).date())
    elif one.is_late(local(utc_now()).date()):
        mark = f":red-badge[:material/alarm: {t('delivery.overdue')}]"
        when = t("delivery.due_on", day=one.due_on, left=time_left(one.due_on))
    else:
        mark = f":blue-badge[:material/schedule: {t('delivery.to_do')}]"
        when = t("delivery.due_on", day=one.due_on, left=time_left(one.due_on))
    if one.first_due_on is not None:
        when += t("delivery.first_due", day=one.first_due_on)
    st.markdown(f"{mark} **{plain(one.title)}** {plain(when)}")


def draw_money(work: Work, buttons: Callable[[Payment], None] | None = None) -> None:
    """The bar, then every payment with its receipt; voided ones struck out with the reason."""
    st.subheader(t("delivery.money_title"), anchor=False)
    draw_money_bar(work)
    if not work.payments:
        st.markdown(t("delivery.nothing_spent"))
        return
    with st.expander(
        t("delivery.payments", n=len(work.payments)),
        icon=":material/receipt_long:",
        expanded=buttons is not None,
    ):
        for one in work.payments:
            _draw_payment(one)
            if buttons is not None and one.void_reason is None:
                buttons(one)


def _draw_payment(one: Payment) -> None:
    words = plain(
        t(
            "delivery.payment",
            amount_cents=one.amount_cents,
            what=one.what,
            payee=one.payee,
            day=one.spent_on,
        )
    )
    if one.void_reason is None:
        st.markdown(words)
    else:
        st.markdown(f"~~{words}~~  \n{plain(t('delivery.voided', reason=one.void_reason))}")
    draw_files(one.receipts, _read)


def draw_notes(work: Work) -> None:
    """The newest reports with their photos; older ones fold away."""
    if not work.notes:
        return
    st.subheader(t("delivery.notes_title"), anchor=False)
    for note in work.notes[:NOTES_AT_ONCE]:
        draw_note(note)
    older = work.notes[NOTES_AT_ONCE:]
    if older:
        with st.expander(t("delivery.older_notes", n=len(older)), icon=":material/history:"):
            for note in older:
                draw_note(note)


def draw_note(note: ProgressNote) -> None:
    """One report: when and of which step, the words, the photos."""
    with st.container(border=True):
        about = [t("delivery.note_by", at=note.at, by=note.by)]
        if note.milestone:
            about.append(note.milestone)
        st.caption(plain(" · ".join(about)))
        st.markdown(plain(note.text))
        draw_files(note.photos, _read)


def draw_newest(work: Work) -> None:
    """The newest report, beside the newest photo if there is one; for the list of works."""
    photos = [photo for note in work.notes for photo in note.photos]
    if photos:
        words, picture = st.columns([3, 2], vertical_alignment="top")
        picture.image(_read(photos[0].id), width="stretch", alt=t("attachment.photo"))
    else:
        words = st.container()
    if work.notes:
        words.markdown(plain(t("delivery.newest", at=work.notes[0].at, text=work.notes[0].text)))
    words.markdown(f"**{satisfaction_sentence(work.satisfaction)}**")


def draw_satisfaction(satisfaction: Satisfaction) -> None:
    """How satisfied residents are: one sentence, five bars, what they wrote."""
    st.subheader(t("delivery.satisfaction_title"), anchor=False)
    sentence = satisfaction_sentence(satisfaction)
    st.markdown(f"**{sentence}**")
    if not satisfaction.people:
        return
    rows = tuple(
        Bar(t(f"delivery.stars_{n}"), count, t("delivery.people", n=count))
        for n, count in reversed(list(enumerate(satisfaction.counts, FEWEST_STARS)))
    )
    alt = " ".join(f"{row.name} {row.says}" for row in rows)
    st.vega_lite_chart(bars(rows, max(satisfaction.counts)), width="stretch", alt=alt)
    for remark in satisfaction.remarks[:REMARKS_AT_ONCE]:
        _draw_remark(remark.stars, remark.text)
    more = satisfaction.remarks[REMARKS_AT_ONCE:]
    if more:
        with st.expander(t("delivery.more_remarks", n=len(more)), icon=":material/forum:"):
            for remark in more:
                _draw_remark(remark.stars, remark.text)


def satisfaction_sentence(satisfaction: Satisfaction) -> str:
    """`92% satisfied, 13 people`, or that nobody has appraised yet."""
    if satisfaction.satisfied is None or satisfaction.mean is None:
        return t("delivery.no_appraisal")
    return t(
        "delivery.satisfied",
        percent=round(100 * satisfaction.satisfied),
        mean=f"{float(satisfaction.mean):.1f}",
        n=satisfaction.people,
    )


def _draw_remark(stars: int, text: str) -> None:
    mark = t("delivery.star") * stars + t("delivery.no_star") * (MOST_STARS - stars)
    st.markdown(f"{mark}  {plain(text)}")


def _read(file_id: int) -> bytes:
    return attachments.get_file(None, file_id).data
