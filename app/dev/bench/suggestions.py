"""How well suggestions fit: lists labelled by hand (suggestions.toml) and a small municipality's entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.db import new_id
from app.core.vocabulary import read_file
from app.directory.services.models import COURSE
from app.directory.services.operations.entries import add_competence, create_service, edit_service
from app.directory.services.operations.publication import move_service
from app.directory.services.operations.structures import create_structure
from app.directory.shelves.models.offers import Offer, OfferKind
from app.directory.shelves.models.publications import LibraryItem
from app.directory.shelves.operations.shelves import add_entry
from app.skills.fit import Speaks
from app.skills.loader import id_of
from app.skills.queries.inventories import Spoken
from app.skills.scales import Frequency, Level, Wish
from app.workshops.enrolments.fitting import what_fits
from app.workshops.planning.operations.series import Plan, create_workshop, open_workshop
from app.workshops.planning.operations.sessions import Appointment, add_session

FILE = Path(__file__).with_suffix(".toml")
ZONE = "Europe/Lisbon"
WHOLE = {
    "pay_from": 100_000,
    "description": "Como se diz.",
    "phone": "+351200000000",
    "how_to_apply": "Telefonar.",
}
"""What an offer says so that the public sees it."""
SERVING = frozenset({"service", "library"})
"""Sorts of entries that serve people: no list leads to them."""


@dataclass(slots=True)
class Figures:
    """What was offered to how many lists: rightly, wrongly and not at all; `forbidden` must be empty."""

    lists: int = 0
    right: int = 0
    offered: int = 0
    found: int = 0
    wanted: int = 0
    forbidden: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.offered

    @property
    def recall(self) -> float:
        return self.found / self.wanted


def measure(actor: Actor, organisation_id: UUID) -> Figures:
    """Write the entries into the actor's municipality, which has none, and judge what lists are offered."""
    content = read_file(FILE)
    keys = {_write(actor, organisation_id, entry): entry["key"] for entry in content["entry"]}
    serving = {entry["key"] for entry in content["entry"] if entry["sort"] in SERVING}
    figures = Figures()
    for told in content["list"]:
        _judge(figures, told, _offered(actor, told["says"], keys), serving)
    return figures


def _judge(figures: Figures, told: dict[str, Any], offered: set[str], serving: set[str]) -> None:
    must, may, must_not = ({*told.get(name, ())} for name in ("must", "may", "must_not"))
    figures.lists += 1
    figures.right += len(offered & (must | may))
    figures.offered += len(offered)
    figures.found += len(offered & must)
    figures.wanted += len(must)
    figures.forbidden += [f"{told['who']}: {key}" for key in sorted(offered & (must_not | serving))]
    figures.doubtful += [f"{told['who']}: {key}" for key in sorted(offered - must - may)]
    figures.missed += [f"{told['who']}: {key}" for key in sorted(must - offered)]


def _offered(actor: Actor, says: Sequence[str], keys: dict[UUID, str]) -> set[str]:
    speaks = Speaks(map(_spoken, says))
    found = what_fits(actor, speaks, languages=[i18n.MAIN], today=clock.today(ZONE))
    return {keys[each.thing.id] for each in found}


def _spoken(said: str) -> Spoken:
    key, *answers = said.split()

    def one_of(scale: type[Frequency | Level | Wish]) -> str | None:
        return next((each for each in answers if each in {value.value for value in scale}), None)

    return Spoken(id_of(key), one_of(Frequency), one_of(Level), one_of(Wish))


def _write(actor: Actor, organisation_id: UUID, entry: dict[str, Any]) -> UUID:
    competences = [id_of(key) for key in entry["competences"]]
    match entry["sort"]:
        case "series":
            return _write_series(actor, organisation_id, entry["title"], competences)
        case "service" | "course":
            kind = COURSE if entry["sort"] == "course" else "goods"
            return _write_service(actor, organisation_id, entry["title"], competences, kind=kind)
        case "library":
            given: dict[str, Any] = {"model": LibraryItem, "kind": "book"}
        case other:
            given = {"model": Offer, "kind": OfferKind(other).value, **WHOLE}
    made: Offer | LibraryItem = add_entry(
        actor,
        entry_id=new_id(),
        municipality_id=actor.here(),
        competences=competences,
        organisation_id=organisation_id,
        title=entry["title"],
        **given,
    )
    return made.id


def _write_service(
    actor: Actor, organisation_id: UUID, name: str, competences: Sequence[UUID], *, kind: str
) -> UUID:
    where = {"municipality_id": actor.here(), "organisation_id": organisation_id}
    place = create_structure(actor, structure_id=new_id(), name=name, **where)
    service = create_service(actor, service_id=new_id(), structure=place, name=name, kind=COURSE)
    for each in competences:
        add_competence(actor, service=service, competence_id=each)
    edit_service(actor, service=service, version=service.version, kind=kind)
    for after in ("proposed", "published"):
        move_service(actor, service=service, after=after)
    return service.id


def _write_series(actor: Actor, organisation_id: UUID, title: str, competences: Sequence[UUID]) -> UUID:
    plan = Plan(kind="atelier", title=title, organisation_id=organisation_id, competence_ids=competences)
    workshop = create_workshop(actor, workshop_id=new_id(), municipality_id=actor.here(), plan=plan)
    on = clock.today(ZONE) + timedelta(days=7)
    add_session(actor, workshop=workshop, appointment=Appointment(on=on, starts=time(10), ends=time(12)))
    open_workshop(actor, workshop=workshop)
    return workshop.id
