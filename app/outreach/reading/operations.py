"""What was read off another device's screen is received as if that device had sent it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.actor import Actor
from app.core.permission import Permission
from app.outreach.deliveries.envelope import Envelope
from app.outreach.deliveries.operations.receiving import Deliverer, NotTheirs, keep_other, receive


@dataclass(frozen=True, slots=True)
class Handed:
    """How many were new, known already, and not taken, for they belong elsewhere."""

    new: int
    known: int
    refused: int


def hand_over(actor: Actor, *, envelopes: Iterable[Envelope]) -> Handed:
    """Each by itself: one that is not taken keeps no other from being taken. Raises Throttled."""
    actor.demand(Permission.OUTREACH_REGISTER)
    where = actor.municipalities(Permission.OUTREACH_REGISTER)
    deliverer = Deliverer(None, actor, where, actor.here())
    took = [_take(deliverer, each) for each in envelopes]
    return Handed(new=took.count("new"), known=took.count("known"), refused=took.count("refused"))


def _take(deliverer: Deliverer, envelope: Envelope) -> str:
    try:
        receipt = receive(deliverer, envelope)
    except NotTheirs:
        return "refused"
    if receipt.is_other:
        keep_other(deliverer, envelope)
    return "new" if receipt.is_new or receipt.is_other else "known"
