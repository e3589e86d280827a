"""Small words about points that several pages share."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.incentive_views import EntryLine, RuleLine
from domain.points import EntryState

_COLOURS = {EntryState.ENTERED: "orange", EntryState.APPROVED: "green", EntryState.REFUSED: "gray"}


def signed(points: int) -> str:
    """`+5` or `−3`, with a true minus that lines up."""
    return f"+{points}" if points >= 0 else f"−{-points}"


def rule_words(rule: RuleLine) -> str:
    """The act in the reader's language, safe to draw."""
    return plain(in_language(rule.text, rule.text_en))


def points_badge(points: int) -> str:
    """The points as a badge: green for those given, red for those taken."""
    colour = "green" if points >= 0 else "red"
    return f":{colour}-badge[**{plain(t('points.signed', points=signed(points)))}**]"


def title_of(one: EntryLine) -> str:
    """What an entry is for: the rule, a reward, or the entry it takes back."""
    if one.is_exchange:
        key = "points.for_reward" if one.points < 0 else "points.reward_returned"
        return plain(t(key, reward=one.reward))
    words = rule_words(one.rule) if one.rule else ""
    return t("points.reversal_of", what=words) if one.is_reversal else words


def draw_entry(one: EntryLine, *, with_person: bool = False) -> None:
    """One entry: points and act, then day and evidence, then who answers for it."""
    person = f"**{plain(one.person)}** " if with_person else ""
    st.markdown(f"{points_badge(one.points)} {person}{title_of(one)}")
    if not one.is_exchange:
        colour = _COLOURS[one.state]
        words = t("points.taken_back") if one.is_reversed else t(f"entry_state.{one.state.value}")
        code = one.rule.code if one.rule else ""
        st.markdown(
            f":{colour}-badge[{words}] " + plain(t("points.on_by_rule", day=one.on, code=code))
        )
        st.markdown(plain(t("points.evidence_is", evidence=one.evidence)))
    if one.review_note:
        st.markdown(plain(t("points.refused_because", reason=one.review_note)))
    _draw_people(one)
    _draw_appeal(one)


def _draw_people(one: EntryLine) -> None:
    if one.is_exchange or not one.entered_by:
        return
    key = "points.by_two" if one.reviewed_by else "points.by_one"
    st.caption(plain(t(key, entered=one.entered_by, reviewed=one.reviewed_by)))


def _draw_appeal(one: EntryLine) -> None:
    if one.appeal is None:
        return
    st.markdown(plain(t("points.appealed", reason=one.appeal.reason)))
    if one.appeal.is_upheld is None:
        st.badge(t("points.appeal_waits"), color="orange")
        return
    key = "points.appeal_upheld" if one.appeal.is_upheld else "points.appeal_refused"
    st.markdown(f"**{t(key)}** {plain(one.appeal.answer)}")
