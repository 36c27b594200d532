"""What operators do with municipalities."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from app.core.actor import SYSTEM
from app.core.unit_of_work import writing
from app.network import official_codes
from app.network.models import Municipality
from app.network.operations.official_lists import Report, import_municipalities, import_parishes
from app.network.queries import find_municipality_by_code


def municipality_of(code: str) -> Municipality:
    """The municipality of a code; says to the operator when there is none."""
    found = find_municipality_by_code(code)
    if found is None:
        raise click.ClickException(f"no municipality {code} here: see import-municipalities")
    return found


@click.command("import-municipalities")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--only", multiple=True, help="Code of a municipality to bring in (default: all).")
def new_municipalities(file: TextIO, only: tuple[str, ...]) -> None:
    """Add or rename the municipalities of a list of parishes (columns: see app/network/official_codes.py)."""
    with _readable(), writing():
        report = import_municipalities(SYSTEM, rows=official_codes.read(file), only=only)
    _show(report)


@click.command("import-parishes")
@click.argument("file", type=click.File(encoding="utf-8"))
def new_parishes(file: TextIO) -> None:
    """Add or update the parishes of the municipalities that are here, from the same list."""
    with _readable(), writing():
        report = import_parishes(SYSTEM, rows=official_codes.read(file))
    _show(report)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except official_codes.UnreadableListError as error:
        raise click.ClickException(str(error)) from error
    except UnicodeDecodeError as error:
        raise click.ClickException("the file is not in UTF-8: save it as CSV UTF-8") from error


def _show(report: Report) -> None:
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(
        f"{report.added} added, {report.changed} changed, {report.unchanged} as they were, "
        f"{report.skipped} of other municipalities, {len(report.problems)} with problems"
    )
