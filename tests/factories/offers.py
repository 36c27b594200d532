"""Offers, publications, things of the library and drop-in slots, made through the services."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.core.sheets import SheetRow
from app.directory.index.models import DirectoryImport
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.models.stock import Movement, StockMovement
from app.directory.shelves.offer_rows import read_offers
from app.directory.shelves.operations import shelves
from app.directory.shelves.operations.offer_imports import import_offers
from app.directory.shelves.operations.stock import Moved, note_movement
from app.directory.slots import operations as slots
from app.directory.slots.models import ChangeKind, DropInSlot
from app.skills.queries.catalogue import catalogue
from tests.factories.papers import a_pdf


def an_offer(
    actor: Actor, organisation_id: UUID | None = None, *, competences: Sequence[UUID] = (), **values: Any
) -> Offer:
    """A vacancy that is open, needing one competence; inside a transaction."""
    given = {
        "kind": "vacancy",
        "title": "Cozinheira de lar",
        "description": "Preparar refeições para quarenta pessoas.",
        "organisation_id": organisation_id,
        "employer": "" if organisation_id else "Lar de Santa Comba",
        "place": "Santa Comba da Várzea",
        "contract": "permanent",
        "pay_from": 92_000,
        "phone": "+351200000011",
        "how_to_apply": "Telefonar de manhã.",
        **values,
    }
    card = catalogue().cards("home-family")[0]
    return shelves.add_entry(
        actor,
        model=Offer,
        entry_id=new_id(),
        municipality_id=actor.here(),
        competences=competences or [card.id],
        **given,
    )


def three_that_fit(actor: Actor, organisation_id: UUID) -> None:
    """As many as the end of a list shows; inside a transaction."""
    for title in ("Cozinheira de lar", "Ajudante de cozinha", "Cozinheiro de cantina escolar"):
        an_offer(actor, organisation_id, title=title)


def a_publication(actor: Actor, organisation_id: UUID | None = None, **values: Any) -> Publication:
    """A published leaflet with a PDF of one page."""
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=actor.here(), actor=actor)
    given = {"title": "Como pedir o RSI", "organisation_id": organisation_id, "need": "money", **values}
    return shelves.add_entry(
        actor,
        model=Publication,
        entry_id=new_id(),
        municipality_id=actor.here(),
        **{"file_id": file.id, **given},
    )


def a_book(actor: Actor, organisation_id: UUID | None = None, **values: Any) -> LibraryItem:
    """A published book, to learn one competence from."""
    card = catalogue().cards("home-family")[0]
    given = {"kind": "book", "title": "Cozinha simples", "organisation_id": organisation_id, **values}
    return shelves.add_entry(
        actor,
        model=LibraryItem,
        entry_id=new_id(),
        municipality_id=actor.here(),
        competences=[card.id],
        **given,
    )


def a_slot(actor: Actor, organisation_id: UUID, **values: Any) -> DropInSlot:
    """Every Thursday from nine to noon since the first of October 2026."""
    given = {
        "organisation_id": organisation_id,
        "topic": "Ajuda com papéis",
        "place": "Quiosque, balcão 2",
        "languages": ["pt", "uk"],
        "first_on": date(2026, 10, 1),
        "starts": time(9),
        "ends": time(12),
        "rule": "FREQ=WEEKLY;BYDAY=TH",
        "on_holidays": "skip",
        **values,
    }
    return slots.add_slot(actor, slot_id=new_id(), municipality_id=actor.here(), **given)


WHOLE_ROW = {
    "Salário de": 920,
    "Descrição": "Trabalho de segunda a sexta.",
    "Telefone": "200 000 011",
    "Como concorrer": "Telefonar de manhã.",
}
"""What a row says so that the public sees its offer."""


def a_list(actor: Actor, rows: Iterable[tuple[int, dict[str, Any]]], source: str = "IEFP") -> DirectoryImport:
    """The report of a list of offers that was brought in: its rows by number; inside a transaction."""
    reading = read_offers([SheetRow(*row) for row in rows], source)
    return import_offers(actor, import_id=new_id(), municipality_id=actor.here(), reading=reading)


def a_movement(actor: Actor, publication: Publication, kind: Movement, copies: int) -> StockMovement:
    """On the first day of a year."""
    moved = Moved(kind=kind, copies=copies, on=date(2026, 1, 2))
    return note_movement(actor, movement_id=new_id(), publication=publication, moved=moved)


def one_of_each_offer(actor: Actor, organisation_id: UUID) -> dict[str, UUID]:
    """One thing of each kind, by the names that addresses use."""
    offer = an_offer(actor, organisation_id)
    slot = a_slot(actor, organisation_id)
    change = slots.change_day(
        actor, slot=slot, change_id=new_id(), kind=ChangeKind.CANCELLED, on=date(2026, 12, 10)
    )
    a_book(actor, organisation_id)
    brought = a_list(actor, [(2, {"Título": "Pedreiro"}), (3, {"Título": "", "Local": "Amieira"})])
    publication = a_publication(actor, organisation_id)
    a_movement(actor, publication, Movement.DELIVERED, 40)
    return {
        "item_id": offer.id,
        "list_id": brought.id,
        "offer_id": offer.id,
        "slot_id": slot.id,
        "change_id": change.id,
        "publication_id": publication.id,
        "movement_id": a_movement(actor, publication, Movement.TAKEN, 3).id,
    }
