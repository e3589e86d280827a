"""Office work without a browser. Commands import what they need, so that each starts fast."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from domain.roles import Actor

app = typer.Typer(no_args_is_help=True, add_completion=False, help="议事厅 Yishiting")

HERE = Path(__file__).parent


def _say(key: str, /, **facts: object) -> str:
    from locales import translate

    return translate(_language(), key, **facts)


def _language() -> str:
    spoken = os.environ.get("YISHITING_LANG") or os.environ.get("LANG") or ""
    return "en" if spoken.startswith("en") else "zh_CN"


@contextmanager
def _answering(what: str, lang: str) -> Iterator[None]:
    """Tell a refusal as one sentence about `what` in the user's language, and end with code 2."""
    from domain.refusals import Refusal

    if lang:
        os.environ["YISHITING_LANG"] = lang
    try:
        yield
    except Refusal as refusal:
        from locales import sentence

        typer.echo(f"{what}: {sentence(_language(), refusal)}", err=True)
        raise typer.Exit(2) from None


Lang = Annotated[str, typer.Option("--lang", help="zh_CN or en")]
PbPath = Annotated[Path, typer.Argument(metavar="FILE.pb")]


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
    from db.engine import data_dir
    from services.deployment import prepare

    prepare()
    os.environ["DATA_DIR"] = str(data_dir())
    from server import serve as serve_app

    serve_app(port)


@app.command("create-officer")
def create_officer(
    username: Annotated[str, typer.Argument()],
    name: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Make an officer's account: a deployment has none until then."""
    from services.accounts import create_officer as create

    migrate()
    with _answering(username, ""):
        create(username, name, password)
    typer.echo(_say("cli.officer_made", username=username))


@app.command()
def count(
    file: PbPath,
    rule: str = "equal-shares",
    utility: str = "cost",
    completion: str = "add1",
    stop: str = "exhaustive",
    start: str = "exact",
    increment: Annotated[str, typer.Option(help="by how much Add1 raises a purse")] = "1",
    seed: Annotated[str, typer.Option(help="published seed of the lot")] = "",
    count_empty: Annotated[bool, typer.Option(help="empty ballots take a share")] = False,
    least_votes: Annotated[int, typer.Option(help="drop projects with fewer votes")] = 0,
    least_share: Annotated[str, typer.Option(help="drop if votes/n < share·cost/budget")] = "0",
    rank_points: Annotated[str, typer.Option(help="points of the places, as 3,2,1")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    lang: Lang = "",
) -> None:
    """Count a .pb file, exactly, and print who is funded in the order bought."""
    with _answering(str(file), lang):
        from domain.count_report import as_lines, count_file, settings_from

        settings = settings_from(
            increment=increment,
            least_share=least_share,
            rank_points=rank_points,
            rule=rule,
            utility=utility,
            completion=completion,
            stop=stop,
            start=start,
            tie_seed=seed,
            count_empty=count_empty,
            least_votes=least_votes,
        )
        counted = count_file(file, settings)
        if as_json:
            typer.echo(json.dumps(counted.report(), ensure_ascii=False))
            return
        for key, facts in as_lines(counted):
            typer.echo(_say(key, **facts))


@app.command()
def check(file: PbPath, lang: Lang = "") -> None:
    """Read a .pb file and print everything odd about it, line by line."""
    with _answering(str(file), lang):
        from domain.count_report import check_lines, read_file

        for key, facts in check_lines(read_file(file)):
            typer.echo(_say(key, **facts))


@app.command()
def opinions(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    lang: Lang = "",
) -> None:
    """Find opinion groups and common ground in an exported conversation (votes.csv …)."""
    with _answering(str(folder), lang):
        from domain.opinions.report import as_lines, as_report, map_folder

        conversation, drawn = map_folder(folder)
        if as_json:
            typer.echo(json.dumps(as_report(drawn), ensure_ascii=False))
            return
        for key, facts in as_lines(conversation, drawn):
            typer.echo(_say(key, **facts))


@app.command()
def tick() -> None:
    """Move what is due: rounds by their dates, late matters (for cron; the app does it as well)."""
    from db.migrate import migrate as bring_up
    from locales import DEFAULT_LANGUAGE, translate
    from services.escalation import advance_matters
    from services.rounds import advance_due_rounds

    def answer(seconds: int, needed: int) -> str:
        return translate(DEFAULT_LANGUAGE, "way.lapse_answer", seconds=seconds, needed=needed)

    bring_up()
    moved = advance_due_rounds(say=answer)
    gone_up, unreported, closed = advance_matters()
    told = [_say("cli.round_moved", round=round_id, to=phase) for round_id, phase in moved]
    told += [_say("cli.matter_up", matter=one, level=level) for one, level in gone_up]
    told += [_say("cli.call_up", matter=one, level=level) for one, level in unreported]
    if closed:
        told.append(_say("cli.matters_closed", n=len(closed)))
    for line in told or [_say("cli.nothing_due")]:
        typer.echo(line)


@app.command("load-places")
def load_places(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False)],
    lang: Lang = "",
) -> None:
    """Load subdistricts and communities (CSV: subdistrict, community, households)."""
    from services.deployment import prepare
    from services.places import load_places as load

    with _answering(path.name, lang):
        prepare()
        subdistricts, communities = load(path.read_bytes())
    typer.echo(_say("cli.places_loaded", subdistricts=subdistricts, communities=communities))


Officer = Annotated[str, typer.Option("--officer", help="user name of the officer who acts")]


def _acting(username: str) -> "Actor":
    """The officer of that name, or the first there is; refuses when there is none."""
    from db import accounts
    from db.engine import reading
    from domain.refusals import Refusal
    from domain.roles import Role

    with reading() as db:
        for one in accounts.list_accounts(db, Role.OFFICER):
            if one.is_active and username in ("", one.username):
                return accounts.actor_of(db, one)
    raise Refusal("file.no_officer")


@app.command("export-round")
def export_round(
    round_id: Annotated[int, typer.Argument(metavar="ID")],
    file: PbPath,
    officer: Officer = "",
    lang: Lang = "",
) -> None:
    """Write a round that has voted, with its ballots, to a .pb file."""
    with _answering(str(round_id), lang):
        from services.round_files import export_round as export

        file.write_bytes(export(_acting(officer), round_id))
        typer.echo(_say("cli.round_exported", file=file))


@app.command("import-round")
def import_round(
    file: PbPath,
    name: Annotated[str, typer.Option(help="name of the round; the file's own if empty")] = "",
    officer: Officer = "",
    lang: Lang = "",
) -> None:
    """Make a demonstration round, ready to be counted, of a .pb file."""
    with _answering(str(file), lang):
        from domain.count_report import read_bytes
        from services.round_files import check_file
        from services.round_files import import_round as bring_in

        actor, data = _acting(officer), read_bytes(file)
        found = check_file(actor, data)
        round_id = bring_in(actor, data, name or found.title or file.stem, found.settings)
        facts = {"voters": found.voters, "projects": found.projects}
        typer.echo(_say("cli.round_imported", round_id=round_id, **facts))


@app.command()
def draw(
    file: Annotated[Path, typer.Argument(metavar="POOL.csv", exists=True, dir_okay=False)],
    seats: Annotated[int, typer.Option(help="how many are drawn")],
    seed: Annotated[str, typer.Option(help="published seed of the lot")],
    by: Annotated[list[str] | None, typer.Option(help="column that seats are shared by")] = None,
    lang: Lang = "",
) -> None:
    """Draw a roster by lot from a pool (CSV with a column `number`), as the meeting page does."""
    with _answering(file.name, lang):
        from domain.pool_file import read_pool
        from domain.sortition import draw as draw_lot

        columns = by or []
        drawn = draw_lot(read_pool(file.read_bytes(), columns), seats, seed, columns)
        for one in drawn.strata if columns else ():
            facts = {"stratum": " / ".join(one.stratum), "size": one.size, "seats": one.seats}
            typer.echo(_say("cli.draw_stratum", **facts))
        typer.echo(_say("cli.draw_drawn", numbers=" ".join(map(str, drawn.drawn))))
        typer.echo(_say("cli.draw_stand_ins", numbers=" ".join(map(str, drawn.stand_ins))))


@app.command()
def audit() -> None:
    """Add up points and the special fund again, and say whether every sum still holds."""
    from services.ledger_audit import audit_ledgers, lines_of

    found = audit_ledgers()
    typer.echo("\n".join(_say(key, **facts) for key, facts in lines_of(found)))
    raise typer.Exit(len(found.mistakes) > 0)


@app.command()
def docs() -> None:
    """Print the generated documents again."""
    from domain.rights import as_markdown
    from domain.rules.registry import as_markdown as count_as_markdown

    (HERE / "docs" / "rights.md").write_text(as_markdown(), encoding="utf-8")
    (HERE / "docs" / "count.md").write_text(count_as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    app()
