"""What operators do with the competence catalogue."""

import click

from app.core.unit_of_work import writing
from app.skills.catalogue_files import CatalogueError, problems_of, read_catalogue
from app.skills.loader import load_catalogue as load_files


@click.command("load-catalogue")
def load_catalogue() -> None:
    """Load the competence catalogue from its files; safe to repeat."""
    try:
        files = read_catalogue()
    except CatalogueError as error:
        raise click.ClickException(str(error)) from error
    if problems := problems_of(files):
        raise click.ClickException("\n".join(problems))
    with writing():
        loaded = load_files(files)
    click.echo(f"{loaded.competences} competences loaded, {loaded.retired} retired")
