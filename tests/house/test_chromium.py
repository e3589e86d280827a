"""A missing browser is an error that says what to do, never a silent skip."""

from pathlib import Path

import pytest

from tests.browser import chromium


def test_without_any_chromium_the_error_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "MAC", tmp_path / "none")
    monkeypatch.setattr(chromium, "PLAYWRIGHTS_OWN", tmp_path)
    with pytest.raises(chromium.NoChromium, match="make chromium"):
        chromium.find()


def test_a_named_chromium_wins_and_a_wrong_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = tmp_path / "my-chromium"
    monkeypatch.setenv("CHROMIUM", str(named))
    with pytest.raises(chromium.NoChromium, match="no such file"):
        chromium.find()
    named.touch()
    assert chromium.find() == named


def test_where_apt_is_missing_the_right_command_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dnf = tmp_path / "dnf"
    dnf.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "sudo dnf install chromium" in chromium.other_systems_command()
