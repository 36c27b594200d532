"""Operator commands about backups: made, noted, brought back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from app.core import backup, backup_marks, clock, migrations, tombstones
from app.core.feature import AfterRestore, declared
from app.core.unit_of_work import writing


@click.command("backup")
@click.argument("place", type=click.Path(path_type=Path))
def make_backup(place: Path) -> None:
    """Keep the database and all files in a new folder, while the portal runs."""
    began_at = _moment()
    with _kept_or_said():
        manifest = backup.make(place)
        tombstones.begin()
    click.echo(f"{sum(manifest.rows.values())} rows and {manifest.files} files kept in {place}")
    if not _is_noted(began_at):
        click.echo("The database could not note that: devices keep their copies until the next backup.")
    click.echo("Keep SECRET_KEY with it: codes on papers derive from it.")
    click.echo(f"Keep {tombstones.place()} elsewhere, always the newest: a restore asks for it.")


@click.command("backup-noted")
@click.argument("instant")
def note_backup(instant: str) -> None:
    """Say that a backup made by another program is whole; INSTANT is when it began, such as
    2026-11-22T02:00:00Z. Devices with registrations then let go of their copies from before.
    """
    try:
        began_at = datetime.fromisoformat(instant)
    except ValueError as error:
        raise click.ClickException(f"{instant} is no instant such as 2026-11-22T02:00:00Z") from error
    if began_at.tzinfo is None:
        raise click.ClickException(f"{instant} needs its zone: add Z for UTC")
    if began_at > clock.now():
        raise click.ClickException(f"{instant} has not come yet")
    with writing():
        backup_marks.note_foreign_backup(began_at)
    click.echo("noted")


@click.command("restore-noted")
def note_restore() -> None:
    """Say that the database was brought back by another program: devices then send again what is missing."""
    with writing():
        backup_marks.note_restore()
    click.echo("noted")


@click.command()
@click.argument("place", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--without-tombstones",
    "is_without",
    is_flag=True,
    help="The file of tombstones is lost: whoever was erased after the backup comes back.",
)
def restore(place: Path, *, is_without: bool) -> None:
    """Fill an empty database and an empty folder of files from a backup, once it was checked.

    Whoever was erased since is erased again, before anybody works with it.
    """
    if not is_without:
        _demand_tombstones()
    with _kept_or_said():
        manifest = backup.bring_back(place)
    migrations.upgrade()
    with writing():
        backup_marks.note_restore()
        told = [] if is_without else [each.work() for each in declared(AfterRestore)]
    for each in told:
        click.echo(each)
    click.echo(
        f"{sum(manifest.rows.values())} rows and {manifest.files} files of {manifest.made_at} are back"
    )
    click.echo("Next: flask db upgrade, flask redraw-directory, flask audit-verify")


def _moment() -> datetime | None:
    """None where the database takes no writes, or is of the release before: a backup is made all the same."""
    try:
        return backup_marks.moment()
    except SQLAlchemyError:
        return None


def _is_noted(began_at: datetime | None) -> bool:
    if began_at is None:
        return False
    try:
        with writing():
            backup_marks.note_backup(began_at)
    except SQLAlchemyError:
        return False
    return True


def _demand_tombstones() -> None:
    """Before anything is written: who was erased since the backup was made."""
    if not tombstones.place().exists():
        raise click.ClickException(
            f"{tombstones.place()} is not there: it says who was erased since the backup was made. "
            "Bring it, or say --without-tombstones and erase them again by hand"
        )
    try:
        tombstones.known()
    except tombstones.ForeignTombstones as error:
        raise click.ClickException(
            f"{error.count} tombstones were made with another key: "
            "set TOMBSTONE_KEY, or SECRET_KEY, as it was then"
        ) from error


@contextmanager
def _kept_or_said() -> Iterator[None]:
    try:
        yield
    except backup.BackupError as error:
        raise click.ClickException(str(error)) from error
