"""Grants in every state, made through the operations; inside a transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.network.grants import operations
from app.network.grants.models import Grant, GrantPayment
from app.network.grants.operations import Decision, Opinion, Payment, Request
from tests.factories.papers import a_pdf

ASKED_ON = date(2025, 2, 3)


def a_grant(actor: Actor, party_id: UUID, *, cents: int = 150_000, **values: Any) -> Grant:
    """Asked for."""
    asked = {
        "purpose": "Tapetes para a sala de ginástica",
        "asked_on": ASKED_ON,
        "asked_cents": cents,
        **values,
    }
    request = Request(party_id=party_id, **asked)
    return operations.ask(actor, grant_id=new_id(), municipality_id=actor.here(), request=request)


def judge(actor: Actor, grant: Grant) -> None:
    opinion = Opinion(
        opinion="Serve quarenta pessoas.", opinion_by="Ação Social", opinion_on=date(2025, 2, 20)
    )
    operations.judge(actor, grant=grant, version=grant.version, opinion=opinion)


def decide(actor: Actor, grant: Grant, cents: int | None) -> None:
    made = Decision(decided_on=date(2025, 3, 5), decided_cents=cents, decision="Deliberação de câmara.")
    operations.decide(actor, grant=grant, version=grant.version, decision=made)


def pay(actor: Actor, grant: Grant, cents: int, reference: str = "OP 12/2025") -> GrantPayment:
    payment = Payment(cents=cents, reference=reference, paid_on=date(2025, 4, 1))
    return operations.pay(actor, payment_id=new_id(), grant=grant, payment=payment)


def a_granted(actor: Actor, party_id: UUID, cents: int = 100_000, **values: Any) -> Grant:
    grant = a_grant(actor, party_id, **values)
    judge(actor, grant)
    decide(actor, grant, cents)
    return grant


def account(actor: Actor, grant: Grant) -> None:
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=grant.municipality_id, actor=actor)
    operations.account(
        actor,
        grant=grant,
        version=grant.version,
        on=date(2025, 11, 28),
        report="Comprados doze tapetes.",
        file_id=file.id,
    )


def one_of_each_grant(actor: Actor, organisation_id: UUID) -> dict[str, UUID | str]:
    """One in each state; the one that is named can still be changed, and has an opinion."""
    a_grant(actor, organisation_id, purpose="Pedido")
    named = a_grant(actor, organisation_id, purpose="Com parecer")
    judge(actor, named)
    refused = a_grant(actor, organisation_id, purpose="Indeferido")
    judge(actor, refused)
    decide(actor, refused, None)
    operations.withdraw(actor, grant=a_grant(actor, organisation_id, purpose="Retirado"))
    reported = a_granted(actor, organisation_id, purpose="Prestado")
    pay(actor, reported, 100_000)
    account(actor, reported)
    paid = a_granted(actor, organisation_id, purpose="Pago")
    mistake = pay(actor, paid, 60_000, "OP 1/2025")
    operations.reverse(actor, reversal_id=new_id(), grant=paid, payment=mistake)
    pay(actor, paid, 100_000, "OP 1/2025")
    granted = a_granted(actor, organisation_id)
    return {"grant_id": named.id, "payment_id": pay(actor, granted, 50_000).id}
