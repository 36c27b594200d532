"""A sealed record arrives: kept before anybody looks into it, and known again however often it comes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from app.core import clock, jobs, records, throttle
from app.core.actor import SYSTEM, Actor
from app.core.db import db, new_id
from app.core.encryption import Unreadable
from app.core.errors import DomainError
from app.outreach.deliveries.envelope import Envelope
from app.outreach.deliveries.models import FieldRecord
from app.outreach.packs.keys import read_carried
from app.outreach.packs.queries import find_pack

OPEN = "outreach.open"
"""The job that looks into one record."""
MOST_IN_AN_HOUR = 10_000
"""Of one device, or of one of the staff: five times what a tablet can hold, several times over."""


class NotTheirs(DomainError):
    """It was made for a municipality in which whoever hands it over may register nobody."""

    status = 422


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Who hands over: an enrolled device, staff or both, for which municipalities; `home` is theirs."""

    device_id: UUID | None
    staff: Actor | None
    municipalities: frozenset[UUID]
    home: UUID

    @property
    def actor(self) -> Actor:
        return self.staff or SYSTEM


@dataclass(frozen=True, slots=True)
class Receipt:
    """When it was received. `is_other`: another one came under that id before, see `keep_other`."""

    received_at: datetime
    is_new: bool = False
    is_other: bool = False


def receive(deliverer: Deliverer, envelope: Envelope) -> Receipt:
    """Keep a record; raises NotTheirs, Throttled. The transaction's commit makes it safe to say so."""
    throttle.use("outreach.records", deliverer.device_id or deliverer.actor.id or "", MOST_IN_AN_HOUR)
    kept = db.session.get(FieldRecord, envelope.record_id)
    if kept is None:
        return Receipt(_keep(deliverer, envelope, envelope.record_id).received_at, is_new=True)
    if kept.digest == envelope.digest and kept.municipality_id in deliverer.municipalities:
        return Receipt(kept.received_at)
    _whence(deliverer, envelope)  # before anything is said of it
    twin = db.session.get(FieldRecord, _twin_of(envelope))
    return Receipt(twin.received_at if twin else clock.now(), is_other=True)


def keep_other(deliverer: Deliverer, envelope: Envelope) -> None:
    """Keep what came under an id that another one has, beside it: nothing that arrived is lost. A person
    compares the two; the same once more changes nothing.
    """
    if db.session.get(FieldRecord, _twin_of(envelope)) is None:
        _keep(deliverer, envelope, _twin_of(envelope))


def _twin_of(envelope: Envelope) -> UUID:
    return uuid5(envelope.record_id, envelope.digest)


def _keep(deliverer: Deliverer, envelope: Envelope, record_id: UUID) -> FieldRecord:
    made_by, where = _whence(deliverer, envelope)
    record = FieldRecord(
        id=record_id,
        municipality_id=where,
        pack_id=envelope.pack_id,
        device_id=deliverer.device_id,
        made_by=made_by,
        origin="tablet",
        digest=envelope.digest,
        box=envelope.box,
        carried=envelope.carried,
        same_as=envelope.record_id if record_id != envelope.record_id else None,
        received_at=clock.now(),
    )
    records.add(deliverer.actor, record, act="received")
    queue(record)
    return record


def queue(record: FieldRecord, *, answered_by: UUID | None = None) -> None:
    """Have it opened once this transaction has committed; the job finds itself by its id. `answered_by`: in
    whose name, if not of whoever prepared for it.
    """
    job_id = new_id()
    payload = {"record_id": str(record.id), "job_id": str(job_id)}
    if answered_by:
        payload["answered_by"] = str(answered_by)
    jobs.enqueue(OPEN, payload, job_id=job_id)


def _whence(deliverer: Deliverer, envelope: Envelope) -> tuple[UUID | None, UUID]:
    """Who prepared for it, and for which municipality: by the pack, or by what the device carried of one that
    this database lacks. Nobody can tell of one that we did not make: then it is where it was handed over.
    """
    pack = find_pack(envelope.pack_id)
    if pack is not None:
        made_by, where = pack.prepared_by, pack.municipality_id
    else:
        try:
            found = read_carried(envelope.carried, envelope.pack_id)
        except Unreadable:
            return None, deliverer.home
        made_by, where = found.prepared_by, found.municipality
    if where not in deliverer.municipalities:
        raise NotTheirs
    return made_by, where
