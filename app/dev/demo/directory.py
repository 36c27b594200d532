"""Invented places and services, written and published through the services, as people would."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory.index import operations as index
from app.directory.services.card import card_of
from app.directory.services.models import Service, Structure
from app.directory.services.operations.entries import add_competence, create_service, translate_service
from app.directory.services.operations.publication import move_service
from app.directory.services.operations.structures import create_structure
from app.skills.queries.catalogue import catalogue

FILE = Path(__file__).parent / "directory.toml"


def write_directory() -> None:
    """Eight places with their services: most published, some waiting, some that nobody checked for long."""
    content = read_file(FILE)
    places = {entry["name"]: _place(entry) for entry in content["place"]}
    for entry in content["service"]:
        _service(entry, places[entry.pop("place")])


def _place(entry: dict[str, Any]) -> Structure:
    author, structure_id = actor_named("Duarte Sobral"), id_of(f"place {entry['name']}")
    entry |= {f"{name}_id": id_of(entry.pop(name)) for name in ("organisation", "parish")}
    return create_structure(author, structure_id=structure_id, municipality_id=AMIEIRA, **entry)


def _service(entry: dict[str, Any], place: Structure) -> None:
    state, checked = entry.pop("state", "published"), entry.pop("checked")
    texts, wanted = entry.pop("texts", {}), entry.pop("competences", [])
    every = entry.pop("every", 180)
    author = actor_named("Inês Carvalhal")
    service_id = id_of(f"service {entry['name']}")
    service = create_service(author, service_id=service_id, structure=place, check_every=every, **entry)
    written = {(language, name): text for language, words in texts.items() for name, text in words.items()}
    translate_service(author, service=service, version=service.version, texts=written)
    for key in wanted:
        if view := catalogue().by_key(key):
            add_competence(author, service=service, competence_id=view.id)
    _move(service, state)
    service.checked(clock.now().date() - timedelta(days=checked))
    index.put(card_of(service))


def _move(service: Service, state: str) -> None:
    author, coordinator = actor_named("Inês Carvalhal"), actor_named("Duarte Sobral")
    if state == "draft":
        return
    move_service(author, service=service, after="proposed")
    if state in {"published", "suspended"}:
        move_service(coordinator, service=service, after="published")
    if state == "suspended":
        note = "Volta em janeiro."
        move_service(coordinator, service=service, after="suspended", reason="no_places", note=note)
