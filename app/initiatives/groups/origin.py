"""What an initiative came from, as the address of a new one names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.core.actor import Actor
from app.core.errors import NotFound
from app.initiatives.groups.tracing import get_origin
from app.people.models import Participant
from app.people.queries import get_participant
from app.workshops.planning.queries.series import get_workshop
from app.workshops.projects.models import AlternativeKind, ProjectSheet
from app.workshops.projects.queries import get_project_sheet

KINDS = {AlternativeKind.OWN_ACTIVITY.value: "individual"}
"""The kind that a way of a project sheet suggests."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`ids` as a plan takes them, `words` say it, `person` takes part; `title` and `kind` are proposed.
    `address`: the same as the address says it.
    """

    ids: Mapping[str, UUID | None] = field(default_factory=dict)
    words: str = ""
    title: str = ""
    kind: str = ""
    person: Participant | None = None
    address: Mapping[str, UUID] = field(default_factory=dict)


def read_origin(actor: Actor, args: Mapping[str, str]) -> Origin:
    """The first thing that the address names, if the actor may look at it; NotFound, ReasonNeeded."""
    for name, read in READERS.items():
        if typed := args.get(name):
            return read(actor, _id(typed))
    return Origin()


def _from_sheet(actor: Actor, sheet_id: UUID) -> Origin:
    sheet = get_project_sheet(actor, sheet_id)
    person = get_participant(actor, sheet.participant_id)
    title, kind = _chosen(sheet)
    address = {"sheet": sheet_id}
    return Origin({"sheet_id": sheet_id, "workshop_id": sheet.workshop_id}, "", title, kind, person, address)


def _chosen(sheet: ProjectSheet) -> tuple[str, str]:
    """What the way that was chosen is called, and the kind it suggests."""
    way = next((each for each in sheet.alternatives if each.position == sheet.chosen), None)
    return (way.title, KINDS.get(way.kind, "")) if way else ("", "")


def _from_workshop(actor: Actor, workshop_id: UUID) -> Origin:
    found = get_workshop(actor, workshop_id)
    return Origin({"workshop_id": found.id}, found.title, address={"workshop": found.id})


def _from_opportunity(actor: Actor, opportunity_id: UUID) -> Origin:
    found = get_origin(actor, opportunity_id)
    return Origin({"opportunity_id": found.id}, found.title, found.title, address={"opportunity": found.id})


def _from_person(actor: Actor, participant_id: UUID) -> Origin:
    person = get_participant(actor, participant_id)
    return Origin(person=person, address={"person": person.id})


READERS = {
    "sheet": _from_sheet,
    "workshop": _from_workshop,
    "opportunity": _from_opportunity,
    "person": _from_person,
}


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound from None
