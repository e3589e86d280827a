"""流程图上墙: how everything goes, step by step and by whom, drawn from the rules in force."""

import streamlit as st

from components.flow_wall import charts_pdf, draw_chart, notes_of
from components.language import t
from components.telling import reading_or_stop
from domain.flows import FlowCode, chart_of
from services.loop_settings import list_terms

st.title(t("page.flowcharts"), anchor=False)
st.markdown(t("flows.how"))
with reading_or_stop():
    terms = list_terms()
names = {one.value: t(f"flow_code.{one.value}") for one in FlowCode}
chosen = st.pills(
    t("flows.which"),
    list(names),
    default=FlowCode.MATTER.value,
    required=True,
    format_func=names.__getitem__,
    key="flow_code",
)
code = FlowCode(str(chosen))
st.markdown(t(f"flows.about.{code.value}"))
left, right = st.columns(2)
left.download_button(
    t("flows.print_one"),
    data=lambda: charts_pdf([code], terms),
    file_name=f"{code.value}.pdf",
    mime="application/pdf",
    icon=":material/print:",
    width="stretch",
    on_click="ignore",
    key="print_one",
)
right.download_button(
    t("flows.print_all"),
    data=lambda: charts_pdf(list(FlowCode), terms),
    file_name="flowcharts.pdf",
    mime="application/pdf",
    icon=":material/print:",
    width="stretch",
    on_click="ignore",
    key="print_all",
)
draw_chart(chart_of(code), notes_of(code, terms))
