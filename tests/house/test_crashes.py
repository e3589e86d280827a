"""A crash that no visitor noticed still fails the walk: the app's own log is read."""

from pathlib import Path

from tests.browser.app_process import RunningApp


def test_an_uncaught_exception_is_read_from_the_log(tmp_path: Path) -> None:
    log = tmp_path / "app.log"
    app = RunningApp("http://127.0.0.1:1", tmp_path, log, 1)
    log.write_text("started\nrefused: right.phase\n")
    assert app.crashes() == ""
    log.write_text("started\nUncaught app exception\nTraceback …\nKeyError: 'a'\n")
    assert app.crashes().endswith("KeyError: 'a'\n")
