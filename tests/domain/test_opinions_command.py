"""`cli.py opinions` on whatever an export may be: an answer or one sentence, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from domain.opinions.reading import read_files
from tests.domain.conversations import BREXIT

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


@pytest.fixture(autouse=True)
def _speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YISHITING_LANG", "zh_CN")


def ask(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["opinions", str(folder), *more])


def written(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def test_a_real_conversation_is_printed_as_one_object() -> None:
    done = ask(BREXIT, "--json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert len(report["participants"]) == 204
    assert {group["id"] for group in report["groups"]} == {0, 1}
    for group in report["groups"]:
        assert list(report["participants"].values()).count(group["id"]) == group["size"]
        assert group["statements"]
    assert "14" in report["common_ground"]


def test_without_json_groups_and_common_ground_are_told_in_sentences() -> None:
    chinese, english = ask(BREXIT).stdout, ask(BREXIT, "--lang", "en").stdout
    assert "意见群 A（101 人）" in chinese
    assert "共识" in chinese
    assert "Opinion group A (101 people)" in english


@pytest.mark.parametrize(
    "votes",
    [
        HEAD,
        HEAD + "1,x,0,0,1\n",
        HEAD + "\n , ,,,\n1,x,0,0,1\r\n\r\n",
        "\ufeff" + HEAD + "1,x,0,0,1\n",
        (HEAD + "1,x,0,0,1\n").encode("utf-16"),
        HEAD + "".join(f"{p},x,0,{p},{p % 3 - 1}\n" for p in range(40)),
        HEAD + "".join(f"1,x,{s},{p},1\n" for p in range(30) for s in range(9)),
        HEAD + "1,x,0,0,1\n" * 50,
        HEAD + "1,x,0,0,1.0\n,x,1,0,+1\n",
    ],
)
def test_odd_exports_are_answered(tmp_path: Path, votes: str | bytes) -> None:
    for more in ([], ["--json"]):
        done = ask(written(tmp_path, votes=votes), *more)
        assert (done.exit_code, done.exception) == (0, None)
    assert set(json.loads(done.stdout)) >= {"participants", "groups", "common_ground"}


@pytest.mark.parametrize(
    ("votes", "comments", "words"),
    [
        (HEAD + "1,x,0,0,1\n2,x,0,1,yes\n", "", ["votes.csv", "3", "yes"]),
        (HEAD + "1,x,0,0,2\n", "", ["votes.csv", "2", "“2”"]),
        (HEAD + "1,x,0,0,\n", "", ["votes.csv", "2"]),
        (HEAD + "1,x,0\n", "", ["votes.csv", "2"]),
        (HEAD + "1,x,0,,1\n", "", ["votes.csv", "2", "voter-id"]),
        (HEAD + "soon,x,0,0,1\n", "", ["votes.csv", "2", "soon"]),
        (HEAD + '1,x,0,0,"' + "y" * 200_000, "", ["votes.csv", "2"]),
        ("a,b\n1,2\n", "", ["votes.csv", "voter-id"]),
        ("", "", ["votes.csv", "voter-id"]),
        (bytes(range(256)), "", ["votes.csv"]),
        (HEAD, "comment-id,moderated\n0,\n1,maybe\n", ["comments.csv", "3", "maybe"]),
        (HEAD, "comment-id,moderated\n,1\n", ["comments.csv", "2", "comment-id"]),
    ],
)
def test_what_has_no_meaning_is_refused_with_file_and_line(
    tmp_path: Path, votes: str | bytes, comments: str, words: list[str]
) -> None:
    done = ask(written(tmp_path, votes=votes, **({"comments": comments} if comments else {})))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert all(word in done.stderr for word in words)


def test_a_missing_folder_or_file_is_told_plainly(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        done = ask(folder)
        assert done.exit_code == 2
        assert len(done.stderr.strip().splitlines()) == 1


def test_columns_stand_in_any_order_and_others_are_let_be() -> None:
    votes = "Vote,agrees,Voter_ID,comment-id\n1,9,a,q\n-1,9,a,q\n0,9,b,r\n"
    comments = "comment-body,x,comment-id,moderated\n甲,1,q,-1\n乙,1,t,1\n"
    conversation = read_files({"votes.csv": votes.encode(), "comments.csv": comments.encode()})
    assert conversation.stances == (("a", "q", 1, 0), ("a", "q", -1, 0), ("b", "r", 0, 0))
    assert conversation.taken_out == {"q"}
    table = conversation.table()
    assert table.statements == ("t", "r")
    assert table.participants == ("a", "b")


def test_what_a_chinese_spreadsheet_saved_is_read() -> None:
    comments = "comment-id,comment-body\n0,多装路灯\n".encode("gb18030")
    conversation = read_files({"votes.csv": HEAD.encode(), "comments.csv": comments})
    assert conversation.statements[0].text == "多装路灯"
