"""`cli.py count` and `cli.py check` as an officer runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "elections"


def run(*arguments: str, lang: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {**os.environ, "LANG": lang, "PYTHONUTF8": "1"}
    environment.pop("YISHITING_LANG", None)
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=ROOT,
        check=False,
    )


def test_count_prints_one_object_with_money_as_the_file_writes_it() -> None:
    done = run("count", str(HERE / "villages.pb"), "--rule", "equal-shares", "--json")
    report = json.loads(done.stdout)
    assert report.pop("seconds") >= 0
    assert report == {
        "rule": "equal-shares",
        "utility": "cost",
        "completion": "add1",
        "stop": "exhaustive",
        "budget": 300,
        "cost": 290,
        "voters": 10,
        "projects": 4,
        "winners": ["A1", "A2", "B1"],
        "excluded": {},
    }
    assert done.returncode == 0


def test_every_option_reaches_the_count() -> None:
    given = ["--utility", "cardinality", "--completion", "add1u", "--stop", "overspend"]
    given += ["--start", "floor", "--increment", "0.5", "--seed", "x", "--json"]
    report = json.loads(run("count", str(HERE / "stop_rule.pb"), *given).stdout)
    assert (report["utility"], report["completion"], report["stop"]) == (
        "cardinality",
        "add1u",
        "overspend",
    )


def test_without_json_the_winners_are_told_in_sentences() -> None:
    done = run("count", str(HERE / "villages.pb"))
    assert "1. A1" in done.stdout
    assert "并列" in done.stdout


@pytest.mark.parametrize(
    ("lang", "extra", "words"),
    [
        ("", [], "不是数字"),
        ("en_US.UTF-8", [], "is not a number"),
        ("", ["--lang", "en"], "is not a number"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_no_traceback(
    tmp_path: Path, lang: str, extra: list[str], words: str
) -> None:
    bad = tmp_path / "bad.pb"
    bad.write_text((HERE / "villages.pb").read_text().replace("300", "much"))
    for command in ("count", "check"):
        done = run(command, str(bad), *extra, lang=lang)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1
        assert str(bad) in done.stderr
        assert words in done.stderr
        assert "budget" in done.stderr
        assert "4" in done.stderr


def test_a_missing_file_and_an_unknown_rule_are_told_plainly(tmp_path: Path) -> None:
    for arguments in (
        [str(tmp_path / "none.pb")],
        [str(HERE / "villages.pb"), "--rule", "dictator"],
        [str(HERE / "villages.pb"), "--increment", "0"],
        [str(HERE / "villages.pb"), "--least-share", "much"],
    ):
        done = run("count", *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_check_names_every_oddity_with_its_line(tmp_path: Path) -> None:
    odd = tmp_path / "odd.pb"
    odd.write_text((HERE / "villages.pb").read_text() + "10;A9\n")
    done = run("check", str(odd), "--lang", "en")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Line 24:")
    assert lines[1].startswith("Line 24:")
    assert "11 ballots" in lines[2]


def test_counting_loads_neither_the_database_nor_the_screen() -> None:
    code = "import sys, cli, domain.count_report; print([m for m in HEAVY if m in sys.modules])"
    heavy = "HEAVY = ['sqlalchemy', 'sqlmodel', 'streamlit', 'babel', 'pandas', 'altair']; "
    done = subprocess.run(
        [sys.executable, "-c", heavy + code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"
