"""Places and services of the directory, made through the services as their owners would."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.sheets import SheetRow
from app.core.unit_of_work import writing
from app.directory.confirming.models import Outcome
from app.directory.confirming.operations import report
from app.directory.confirming.queries import find_report
from app.directory.index import operations as index
from app.directory.index.queries import get_public
from app.directory.interests.operations import want
from app.directory.services.card import card_of
from app.directory.services.models import COURSE, Service, ServiceText, ServiceValue, Structure
from app.directory.services.operations import listed
from app.directory.services.operations.checking import ask_owner
from app.directory.services.operations.entries import add_competence, create_service, translate_service
from app.directory.services.operations.importing import import_exchange
from app.directory.services.operations.publication import move_service
from app.directory.services.operations.structures import create_structure
from app.directory.services.service_rows import read_services
from app.network.links.errands import guest
from app.network.links.models import PartnerLink
from app.skills.models.inventory import Inventory
from app.skills.queries.catalogue import catalogue

LONG = "Ajudamos a tratar de papéis, cartas e formulários, ao balcão e sem marcação."


def a_place(actor: Actor, organisation_id: UUID, **values: Any) -> Structure:
    """A place with address and hours; inside a transaction."""
    given = {
        "name": "Balcão da praça",
        "address": "Praça da República, 1",
        "town": "Amieira",
        "opening_hours": "Mo-Fr 09:00-17:00; PH off",
        "phone": "+351200000010",
        "email": "balcao@example.org",
        "networks": ["municipality"],
    }
    return create_structure(
        actor,
        structure_id=new_id(),
        municipality_id=actor.here(),
        organisation_id=organisation_id,
        **{**given, **values},
    )


def a_service(actor: Actor, place: Structure, **values: Any) -> Service:
    """A draft; inside a transaction."""
    given = {
        "name": "Ajuda com papéis",
        "description": LONG,
        "themes": ["documents"],
        "groups": ["everybody"],
        "reception": ["in-person"],
        "request": ["come"],
        "languages": ["pt", "uk"],
        "cost": "free",
    }
    return create_service(actor, service_id=new_id(), structure=place, **{**given, **values})


def publish(actor: Actor, service: Service) -> Service:
    """Propose and publish it; inside a transaction."""
    move_service(actor, service=service, after="proposed")
    move_service(actor, service=service, after="published")
    return service


def neglect(service: Service, days: int = 400) -> Service:
    """As if nobody had looked at it for so long; inside a transaction."""
    service.checked(clock.now().date() - timedelta(days=days))
    index.put(card_of(service))
    return service


def a_row(number: int = 1, **values: Any) -> dict[str, Any]:
    """A service in the exchange layout."""
    return {
        "source": "outra",
        "id": f"outra--{number}",
        "structure_id": "outra--casa",
        "nom": f"Serviço {number}",
        "description": "Uma descrição de outro diretório.",
        "date_maj": "2026-02-14",
        "thematiques": ["mobilite--preparer-un-permis"],
        "frais": "gratuit",
        **values,
    }


def a_place_row(**values: Any) -> dict[str, Any]:
    """A structure in the exchange layout, to which `a_row` belongs."""
    return {"source": "outra", "id": "outra--casa", "nom": "Casa", "date_maj": "2026-02-14", **values}


def one_of_each_service(actor: Actor, organisation_id: UUID) -> dict[str, UUID]:
    """A published service, stale and with a competence, a draft, a proposed one, reports of broken rows."""
    place = a_place(actor, organisation_id)
    service = publish(actor, a_service(actor, place, kind=COURSE))
    translate_service(
        actor,
        service=service,
        version=service.version,
        texts={("uk", "name"): "Допомога з паперами", ("uk", "description"): "Листи й бланки."},
    )
    add_competence(actor, service=service, competence_id=catalogue().cards("home-family")[0].id)
    neglect(service)
    a_service(actor, place, name="Rascunho")
    move_service(actor, service=a_service(actor, place, name="Proposto"), after="proposed")
    report = import_exchange(
        actor,
        import_id=new_id(),
        municipality_id=actor.here(),
        organisation_id=organisation_id,
        rows=[a_place_row(), a_row(1), a_row(2, date_maj="ontem")],
    )
    reading = read_services([SheetRow(2, {"Nome": "Novo", "Local": place.name})])
    brought = listed.Brought(actor, actor.here(), organisation_id)
    brought_list = listed.import_listed(brought, import_id=new_id(), reading=reading)
    return {
        "structure_id": place.id,
        "service_id": service.id,
        "service_import_id": report.id,
        "service_list_id": brought_list.id,
    }


def many_services(count: int, actor: Actor, organisation_id: UUID, *, start: int = 0) -> None:
    """`count` published services at one place each ten, with texts and values, written at once."""
    with writing():
        cards = []
        place = a_place(actor, organisation_id, name=f"Casa {start}")
        for number in range(start, start + count):
            if number % 10 == 9:
                place = a_place(actor, organisation_id, name=f"Casa {number}")
            service = Service(
                id=new_id(),
                municipality_id=place.municipality_id,
                structure=place,
                external_id=f"muitos--{number}",
                updated_on=place.updated_on,
                state="published",
                name=f"Serviço multidão {number}",
                sort_key=f"servico multidao {number}",
                description=LONG,
                check_every=180,
            )
            service.checked(place.updated_on - timedelta(days=number % 400))
            db.session.add(service)
            db.session.flush()
            theme = ("documents", "renting", "transport")[number % 3]
            row = {"municipality_id": place.municipality_id, "service_id": service.id}
            db.session.execute(insert(ServiceValue).values(field="themes", value=theme, position=0, **row))
            db.session.execute(insert(ServiceText).values(lang="uk", field="name", value="Послуга", **row))
            cards.append(card_of(service))
        index.put_all(cards)


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """The person of the list wants the service, and its owner has said what is different."""
    theirs = db.session.get_one(Inventory, ids["inventory_id"])
    entry = get_public(actor, "service", ids["service_id"], languages=["pt"])
    return {
        "interest_id": want(actor, inventory=theirs, entry=entry).id,
        "service_report_id": _report(actor, db.session.get_one(Service, ids["service_id"])),
    }


def a_question(actor: Actor, service: Service, *, email: str = "") -> PartnerLink:
    """A link by which somebody without an account says whether the entry is true; inside a transaction."""
    return ask_owner(
        actor, service=service, link_id=new_id(), recipient="Ana Reis", email=email, language="pt"
    )


def _report(actor: Actor, service: Service) -> UUID:
    link = a_question(actor, service)
    words = {"words": "Mudámos de horário.", "said_by": "Ana Reis"}
    report(guest(link), link=link, service=service, outcome=Outcome.CHANGED, **words)
    found = find_report(link.id)
    assert found
    return found.id
