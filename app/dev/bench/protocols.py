"""A protocol for the benchmark: one of the demo's, on which much rests and by which much is owed."""

from collections.abc import Iterator
from uuid import UUID

from app.core.db import db, new_id
from app.dev.bench.rows import Row, Servers, page_rows, signed_in
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory.slots.models import DropInSlot
from app.network.protocols.operations.parts import Duty, add_obligation
from app.network.protocols.queries.protocols import get_protocol
from app.workshops.planning.models.series import Workshop, WorkshopBasis

COORDINATOR = "Duarte Sobral"
TITLE = "Protocolo de parceria do Quiosque da Vida Ativa"
OWED, RESTING = 12, 10


def plan_protocol() -> UUID:
    """Let more be owed by it, and let the demo's slots and series rest on it; inside a transaction."""
    actor = actor_named(COORDINATOR)
    protocol = get_protocol(actor, id_of(f"protocol {TITLE}"))
    for number in range(OWED):
        side = protocol.sides[number % len(protocol.sides)]
        duty = Duty(side_id=side.id, what=f"Ceder a sala, tarde {number}.", owner_id=actor.id)
        add_obligation(actor, obligation_id=new_id(), protocol=protocol, duty=duty)
    for slot in db.session.query(DropInSlot).order_by(DropInSlot.id).limit(RESTING):
        slot.protocol_id = protocol.id
    named = db.session.query(WorkshopBasis.workshop_id)
    series = db.session.query(Workshop.id).filter(
        Workshop.municipality_id == AMIEIRA, ~Workshop.id.in_(named)
    )
    for (workshop_id,) in series.order_by(Workshop.id).limit(RESTING):
        what = {"workshop_id": workshop_id, "protocol_id": protocol.id, "municipality_id": AMIEIRA}
        db.session.add(WorkshopBasis(**what))
    return protocol.id


def protocol_rows(servers: Servers, protocol: str) -> Iterator[Row]:
    """The page of a protocol against its bare twin."""
    staff = signed_in(servers.product, COORDINATOR)
    yield from page_rows(servers, staff, "protocol page", f"/protocols/{protocol}", f"/protocol/{protocol}")
