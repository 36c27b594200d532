"""What closes a gap: workshops, courses and services from which somebody can learn what is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link
from app.core.i18n import MAIN
from app.core.permission import Permission
from app.directory.index.models import DirectoryEntry, EntryCompetence
from app.directory.index.permissions import shown_in
from app.network.queries import get_zone
from app.workshops.planning.models.series import Workshop, WorkshopCompetence, WorkshopState

COMING = (WorkshopState.OPEN.value, WorkshopState.RUNNING.value, WorkshopState.DRAFT.value)
AT_MOST = 5
SERVICE = "service"


def closers_of(
    actor: Actor, municipality_id: UUID, competence_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[Link]]:
    """By competence some series, courses and services that teach it, those of the programme first."""
    found: defaultdict[UUID, list[Link]] = defaultdict(list)
    if competence_ids and actor.may(Permission.WORKSHOP_READ, municipality_id):
        for competence_id, workshop_id, title in db.session.execute(_series(municipality_id, competence_ids)):
            found[competence_id].append(Link(title, "workshops.show", {"workshop_id": workshop_id}))
    if competence_ids and actor.may(Permission.DIRECTORY_READ, municipality_id):
        for competence_id, entry in db.session.execute(_entries(municipality_id, competence_ids)):
            found[competence_id].append(_of_entry(entry))
    return {key: links[:AT_MOST] for key, links in found.items()}


def _series(municipality_id: UUID, competence_ids: Collection[UUID]) -> Any:
    return (
        select(WorkshopCompetence.competence_id, Workshop.id, Workshop.title)
        .join(Workshop, Workshop.id == WorkshopCompetence.workshop_id)
        .where(
            Workshop.municipality_id == municipality_id,
            Workshop.state.in_(COMING),
            WorkshopCompetence.competence_id.in_(competence_ids),
        )
        .order_by(Workshop.state != COMING[0], Workshop.created_at.desc(), Workshop.id)
    )


def _entries(municipality_id: UUID, competence_ids: Collection[UUID]) -> Any:
    return (
        select(EntryCompetence.competence_id, DirectoryEntry)
        .join(DirectoryEntry, DirectoryEntry.id == EntryCompetence.entry_id)
        .where(
            shown_in(municipality_id, clock.today(get_zone(municipality_id))),
            EntryCompetence.is_taught,
            EntryCompetence.competence_id.in_(competence_ids),
        )
        .order_by(DirectoryEntry.sort_key, DirectoryEntry.id)
    )


def _of_entry(entry: DirectoryEntry) -> Link:
    title = entry.shown["texts"].get("name", {}).get(MAIN) or gettext("A course")
    if entry.kind == SERVICE:
        return Link(title, "directory.service", {"service_id": entry.id})
    return Link(title, "directory.entry", {"shelf": "offers", "item_id": entry.id})
