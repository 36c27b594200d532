"""Grants of the demo in each state. All invented."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.grants import operations
from app.network.grants.models import Grant
from app.network.grants.operations import Decision, Opinion, Payment, Request

Entry = dict[str, Any]


def write_grants() -> None:
    """Everything of grants.toml; days stand there as days from today."""
    for entry in read_file(Path(__file__).with_suffix(".toml"))["grant"]:
        _write(entry)


def _write(entry: Entry) -> None:
    actor, asked = actor_named("Duarte Sobral"), entry["asked"]
    request = Request(
        party_id=id_of(entry["party"]),
        purpose=entry["purpose"],
        asked_on=_from_today(asked),
        asked_cents=entry["cents"],
    )
    grant_id = id_of(f"grant {entry['purpose']}")
    grant = operations.ask(actor, grant_id=grant_id, municipality_id=AMIEIRA, request=request)
    if words := entry.get("opinion"):
        opinion = Opinion(
            opinion=words, opinion_by="Gabinete de Ação Social", opinion_on=_from_today(asked + 10)
        )
        operations.judge(actor, grant=grant, version=grant.version, opinion=opinion)
    if "decided" in entry or "refused" in entry:
        decision = Decision(
            decided_on=_from_today(asked + 25),
            decided_cents=entry.get("decided"),
            decision="Deliberação da reunião de câmara.",
        )
        operations.decide(actor, grant=grant, version=grant.version, decision=decision)
    _pay(grant, entry)
    if "withdrawn" in entry:
        operations.withdraw(actor, grant=grant)


def _pay(grant: Grant, entry: Entry) -> None:
    actor = actor_named("Duarte Sobral")
    for reference, days, cents in entry.get("paid", ()):
        payment = Payment(cents=cents, reference=reference, paid_on=_from_today(days))
        payment_id = id_of(f"{reference} of {grant.purpose}")
        operations.pay(actor, payment_id=payment_id, grant=grant, payment=payment)
    if report := entry.get("report"):
        operations.account(
            actor, grant=grant, version=grant.version, on=_from_today(-250), report=report, file_id=None
        )


def _from_today(days: int) -> date:
    return clock.today("Europe/Lisbon") + timedelta(days=days)
