"""Demo offers, publications, learning library and drop-in slots. All invented."""

import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.files import FileKind, keep
from app.core.pdf import render
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory.competences import meant_by
from app.directory.models import LibraryItem, Offer, Publication
from app.directory.services import shelves, slots

FOLDER = Path(__file__).parent
ZONE = "Europe/Lisbon"
Entry = dict[str, Any]


def write_offers() -> None:
    """Everything of offers.toml; days stand there as days from today."""
    data = tomllib.loads((FOLDER / "offers.toml").read_text("utf-8"))
    for entry in data["offer"]:
        _write_offer(entry)
    for entry in data["library"]:
        _add(LibraryItem, entry)
    for entry in data["publication"]:
        entry["file_id"] = _leaflet(entry)
        _add(Publication, entry)
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


def _add(kind: type[Any], entry: Entry) -> Any:
    texts, competences = entry.pop("texts", {}), meant_by(entry.pop("competences", []))
    assert not competences.unknown, competences.unknown
    if organisation := entry.pop("organisation", ""):
        entry["organisation_id"] = id_of(organisation)
    actor = actor_named("Inês Carvalhal")
    made = shelves.add_entry(
        actor,
        kind=kind,
        entry_id=id_of(entry["title"]),
        municipality_id=AMIEIRA,
        values=entry,
        competences=competences.ids,
    )
    written = {(lang, field): text for lang, fields in texts.items() for field, text in fields.items()}
    if written:
        shelves.translate_entry(actor, entry=made, version=made.version, texts=written)
    return made


def _leaflet(entry: Entry) -> UUID | None:
    paragraphs = entry.pop("paragraphs", [])
    if not paragraphs:
        return None
    words = {"title": entry["title"], "lang": entry["language"], "paragraphs": paragraphs}
    data = render(FOLDER / "leaflet.typ", words)
    actor = actor_named("Inês Carvalhal")
    return keep(data, filename="a.pdf", allowed={FileKind.PDF}, municipality_id=AMIEIRA, actor=actor).id


def _write_slot(entry: Entry) -> None:
    texts = entry.pop("texts", {})
    actor = actor_named("Inês Carvalhal")
    values = {
        "organisation_id": id_of(entry.pop("organisation")),
        **entry,
        "starts": time.fromisoformat(entry["starts"]),
        "ends": time.fromisoformat(entry["ends"]),
        "first_on": date(2026, 9, 1),
    }
    slot = slots.add_slot(
        actor, slot_id=id_of(f"slot {entry['topic']}"), municipality_id=AMIEIRA, values=values
    )
    if texts:
        slots.translate_slot(actor, slot=slot, version=slot.version, topics=texts)
