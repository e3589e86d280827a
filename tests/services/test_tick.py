"""`cli.py tick` moves what is due, says so, and says when there is nothing to do."""

from typer.testing import CliRunner

from cli import app
from db.engine import transaction
from db.tables import PhaseDate
from domain.clock import utc_now
from domain.phases import Phase
from services.rounds import get_round_view
from tests.cast import Cast


def test_tick_moves_what_is_due_and_answers_what_lapses(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    cast.proposal(round_id)
    with transaction() as db:
        db.add(PhaseDate(round_id=round_id, phase="review", starts_at=utc_now()))
    ran = CliRunner().invoke(app, ["tick"], env={"YISHITING_LANG": "en"})
    assert ran.exit_code == 0, ran.output
    assert "Review" in ran.output
    assert get_round_view(round_id).phase is Phase.REVIEW
    again = CliRunner().invoke(app, ["tick"], env={"YISHITING_LANG": "en"})
    assert "No round is due" in again.output
