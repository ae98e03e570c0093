"""The command line: `python -m pcdash <command>`."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from pcdash import config, demonstration, queries
from pcdash.build import checks, report
from pcdash.build import run as building
from pcdash.build.read import CANNOT_BE_USED, read
from pcdash.definitions import catalogue
from pcdash.errors import PcdashError, SourceError
from pcdash.publications.kit import file as files
from pcdash.served.database import Database

_SOURCES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
_DATABASE = click.option(
    "--database",
    type=click.Path(path_type=Path),
    help="The database file. Default: PCDASH_DATABASE, else data/pcdash.duckdb.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """The Primary Care Transformation Dashboard: published NHS files in, a checked database out."""


@main.command()
@_SOURCES
@_DATABASE
@click.option("--place", "places", multiple=True, type=click.Path(path_type=Path), help="A place file; may be given several times.")
@click.option("--strict", is_flag=True, help="Stop with exit code 3 where any file cannot be used, instead of building without it.")
@click.option(
    "--progress", "shown", type=click.Choice(["bar", "lines"]), default="bar", help="How to show it; lines are for programs."
)
def build(sources: tuple[Path, ...], database: Path | None, places: tuple[Path, ...], strict: bool, shown: str) -> None:
    """Build a database from folders or files of published data, check it, and swap it in.

    Without SOURCE, the embedded synthetic demonstration is built. The database that was there before stays untouched unless
    everything succeeds.
    """
    target = database or config.database_path()
    with _progress() if shown == "bar" else nullcontext(_line) as progress:
        if sources:
            reports = building.build(list(sources), list(places), target, strict=strict, progress=progress)
        else:
            reports = building.build_demonstration(target, list(places), progress)
    click.echo(report.files_table(reports))
    click.echo(report.summary(reports))
    for line in report.warnings(Database(target)):
        click.echo(f"Note: {line}")
    click.echo(f"Built {target.name}.")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def inspect(paths: tuple[Path, ...]) -> None:
    """Say which publication and period each file is, its rows, and what would be loaded or refused. Changes nothing."""
    with _progress() as progress:
        reports = read(files.find(list(paths)), catalogue.load(), progress)
    for item in reports:
        click.echo(report.details(item))
    if unusable := sum(item.status == CANNOT_BE_USED for item in reports):
        raise SourceError(f"{unusable} of {len(reports)} files cannot be used", todo="see above what is wrong with each")
    if all(item.status == "not recognised" for item in reports):
        raise PcdashError("no file is a publication that the dashboard knows", todo="the README lists those it reads")


@main.command()
@_DATABASE
def check(database: Path | None) -> None:
    """Run the checks again and print coverage by indicator, area type and period."""
    target = Database(database or config.database_path())
    click.echo(report.coverage_table(queries.provenance.coverage(target)))
    results = checks.check(target.path)
    click.echo(report.checks_table(results))


@main.command(name="demonstration")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=config.DEMONSTRATION, help="Folder to write to.")
def write_demonstration(into: Path) -> None:
    """Write the synthetic demonstration's files again, in the formats of the publications. Every run gives the same bytes."""
    written = demonstration.write(into)
    click.echo(f"Wrote {len(written)} files.")


def _line(message: str, share: float) -> None:
    """A step of long work as a line that a program can read."""
    click.echo(f"{share:.3f} {message}", err=True)


def _progress():
    """A progress bar on a terminal and nothing in a log, as a context that gives `progress(message, share)`."""
    hidden = not sys.stderr.isatty()
    bar = click.progressbar(length=1000, file=sys.stderr, width=30, show_pos=False, show_eta=False, hidden=hidden)

    class Shown:
        def __enter__(self):
            bar.__enter__()
            return self._step

        def __exit__(self, *exception):
            return bar.__exit__(*exception)

        def _step(self, message: str, share: float) -> None:
            bar.label = f"{message[:58]:<58}"
            bar.update(max(0, int(1000 * share) - bar.pos))

    return Shown()


def run(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code; every PcdashError becomes a message on stderr."""
    try:
        return main(args=arguments, prog_name="python -m pcdash", standalone_mode=False) or 0
    except PcdashError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        return 130


if __name__ == "__main__":
    sys.exit(run())
