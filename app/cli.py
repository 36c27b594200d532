"""Operator commands."""

import click
from flask import Flask

from app.core import audit, jobs
from app.core.unit_of_work import writing


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    for command in (worker, verify_audit):
        app.cli.add_command(command)


@click.command()
@click.option("--rounds", type=int, help="End after so many rounds (default: never).")
def worker(rounds: int | None) -> None:
    """Carry out jobs and seal the audit trail."""
    jobs.work(rounds=rounds)


@click.command("audit-verify")
def verify_audit() -> None:
    """Recompute the audit chain; ends with 1 when it is broken."""
    with writing():
        audit.seal()
    verdict = audit.verify()
    click.echo(f"{verdict.checked} links checked, {verdict.unsealed} entries not sealed yet")
    if verdict.broken_at is not None:
        raise click.ClickException(f"the chain is broken at position {verdict.broken_at}")
