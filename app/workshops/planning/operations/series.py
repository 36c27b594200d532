"""A series: planned, changed, told in other languages, opened, started, ended, cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.core.signals import Signal
from app.core.texts import Key, put_texts, translate
from app.network.parties.queries import get_offered_organisation
from app.network.protocols.queries.resting import demand_protocol
from app.network.queries import get_zone
from app.skills.picker.operations import choose, leave_out, put_competences
from app.workshops.planning.kinds import kinds
from app.workshops.planning.models.series import (
    Admission,
    Workshop,
    WorkshopFacilitator,
    WorkshopGroup,
    WorkshopState,
)
from app.workshops.planning.models.session import SessionState
from app.workshops.planning.permissions import demand_change, demand_host
from app.workshops.planning.queries.hosts import leaders_for
from app.workshops.planning.queries.series import list_sessions
from app.workshops.planning.states import SERIES, SESSION
from app.workshops.planning.wording import TARGET_GROUPS


@dataclass(frozen=True, slots=True)
class SeriesTold:
    """A series, locked, to which something happened; `actor` did it."""

    actor: Actor
    workshop: Workshop


room_changed: Signal[SeriesTold] = Signal()
"""It takes more or fewer people than before."""
series_ended: Signal[SeriesTold] = Signal()
series_cancelled: Signal[SeriesTold] = Signal()
COLUMNS = (
    "kind",
    "title",
    "organisation_id",
    "description",
    "material",
    "language",
    "capacity",
    "admission",
    "answer_hours",
    "certificate_share",
    "is_public",
    "protocol_id",
)
"""What of a plan stands in the row of the series itself, or beside it."""
OFFICE = ("admission", "answer_hours", "certificate_share")
"""What of it is about people and papers: the office's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a series is. `competence_ids` and `texts` are those of a new one: they have pages of their own."""

    kind: str
    title: str
    organisation_id: UUID
    facilitator_ids: Sequence[UUID] = ()
    description: str = ""
    material: str = ""
    language: str = "pt"
    capacity: int | None = None
    admission: str = Admission.OPEN
    answer_hours: int = 48
    certificate_share: int = 80
    is_public: bool = True
    protocol_id: UUID | None = None
    groups: Sequence[str] = ()
    competence_ids: Sequence[UUID] = ()
    texts: Mapping[Key, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the row of the series itself."""
        said = {"admission": str(self.admission), "sort_key": text.fold(self.title)}
        return {name: getattr(self, name) for name in COLUMNS} | said


def create_workshop(
    actor: Actor,
    *,
    workshop_id: UUID,
    municipality_id: UUID,
    plan: Plan,
    duplicated_from: UUID | None = None,
) -> Workshop:
    """A new series, a draft. The same id again is the same row.

    Raises NotFound for what is not offered, NotItsProtocol.
    """
    demand_host(actor, municipality_id, plan.organisation_id)
    made = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Workshop, workshop_id, **made):
        return known
    copied = db.session.get(Workshop, duplicated_from) if duplicated_from else None
    _demand_offered(actor, plan, municipality_id, copied)
    demand_protocol(plan.protocol_id, municipality_id, plan.organisation_id)
    workshop = Workshop(
        id=workshop_id,
        created_at=clock.now(),
        state=WorkshopState.DRAFT.value,
        is_from_partner=not actor.may(Permission.WORKSHOP_WRITE, municipality_id),
        duplicated_from=duplicated_from,
        **made,
        **plan.columns,
    )
    records.add(actor, workshop)
    _put_parts(workshop, plan)
    put_competences(workshop, plan.competence_ids)
    put_texts(workshop, plan.texts)
    return workshop


def edit_workshop(actor: Actor, *, workshop: Workshop, version: int, plan: Plan) -> None:
    """Change a series read at `version`; raises StaleRecord, NotItsProtocol.

    What is about people and papers (OFFICE) stays as it is where a partner changes it.
    """
    where = workshop.municipality_id
    demand_change(actor, workshop)
    demand_host(actor, where, plan.organisation_id)
    records.demand_version(workshop, version)
    _demand_offered(actor, plan, where, workshop)
    demand_protocol(
        plan.protocol_id, where, plan.organisation_id, (workshop.protocol_id, workshop.organisation_id)
    )
    kept = () if actor.may(Permission.WORKSHOP_WRITE, where) else OFFICE
    columns = {name: value for name, value in plan.columns.items() if name not in kept}
    changed = records.put(workshop, columns) + _put_parts(workshop, plan)
    records.record_edit(actor, workshop, changed)
    if "capacity" in changed:
        room_changed.send(SeriesTold(actor, workshop))


def add_competence(actor: Actor, *, workshop: Workshop, competence_id: UUID) -> None:
    """One more competence that the series develops; raises NotFound for one that is not offered."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    if choose(workshop, competence_id):
        records.record(actor, "edited", workshop, ["competences"])


def remove_competence(actor: Actor, *, workshop: Workshop, competence_id: UUID) -> None:
    """The series does not develop it after all."""
    actor.demand(Permission.WORKSHOP_WRITE, workshop.municipality_id)
    if leave_out(workshop, competence_id):
        records.record(actor, "edited", workshop, ["competences"])


def translate_workshop(actor: Actor, *, workshop: Workshop, version: int, texts: Mapping[Key, str]) -> None:
    """How the series, read at `version`, is told in other languages; an empty text falls back to Portuguese.

    Raises StaleRecord, NotFound for a language that is not written here.
    """
    demand_change(actor, workshop)
    translate(actor, workshop, version, texts)


def open_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """Let people sign up."""
    _move(actor, workshop, WorkshopState.OPEN)


def start_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """The first session begins; whoever fits in may still come."""
    _move(actor, workshop, WorkshopState.RUNNING)


def end_workshop(actor: Actor, *, workshop: Workshop) -> None:
    """All sessions are over; who still waited for a seat waits no longer."""
    _move(actor, workshop, WorkshopState.ENDED)
    series_ended.send(SeriesTold(actor, workshop))


def cancel_workshop(actor: Actor, *, workshop: Workshop, reason: str, note: str = "") -> None:
    """The series does not take place, or not to its end: what is still ahead is cancelled with it.

    Raises UnknownReason.
    """
    _move(actor, workshop, WorkshopState.CANCELLED, reason=reason, note=note)
    today = clock.today(get_zone(workshop.municipality_id))
    for session in list_sessions(actor, workshop):
        if session.state == SessionState.PLANNED and session.on >= today:
            SESSION.move(actor, session, SessionState.CANCELLED, reason=reason)
    series_cancelled.send(SeriesTold(actor, workshop))


def _move(actor: Actor, workshop: Workshop, after: str, *, reason: str = "", note: str = "") -> None:
    demand_change(actor, workshop)
    records.lock(workshop)
    SERIES.move(actor, workshop, after, reason=reason, note=note)
    db.session.flush()


def _demand_offered(actor: Actor, plan: Plan, municipality_id: UUID, before: Workshop | None = None) -> None:
    """NotFound for what the actor is not offered to choose; what stood `before` may stay."""
    get_offered_organisation(municipality_id, plan.organisation_id)
    leaders = {*leaders_for(actor, municipality_id), *(before.leader_ids if before else ())}
    known = kinds().offered(kept=[before.kind] if before else ())
    if (
        plan.kind not in known
        or not set(plan.facilitator_ids) <= leaders
        or not set(plan.groups) <= set(TARGET_GROUPS)
    ):
        raise NotFound


def _put_parts(workshop: Workshop, plan: Plan) -> list[str]:
    """Bring those who lead the series and its groups in line with the plan; the names of what changed."""
    where = workshop.municipality_id
    people, groups = list(dict.fromkeys(plan.facilitator_ids)), set(plan.groups)
    changed = []
    if workshop.leader_ids != people:
        leading = {each.staff_id: each for each in workshop.facilitators}
        workshop.facilitators = [
            leading.get(each) or WorkshopFacilitator(municipality_id=where, staff_id=each) for each in people
        ]
        for position, each in enumerate(workshop.facilitators):
            each.position = position
        changed.append("facilitators")
    if {each.group for each in workshop.groups} != groups:
        kept = [each for each in workshop.groups if each.group in groups]
        new = groups - {each.group for each in kept}
        workshop.groups = [*kept, *(WorkshopGroup(municipality_id=where, group=each) for each in sorted(new))]
        changed.append("groups")
    return changed
