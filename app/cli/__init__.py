"""Operator commands of core; those of features are declared by them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

import click
from flask import Flask
from sqlalchemy.exc import DatabaseError

from app.cli.backups import make_backup, note_backup, note_restore, restore
from app.core import (
    acknowledgements,
    anchors,
    files,
    idempotency,
    jobs,
    reinspection,
    rekeying,
    slow_senders,
    task_files,
    tasks,
    throttle,
    verification,
)
from app.core.config import settings
from app.core.encryption import demand_keys
from app.core.errors import Busy
from app.core.feature import Nightly, Retention, declared
from app.core.key_file import MissingKey
from app.core.unit_of_work import reading, writing
from app.core.worker import listening, step_back, work


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    everyday = worker, retry_jobs, nightly, retention
    kept = make_backup, note_backup, restore, note_restore, rotate_keys, check_keys
    for command in (*everyday, verify_audit, acknowledge, *kept, check_files, check_proxy):
        app.cli.add_command(command)


@click.command()
@click.option("--rounds", type=int, help="End after so many rounds (default: never).")
def worker(rounds: int | None) -> None:
    """Carry out jobs, seal the audit trail, anchor it every hour, until SIGTERM or Ctrl-C."""
    demand_keys()
    if rounds is None:
        step_back()
    with listening() as asked:
        work(asked, rounds=rounds)


@click.command("retry-jobs")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Asked for on this day (UTC) or later."
)
def retry_jobs(since: datetime) -> None:
    """Try again what was given up, such as mail after the mail server was away for days."""
    with writing():
        count = jobs.retry_dead(since=since.replace(tzinfo=UTC))
    click.echo(f"jobs queued again: {count}")


_with_letters = click.option(
    "--anchors",
    "letters",
    type=click.File(errors="replace"),
    multiple=True,
    help="Another text with anchors in it, such as a saved letter (may be repeated).",
)


@click.command("audit-verify")
@_with_letters
def verify_audit(letters: Sequence[TextIO]) -> None:
    """Recompute the audit chain and compare it with its anchors; ends with 1 when something does not fit."""
    verdict = _verdict(letters)
    since = f", the first since {verdict.waiting_since:%Y-%m-%d %H:%M} UTC" if verdict.waiting_since else ""
    click.echo(f"{verdict.checked} links and {verdict.anchors} anchors checked")
    click.echo(f"{verdict.waiting} entries wait for the sealer{since}")
    for fault, found in verdict.explained:
        click.echo(f"- acknowledged by {found.by} on {found.at:%Y-%m-%d} ({found.why}): {fault}")
    for fault in verdict.faults:
        click.echo(f"- {fault}" + (f" [{fault.code}]" if fault.code else ""))
    if verdict.untold:
        click.echo(f"- and {verdict.untold} more. Is this the AUDIT_KEY or SECRET_KEY it was written with?")
    if verdict.faults:
        raise click.ClickException("the audit trail is not what it was: keep the database as it is")


@click.command("audit-acknowledge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--by", required=True, help="Who answers for the explanation.")
@click.option("--why", required=True, help="How it came about.")
@_with_letters
def acknowledge(codes: Sequence[str], by: str, why: str, letters: Sequence[TextIO]) -> None:
    """Write into the trail how faults came about that audit-verify tells, each by its code in brackets."""
    found = {fault.code: fault for fault in _verdict(letters).faults if fault.code}
    if unknown := [code for code in codes if code not in found]:
        raise click.ClickException(f"audit-verify tells of nothing with the code {', '.join(unknown)}")
    with writing():
        for fault in (found[code] for code in dict.fromkeys(codes)):
            for fault_id in fault.ids:
                acknowledgements.acknowledge(fault_id, by=by, why=why, what=str(fault))
            click.echo(f"acknowledged: {fault}")


def _verdict(letters: Sequence[TextIO]) -> verification.Verdict:
    """What is found in the trail, compared with the anchors that were kept and with those of letters."""
    try:
        texts = [anchors.kept(), *(each.read() for each in letters)]  # first: the trail only grows
    except OSError as error:
        raise click.ClickException(f"the anchors cannot be read: {error}") from error
    try:
        with reading():
            return verification.verify(texts)
    except DatabaseError as error:
        raise click.ClickException(f"the trail cannot be read: {error.orig}") from error


@click.command("keys-rotate")
def rotate_keys() -> None:
    """Write anew what older keys wrote, with those in use, while the portal runs; may be stopped."""
    with _readable_or_said():
        for step in rekeying.rotate():
            click.echo(_told(step))
        _tell(rekeying.check())


@click.command("keys-check")
def check_keys() -> None:
    """Read every encrypted value, and say which keys are needed; ends with 1 when one cannot be read."""
    with _readable_or_said():
        _tell(rekeying.check())


def _told(step: rekeying.Step) -> str:
    return f"{step.where}: {step.done} values written anew"


def _tell(verdict: rekeying.Verdict) -> None:
    for (kind, name), count in sorted(verdict.used.items()):
        click.echo(f"{kind} key {name}: {count} values")
    for where, count in verdict.plain.items():
        click.echo(f"{where}: {count} values are not encrypted yet; keys-rotate does it")
    for kind, name in verdict.unused():
        click.echo(f"{kind} key {name}: not needed. Remove it when keys-check says so tomorrow as well")
    for about in verdict.unreadable:
        click.echo(f"- {about} is not what was written there")
    if verdict.unreadable:
        raise click.ClickException(f"{len(verdict.unreadable)} values cannot be read")


@contextmanager
def _readable_or_said() -> Iterator[None]:
    try:
        yield
    except MissingKey as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.option("--apply", "is_meant", is_flag=True, help="Erase; without it the command only counts.")
def retention(*, is_meant: bool) -> None:
    """Erase what was kept long enough, and people whose notice is over, at most ERASE_AT_MOST in one run."""
    with writing():
        for each in declared(Retention):
            click.echo(each.expire(is_meant))


@click.command()
def nightly() -> None:
    """What every night does: what each feature declares for it, forgetting, and writing with present keys."""
    for each in declared(Nightly):
        with writing():
            each.work(settings())
    with writing():
        throttle.forget_old()
        idempotency.forget_old()
        jobs.forget_done()
        tasks.forget_old()
    with reading():
        task_files.forget(tasks.list_ids())
    files.forget_drafts()
    with _readable_or_said():
        for step in rekeying.rotate():
            click.echo(_told(step))


@click.command("check-files")
def check_files() -> None:
    """Look into every kept file as if it came today; ends with 1 when one would be refused."""
    checked = refused = 0
    try:
        for each in reinspection.inspect_kept():
            checked += 1
            if each.why:
                refused += 1
                click.echo(f"- {each}")
    except Busy as error:
        raise click.ClickException("no parser could be started: see the log") from error
    click.echo(f"{checked} files checked")
    if refused:
        raise click.ClickException(
            f"{refused} of them would be refused today: see docs/operation.md, Files that people send"
        )


@click.command("check-proxy")
@click.option("--url", help="Where the public reaches the portal (default: PUBLIC_URL).")
@click.option("--senders", type=int, default=40, show_default=True, help="How many send slowly at once.")
@click.option("--patience", type=float, default=150, show_default=True, help="Seconds that they hold on.")
def check_proxy(url: str | None, senders: int, patience: float) -> None:
    """Send bodies slowly from here, and tell whether others wait; ends with 1 when they do."""
    address = url or settings().public_url
    if not address:
        raise click.ClickException("PUBLIC_URL is not set; give --url https://…")
    try:
        found = slow_senders.try_out(address, senders=senders, patience=patience)
    except OSError as error:
        raise click.ClickException(f"{address} cannot be tried: {error}") from error
    click.echo(
        f"the longest wait for a page: {found.calm:.2f} s in calm, {found.beside:.2f} s beside {senders}"
    )
    if found.others_wait:
        raise click.ClickException("others wait for slow senders: see docs/operation.md, Behind a proxy")
    if found.ended_after is None:
        raise click.ClickException(f"slow senders were still there after {patience:.0f} s")
    click.echo(f"slow senders were sent away after {found.ended_after:.0f} s")
