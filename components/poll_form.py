"""Preparing a poll: the question, the kind of answer, secret or open, the majority and its base."""

from collections.abc import Callable

import streamlit as st

from components.language import t
from components.poll_words import terms_words
from domain.polls import (
    LONGEST_QUESTION,
    MAJORITIES,
    MOST_OPTIONS,
    MOST_POINTS,
    Base,
    PollKind,
    PollTerms,
)

_PREFIX = "poll_form"
WITH_OPTIONS = (PollKind.CHOICE, PollKind.POINTS)


def draw_poll_form(key: str, prepare: Callable[[PollTerms], None], question: str = "") -> None:
    """The form; `prepare` gets the terms when its key is pressed. `key` names this form's fields.

    Under it stands in one sentence what the room will be told of the rule.
    """
    name = f"{_PREFIX}_{key}"
    asked = st.text_input(
        t("poll.question"), value=question, max_chars=LONGEST_QUESTION, key=f"{name}_question"
    )
    kind = PollKind(
        st.segmented_control(
            t("poll.kind"),
            list(PollKind),
            format_func={one: t(f"poll_kind.{one.value}") for one in PollKind}.__getitem__,
            default=PollKind.FOR_AGAINST,
            required=True,
            key=f"{name}_kind",
        )
    )
    options = _draw_options(kind, name)
    is_secret = _draw_secrecy(name)
    terms = PollTerms(
        question=asked or "",
        kind=kind,
        options=options,
        is_secret=is_secret,
        **_draw_rule(kind, name, len(options), is_secret=is_secret),  # type: ignore[arg-type]
    )
    st.markdown(terms_words(terms))
    st.button(
        t("poll.prepare"),
        key=f"{name}_prepare",
        icon=":material/how_to_vote:",
        type="primary",
        width="stretch",
        on_click=prepare,
        args=(terms,),
    )


def _draw_options(kind: PollKind, name: str) -> tuple[str, ...]:
    if kind is PollKind.SCALE:
        low, high = st.columns(2)
        ends = (
            low.text_input(t("poll.low_end"), value=t("poll.low_word"), key=f"{name}_low"),
            high.text_input(t("poll.high_end"), value=t("poll.high_word"), key=f"{name}_high"),
        )
        return tuple(end or "" for end in ends)
    if kind not in WITH_OPTIONS:
        return ()
    typed = st.text_area(t("poll.options", most=MOST_OPTIONS), height=150, key=f"{name}_options")
    return tuple(line.strip() for line in (typed or "").splitlines() if line.strip())


def _draw_secrecy(name: str) -> bool:
    return bool(
        st.segmented_control(
            t("poll.secrecy"),
            [True, False],
            format_func={True: t("poll.secret"), False: t("poll.open")}.__getitem__,
            default=True,
            required=True,
            key=f"{name}_secret",
        )
    )


def _draw_rule(kind: PollKind, name: str, options: int, *, is_secret: bool) -> dict[str, object]:
    if kind is PollKind.CHOICE:
        most = max(1, options)
        return {"most_choices": int(st.number_input(t("poll.most"), 1, most, key=f"{name}_most"))}
    if kind is PollKind.POINTS:
        points = st.number_input(t("poll.points"), 1, MOST_POINTS, 10, key=f"{name}_points")
        return {"points_total": int(points)}
    if kind is PollKind.SCALE:
        return {}
    # Named by words: a pair as the default would be taken for two defaults.
    parts = {f"{part}_{of}": (part, of) for part, of in MAJORITIES}
    part = st.segmented_control(
        t("poll.majority"),
        list(parts),
        format_func={one: t(f"poll.majority_{one}") for one in parts}.__getitem__,
        default=next(iter(parts)),
        required=True,
        key=f"{name}_majority",
    )
    base = st.segmented_control(
        t("poll.base"),
        list(Base),
        format_func={one: t(f"base.{one.value}") for one in Base}.__getitem__,
        default=Base.CAST,
        required=True,
        key=f"{name}_base",
    )
    has_area = not is_secret and st.toggle(t("poll.counts_area"), key=f"{name}_area")
    majority, majority_of = parts.get(part or "", MAJORITIES[0])
    return {
        "majority": majority,
        "majority_of": majority_of,
        "base": Base(base or Base.CAST),
        "counts_area": bool(has_area),
    }
