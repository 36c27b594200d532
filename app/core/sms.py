"""Short messages through a gateway, after the commit, as a job. Logs carry neither number nor text.

`SMS_DRIVER` chooses the gateway (app/core/sms_gateways.py): "" (none: the printed call list serves), "http",
or "dry-run", which sends nothing and logs that it would have. What left is counted, for it is charged.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, jobs
from app.core.db import Base, Id, Instant, MunicipalityScope, db, new_id
from app.core.privacy import PLAIN
from app.core.sms_gateways import DryRun, Text, find_gateway
from app.core.sms_parts import parts
from app.core.unit_of_work import writing

LONGEST = 306
"""Letters of a text: two parts in the GSM alphabet, up to five in others."""


FIRST, LAST = time(9), time(20)
"""From when until when they leave: they wake people."""


class ShortMessage(Base, MunicipalityScope):
    """That a short message was asked for on a day there and, once it left, when: nothing of whom it was for.

    `parts` are what it is charged in.
    """

    __tablename__ = "short_message"

    id: Mapped[Id]
    asked_on: Mapped[date] = mapped_column(index=True, info=PLAIN)
    parts: Mapped[int] = mapped_column(info=PLAIN)
    sent_at: Mapped[Instant | None]


class SmsNotConfigured(RuntimeError):
    """SMS_DRIVER is not set."""


def is_configured() -> bool:
    return find_gateway() is not None


def queue(*, to: str, text: str, municipality_id: UUID, zone: str, job_id: UUID | None = None) -> UUID | None:
    """Send a short message once the current transaction has committed, by day in the municipality's zone.

    Gives the job; None in a dry run, which reaches nobody.
    """
    on = clock.today(zone)
    cut = text[:LONGEST]
    message = ShortMessage(id=new_id(), municipality_id=municipality_id, asked_on=on, parts=parts(cut))
    db.session.add(message)
    payload = {"id": str(message.id), "to": to, "text": cut, "zone": zone}
    queued = jobs.enqueue("sms.send", payload, job_id=job_id)
    return None if isinstance(find_gateway(), DryRun) else queued


@jobs.handler("sms.send")
def send(payload: jobs.Payload) -> None:
    if "id" not in payload:
        return  # of a release that had only dry runs
    gateway = find_gateway()
    if gateway is None:
        raise SmsNotConfigured
    message_id = UUID(payload["id"])
    has_left = db.session.get_one(ShortMessage, message_id).sent_at is not None
    db.session.rollback()  # the gateway may take its time
    if has_left:
        return
    if night_ends := _end_of_night(payload["zone"]):
        raise jobs.NotNow(night_ends)
    if gateway.send(Text(payload["id"], payload["to"], payload["text"])):
        with writing():
            db.session.get_one(ShortMessage, message_id).sent_at = clock.now()


def _end_of_night(zone: str) -> datetime | None:
    """When messages may leave again there; None by day."""
    here = clock.now().astimezone(ZoneInfo(zone))
    if FIRST <= here.time() < LAST:
        return None
    day = here.date() + timedelta(days=here.time() >= LAST)
    return datetime.combine(day, FIRST, ZoneInfo(zone)).astimezone(UTC)
