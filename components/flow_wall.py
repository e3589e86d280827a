"""Flowcharts of the machines in force: on the page as a ladder, on the wall as A3."""

from collections.abc import Sequence

import streamlit as st

from components.language import language, t
from components.print import print_pdf
from components.proposal_words import in_language
from domain.clock import utc_now
from domain.deadlines import CLOSES_AFTER, DeadlineTerm
from domain.flows import Arrow, Chart, FlowCode, chart_of
from domain.matters import MOST_REOPENINGS
from locales import enum_key


def draw_chart(chart: Chart, notes: Sequence[str]) -> None:
    """The main line from top to bottom; under each state what else can happen to it."""
    for station in chart.drawn:
        state, aside = st.columns([2, 3], vertical_alignment="top")
        with state, st.container(border=True, key=f"flow_{station.state.value}"):
            st.subheader(t(enum_key(station.state)), anchor=False)
        for arrow in station.aside:
            target = t(enum_key(arrow.target))
            said = t("flows.aside", event=event_words(chart.code, arrow), to=target)
            aside.markdown(f"{said}  \n{who_words(arrow)}")
        if station.onward is not None:
            event = event_words(chart.code, station.onward)
            st.markdown(f":material/arrow_downward: **{event}**  \n{who_words(station.onward)}")
    for note in notes:
        st.info(note, icon=":material/schedule:")


def charts_pdf(codes: Sequence[FlowCode], terms: Sequence[DeadlineTerm]) -> bytes:
    """These flowcharts, one on each page of A3, in the reader's language."""
    return print_pdf(
        "flow",
        {
            "lang": language()[:2],
            "charts": [_values(chart_of(code), notes_of(code, terms)) for code in codes],
        },
    )


def notes_of(code: FlowCode, terms: Sequence[DeadlineTerm]) -> list[str]:
    """The deadlines that go with a chart."""
    if code is not FlowCode.MATTER:
        return []
    names = [in_language(one.name, one.name_en) for one in terms]
    return [
        t("flows.terms", terms=names),
        t("flows.late"),
        t("flows.closes", days=CLOSES_AFTER.days, times=MOST_REOPENINGS),
    ]


def event_words(code: FlowCode, arrow: Arrow) -> str:
    """What is done in a step."""
    if code is FlowCode.PROPOSAL:
        return t(f"way.{arrow.event}")
    if code is FlowCode.MATTER:
        return t(f"matter_event.{arrow.event}")
    return t(f"flow_event.{code.value}.{arrow.event}")


def who_words(arrow: Arrow) -> str:
    """Who takes it: roles, or the owner, the raiser, the clock, the room."""
    return t("flows.who", who=_names(arrow))


def _names(arrow: Arrow) -> str:
    return t("format.list_joint").join(t(enum_key(one)) for one in arrow.doers)


def _values(chart: Chart, notes: Sequence[str]) -> dict[str, object]:
    def arrow(one: Arrow) -> dict[str, str]:
        return {
            "event": event_words(chart.code, one),
            "target": t(enum_key(one.target)),
            "by": _names(one),
        }

    return {
        "title": t(enum_key(chart.code)),
        "about": t(f"flows.about.{chart.code.value}"),
        "line": [
            {
                "state": t(enum_key(one.state)),
                "onward": arrow(one.onward) if one.onward else None,
                "aside": [arrow(each) for each in one.aside],
            }
            for one in chart.drawn
        ],
        "notes": list(notes),
        "printed": t("flows.printed", at=utc_now()),
    }
