"""Who signed up: a full series with a line, an offer nobody answered, requests, a name left at the kiosk."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL, actor_named
from app.dev.demo.terminal import terminal_actor
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.skills.models.inventory import Inventory, InventoryState
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.sign_ups import sign_up_by_name, sign_up_with_list
from app.workshops.enrolments.operations.waiting import note_reached, note_try
from app.workshops.planning.models.series import Admission, Workshop
from app.workshops.planning.operations.series import Plan, create_workshop, open_workshop
from app.workshops.planning.operations.sessions import Appointment, add_session

WITH_PHONE = ("912 345 601", "912 345 602 (vizinha)", "963 456 703", "934 567 804")


def write_enrolments() -> None:
    """Sewing is full and meets tomorrow; the micro-initiatives workshop takes requests."""
    actor = actor_named("Inês Carvalhal")
    everybody = people()
    for person, phone in zip(everybody, WITH_PHONE, strict=False):
        add_contact(actor, contact_id=new_id(), participant=person, kind="phone", value=phone)
    tomorrow = clock.today(get_zone(AMIEIRA)) + timedelta(days=1)
    sewing = _sewing(actor, tomorrow, everybody)
    requests = series(
        actor,
        "Do jeito ao negócio",
        "micro_initiatives",
        [_afternoon(tomorrow + timedelta(days=9, weeks=week)) for week in range(4)],
        capacity=10,
        admission=Admission.ON_REQUEST,
    )
    for person in everybody[8:11]:
        enrol_at_desk(actor, requests, person)
    _at_the_kiosk(sewing, requests)


def _sewing(actor: Actor, tomorrow: date, everybody: list[Participant]) -> Workshop:
    """Eight came for six seats; two gave theirs up, and one of those asked next has not answered."""
    with clock.frozen_at(clock.now() - timedelta(days=6)):
        sewing = series(
            actor,
            "Costura e arranjos",
            "atelier",
            [_afternoon(tomorrow + timedelta(weeks=week)) for week in range(5)],
            capacity=6,
            texts={("uk", "title"): "Шиття та ремонт одягу", ("ar", "title"): "الخياطة وإصلاح الملابس"},
        )
        made = [enrol_at_desk(actor, sewing, person) for person in everybody[:10]]
        cancel(actor, enrolment=made[1], reason="work", note="Começou numa cantina.")
        cancel(actor, enrolment=made[4], reason="childcare")
        note_try(actor, enrolment=made[7])
    with clock.frozen_at(clock.now() - timedelta(days=4)):
        note_reached(actor, enrolment=made[6])
    return sewing


def _at_the_kiosk(sewing: Workshop, requests: Workshop) -> None:
    """Somebody whose name is nearly a known one, and a list that waits at the desk."""
    sign_up_by_name(
        terminal_actor("pt"),
        enrolment_id=new_id(),
        workshop=sewing,
        name="Conceição Faísca",
        contact="912 345 601",
        wishes=Wishes("pt", needs_transport=True, tell_name="Alda, do café", tell_contact="266 000 111"),
    )
    sign_up_by_name(
        terminal_actor("uk"),
        enrolment_id=new_id(),
        workshop=requests,
        name="Тарас Бондар",
        wishes=Wishes("uk", needs_childcare=True),
    )
    waiting = select(Inventory).where(
        Inventory.municipality_id == AMIEIRA, Inventory.state == InventoryState.SAVED
    )
    own = db.session.scalars(waiting.order_by(Inventory.created_at).limit(1)).first()
    if own is not None:
        sign_up_with_list(
            terminal_actor(own.language),
            enrolment_id=new_id(),
            workshop=sewing,
            inventory=own,
            wishes=Wishes(own.language),
        )


def people() -> list[Participant]:
    """Those who came first of whoever anybody may find."""
    known = select(Participant).where(Participant.municipality_id == AMIEIRA, Participant.sealed_at.is_(None))
    return list(db.session.scalars(known.order_by(Participant.created_at, Participant.id).limit(14)))


def series(actor: Actor, title: str, kind: str, appointments: Sequence[Appointment], **plan: Any) -> Workshop:
    """A series that the actor leads at the town hall, open to whoever wants to come."""
    facts = Plan(
        kind=kind,
        title=title,
        organisation_id=id_of(HALL),
        facilitator_ids=[actor.id] if actor.id else [],
        **plan,
    )
    planned = create_workshop(actor, workshop_id=new_id(), municipality_id=AMIEIRA, plan=facts)
    for appointment in appointments:
        add_session(actor, workshop=planned, appointment=appointment)
    open_workshop(actor, workshop=planned)
    return planned


def enrol_at_desk(actor: Actor, workshop: Workshop, person: Participant) -> Enrolment:
    """Somebody who asked for nothing besides."""
    wishes = Wishes(person.language)
    return enrol(actor, enrolment_id=new_id(), workshop=workshop, whose=person, origin="desk", wishes=wishes)


def _afternoon(day: date) -> Appointment:
    where: dict[str, Any] = {"place_name": "Casa do Povo de Amieira", "parish_id": id_of("Amieira")}
    return Appointment(on=day, starts=time(14, 30), ends=time(17), **where)
