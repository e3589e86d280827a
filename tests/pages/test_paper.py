"""The clerk's page for paper, and the ballot page of who was handed a sheet."""

import sqlite3
from pathlib import Path

import pytest

from domain.paper_views import PaperStep
from locales import translate
from services import paper_batches, paper_handouts
from services.accounts import sign_in_for_demonstration
from tests.pages.conftest import Open

VOTING = "5"


def words(app: object) -> str:
    kinds = ("title", "header", "subheader", "markdown", "info", "warning", "success", "error")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


@pytest.mark.parametrize("step", list(PaperStep))
@pytest.mark.parametrize("username", ["clerk1", "officer1"])
def test_every_step_opens_and_says_what_to_do(
    open_page: Open, district: Path, step: PaperStep, username: str
) -> None:
    paper_batches.make_batch(sign_in_for_demonstration("clerk1"), int(VOTING), 20)
    app = open_page("paper_ballots", username, round=VOTING)
    app.session_state[f"paper_step_{VOTING}"] = step
    app.run()
    assert not app.exception, app.exception[0].message
    assert translate("zh_CN", f"paper.do_{step}") in words(app)


def test_who_was_handed_a_sheet_is_told_so_instead_of_a_ballot(
    open_page: Open, district: Path
) -> None:
    clerk = sign_in_for_demonstration("clerk1")
    member = sign_in_for_demonstration("member1")
    with sqlite3.connect(district / "yishiting.db") as db:
        db.execute("DELETE FROM participation WHERE account_id = ?", (member.account_id,))
    paper_batches.make_batch(clerk, int(VOTING), 20)
    paper_handouts.hand_out(clerk, int(VOTING), member.account_id)
    app = open_page("ballot", "member1", round=VOTING)
    assert not app.exception
    assert "您已经领了纸质选票" in words(app)


def test_a_resident_finds_no_paper_to_work_on(open_page: Open) -> None:
    app = open_page("paper_ballots", "resident1", round=VOTING)
    assert not app.exception
    assert "居民" in words(app)


def test_a_spoilt_sheet_is_cancelled_by_its_number_with_a_reason(
    open_page: Open, district: Path
) -> None:
    clerk = sign_in_for_demonstration("clerk1")
    batch = paper_batches.make_batch(clerk, int(VOTING), 20)
    serial = paper_batches.list_sheets(clerk, batch)[0].serial
    app = open_page("paper_ballots", "clerk1", round=VOTING)
    app.session_state[f"paper_step_{VOTING}"] = PaperStep.PROGRESS
    app.run()
    app.text_input(key="paper_odd_serial").set_value(serial)
    app.button(key="paper_cancel").click().run()
    assert "请写明原因" in words(app)
    app.text_input(key="paper_odd_why").set_value("茶水弄湿了")
    app.button(key="paper_cancel").click().run()
    assert "这张选票已作废" in words(app)
    with sqlite3.connect(district / "yishiting.db") as db:
        [(state,)] = db.execute("SELECT state FROM paper_sheet WHERE serial = ?", (serial,))
    assert state == "void"
