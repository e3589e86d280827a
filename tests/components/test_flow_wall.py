"""The wall's flowcharts: one large page each, with every state, in Chinese type of our own."""

import io

import pytest
from pypdf import PdfReader

from components.flow_wall import charts_pdf
from components.language import t, written_in
from domain.deadlines import DeadlineTerm
from domain.flows import FlowCode, chart_of
from locales import LANGUAGES, enum_key

TERMS = [DeadlineTerm("2h", "2小时", "2 hours", 2, 0)]
A3_HEIGHT_PT = 1191


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_fits_its_one_page_of_a3_with_every_state_on_it(language: str) -> None:
    with written_in(language):
        pdf = PdfReader(io.BytesIO(charts_pdf(list(FlowCode), TERMS)))
        assert len(pdf.pages) == len(FlowCode)
        for code, page in zip(FlowCode, pdf.pages, strict=True):
            assert round(float(page.mediabox.height)) == A3_HEIGHT_PT
            text = "".join(page.extract_text().split())
            assert "".join(t(enum_key(code)).split()) in text
            for station in chart_of(code).drawn:
                assert "".join(t(enum_key(station.state)).split()) in text, station.state


def test_the_deadlines_in_force_stand_under_the_chart_of_matters() -> None:
    with written_in("zh_CN"):
        (page,) = PdfReader(io.BytesIO(charts_pdf([FlowCode.MATTER], TERMS))).pages
    text = "".join(page.extract_text().split())
    assert "时限：2小时" in text
    assert "15天没有不同意见" in text
