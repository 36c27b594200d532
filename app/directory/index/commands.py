"""What operators do with the index of the directory."""

import click

from app.core.actor import SYSTEM
from app.core.unit_of_work import writing
from app.directory.index.drawing import redraw
from app.network.queries import list_municipalities


@click.command("redraw-directory")
def redraw_directory() -> None:
    """Write the index of every directory again, after an upgrade that draws it otherwise; safe to repeat."""
    with writing():
        count = sum(redraw(SYSTEM, municipality_id=each.id) for each in list_municipalities())
    click.echo(f"{count} entries")
