"""A series: planned, changed, opened, started, ended, cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core import audit, clock, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound, StaleRecord
from app.core.i18n import MAIN, languages
from app.core.permission import Permission
from app.core.states import move
from app.network.queries import get_offered_organisation, get_zone
from app.skills.queries import catalogue
from app.workshops import queries
from app.workshops.groups import TARGET_GROUPS
from app.workshops.models import (
    Admission,
    SessionState,
    Workshop,
    WorkshopCompetence,
    WorkshopFacilitator,
    WorkshopGroup,
    WorkshopKind,
    WorkshopState,
    WorkshopText,
)
from app.workshops.services.leaving import cancel_all, close_line
from app.workshops.services.waiting import fill
from app.workshops.states import CANCEL_REASONS, SESSION, WORKSHOP

TEXT_FIELDS = ("title", "description", "material")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a series is. `texts` maps (language, field) to words in another language than Portuguese.

    `competence_ids` and `texts` None: as they are, for they have pages of their own.
    """

    kind: WorkshopKind
    title: str
    organisation_id: UUID
    facilitator_ids: Sequence[UUID] = ()
    description: str = ""
    material: str = ""
    language: str = "pt"
    capacity: int | None = None
    admission: Admission = Admission.OPEN
    answer_hours: int = 48
    certificate_share: int = 80
    is_public: bool = True
    groups: Sequence[str] = ()
    competence_ids: Sequence[UUID] | None = None
    texts: Mapping[tuple[str, str], str] | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the row of the series itself."""
        names = ("title", "description", "material", "organisation_id", "language", "capacity")
        more = ("answer_hours", "certificate_share", "is_public")
        found = {name: getattr(self, name) for name in (*names, *more)}
        sort_key = text.fold(self.title)
        return {**found, "kind": self.kind.value, "admission": self.admission.value, "sort_key": sort_key}


def create_workshop(
    actor: Actor,
    *,
    workshop_id: UUID,
    municipality_id: UUID,
    plan: Plan,
    duplicated_from: UUID | None = None,
) -> Workshop:
    """A new series, a draft. The same id again is the same row. Raises NotFound for what is not offered."""
    actor.demand(Permission.WORKSHOP_WRITE, municipality_id)
    known = db.session.get(Workshop, workshop_id)
    if known is not None:
        if (known.created_by, known.municipality_id) != (actor.id, municipality_id):
            raise Conflict
        return known
    _check(plan, municipality_id)
    workshop = Workshop(
        id=workshop_id,
        municipality_id=municipality_id,
        created_by=actor.id,
        created_at=clock.now(),
        state=WorkshopState.DRAFT.value,
        duplicated_from=duplicated_from,
        **plan.columns,
    )
    db.session.add(workshop)
    db.session.flush()
    _set_parts(workshop, plan)
    _record(actor, "created", workshop)
    db.session.flush()
    return workshop


def edit_workshop(actor: Actor, *, workshop: Workshop, version: int, plan: Plan) -> None:
    """Change a series read at `version`; raises StaleRecord when somebody changed it since."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    db.session.refresh(workshop, with_for_update=True)
    if workshop.version != version:
        raise StaleRecord(workshop.version)
    _check(plan, workshop.municipality_id, kept={each.staff_id for each in workshop.facilitators})
    changed = [name for name, value in plan.columns.items() if getattr(workshop, name) != value]
    for name in changed:
        setattr(workshop, name, plan.columns[name])
    changed += _set_parts(workshop, plan)
    if changed:
        workshop.version += 1
        _record(actor, "edited", workshop, changed)
    db.session.flush()
    if "capacity" in changed:
        fill(actor, workshop)


def set_competences(actor: Actor, *, workshop: Workshop, competence_ids: Sequence[UUID]) -> None:
    """Which competences the series develops; raises NotFound for one the catalogue does not offer."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    known, kept = catalogue(), {each.competence_id for each in workshop.competences}
    for each in set(competence_ids) - kept:
        competence = known.competence(each)
        if competence is None or competence.is_retired:
            raise NotFound
    if _set_competences(workshop, competence_ids):
        _record(actor, "edited", workshop, ["competences"])
    db.session.flush()


def set_texts(actor: Actor, *, workshop: Workshop, language: str, texts: Mapping[str, str]) -> None:
    """How the series is told in another language; an empty text falls back to Portuguese."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    if language == MAIN or language not in languages():
        raise NotFound
    kept = {(each.lang, each.field): each.value for each in workshop.texts if each.lang != language}
    new = {(language, field): value for field, value in texts.items() if value and field in TEXT_FIELDS}
    if _set_texts(workshop, {**kept, **new}):
        _record(actor, "edited", workshop, ["texts"])
    db.session.flush()


def open_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """Let people sign up."""
    _move(actor, workshop, WorkshopState.OPEN)


def start_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """The first session begins; whoever fits in may still come."""
    _move(actor, workshop, WorkshopState.RUNNING)


def end_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """All sessions are over; who still waited for a place waits no longer."""
    _move(actor, workshop, WorkshopState.ENDED)
    close_line(actor, workshop=workshop)


def cancel_workshop(actor: Actor, *, workshop: Workshop, reason: str, note: str = "") -> None:
    """The series does not take place, or not to its end: what is still ahead is cancelled with it."""
    if reason not in CANCEL_REASONS:
        raise NotFound
    _move(actor, workshop, WorkshopState.CANCELLED, reason=reason, note=note)
    today = clock.today(get_zone(workshop.municipality_id))
    for session in queries.list_sessions(actor, workshop):
        if session.state == SessionState.PLANNED and session.on >= today:
            move(actor, session, SESSION, SessionState.CANCELLED.value, reason=reason)
    cancel_all(actor, workshop=workshop)


def _move(
    actor: Actor, workshop: Workshop, after: WorkshopState, *, reason: str = "", note: str = ""
) -> None:
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    db.session.refresh(workshop, with_for_update=True)
    move(actor, workshop, WORKSHOP, after.value, reason=reason, note=note)
    db.session.flush()


def _check(plan: Plan, municipality_id: UUID, kept: frozenset[UUID] | set[UUID] = frozenset()) -> None:
    get_offered_organisation(municipality_id, plan.organisation_id)
    offered = set(queries.list_facilitators(municipality_id)) | kept
    if not set(plan.facilitator_ids) <= offered or not set(plan.groups) <= set(TARGET_GROUPS):
        raise NotFound


def _set_parts(workshop: Workshop, plan: Plan) -> list[str]:
    """Bring what hangs on the series in line with the plan; the names of the parts that changed."""
    where = workshop.municipality_id
    people = list(dict.fromkeys(plan.facilitator_ids))
    changed = []
    if [each.staff_id for each in workshop.facilitators] != people:
        kept = {each.staff_id: each for each in workshop.facilitators}
        rows = [
            kept.get(each) or WorkshopFacilitator(municipality_id=where, staff_id=each) for each in people
        ]
        for position, row in enumerate(rows):
            row.position = position
        workshop.facilitators = rows
        changed.append("facilitators")
    if {each.group for each in workshop.groups} != set(plan.groups):
        groups = {each.group: each for each in workshop.groups}
        workshop.groups = [
            groups.get(key) or WorkshopGroup(municipality_id=where, group=key)
            for key in dict.fromkeys(plan.groups)
        ]
        changed.append("groups")
    if plan.competence_ids is not None and _set_competences(workshop, plan.competence_ids):
        changed.append("competences")
    if plan.texts is not None and _set_texts(workshop, plan.texts):
        changed.append("texts")
    return changed


def _set_competences(workshop: Workshop, competence_ids: Sequence[UUID]) -> bool:
    kept = {each.competence_id: each for each in workshop.competences}
    if set(kept) == set(competence_ids):
        return False
    where = workshop.municipality_id
    workshop.competences = [
        kept.get(each) or WorkshopCompetence(municipality_id=where, competence_id=each)
        for each in dict.fromkeys(competence_ids)
    ]
    return True


def _set_texts(workshop: Workshop, texts: Mapping[tuple[str, str], str]) -> bool:
    wanted = {key: value for key, value in texts.items() if value and key[1] in TEXT_FIELDS}
    kept = {(each.lang, each.field): each for each in workshop.texts}
    if {key: row.value for key, row in kept.items()} == wanted:
        return False
    rows = []
    for (lang, name), value in wanted.items():
        row = kept.get((lang, name))
        row = row or WorkshopText(municipality_id=workshop.municipality_id, lang=lang, field=name)
        row.value = value
        rows.append(row)
    workshop.texts = rows
    return True


def _record(actor: Actor, act: str, workshop: Workshop, fields: Sequence[str] = ()) -> None:
    audit.record(
        actor,
        f"workshop.{act}",
        "workshop",
        workshop.id,
        municipality_id=workshop.municipality_id,
        fields=fields,
    )
