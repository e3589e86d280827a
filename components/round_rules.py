"""What governs a vote and its count, in plain words: the same sentences for everyone."""

from collections.abc import Iterator
from fractions import Fraction

import streamlit as st

from components.language import language, t
from components.plain import plain
from domain.election import BallotType
from domain.money import format_yuan
from domain.round_settings import RoundSettings, ballot_type_of
from domain.round_views import FieldName, RoundView
from domain.rules.registry import RULES
from domain.rules.settings import share_from

SHORT_DIGEST = 12
EXAMPLE_PERCENT = 30
"""The part of the budget by which a share is explained, in hundredths."""
WITH_POINTS = (BallotType.POINTS, BallotType.SCORING, BallotType.RANKING)


def draw_rules(view: RoundView) -> None:
    """How one votes and how the money is allocated; locked from the moment voting opens."""
    if view.frozen_at is not None:
        st.success(t("round.frozen", at=view.frozen_at), icon=":material/lock:")
    else:
        st.info(t("round.not_frozen"), icon=":material/lock_open:")
    for label, words in rule_lines(view.settings):
        st.markdown(f"**{label}**  \n{words}")
    st.markdown(f"**{t('governed.tie_seed')}**  \n{t('round.lot')}")
    st.code(view.settings.tie_seed, language=None)
    if view.frozen is not None:
        digest = str(view.frozen.get("digest", ""))[:SHORT_DIGEST]
        st.caption(t("round.digest", digest=digest))


def rule_lines(settings: RoundSettings) -> Iterator[tuple[str, str]]:
    """Label and sentence of everything that governs the vote and the count, the lot left out."""
    yield t("governed.ballot_type"), ballot_words(settings)
    yield t("governed.rule"), t(f"round.rule_says.{settings.rule}")
    read = RULES[settings.rule].options
    if "utility" in read:
        yield t("governed.utility"), t(f"round.utility_says.{settings.utility}")
    if "completion" in read:
        amount = format_yuan(settings.increment_cents)
        words = t(f"round.completion_says.{settings.completion}", amount=amount)
        yield t("governed.completion"), words
    if "stop" in read and settings.completion != "none":
        yield t("governed.stop"), t(f"round.stop_says.{settings.stop}")
    if "start" in read:
        yield t("governed.start"), t(f"round.start_says.{settings.start}")
    if "least_share" in read:
        has_points = ballot_type_of(settings.ballot_type) in WITH_POINTS
        yield from threshold_lines(settings.least_votes, settings.least_share, has_points)
    if settings.voter_roles:
        yield t("governed.voter_roles"), voter_words(settings)
    yield t("governed.count_empty"), t(f"round.empty_says.{str(settings.count_empty).lower()}")


def threshold_lines(
    least_votes: int, least_share: str, has_points: bool = False
) -> Iterator[tuple[str, str]]:
    """What a project needs to take part: so many votes, and support that suits its cost."""
    unit = "points" if has_points else "votes"
    if least_votes:
        yield t("governed.least_votes"), t(f"round.least_votes_says.{unit}", n=least_votes)
    if share := share_from(least_share):
        words = t(f"round.least_share_says.{unit}", percent=share_percent(share))
        yield t("governed.least_share"), words


def share_percent(share: Fraction) -> str:
    """The voters, in hundredths, that a project of three tenths of the budget needs."""
    return f"{float(share * EXAMPLE_PERCENT):.4g}"


def ballot_words(settings: RoundSettings) -> str:
    """How one votes, with the numbers of this round."""
    # A file may leave open how many points each voter had.
    is_open = settings.ballot_type == "points" and not settings.points_total
    words = t(
        f"round.ballot_says.{'points-any' if is_open else settings.ballot_type}",
        least=settings.min_marks,
        points=settings.points_total,
        budget=format_yuan(settings.budget_cents),
    )
    if settings.ballot_type in ("approval", "ranking"):
        most = settings.max_marks
        return words + (t("round.at_most", most=most) if most else t("round.no_limit"))
    if settings.ballot_type == "points" and settings.points_per_project:
        return words + t("round.points_at_most", most=settings.points_per_project)
    return words


def voter_words(settings: RoundSettings) -> str:
    """Who may vote."""
    return t("round.voters_are", roles=list(settings.voter_roles))


def field_words(settings: RoundSettings, fields: tuple[FieldName, ...]) -> str:
    """The round's fields in the reader's language."""
    return t(
        "round.fields_are", names=[name_of(f) for f in fields if f.code in settings.field_codes]
    )


def name_of(field: FieldName) -> str:
    """A field in the reader's language."""
    return field.name if language() == "zh_CN" else field.name_en


def draw_negative_list(settings: RoundSettings) -> None:
    """What the money may not pay for, clause by clause."""
    if not settings.negative_list:
        st.markdown(t("round.no_negative_list"))
    for clause in settings.negative_list:
        words = clause.text_en if language() == "en" and clause.text_en else clause.text
        st.markdown(f"{clause.number}\\. {plain(words)}")
