"""Slides of stances: the asking, the map of opinions, common ground, what the talk changed."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.charts.opinion_map import GroupLabel, opinion_map
from components.charts.paper import Paper
from components.charts.stances import MovedRow, StanceRow, moved_bars, stance_bars
from components.language import t
from components.outcome_charts import draw_chart
from components.projector.hall import Scene, clipped, draw_figure, draw_line, draw_words, paper
from components.projector.room_slides import draw_way_in
from domain.meeting_views import MeetingView
from domain.opinions.opinion_map import OpinionGroup
from domain.opinions.stances import AGREE
from domain.opinions.waves import Movement
from domain.stance_views import Opinions, StatementView, WaveView

LETTERS = "ABCDEFGH"
STATEMENT = ((22, 80), (48, 64), (100, 54), (300, 44))
MAP_HIGH_PX, MAP_WIDE_PX = 720, 1000
GROUPS_TOLD, ROWS_TOLD = 5, 3
LETTERS_PX, LETTERS_A_LINE = 48, 35


def draw_statements(
    statements: tuple[StatementView, ...],
    page: int,
    wave: WaveView | None,
    view: MeetingView,
    scene: Scene,
) -> None:
    """One statement at a time, the three ways to answer, and the way in for a phone."""
    left, right = st.columns([2.2, 1], vertical_alignment="center", gap="large")
    with left:
        one = statements[page % len(statements)]
        place = {"place": page % len(statements) + 1, "n": len(statements)}
        draw_line("head_statement", t("hall.statement_of", **place))
        draw_words("statement", one.text, STATEMENT)
        draw_line("54_stances", t("hall.three_stances"))
        if wave is not None:
            told = t("hall.stances_finished", n=wave.people_begun)
            draw_figure("finished", str(wave.people_finished), told, size="huge")
    with right:
        draw_way_in(view, scene)


def draw_opinions(opinions: Opinions, scene: Scene) -> None:
    """The map with every group in its own words; in a small room bars, which say as much."""
    groups = opinions.map.groups
    wall = paper(is_dark=scene.is_dark)
    if not groups:
        draw_line("80_title", t("hall.opinions_plain", n=opinions.people))
        _draw_bars(opinions, [one.statement for one in opinions.map.figures], scene)
        return
    draw_line("80_title", t("hall.opinion_groups", n=len(groups)))
    labels = tuple(GroupLabel(LETTERS[one.number], t("hall.people", n=one.size)) for one in groups)
    size = {"width": MAP_WIDE_PX, "height": MAP_HIGH_PX}
    spec = opinion_map(opinions.map.dots, labels, wall, wide=MAP_WIDE_PX / MAP_HIGH_PX) | size
    said = [_group_said(opinions, one) for one in groups[:GROUPS_TOLD]]
    left, right = st.columns([1.55, 1], vertical_alignment="center", gap="large")
    with left:
        draw_chart(spec, "; ".join(said), "hall_opinions")
    with right, st.container(key="hall_list"):
        for place, sentence in enumerate(said):
            draw_line(f"row_small_{place}", sentence)


def draw_common_ground(opinions: Opinions, scene: Scene) -> None:
    """What all groups share; where there is nothing, on what the room is divided."""
    found = opinions.map
    lists = (
        ("hall.common_ground", found.common_ground),
        ("hall.common_rejection", found.common_rejection),
        ("hall.divided", found.divisive),
    )
    key, ids = next(((key, ids) for key, ids in lists if ids), ("hall.no_common_ground", ()))
    draw_line("80_title", t(key))
    _draw_bars(opinions, ids, scene)


def draw_change(changes: Sequence[Movement], texts: dict[str, str], scene: Scene) -> None:
    """What the talk changed: agreement before and after, where most people moved."""
    moved = sorted(changes, key=lambda one: (-one.changed, one.statement))
    moved = [one for one in moved if one.people and one.changed][:ROWS_TOLD]
    draw_line("80_title", t("hall.change" if moved else "hall.no_change"))
    rows = tuple(
        MovedRow(clipped(texts.get(one.statement, ""), 68), *one.percents_agreeing) for one in moved
    )
    if rows:
        words = (t("hall.before"), t("hall.after"))
        alt = "; ".join(f"{row.says} {row.before}% {row.after}%" for row in rows)
        draw_chart(moved_bars(rows, words, _large(scene), LETTERS_A_LINE), alt, "hall_change")
        people = max(one.people for one in moved)
        draw_line("head_people", t("hall.answered_twice", n=people))


def _draw_bars(opinions: Opinions, ids: Sequence[str], scene: Scene) -> None:
    rows = []
    for one in ids[:ROWS_TOLD]:
        tally = opinions.map.figures_of(one).everyone
        says = clipped(opinions.texts.get(one, one), 68)
        rows.append(StanceRow(says, tally.agree, tally.passed, tally.disagree))
    if not rows:
        return
    words = (t("hall.agree"), t("hall.pass"), t("hall.disagree"))
    alt = "; ".join(f"{row.says} {row.agree} {row.passed} {row.disagree}" for row in rows)
    spec = stance_bars(tuple(rows), words, _large(scene), LETTERS_A_LINE)
    draw_chart(spec, alt, "hall_stances")
    if len(ids) > ROWS_TOLD:
        draw_line("head_more", t("hall.more_statements", n=len(ids) - ROWS_TOLD))


def _large(scene: Scene) -> Paper:
    return replace(paper(is_dark=scene.is_dark), letters_px=LETTERS_PX)


def _group_said(opinions: Opinions, group: OpinionGroup) -> str:
    named = group.named_by[0] if group.named_by else None
    if named is None or not named.side:
        return t("hall.group_passes", letter=LETTERS[group.number])
    key = "hall.group_agrees" if named.side == AGREE else "hall.group_disagrees"
    text = clipped(opinions.texts.get(named.statement, named.statement), 30)
    return t(key, letter=LETTERS[group.number], text=text)
