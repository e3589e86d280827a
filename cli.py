"""Office work without a browser. Commands import what they need, so that each starts fast."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="议事厅 Yishiting")

HERE = Path(__file__).parent


def _say(key: str, /, **facts: object) -> str:
    from locales import translate

    return translate(_language(), key, **facts)


def _language() -> str:
    spoken = os.environ.get("YISHITING_LANG", "zh_CN")
    return "en" if spoken.startswith("en") else "zh_CN"


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from db.migrate import migrate as bring_up

    bring_up()


@app.command("seed-demo")
def seed_demo() -> None:
    """Migrate and seed the demonstration, once."""
    os.environ["DEMO"] = "1"
    from services.deployment import prepare

    prepare()


@app.command()
def serve(port: Annotated[int, typer.Option(envvar="PORT")] = 8501) -> None:
    """Prepare the database and serve the app."""
    from services.deployment import prepare

    prepare()
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / "app.py")]
    os.execv(sys.executable, [*command, "--server.port", str(port)])  # noqa: S606


@app.command("create-officer")
def create_officer(
    username: Annotated[str, typer.Argument()],
    name: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Make an officer's account: a deployment has none until then."""
    from db.migrate import migrate as bring_up
    from domain.refusals import Refusal
    from locales import sentence
    from services.accounts import create_officer as create

    bring_up()
    try:
        create(username, name, password)
    except Refusal as refusal:
        typer.echo(sentence(_language(), refusal), err=True)
        raise typer.Exit(2) from None
    typer.echo(_say("cli.officer_made", username=username))


@app.command()
def docs() -> None:
    """Print the generated documents again."""
    from domain.rights import as_markdown

    (HERE / "docs" / "rights.md").write_text(as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    app()
