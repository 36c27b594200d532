"""What operators do with services: in and out in the data-inclusion layout."""

import json
from typing import BinaryIO, TextIO

import click

from app.core.actor import SYSTEM
from app.core.db import new_id
from app.core.i18n import MAIN, speaking
from app.core.text import fold
from app.core.unit_of_work import writing
from app.directory.services.operations.exporting import export_exchange
from app.directory.services.operations.imported_rows import PROBLEM
from app.directory.services.operations.importing import (
    UnreadableExchange,
    import_exchange,
    read_exchange,
)
from app.directory.services.queries.services import list_published
from app.directory.services.wording import problem_sentences
from app.network.commands import municipality_of
from app.network.queries import list_organisations


@click.command("import-services")
@click.argument("file", type=click.File("rb"))
@click.option("--municipality", "code", required=True, help="Code of the municipality (four digits).")
@click.option("--organisation", required=True, help="Name of the organisation the new places belong to.")
@click.option("--publish", is_flag=True, help="Publish new services; without it they are proposed.")
@click.option("--broken", type=click.File("w", encoding="utf-8"), help="Where rows with a problem go.")
def bring_services(
    file: BinaryIO, code: str, organisation: str, *, publish: bool, broken: TextIO | None
) -> None:
    """Bring in services in the data-inclusion layout; safe to repeat."""
    try:
        rows = read_exchange(file.read())
    except UnreadableExchange as error:
        raise click.ClickException("the file is no JSON list of entries in this layout") from error
    municipality_id = municipality_of(code).id
    names = {fold(each.name): each.id for each in list_organisations(municipality_id)}
    if fold(organisation) not in names:
        raise click.ClickException(f"no organisation {organisation} works there")
    with writing(), speaking(MAIN):
        report = import_exchange(
            SYSTEM,
            import_id=new_id(),
            municipality_id=municipality_id,
            organisation_id=names[fold(organisation)],
            rows=rows,
            publish=publish,
        )
        problems = [(each, problem_sentences(each)) for each in report.broken]
    for each, sentence in problems:
        click.echo(f"{each['number']}: {sentence}", err=True)
    if broken:
        mended = [{**each["row"], PROBLEM: sentence} for each, sentence in problems]
        json.dump(mended, broken, ensure_ascii=False, indent=1)
    click.echo(
        f"{report.added} added, {report.changed} changed, {report.unchanged} as they were, "
        f"{len(problems)} with problems"
    )


@click.command("export-services")
@click.argument("file", type=click.File("w", encoding="utf-8"))
@click.option("--municipality", "code", required=True, help="Code of the municipality (four digits).")
def give_services(file: TextIO, code: str) -> None:
    """Give out the published services of a municipality in the data-inclusion layout."""
    found = list_published(municipality_of(code).id)
    json.dump(export_exchange(found), file, ensure_ascii=False, indent=1)
    click.echo(f"{len(found)} services")
