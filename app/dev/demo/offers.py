"""Demo offers, publications, learning library and drop-in slots. All invented."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.pdf import render
from app.core.refusals import FileKind
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.models.stock import Movement
from app.directory.shelves.operations import shelves
from app.directory.shelves.operations.stock import Moved, note_movement
from app.directory.slots import operations as slots
from app.skills.picker.queries import meant_by

FOLDER = Path(__file__).parent
ZONE = "Europe/Lisbon"
Entry = dict[str, Any]


def write_offers() -> None:
    """Everything of offers.toml; days stand there as days from today."""
    data = read_file(FOLDER / "offers.toml")
    for entry in data["offer"]:
        _write_offer(entry)
    for entry in data["library"]:
        _add(LibraryItem, entry)
    for entry in data["publication"]:
        stock, entry["file_id"] = entry.pop("stock", None), _leaflet(entry)
        _write_stock(_add(Publication, entry), stock)
    for entry in data["slot"]:
        _write_slot(entry)


def _write_offer(entry: Entry) -> None:
    today = clock.today(ZONE)
    reasons, note = entry.pop("reasons", []), entry.pop("note", "")
    for name in ("valid_until", "starts_on", "ends_on"):
        if name in entry:
            entry[name] = today + timedelta(days=entry[name])
    offer = _add(Offer, entry)
    shelves.note_hindrances(actor_named("Inês Carvalhal"), offer=offer, reasons=reasons, note=note)


def _add(model: type[Any], entry: Entry) -> Any:
    texts, competences = entry.pop("texts", {}), meant_by(entry.pop("competences", []))
    assert not competences.unknown, competences.unknown
    if organisation := entry.pop("organisation", ""):
        entry["organisation_id"] = id_of(organisation)
    actor = actor_named("Inês Carvalhal")
    entry |= {"entry_id": id_of(entry["title"]), "competences": competences.ids}
    made = shelves.add_entry(actor, model=model, municipality_id=AMIEIRA, **entry)
    written = {(lang, field): text for lang, fields in texts.items() for field, text in fields.items()}
    shelves.translate_entry(actor, entry=made, version=made.version, texts=written)
    return made


def _write_stock(publication: Publication, delivered: int | None) -> None:
    """What came some weeks ago, and what was taken since."""
    if delivered is None:
        return
    actor, today = actor_named("Inês Carvalhal"), clock.today(ZONE)
    taken = delivered // 5
    moves = (
        (Movement.COUNTED, 0, 40),
        (Movement.DELIVERED, delivered, 35),
        (Movement.TAKEN, taken, 12),
        (Movement.TAKEN, taken, 3),
        (Movement.COUNTED, delivered - 2 * taken - (1 if delivered else 0), 1),
    )
    for kind, copies, days in (each for each in moves if each[1] or each[0] is Movement.COUNTED):
        moved = Moved(
            kind=kind,
            copies=copies,
            on=today - timedelta(days=days),
            party_id=publication.organisation_id if kind is Movement.DELIVERED else None,
        )
        movement_id = id_of(f"{publication.title} {kind} {days}")
        note_movement(actor, movement_id=movement_id, publication=publication, moved=moved)


def _leaflet(entry: Entry) -> UUID | None:
    paragraphs = entry.pop("paragraphs", [])
    if not paragraphs:
        return None
    words = {"title": entry["title"], "lang": entry["language"], "paragraphs": paragraphs}
    data = render(FOLDER / "leaflet.typ", words)
    actor = actor_named("Inês Carvalhal")
    return keep(Inspected(FileKind.PDF, data), municipality_id=AMIEIRA, actor=actor).id


def _write_slot(entry: Entry) -> None:
    texts = entry.pop("texts", {})
    actor = actor_named("Inês Carvalhal")
    entry |= {name: time.fromisoformat(entry[name]) for name in ("starts", "ends")}
    entry |= {"organisation_id": id_of(entry.pop("organisation")), "first_on": date(2026, 9, 1)}
    slot_id = id_of(f"slot {entry['topic']}")
    slot = slots.add_slot(actor, slot_id=slot_id, municipality_id=AMIEIRA, **entry)
    written = {(lang, "topic"): text for lang, text in texts.items()}
    slots.translate_slot(actor, slot=slot, version=slot.version, texts=written)
