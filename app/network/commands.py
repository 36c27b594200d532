"""What operators do with municipalities."""

from collections.abc import Iterable
from typing import BinaryIO

import click

from app.core.actor import SYSTEM
from app.core.i18n import MAIN, speaking
from app.core.sheets import SheetRefused, named_by_content
from app.core.unit_of_work import writing
from app.network import official_codes
from app.network.models import Municipality
from app.network.official_codes import ParishRow, Problem
from app.network.operations.official_lists import Report, import_municipalities, import_parishes
from app.network.queries import find_municipality_by_code
from app.ui.sheet_trouble import sheet_trouble


def municipality_of(code: str) -> Municipality:
    """The municipality of a code; says to the operator when there is none."""
    found = find_municipality_by_code(code)
    if found is None:
        raise click.ClickException(f"no municipality {code} here: see import-municipalities")
    return found


@click.command("import-municipalities")
@click.argument("file", type=click.File("rb"))
@click.option("--only", multiple=True, help="Code of a municipality to bring in (default: all).")
def new_municipalities(file: BinaryIO, only: tuple[str, ...]) -> None:
    """Add or rename the municipalities of a list of parishes (columns: see app/network/official_codes.py)."""
    rows = _rows_of(file)
    with writing():
        report = import_municipalities(SYSTEM, rows=rows, only=only)
    _show(report)


@click.command("import-parishes")
@click.argument("file", type=click.File("rb"))
def new_parishes(file: BinaryIO) -> None:
    """Add or update the parishes of the municipalities that are here, from the same list."""
    rows = _rows_of(file)
    with writing():
        report = import_parishes(SYSTEM, rows=rows)
    _show(report)


def _rows_of(file: BinaryIO) -> Iterable[ParishRow | Problem]:
    data = file.read()
    try:
        return official_codes.read(data, named_by_content(data, file.name))
    except official_codes.UnreadableListError as error:
        raise click.ClickException(str(error)) from error
    except SheetRefused as refused:
        with speaking(MAIN):
            raise click.ClickException(sheet_trouble(refused)) from refused


def _show(report: Report) -> None:
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(
        f"{report.added} added, {report.changed} changed, {report.unchanged} as they were, "
        f"{report.skipped} of other municipalities, {len(report.problems)} with problems"
    )
