"""Places in series: a full one with a line, an offer nobody answered, requests, a name left at the kiosk."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL, actor_named
from app.dev.demo.terminal import terminal_actor
from app.network.queries import get_zone
from app.people import services as people
from app.people.models import Participant
from app.skills.models import Inventory, InventoryState
from app.workshops import services
from app.workshops.models import Admission, Enrolment, Workshop, WorkshopKind
from app.workshops.services import Appointment, Plan, Wishes

WITH_PHONE = ("912 345 601", "912 345 602 (vizinha)", "963 456 703", "934 567 804")


def write_enrolments() -> None:
    """Sewing is full and meets tomorrow; the micro-initiatives workshop takes requests."""
    actor = actor_named("Inês Carvalhal")
    everybody = _people()
    for person, phone in zip(everybody, WITH_PHONE, strict=False):
        people.add_contact(actor, contact_id=new_id(), participant=person, kind="phone", value=phone)
    tomorrow = clock.today(get_zone(AMIEIRA)) + timedelta(days=1)
    sewing = _sewing(actor, tomorrow, everybody)
    requests = _series(
        actor,
        "Do jeito ao negócio",
        WorkshopKind.MICRO_INITIATIVES,
        [tomorrow + timedelta(days=9, weeks=week) for week in range(4)],
        capacity=10,
        admission=Admission.ON_REQUEST,
    )
    for person in everybody[8:11]:
        _enrol(actor, requests, person)
    _at_the_kiosk(sewing, requests)


def _sewing(actor: Actor, tomorrow: date, everybody: list[Participant]) -> Workshop:
    """Eight came for six places; two gave theirs up, and one of those asked next has not answered."""
    with clock.frozen_at(clock.now() - timedelta(days=6)):
        series = _series(
            actor,
            "Costura e arranjos",
            WorkshopKind.ATELIER,
            [tomorrow + timedelta(weeks=week) for week in range(5)],
            capacity=6,
            texts={("uk", "title"): "Шиття та ремонт одягу", ("ar", "title"): "الخياطة وإصلاح الملابس"},
        )
        places = [_enrol(actor, series, person) for person in everybody[:10]]
        services.cancel(actor, enrolment=places[1], reason="work", note="Começou numa cantina.")
        services.cancel(actor, enrolment=places[4], reason="childcare")
        services.note_try(actor, enrolment=places[7])
    with clock.frozen_at(clock.now() - timedelta(days=4)):
        services.note_reached(actor, enrolment=places[6])
    return series


def _at_the_kiosk(sewing: Workshop, requests: Workshop) -> None:
    """Somebody whose name is nearly a known one, and a list that waits at the desk."""
    services.sign_up_by_name(
        terminal_actor("pt"),
        enrolment_id=new_id(),
        workshop=sewing,
        name="Conceição Faísca",
        contact="912 345 601",
        wishes=Wishes("pt", needs_transport=True, tell_name="Alda, do café", tell_contact="266 000 111"),
    )
    services.sign_up_by_name(
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
        services.sign_up_with_list(
            terminal_actor(own.language),
            enrolment_id=new_id(),
            workshop=sewing,
            inventory=own,
            wishes=Wishes(own.language),
        )


def _people() -> list[Participant]:
    known = select(Participant).where(Participant.municipality_id == AMIEIRA, Participant.sealed_at.is_(None))
    return list(db.session.scalars(known.order_by(Participant.created_at, Participant.id).limit(12)))


def _series(
    actor: Actor, title: str, kind: WorkshopKind, days: list[date], *, capacity: int, **plan: object
) -> Workshop:
    series = services.create_workshop(
        actor,
        workshop_id=new_id(),
        municipality_id=AMIEIRA,
        plan=Plan(
            kind=kind,
            title=title,
            organisation_id=id_of(HALL),
            facilitator_ids=[actor.id] if actor.id else [],
            capacity=capacity,
            **plan,  # type: ignore[arg-type]
        ),
    )
    for day in days:
        place = "Casa do Povo de Amieira"
        at = Appointment(on=day, starts=time(14, 30), ends=time(17), place_name=place)
        services.add_session(actor, workshop=series, appointment=at)
    services.open_workshop(actor, workshop=series)
    return series


def _enrol(actor: Actor, series: Workshop, person: Participant) -> Enrolment:
    return services.enrol(
        actor,
        enrolment_id=new_id(),
        workshop=series,
        participant=person,
        made_at="desk",
        language=person.language,
    )
