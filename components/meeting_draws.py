"""A draw by lot as anyone may check it: pool, seed, who was drawn, and how to draw it again."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.meeting_views import DrawnPerson, DrawView
from domain.roles import Role

_ROLES = frozenset(role.value for role in Role)
_SHOWN_DIGITS = 12


def draw_draws(draws: Sequence[DrawView]) -> None:
    """Every draw of a meeting, oldest first."""
    for number, one in enumerate(draws, start=1):
        if len(draws) > 1:
            st.markdown(f"**{t('draw.number', n=number)}**")
        draw_draw(one)


def draw_draw(draw: DrawView) -> None:
    """One draw: what was fixed before, the seed, the result, and the line that checks it."""
    st.markdown(t("draw.pool", n=draw.pool_size, seats=draw.seats, day=draw.at))
    if not draw.seed:
        st.info(t("draw.waits"), icon=":material/casino:")
    else:
        st.markdown(t("draw.seed_was"))
        st.code(draw.seed, language=None)
        _draw_strata(draw)
        _draw_people(t("draw.drawn"), draw.drawn)
    with st.expander(t("draw.check"), icon=":material/fact_check:"):
        _draw_check(draw)


def stratum_words(stratum: Sequence[str]) -> str:
    """A stratum as people call it; roles in the reader's language."""
    words = [t(f"role.{one}") if one in _ROLES else plain(one) for one in stratum if one]
    return " · ".join(words) or t("draw.no_stratum")


def _draw_strata(draw: DrawView) -> None:
    rows = [
        {
            t("draw.stratum"): stratum_words(one.stratum).replace("\\", ""),
            t("draw.size"): one.size,
            t("draw.seats"): one.seats,
        }
        for one in draw.strata
    ]
    st.table(rows)


def _draw_people(label: str, people: Sequence[DrawnPerson]) -> None:
    st.markdown(f"**{label}**")
    numbers = [str(one.number) for one in people]
    st.markdown(t("draw.numbers", numbers=numbers) if numbers else t("draw.nobody"))


def _draw_check(draw: DrawView) -> None:
    st.markdown(t("draw.pool_print"))
    st.code(draw.pool_print, language=None, wrap_lines=True)
    st.download_button(
        t("draw.get_pool"),
        draw.pool_csv.encode(),
        file_name=f"pool-{draw.id}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"pool_{draw.id}",
    )
    if not draw.seed:
        return
    by = " ".join(f"--by {name}" for name in draw.by)
    st.markdown(t("draw.again"))
    st.code(
        f'python cli.py draw pool-{draw.id}.csv --seats {draw.seats} --seed "{draw.seed}" {by}',
        language=None,
        wrap_lines=True,
    )
    if draw.drawn:
        first = draw.drawn[0]
        st.markdown(t("draw.one_lot", number=first.number, digits=first.lot[:_SHOWN_DIGITS]))
        st.code(f'printf "{draw.seed}:{first.number}" | sha256sum', language=None, wrap_lines=True)
    _draw_people(t("draw.stand_ins"), draw.stand_ins)
