"""Beginning an initiative, and changing what it is."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records, text
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.permission import Permission
from app.core.staff import staff_in
from app.initiatives.groups.checklist import gate_of
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, InitiativeSheet, Member
from app.initiatives.groups.states import GOING_ON
from app.initiatives.groups.told import Changed, changed
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.needs import needs_of, put_needs
from app.initiatives.opportunities.operations import serve
from app.network.queries import get_zone
from app.people.operations.records import check_parish
from app.workshops.planning.models.series import Workshop
from app.workshops.projects.models import ProjectSheet

OWN = ("kind", "title", "summary", "place", "parish_id", "answerable_id", "opportunity_id", "workshop_id")
"""The columns that a plan fills."""


class UnknownKind(DomainError):
    """A kind is one of the list, and one that is no longer chosen stays only where it stands."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an initiative is. What it came from: an opportunity, a workshop, a project sheet with a chosen way
    (`sheet_id`, of which the person becomes a member), or nothing; a change keeps that.
    """

    kind: str
    title: str
    summary: str = ""
    place: str = ""
    parish_id: UUID | None = None
    answerable_id: UUID | None = None
    opportunity_id: UUID | None = None
    workshop_id: UUID | None = None
    sheet_id: UUID | None = None


def create_initiative(actor: Actor, *, initiative_id: UUID, municipality_id: UUID, plan: Plan) -> Initiative:
    """A new idea. The same id again is the same row. Raises UnknownKind, NotFound.

    Needs of the opportunity become its own, and it is served; the person of the sheet takes part from the
    start.
    """
    actor.demand(Permission.INITIATIVE_WRITE, municipality_id)
    if known := records.known(Initiative, initiative_id, municipality_id=municipality_id):
        return known
    _demand(plan, municipality_id)
    opportunity = _there(Opportunity, plan.opportunity_id, municipality_id)
    sheet = _there(ProjectSheet, plan.sheet_id, municipality_id)
    _there(Workshop, plan.workshop_id, municipality_id)
    initiative = Initiative(
        id=initiative_id, municipality_id=municipality_id, created_by=actor.id, **_columns(plan)
    )
    records.add(actor, initiative)
    if opportunity:
        put_needs(initiative, needs_of(opportunity))
        if opportunity.state == OpportunityState.OPEN:
            serve(actor, opportunity=opportunity)
    if sheet:
        _take_sheet(actor, initiative, sheet)
    tell_change(actor, initiative)
    return initiative


def edit_initiative(actor: Actor, *, initiative: Initiative, version: int, plan: Plan) -> None:
    """Change what it is, but not what it came from. Raises StaleRecord, UnknownKind, NotFound."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.demand_version(initiative, version)
    _demand(plan, initiative.municipality_id, kept=initiative)
    kept = {"opportunity_id": initiative.opportunity_id, "workshop_id": initiative.workshop_id}
    fields = records.put(initiative, {**_columns(plan), **kept})
    records.record_edit(actor, initiative, [each for each in fields if each != "sort_key"])
    tell_change(actor, initiative)


def tell_change(actor: Actor, initiative: Initiative) -> None:
    """Count anew what is open before its gate, and let whoever shows it know."""
    count_open(initiative)
    db.session.flush()
    changed.send(Changed(actor, initiative))


def count_all_open(actor: Actor) -> None:
    """The same of all that go on, every night: with a day a law may begin to hold."""
    if actor.kind is ActorKind.SYSTEM:
        going_on = select(Initiative).where(Initiative.state.in_(GOING_ON)).order_by(Initiative.id)
        for each in db.session.scalars(going_on).all():
            count_open(each)


def count_open(initiative: Initiative) -> None:
    """Note how many items of the checklist are open before the next gate today."""
    db.session.flush()
    gate = gate_of(initiative, clock.today(get_zone(initiative.municipality_id)))
    initiative.open_items = len(gate.open) if gate else 0


def _columns(plan: Plan) -> dict[str, Any]:
    values = {name: value for name, value in asdict(plan).items() if name in OWN}
    return {**values, "sort_key": text.fold(plan.title)}


def _demand(plan: Plan, municipality_id: UUID, kept: Initiative | None = None) -> None:
    if plan.kind not in kinds().offered(kept=[kept.kind] if kept else []):
        raise UnknownKind
    check_parish(plan.parish_id, municipality_id)
    same = kept is not None and kept.answerable_id == plan.answerable_id
    if plan.answerable_id and not same and plan.answerable_id not in staff_in(municipality_id):
        raise NotFound


def _there(model: type[Any], row_id: UUID | None, municipality_id: UUID) -> Any:
    """What it came from, in the same municipality; whoever may look at it, the caller has asked."""
    if row_id is None:
        return None
    row = db.session.get(model, row_id)
    if row is None or row.municipality_id != municipality_id:
        raise NotFound
    return row


def _take_sheet(actor: Actor, initiative: Initiative, sheet: ProjectSheet) -> None:
    """Remember the way that was chosen; whose sheet it is takes part from today."""
    where = {"municipality_id": initiative.municipality_id, "initiative_id": initiative.id}
    db.session.add(InitiativeSheet(**where, sheet_id=sheet.id, position=sheet.chosen or 0))
    today = clock.today(get_zone(initiative.municipality_id))
    member = Member(**where, participant_id=sheet.participant_id, joined_on=today, created_by=actor.id)
    records.add(actor, member)
