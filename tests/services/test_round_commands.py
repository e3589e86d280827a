"""Rounds as files from the console."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from services import outcomes
from tests.cast import Cast
from tests.services.counting import VOTES, counted, view_of


@pytest.fixture
def office(cast: Cast) -> CliRunner:
    return CliRunner(env={"YISHITING_LANG": "en"})


def test_a_round_goes_out_and_comes_in_by_two_commands(
    office: CliRunner, cast: Cast, tmp_path: Path
) -> None:
    round_id = counted(cast, VOTES)
    path = tmp_path / "round.pb"
    done = office.invoke(app, ["export-round", str(round_id), str(path)])
    assert done.exit_code == 0, done.output
    done = office.invoke(app, ["import-round", str(path), "--name", "Again"])
    assert done.exit_code == 0, done.output
    assert "Imported as round 2: 4 projects, 6 ballots." in done.output
    outcomes.count_ballots(cast["officer"], 2)
    assert view_of(cast, 2).funded[0].code == view_of(cast, round_id).funded[0].code


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["export-round", "9", "x.pb"], "9: "),
        (["import-round", "nowhere.pb"], "nowhere.pb: "),
        (["import-round", "nowhere.pb", "--officer", "mei"], "no such officer"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    office: CliRunner, command: list[str], says: str
) -> None:
    done = office.invoke(app, command)
    assert done.exit_code == 2
    assert says in done.output
    assert len(done.output.strip().splitlines()) == 1
