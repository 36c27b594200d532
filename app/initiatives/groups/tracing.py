"""What an initiative came from, and which initiatives came from something: traced both ways."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.feature import Link
from app.core.lines import WHOSE, Lines, lines
from app.core.permission import Permission
from app.initiatives.groups.models import Backer, Initiative, InitiativeSheet, Stage
from app.initiatives.groups.permissions import seen_by
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.queries import get_opportunity, standing
from app.people.models import Participant
from app.people.permissions import visible_to
from app.workshops.planning.models.series import Workshop
from app.workshops.projects.models import ProjectSheet

FROM_SERIES = "initiative_from_series"


def get_origin(actor: Actor, opportunity_id: UUID) -> Opportunity:
    """An opportunity from which an initiative can begin, or the one it became part of; NotFound."""
    found = standing(get_opportunity(actor, opportunity_id))
    return existing(None if found.state == OpportunityState.DRAFT else found)


def origins_of(actor: Actor, initiative: Initiative) -> Sequence[Link]:
    """What it came from, of what the actor may look at, as links."""
    found = []
    if initiative.opportunity_id and actor.may(Permission.OPPORTUNITY_PROPOSE, initiative.municipality_id):
        there = db.session.get_one(Opportunity, initiative.opportunity_id)
        whose = {"opportunity_id": there.id}
        found.append(Link(there.title, "initiatives.opportunity", whose))
    if initiative.workshop_id and actor.may(Permission.WORKSHOP_READ, initiative.municipality_id):
        series = db.session.get_one(Workshop, initiative.workshop_id)
        found.append(Link(series.title, "workshops.show", {"workshop_id": series.id}))
    return [*found, *_sheet_of(actor, initiative)]


def _sheet_of(actor: Actor, initiative: Initiative) -> Iterator[Link]:
    """The project sheet, by the name of its person; nothing where the actor does not find them."""
    rows = (
        select(ProjectSheet.id, Participant.name)
        .join(InitiativeSheet, InitiativeSheet.sheet_id == ProjectSheet.id)
        .join(Participant, Participant.id == ProjectSheet.participant_id)
        .where(InitiativeSheet.initiative_id == initiative.id)
        .where(Participant.sealed_at.is_(None), visible_to(actor))
    )
    if actor.may(Permission.INVENTORY_CONFIRM, initiative.municipality_id):
        for row in db.session.execute(rows):
            said = _("Project sheet of %(name)s", name=row.name)
            yield Link(said, "workshops.change_project_sheet", {"sheet_id": row.id})


def links_to(actor: Actor, which: ColumnElement[bool]) -> Sequence[Link]:
    """The initiatives that a clause tells, as links, the latest first; one query."""
    query = select(Initiative.id, Initiative.title, Initiative.state).where(seen_by(actor), which)
    found = db.session.execute(query.order_by(Initiative.id.desc()))
    return [_link(row.id, row.title, row.state) for row in found]


def _link(initiative_id: UUID, title: str, state: str) -> Link:
    values = {"initiative_id": initiative_id}
    return Link(title, "initiatives.initiative", values, state == Stage.CLOSED)


def from_opportunity(actor: Actor, opportunity_id: UUID) -> Sequence[Link]:
    """The initiatives that an opportunity led to."""
    return links_to(actor, Initiative.opportunity_id == opportunity_id)


def lines_of_series(actor: Actor, workshop: Workshop) -> Sequence[Select[Any]]:
    """The initiatives that came from a series, for whoever reads them."""
    return (_from_series(),) if actor.may(Permission.INITIATIVE_READ, workshop.municipality_id) else ()


@cache
def _from_series() -> Select[Any]:
    came = lines(
        FROM_SERIES, Initiative.id, Initiative.created_at, what=Initiative.state, words=Initiative.title
    )
    return came.where(Initiative.workshop_id == WHOSE)


def from_series(read: Lines) -> Sequence[Link]:
    """The initiatives that came from a series, as links, the latest first."""
    return [_link(line.id, line.words, line.what) for line in read[FROM_SERIES]]


def from_sheet(actor: Actor, sheet_id: UUID) -> Sequence[Link]:
    """The initiatives that came from a project sheet."""
    came = select(InitiativeSheet.initiative_id).where(InitiativeSheet.sheet_id == sheet_id)
    return links_to(actor, Initiative.id.in_(came))


def backed_by(actor: Actor, organisation_id: UUID) -> Select[Any]:
    """The initiatives that an organisation stands behind, the latest first (core/resting.py)."""
    theirs = select(Backer.initiative_id).where(Backer.organisation_id == organisation_id)
    place = func.row_number().over(order_by=Initiative.id.desc()).label("place")
    seen = seen_by(actor), Initiative.id.in_(theirs)
    return select(Initiative.id, Initiative.title, place).where(*seen)
