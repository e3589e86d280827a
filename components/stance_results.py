"""What a room thinks: the map with its groups in words, common ground, every statement; the change.

Bars and sentences say everything; the map only shows it. No group is left out for being small.
"""

from collections.abc import Sequence

import streamlit as st

from components.charts.opinion_map import GroupLabel, opinion_map
from components.language import t
from components.plain import plain
from domain.opinions.figures import StatementFigures, Tally
from domain.opinions.opinion_map import NoMap, OpinionGroup
from domain.opinions.stances import AGREE
from domain.opinions.waves import Movement
from domain.stance_views import Opinions

LETTERS = "ABCDEFGH"
MOST_TOLD = 3


def draw_results(opinions: Opinions, changes: Sequence[Movement] = (), own: str = "") -> None:
    """Common ground first, what the talk changed, the groups, where they part, all the numbers.

    `own`: the participant whose tablet this is.
    """
    _draw_people(opinions)
    _draw_list(t("opinion.common_ground"), "handshake", opinions, opinions.map.common_ground)
    _draw_list(t("opinion.common_rejection"), "block", opinions, opinions.map.common_rejection)
    if changes:
        _draw_change(opinions, changes)
    if opinions.map.is_map:
        _draw_map(opinions, own)
        for group in opinions.map.groups:
            _draw_group(opinions, group)
    _draw_list(t("opinion.divisive"), "call_split", opinions, opinions.map.divisive[:MOST_TOLD])
    _draw_table(opinions)


def _draw_change(opinions: Opinions, changes: Sequence[Movement]) -> None:
    """The statements on which most people answered otherwise than before the talk."""
    st.subheader(f":material/trending_up: {t('opinion.change')}", anchor=False)
    moved = [one for one in changes if one.changed]
    moved.sort(
        key=lambda one: (-abs(one.towards_agreeing - one.towards_disagreeing), one.statement)
    )
    if not moved:
        st.markdown(t("opinion.no_change"))
        return
    st.markdown(t("opinion.answered_twice", n=max(one.people for one in moved)))
    for one in moved[:MOST_TOLD]:
        before, after = one.percents_agreeing
        up, down = one.towards_agreeing, one.towards_disagreeing
        text = plain(opinions.texts.get(one.statement, one.statement))
        told = t("opinion.changed", before=before, after=after, up=up, down=down)
        st.markdown(f"- **{text}**  \n{told}")


def _draw_people(opinions: Opinions) -> None:
    told = {"people": opinions.people, "statements": len(opinions.map.figures)}
    st.markdown(t("opinion.people", **told))
    if opinions.map.no_map is NoMap.FEW:
        st.info(t("opinion.few"), icon=":material/table_rows:")
    elif opinions.map.no_map is NoMap.ALIKE:
        st.info(t("opinion.alike"), icon=":material/table_rows:")


def _draw_list(title: str, icon: str, opinions: Opinions, ids: Sequence[str]) -> None:
    if not ids:
        return
    symbol = f":material/{icon}:"
    st.subheader(f"{symbol} {title}", anchor=False)
    for one in ids:
        share = _share_words(opinions.map.figures_of(one).everyone)
        st.markdown(f"- **{plain(opinions.texts.get(one, one))}** {share}")


def _draw_map(opinions: Opinions, own: str) -> None:
    groups = opinions.map.groups
    st.subheader(f":material/scatter_plot: {t('opinion.groups', n=len(groups))}", anchor=False)
    st.markdown(t("opinion.how_to_read"))
    labels = tuple(GroupLabel(LETTERS[one.number], t("opinion.size", n=one.size)) for one in groups)
    spec = opinion_map(opinions.map.dots, labels, own=own, own_says=t("opinion.you"))
    said = [t("opinion.group", letter=LETTERS[one.number], n=one.size) for one in groups]
    with st.container(key="opinion_map"):
        st.vega_lite_chart(spec, width="stretch", alt=t("opinion.map_alt", groups=said))
    if opinions.map.unplaced:
        left_out = {"n": opinions.map.unplaced, "least": opinions.map.least_answers}
        st.markdown(t("opinion.unplaced", **left_out))


def _draw_group(opinions: Opinions, group: OpinionGroup) -> None:
    with st.container(border=True, key=f"opinion_group_{group.number}"):
        st.markdown(f"### {t('opinion.group', letter=LETTERS[group.number], n=group.size)}")
        for named in group.named_by[:MOST_TOLD]:
            key = "opinion.agrees" if named.side == AGREE else "opinion.disagrees"
            shares = {"ours": round(100 * named.share), "theirs": round(100 * named.share_of_rest)}
            text = plain(opinions.texts.get(named.statement, named.statement))
            st.markdown(f"**{t(key)}** {text}  \n{t('opinion.shares', **shares)}")
        if not group.named_by:
            st.markdown(t("opinion.only_passes"))


def _draw_table(opinions: Opinions) -> None:
    is_open = not opinions.map.is_map
    with st.expander(t("opinion.all", n=len(opinions.map.figures)), expanded=is_open):
        for one in opinions.map.figures:
            st.markdown(f"**{plain(opinions.texts.get(one.statement, one.statement))}**")
            st.markdown(_row_words(one))


def _row_words(figures: StatementFigures) -> str:
    tally = figures.everyone
    words = t("opinion.row", agree=tally.agree, disagree=tally.disagree, passed=tally.passed)
    parts = [
        t("opinion.group_share", letter=LETTERS[at], share=one.percent(AGREE))
        for at, one in enumerate(figures.by_group)
    ]
    return f"{words} {t('opinion.by_group', parts=parts)}" if parts else words


def _share_words(tally: Tally) -> str:
    return t("opinion.share", share=tally.percent(AGREE), n=tally.seen)
