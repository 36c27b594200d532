"""Operator commands."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO
from uuid import UUID

import click
from flask import Flask, current_app

from app.accounts import queries as accounts
from app.accounts.errors import MembershipExists, PasswordTooWeak
from app.accounts.services import create_admin
from app.accounts.wording import WEAKNESSES
from app.core import audit, backup, clock, idempotency, jobs, throttle
from app.core.actor import SYSTEM
from app.core.config import Config
from app.core.db import new_id
from app.core.i18n import MAIN, speaking
from app.core.text import fold, tidy
from app.core.unit_of_work import writing
from app.directory import letters
from app.directory import queries as services_read
from app.directory import services as directory
from app.directory.models import Service
from app.directory.service_wording import problem_sentence
from app.directory.services.shelves import expire_offers
from app.network import official_codes
from app.network import queries as network
from app.network.services import Report, import_municipalities, import_parishes
from app.people.retention import count_idle
from app.skills import services as skills
from app.skills.catalogue_files import CatalogueError, problems_of, read_catalogue
from app.skills.loader import load_catalogue as load_files
from app.workshops import services as workshops


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    for command in (
        worker,
        retry_jobs,
        verify_audit,
        make_backup,
        restore,
        new_admin,
        new_municipalities,
        new_parishes,
        bring_services,
        give_services,
        redraw_directory,
        load_catalogue,
        nightly,
        retention,
    ):
        app.cli.add_command(command)


@click.command()
@click.option("--rounds", type=int, help="End after so many rounds (default: never).")
def worker(rounds: int | None) -> None:
    """Carry out jobs and seal the audit trail."""
    jobs.work(rounds=rounds)


@click.command("retry-jobs")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Asked for on this day (UTC) or later."
)
def retry_jobs(since: datetime) -> None:
    """Try again what was given up, such as mail after the mail server was away for days."""
    with writing():
        count = jobs.retry_dead(since=since.replace(tzinfo=UTC))
    click.echo(f"jobs queued again: {count}")


@click.command("audit-verify")
def verify_audit() -> None:
    """Recompute the audit chain; ends with 1 when it is broken."""
    with writing():
        audit.seal()
    verdict = audit.verify()
    click.echo(f"{verdict.checked} links checked, {verdict.unsealed} entries not sealed yet")
    if verdict.broken_at is not None:
        raise click.ClickException(f"the chain is broken at position {verdict.broken_at}")


@click.command("backup")
@click.argument("place", type=click.Path(path_type=Path))
def make_backup(place: Path) -> None:
    """Keep the database and all files in a new folder, while the portal runs."""
    with _kept_or_said():
        manifest = backup.make(place)
    click.echo(f"{sum(manifest.rows.values())} rows and {manifest.files} files kept in {place}")
    click.echo("Keep SECRET_KEY with it: codes on papers derive from it.")


@click.command()
@click.argument("place", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(place: Path) -> None:
    """Fill an empty database and an empty folder of files from a backup, once it was checked."""
    with _kept_or_said():
        manifest = backup.bring_back(place)
    click.echo(
        f"{sum(manifest.rows.values())} rows and {manifest.files} files of {manifest.made_at} are back"
    )
    click.echo("Next: flask db upgrade, flask redraw-directory, flask audit-verify")


@contextmanager
def _kept_or_said() -> Iterator[None]:
    try:
        yield
    except backup.BackupError as error:
        raise click.ClickException(str(error)) from error


@click.command("create-admin")
@click.option("--municipality", "code", prompt="Code of the municipality (four digits)")
@click.option("--name", prompt="Name of the administrator")
@click.option("--email", prompt="E-mail, to sign in with")
def new_admin(code: str, name: str, email: str) -> None:
    """Make an administrator of a municipality; asks for a password unless the account exists."""
    name, email = tidy(name), tidy(email)
    municipality = network.find_municipality_by_code(code)
    if municipality is None:
        raise click.ClickException(f"no municipality {code} here: see import-municipalities")
    if not name or "@" not in email:
        raise click.ClickException("a name and a whole address are needed")
    is_known = accounts.find_staff_by_email(email) is not None
    municipality_id = municipality.id
    password = "" if is_known else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with writing():
            staff = create_admin(
                SYSTEM, name=name, email=email, password=password, municipality_id=municipality_id
            )
    except PasswordTooWeak as weak:
        raise click.ClickException(str(WEAKNESSES[weak.weakness])) from weak
    except MembershipExists as error:
        raise click.ClickException("this account is an administrator there already") from error
    click.echo(f"{staff.name} can sign in and administer {municipality.name}.")


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
    municipality_id = _municipality(code)
    names = {fold(each.name): each.id for each in network.list_organisations(municipality_id)}
    if fold(organisation) not in names:
        raise click.ClickException(f"no organisation {organisation} works there")
    try:
        rows = directory.read_exchange(file.read())
    except directory.UnreadableExchange as error:
        raise click.ClickException("the file is no JSON list of entries in this layout") from error
    with writing(), speaking(MAIN):
        report = directory.import_exchange(
            SYSTEM,
            import_id=new_id(),
            municipality_id=municipality_id,
            organisation_id=names[fold(organisation)],
            rows=rows,
            publish=publish,
        )
        problems = [(each, problem_sentence(each["problem"], each["field"])) for each in report.broken]
    for each, sentence in problems:
        click.echo(f"{each['number']}: {sentence}", err=True)
    if broken:
        mended = [{**each["row"], directory.PROBLEM: sentence} for each, sentence in problems]
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
    found = services_read.list_published(_municipality(code))
    json.dump(directory.export_exchange(found), file, ensure_ascii=False, indent=1)
    click.echo(f"{len(found)} services")


@click.command("redraw-directory")
def redraw_directory() -> None:
    """Write the index of every directory again, after an upgrade that draws it otherwise; safe to repeat."""
    with writing():
        count = sum(
            directory.redraw(SYSTEM, municipality_id=each.id) for each in network.list_municipalities()
        )
    click.echo(f"{count} entries")


def _municipality(code: str) -> UUID:
    found = network.find_municipality_by_code(code)
    if found is None:
        raise click.ClickException(f"no municipality {code} here: see import-municipalities")
    return found.id


def _page_of(settings: Config, service: Service) -> str:
    """The address of a service, where the installation has a public name; commands know no other."""
    return f"{settings.public_url}/directory/services/{service.id}" if settings.public_url else ""


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


@click.command()
@click.option("--apply", "is_meant", is_flag=True, help="Erase; without it the command only counts.")
def retention(*, is_meant: bool) -> None:
    """Erase lists whose time is over; count participants whose record a person must decide about."""
    with writing():
        lists = skills.erase_unclaimed(SYSTEM) if is_meant else len(skills.list_unclaimed())
        if is_meant:
            audit.record(SYSTEM, "retention.applied", "inventory", count=lists)
    click.echo(f"{lists} lists {'erased' if is_meant else 'would be erased; --apply erases them'}")
    click.echo(f"{count_idle(clock.now().date())} participants without activity wait for a decision")


@click.command()
def nightly() -> None:
    """What every night does: remind of sessions and of stale entries, keep lists with places, forget."""
    settings: Config = current_app.settings  # type: ignore[attr-defined]
    with writing():
        workshops.keep_lists(SYSTEM)
        workshops.remind(SYSTEM, days=settings.reminder_days)
    with writing():
        directory.remind_owners(
            SYSTEM, send=lambda reminder: letters.send(reminder, partial(_page_of, settings))
        )
        directory.forget_imports()
        expire_offers(SYSTEM, today=clock.today("Atlantic/Azores"))  # where the day ends last
    with writing():
        throttle.forget_old()
        idempotency.forget_old()
        jobs.forget_done()
