"""Invented places and services, written and published through the services, as people would."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import clock
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory import index, services
from app.directory.models import Service, Structure
from app.directory.service_card import card_of
from app.skills import queries as skills

FILE = Path(__file__).parent / "directory.toml"


def write_directory() -> None:
    """Eight places with their services: most published, some waiting, some that nobody checked for long."""
    content = tomllib.loads(FILE.read_text("utf-8"))
    places = {entry["name"]: _place(entry) for entry in content["place"]}
    for entry in content["service"]:
        _service(entry, places[entry.pop("place")])


def _place(entry: dict[str, Any]) -> Structure:
    organisation, parish = entry.pop("organisation"), entry.pop("parish")
    return services.create_structure(
        actor_named("Duarte Sobral"),
        structure_id=id_of(f"place {entry['name']}"),
        municipality_id=AMIEIRA,
        organisation_id=id_of(organisation),
        parish_id=id_of(parish),
        **entry,
    )


def _service(entry: dict[str, Any], place: Structure) -> None:
    state, checked = entry.pop("state", "published"), entry.pop("checked")
    texts, wanted = entry.pop("texts", {}), entry.pop("competences", [])
    every = entry.pop("every", 180)
    author = actor_named("Inês Carvalhal")
    service = services.create_service(
        author,
        service_id=id_of(f"service {entry['name']}"),
        structure=place,
        check_every=every,
        **entry,
    )
    for language, words in texts.items():
        services.translate_service(
            author, service=service, version=service.version, language=language, texts=words
        )
    services.set_competences(
        author, service=service, version=service.version, competence_ids=_competences(wanted)
    )
    _move(service, state)
    service.checked(clock.now().date() - timedelta(days=checked))
    index.put(card_of(service))


def _competences(keys: list[str]) -> list[UUID]:
    known = skills.catalogue()
    return [view.id for key in keys if (view := known.by_key(key))]


def _move(service: Service, state: str) -> None:
    author, coordinator = actor_named("Inês Carvalhal"), actor_named("Duarte Sobral")
    if state == "draft":
        return
    services.propose_service(author, service=service)
    if state in {"published", "suspended"}:
        services.publish_service(coordinator, service=service)
    if state == "suspended":
        services.suspend_service(coordinator, service=service, reason="no_places", note="Volta em janeiro.")
