"""Behind every chart of the district's board, its funds and its questions stands its table."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.sheet import Sheet, csv_of
from db.engine import reading
from db.tables import Consultation
from domain.research import ConsultationState
from tests.days import today
from tests.pages.conftest import Open


def files_of(app: AppTest) -> set[str]:
    """The keys of the downloads of tables on a page."""
    keys = {str(one.key) for one in app.get("download_button")}
    return {key.removeprefix("sheet_") for key in keys if key.startswith("sheet_")}


@pytest.mark.parametrize(
    ("page", "files"),
    [
        (
            "dashboard",
            {"figures", "rates-by-subdistrict", "months", "by-subdistrict", "by-field", "funnel"},
        ),
        ("special_fund", {"special-fund-{year}"}),
        ("social_funds", {"social-funds"}),
        ("matters", {"rates-by-body"}),
    ],
)
def test_a_chart_has_its_table_and_its_file(open_page: Open, page: str, files: set[str]) -> None:
    app = open_page(page)
    assert not app.exception
    assert files_of(app) == {one.format(year=today().year) for one in files}
    assert len(app.table) == len(files)


def test_the_spread_of_answers_has_its_table_and_its_file(open_page: Open) -> None:
    with reading() as db:
        closed = ConsultationState.CLOSED.value
        found = select(Consultation.id).where(Consultation.state == closed)
        number = db.exec(found).first()
    app = open_page("consultation", id=str(number))
    assert files_of(app) == {f"consultation-{number}"}
    assert len(app.table) == 1


def test_a_name_is_no_formula_in_the_file() -> None:
    written = csv_of(Sheet("x", ("Name", "Yuan"), (("=1+1", -5), ("Shop, corner", 12.5))))
    assert written.decode("utf-8-sig").splitlines() == [
        "Name,Yuan",
        "'=1+1,-5",
        '"Shop, corner",12.5',
    ]
