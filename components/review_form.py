"""The forms that reviewers fill in: every field saves itself when it is left."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.language import t
from components.telling import attempt
from domain.money import format_yuan
from domain.reviews import LEAST_SCORE, MOST_SCORE, Axis, LegalDraft, ReviewDraft, Verdict

LONGEST_TEXT = 4000
Save = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class ReviewSaves:
    """What saves each field of an expert's review."""

    score: Callable[[Axis, int | None], object]
    estimate: Save
    opinion: Save


@dataclass(frozen=True, slots=True)
class LegalSaves:
    """What saves each field of a legal opinion."""

    verdict: Save
    clause: Save
    condition: Save
    opinion: Save


def draw_review_form(draft: ReviewDraft, saves: ReviewSaves, *, key: str, is_open: bool) -> None:
    """Four scores by one tap each, the estimate, the opinion."""
    for axis in Axis:
        _draw_choice(
            t(f"axis_question.{axis}"),
            {n: t(f"score.{axis}_{n}") for n in range(LEAST_SCORE, MOST_SCORE + 1)},
            draft.score(axis),
            partial(saves.score, axis),
            key=f"{key}_{axis}",
            is_open=is_open,
        )
    cents = draft.estimate_cents
    _draw_line(
        t("review.estimate_label"),
        "" if cents is None else format_yuan(cents).lstrip("¥"),
        saves.estimate,
        key=f"{key}_estimate",
        is_open=is_open,
    )
    _draw_text(
        t("review.opinion_label"), draft.opinion, saves.opinion, f"{key}_opinion", is_open=is_open
    )


def draw_legal_form(draft: LegalDraft, saves: LegalSaves, *, key: str, is_open: bool) -> None:
    """The verdict by one tap, then what it needs."""
    _draw_choice(
        t("review.verdict_label"),
        {verdict: t(f"verdict.{verdict}") for verdict in Verdict},
        draft.verdict,
        saves.verdict,
        key=f"{key}_verdict",
        is_open=is_open,
    )
    if draft.verdict is Verdict.LAWFUL_IF:
        _draw_text(
            t("review.condition_label"),
            draft.condition,
            saves.condition,
            f"{key}_condition",
            is_open=is_open,
        )
    needed = draft.verdict is Verdict.NOT_LAWFUL
    _draw_text(
        t("review.clause_needed") if needed else t("review.clause_label"),
        draft.clause,
        saves.clause,
        f"{key}_clause",
        is_open=is_open,
    )
    _draw_text(
        t("review.legal_opinion_label"),
        draft.opinion,
        saves.opinion,
        f"{key}_opinion",
        is_open=is_open,
    )


def _draw_choice(
    label: str,
    words: dict[Any, str],
    saved: Any,
    save: Save,
    *,
    key: str,
    is_open: bool,
) -> None:
    # What the database holds is what is shown: a refused tap jumps back.
    st.session_state[key] = saved
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        on_change=_keep,
        args=(save, key),
        disabled=not is_open,
        width="stretch",
        wrap=True,
    )


def _draw_line(label: str, saved: str, save: Save, *, key: str, is_open: bool) -> None:
    st.session_state[key] = saved
    st.text_input(
        label, key=key, on_change=_keep, args=(save, key), disabled=not is_open, max_chars=20
    )


def _draw_text(label: str, saved: str, save: Save, key: str, *, is_open: bool) -> None:
    st.session_state[key] = saved
    st.text_area(
        label,
        key=key,
        height=150,
        max_chars=LONGEST_TEXT,
        on_change=_keep,
        args=(save, key),
        disabled=not is_open,
    )


def _keep(save: Save, key: str) -> None:
    attempt(save, st.session_state[key])
