"""Rosters in Excel: what goes out comes back unchanged; one wrong row, and nothing is written."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import select

from components.team_roster import heads, say, words
from db.engine import reading, transaction
from db.seed.teams import seed_bodies
from db.tables import Account, Membership, PartyBranch
from domain.refusals import Refusal
from domain.team_rows import RowFault, RowStatus
from services import team_files, teams
from tests.cast import Cast

TEAM = "社会治理市民委员会"
GOOD = {
    "姓名": "林依妹",
    "用户名": "lin.yimei",
    "队伍": TEAM,
    "领域": "宜居家园",
    "社区": "Riverside",
    "任期开始": "2026年1月1日",
    "任期结束": "2028/12/31",
    "党支部": "第一党支部",
    "是否党员": "是",
}


@pytest.fixture
def office(cast: Cast) -> Cast:
    with transaction() as db:
        seed_bodies(db)
        db.add(PartyBranch(body_code="citizens", name="第一党支部"))
    return cast


def sheet(*rows: dict[str, Any]) -> bytes:
    book = Workbook()
    page: Any = book.active
    names = list(dict.fromkeys(name for row in rows for name in row))
    page.append(names)
    for row in rows:
        page.append([row.get(name) for name in names])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def usernames() -> set[str]:
    with reading() as db:
        return set(db.exec(select(Account.username)))


def test_an_exported_roster_comes_back_without_a_change(office: Cast) -> None:
    officer = office["officer"]
    team_files.import_roster(officer, sheet(GOOD), words())
    data = team_files.export_roster(officer, "citizens", heads(), say)
    check = team_files.check_roster(officer, data, words())
    assert check.count(RowStatus.UNCHANGED) == len(check.rows) == 4
    assert team_files.import_roster(officer, data, words()) == ()


def test_brackets_of_a_title_are_no_change(office: Cast) -> None:
    officer, title = office["officer"], "高校教授（社会工作），督导"
    with transaction() as db:
        db.exec(select(Account).where(Account.username == "mei")).one().title = title
    data = team_files.export_roster(officer, "citizens", heads(), say)
    rows = team_files.check_roster(officer, data, words()).rows
    assert {one.status for one in rows} == {RowStatus.UNCHANGED}


def test_a_new_person_gets_an_account_with_a_password_that_is_told_once(office: Cast) -> None:
    officer = office["officer"]
    (fresh,) = team_files.import_roster(officer, sheet(GOOD), words())
    assert (fresh.username, len(fresh.password)) == ("lin.yimei", 12)
    with reading() as db:
        account = db.exec(select(Account).where(Account.username == "lin.yimei")).one()
        membership = db.get(Membership, account.id)
    assert fresh.password not in account.password_hash
    assert membership is not None
    assert membership.is_party_member
    assert not membership.shows_party_membership
    assert team_files.import_roster(officer, sheet(GOOD), words()) == ()


@pytest.mark.parametrize(
    ("column", "typed", "fault"),
    [
        ("姓名", "", RowFault.MISSING),
        ("用户名", "林", RowFault.BAD_USERNAME),
        ("用户名", "officer", RowFault.OTHER_ROLE),
        ("队伍", "合唱团", RowFault.UNKNOWN),
        ("领域", "天文", RowFault.UNKNOWN),
        ("社区", "Nowhere", RowFault.UNKNOWN),
        ("社区", "", RowFault.MISSING),
        ("任期开始", "明年", RowFault.NO_DATE),
        ("任期开始", "2026-02-30", RowFault.NO_DATE),
        ("任期结束", "2025-01-01", RowFault.ENDS_BEFORE),
        ("是否党员", "也许", RowFault.NO_YES_OR_NO),
        ("是否党员", "否", RowFault.NO_PARTY_MEMBER),
        ("职业", "=1+1", RowFault.FORMULA),
        ("专长", "一、二、三、四、五、六、七", RowFault.BAD_SPECIALITIES),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_of_the_file_is_written(
    office: Cast, column: str, typed: str, fault: RowFault
) -> None:
    officer, before = office["officer"], usernames()
    data = sheet(GOOD, GOOD | {"用户名": "other.one"} | {column: typed})
    check = team_files.check_roster(officer, data, words())
    wrong = [one for one in check.rows if one.status is RowStatus.WRONG]
    assert [one.line for one in wrong] == [3]
    assert fault in [one.what for one in wrong[0].faults]
    with pytest.raises(Refusal, match="wrong_rows"):
        team_files.import_roster(officer, data, words())
    assert usernames() == before


def test_the_same_user_name_twice_is_wrong(office: Cast) -> None:
    check = team_files.check_roster(office["officer"], sheet(GOOD, GOOD), words())
    assert [one.what for one in check.rows[1].faults] == [RowFault.TWICE]


def test_what_people_do_in_excel_is_understood(office: Cast) -> None:
    row = GOOD | {"用户名": "ＬＩＮ２", "任期开始": 46023, "是否党员": " 是 "}
    check = team_files.check_roster(office["officer"], sheet({}, row), words())
    (read,) = check.rows
    assert read.status is RowStatus.NEW
    assert read.row is not None
    assert (read.row.username, str(read.row.term_from)) == ("lin2", "2026-01-01")


def test_a_column_that_is_missing_changes_nothing(office: Cast) -> None:
    officer = office["officer"]
    team_files.import_roster(officer, sheet(GOOD), words())
    short = {name: GOOD[name] for name in ("姓名", "用户名", "队伍")}
    (row,) = team_files.check_roster(officer, sheet(short), words()).rows
    assert (row.status, row.faults) == (RowStatus.UNCHANGED, ())


def test_what_looks_like_a_formula_leaves_as_text(office: Cast) -> None:
    officer = office["officer"]
    with transaction() as db:
        db.exec(select(Account).where(Account.username == "mei")).one().title = "=cmd|' /C calc'!A1"
    data = team_files.export_roster(officer, "citizens", heads(), say)
    page: Any = load_workbook(io.BytesIO(data)).active
    cells = [cell for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=cmd|' /C calc'!A1" in [cell.value for cell in cells]


@pytest.mark.parametrize("data", [b"", b"torn", b"PK\x03\x04torn"])
def test_what_is_no_excel_file_is_refused(office: Cast, data: bytes) -> None:
    with pytest.raises(Refusal, match="no_excel"):
        team_files.check_roster(office["officer"], data, words())


def test_party_membership_is_shown_only_by_the_member(office: Cast) -> None:
    team_files.import_roster(office["officer"], sheet(GOOD), words())
    member = office["lin.yimei"]
    assert teams.get_own_profile(member).card.branch == ""
    teams.show_party_membership(member, is_shown=True)
    assert teams.get_own_profile(member).card.branch == "第一党支部"
    with pytest.raises(Refusal, match="no_party_member"):
        teams.show_party_membership(office["mei"], is_shown=True)
    team_files.import_roster(office["officer"], sheet(GOOD | {"职业": "教师"}), words())
    assert teams.get_own_profile(member).shows_party
