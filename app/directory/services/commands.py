"""What operators do with services: in as lists, in and out in the data-inclusion layout."""

import json
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import click
from flask_babel import gettext as _

from app.core.actor import SYSTEM
from app.core.db import new_id
from app.core.exports import JsonWriter, csv_file
from app.core.i18n import MAIN, speaking
from app.core.reading import MissingColumns, rows_to_mend
from app.core.sheets import SheetRefused, SheetRow, named_by_content
from app.core.text import fold
from app.core.unit_of_work import writing
from app.directory.index.lists import broken_rows
from app.directory.index.models import DirectoryImport
from app.directory.services.operations import listed
from app.directory.services.operations.exporting import LISTS, exchange_rows
from app.directory.services.operations.imported_rows import PROBLEM
from app.directory.services.operations.importing import (
    Exchange,
    UnreadableExchange,
    import_exchange,
    read_file,
)
from app.directory.services.queries.services import list_published
from app.directory.services.service_columns import HEADINGS
from app.directory.services.service_rows import read_services
from app.directory.services.wording import problem_sentences
from app.network.commands import municipality_of
from app.network.parties.queries import list_organisations
from app.ui.sheet_trouble import fault_sentence, sheet_trouble

Outcome = tuple[DirectoryImport, list[tuple[int, str]], bytes]
"""What became of a file, the rows with a problem in words, and these rows as a file to mend."""


@click.command("import-services")
@click.argument("file", type=click.File("rb"))
@click.option("--municipality", "code", required=True, help="Code of the municipality (four digits).")
@click.option("--organisation", required=True, help="Name of the organisation the new places belong to.")
@click.option("--publish", is_flag=True, help="Publish new services; without it they are proposed.")
@click.option("--broken", type=click.File("wb"), help="Where rows with a problem go, in the format of FILE.")
def bring_services(
    file: BinaryIO, code: str, organisation: str, *, publish: bool, broken: BinaryIO | None
) -> None:
    """Bring in services: a list (.csv, .xlsx), or the data-inclusion layout (.json); safe to repeat."""
    with speaking(MAIN):
        found = _read(file)
    municipality_id = municipality_of(code).id
    names = {fold(each.name): each.id for each in list_organisations(municipality_id)}
    if fold(organisation) not in names:
        raise click.ClickException(f"no organisation {organisation} works there")
    brought = listed.Brought(SYSTEM, municipality_id, names[fold(organisation)], publish)
    with writing(), speaking(MAIN):
        if isinstance(found, Exchange):
            report, problems, mended = _bring_exchange(brought, found)
        else:
            report, problems, mended = _bring_list(brought, found)
    for number, sentence in problems:
        click.echo(f"{number}: {sentence}", err=True)
    if broken:
        broken.write(mended)
    click.echo(
        f"{report.added} added, {report.changed} changed, {report.unchanged} as they were, "
        f"{len(problems)} with problems"
    )


def _read(file: BinaryIO) -> Exchange | list[SheetRow]:
    data = file.read()
    try:
        found = read_file(data, named_by_content(data, file.name))
        if isinstance(found, list):
            read_services(found[:1])
    except UnreadableExchange as error:
        raise click.ClickException("the file is no JSON list of entries in this layout") from error
    except SheetRefused as refused:
        raise click.ClickException(sheet_trouble(refused)) from refused
    except MissingColumns as missing:
        raise click.ClickException(f"the list has no column {', '.join(missing.headings)}") from missing
    if isinstance(found, Exchange) and found.has_more:
        click.echo("the file is one page of several: bring in the others too", err=True)
    return found


def _bring_list(brought: listed.Brought, sheet: list[SheetRow]) -> Outcome:
    report = listed.import_listed(brought, import_id=new_id(), reading=read_services(sheet))
    broken = broken_rows(report, HEADINGS)
    problems = [(row.number, " ".join(map(fault_sentence, row.faults))) for row in broken]
    return report, problems, csv_file(*rows_to_mend(broken, _("What is wrong"), fault_sentence))


def _bring_exchange(brought: listed.Brought, exchange: Exchange) -> Outcome:
    report = import_exchange(
        brought.actor,
        import_id=new_id(),
        municipality_id=brought.municipality_id,
        organisation_id=brought.organisation_id,
        rows=exchange.entries,
        publish=brought.publish,
    )
    problems = [(each["number"], problem_sentences(each)) for each in report.broken]
    rows = zip(report.broken, problems, strict=True)
    mended = [{**each["row"], PROBLEM: sentence} for each, (_number, sentence) in rows]
    return report, problems, json.dumps(mended, ensure_ascii=False, indent=1).encode()


@click.command("export-services")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--municipality", "code", required=True, help="Code of the municipality (four digits).")
def give_services(file: Path, code: str) -> None:
    """Give out the published services of a municipality in the data-inclusion layout."""
    rows, count = exchange_rows(), 0
    whole = file.with_name(f"{file.name}.part")  # until it is; an older file stays until then
    with whole.open("wb") as out, closing(JsonWriter(out)) as writer:
        writer.begin("", LISTS)
        for some in list_published(municipality_of(code).id):
            writer.add(rows(some))
            count += len(some)
    whole.replace(file)
    click.echo(f"{count} services")
