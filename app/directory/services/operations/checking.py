"""Freshness: somebody checks an entry; whoever does not is asked to."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership, Staff
from app.accounts.roles import Role
from app.core import audit, records
from app.core.actor import Actor
from app.core.db import db
from app.directory.index.drawing import draw
from app.directory.index.permissions import demand_edit
from app.directory.services.models import Service, ServiceState
from app.directory.services.queries.services import today
from app.directory.services.reminders import is_to_remind
from app.network.queries import list_municipalities


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter: to whom, and which services wait to be checked."""

    to: str
    services: Sequence[Service]


def check_service(actor: Actor, *, service: Service) -> None:
    """Say that what stands there is true today: the clock starts again."""
    demand_edit(actor, service)
    service.checked(today(service.municipality_id))
    records.record(actor, "checked", service)
    draw(service)


def remind_owners(actor: Actor, *, send: Callable[[Reminder], None]) -> int:
    """Ask the owners of what is due (nightly); one letter each, at most once a month. How many services.

    The letter goes to the organisation's technicians here, else to the address of the service or its place.
    """
    reminded = 0
    for municipality in list_municipalities():
        day = today(municipality.id)
        due = [service for service in _due(municipality.id, day) if is_to_remind(service, day)]
        letters: dict[str, list[Service]] = defaultdict(list)
        technicians = _technicians(municipality.id)
        for service in due:
            service.reminded_on = day
            own = service.email or service.structure.email
            for to in technicians.get(service.structure.organisation_id) or filter(None, [own]):
                letters[to].append(service)
        for to in sorted(letters):
            send(Reminder(to, letters[to]))
        if due:
            audit.record(
                actor, "service.reminded", "service", municipality_id=municipality.id, count=len(due)
            )
        reminded += len(due)
    return reminded


def _due(municipality_id: UUID, day: date) -> Sequence[Service]:
    return db.session.scalars(
        select(Service)
        .where(
            Service.municipality_id == municipality_id,
            Service.state == ServiceState.PUBLISHED.value,
            or_(Service.due_on.is_(None), Service.due_on < day),
        )
        .options(joinedload(Service.structure))
        .order_by(Service.sort_key, Service.id)
    ).all()


def _technicians(municipality_id: UUID) -> dict[UUID, list[str]]:
    """The addresses of the partners' technicians by organisation."""
    rows = (
        select(Membership.organisation_id, Staff.email)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(
            Membership.municipality_id == municipality_id,
            Membership.role == Role.PARTNER_TECHNICIAN.value,
            Membership.ended_at.is_(None),
            Staff.suspended_at.is_(None),
        )
        .order_by(Staff.email)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for organisation_id, email in db.session.execute(rows):
        found[organisation_id].append(email)
    return found
