"""Freshness: somebody checks an entry; whoever does not is asked to."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership, Staff
from app.accounts.roles import Role
from app.core import audit, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.i18n import MAIN
from app.directory.index.drawing import draw
from app.directory.index.permissions import demand_edit
from app.directory.services.models import Service, ServiceState
from app.directory.services.queries.services import today
from app.directory.services.reminders import is_to_remind
from app.network.links.models import PartnerLink
from app.network.links.operations import make_link
from app.network.links.queries import links_of
from app.network.queries import list_municipalities

CHECK = "service-check"
"""The purpose of the links by which owners without an account say whether an entry is true."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter: to whom, and which services wait to be checked; `links` by service where there is no
    account.
    """

    to: str
    services: Sequence[Service]
    links: Mapping[UUID, PartnerLink]


def check_service(actor: Actor, *, service: Service) -> None:
    """Say that what stands there is true today: the clock starts again."""
    demand_edit(actor, service)
    confirm_service(actor, service=service)


def confirm_service(actor: Actor, *, service: Service) -> None:
    """The same, of somebody who was asked about it: the caller knows by what."""
    service.checked(today(service.municipality_id))
    records.record(actor, "checked", service)
    draw(service)


def ask_owner(
    actor: Actor, *, service: Service, link_id: UUID, recipient: str, email: str, language: str
) -> PartnerLink:
    """A link by which whoever holds it says whether the entry is true; the same id is the same link."""
    return make_link(
        actor,
        link_id=link_id,
        municipality_id=service.municipality_id,
        purpose=CHECK,
        thing_id=service.id,
        about=service.name,
        recipient=recipient,
        party_id=service.organisation_id,
        email=email,
        language=language,
    )


def remind_owners(actor: Actor, *, send: Callable[[Reminder], None]) -> int:
    """Ask the owners of what is due (nightly); one letter each, at most once a month. How many services.

    The letter goes to the organisation's technicians here, else, with a link for each service, to the address
    of the service or its place.
    """
    reminded = 0
    for municipality in list_municipalities():
        day = today(municipality.id)
        due = [service for service in _due(municipality.id, day) if is_to_remind(service, day)]
        letters: dict[str, list[Service]] = defaultdict(list)
        links: dict[str, dict[UUID, PartnerLink]] = defaultdict(dict)
        technicians = _technicians(municipality.id)
        for service in due:
            service.reminded_on = day
            own, account = service.email or service.structure.email, service.structure.organisation_id
            for to in technicians.get(account) or filter(None, [own]):
                letters[to].append(service)
                if account not in technicians:
                    links[to][service.id] = _standing_link(actor, service, to)
        for to in sorted(letters):
            send(Reminder(to, letters[to], links[to]))
        if due:
            audit.record(
                actor, "service.reminded", "service", municipality_id=municipality.id, count=len(due)
            )
        reminded += len(due)
    return reminded


def _standing_link(actor: Actor, service: Service, email: str) -> PartnerLink:
    """The link that was sent there before, as long as it works, else a new one."""
    sent = links_of(service.municipality_id, CHECK, service.id)
    known = next((each for each in sent if each.is_open and each.email == email), None)
    name = service.contact_name or service.structure.name
    return known or ask_owner(
        actor, service=service, link_id=new_id(), recipient=name, email=email, language=MAIN
    )


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
