"""The list of series, and one with all that belongs to it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from flask import Response, g, request

from app.core import clock, lines
from app.core.access import requires
from app.core.feature import Panel, declared
from app.core.http import respond
from app.core.permission import Permission
from app.core.sheet_page import SeriesPage
from app.network.parties.queries import list_organisations
from app.network.queries import get_zone
from app.skills.queries.catalogue import catalogue
from app.ui.choice_fields import names_of
from app.ui.listing import read_listing
from app.workshops.attendance.queries.attendance import list_to_fill_in
from app.workshops.attendance.queries.session_record import counted_in
from app.workshops.blueprint import bp
from app.workshops.enrolments.queries.fill import Fill, fill_of
from app.workshops.overview.panels import glance
from app.workshops.planning.forms.series import WorkshopFilters
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import may_change, may_count, may_host
from app.workshops.planning.preview import Preview, preview
from app.workshops.planning.queries.belongings import belongings_of
from app.workshops.planning.queries.cancelled import can_put_back
from app.workshops.planning.queries.hosts import list_facilitators
from app.workshops.planning.queries.series import (
    Filters,
    dates_of,
    get_workshop,
    list_sessions,
    workshops_page,
)
from app.workshops.planning.wording import TARGET_GROUPS


@bp.get("/workshops")
@requires(Permission.WORKSHOP_READ)
def index() -> Response:
    here = g.actor.here()
    hosts, staff = list_organisations(here), list_facilitators(here)
    is_office = g.actor.may(Permission.WORKSHOP_WRITE)
    form = WorkshopFilters(request.args)
    form.offer(hosts, staff)
    asked = read_listing(form)
    today = clock.today(get_zone(here))
    page = workshops_page(g.actor, Filters(**asked.values), today, asked.after)
    ids = [each.id for each in page.items]
    return respond(
        "workshops/overview/index.html",
        part="workshops/overview/_series.html",
        status=asked.status,
        listing=asked,
        page=page,
        fills=fill_of(ids),
        dates=dates_of(ids),
        staff=staff,
        hosts=names_of(hosts),
        may_plan=is_office or any(may_host(g.actor, here, each.id) for each in hosts),
        is_office=is_office,
    )


@bp.get("/at-a-glance")
@requires(Permission.STATISTICS_READ)
def at_a_glance() -> Response:
    """The programme in some figures: a page, and the part that the day page asks for once it is there."""
    found = glance(g.actor, clock.today(g.zone))
    return respond("workshops/overview/glance.html", part="workshops/_glance.html", glance=found)


@bp.get("/workshops/<uuid:workshop_id>")
@requires(Permission.WORKSHOP_READ)
def show(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id)
    sessions = list_sessions(g.actor, workshop)
    today = clock.today(sessions[0].zone if sessions else get_zone(workshop.municipality_id))
    belongings = belongings_of(g.actor, workshop)
    may = partial(g.actor.may, municipality_id=workshop.municipality_id)
    fill = fill_of([workshop.id])[workshop.id]
    return respond(
        "workshops/overview/show.html",
        workshop=workshop,
        sessions=sessions,
        today=today,
        belongings=belongings,
        flags=_flags(workshop, sessions, list(belongings.leaders)),
        unfilled={each.session.id: each.missing for each in list_to_fill_in(g.actor, workshop.id)},
        fill=fill,
        has_people=workshop.enrols or fill != Fill(),
        counted=counted_in(sessions),
        groups=[TARGET_GROUPS[each] for each in belongings.groups],
        competences=list(catalogue().several(belongings.competence_ids).values()),
        can={"enrol": may(Permission.ENROLMENT_WRITE), "certify": may(Permission.CERTIFICATE_WRITE)},
        may_plan=may_change(g.actor, workshop),
        can_put_back=can_put_back(g.actor, workshop),
        is_office=may(Permission.WORKSHOP_WRITE),
        may_note=may(Permission.ATTENDANCE_WRITE),
        may_count=may_count(g.actor, workshop),
        may_report=may(Permission.STATISTICS_READ),
        panels=_panels(workshop),
        may_report_own=may(Permission.WORKSHOP_WRITE) and g.actor.id in belongings.leaders,
    )


def _panels(workshop: Workshop) -> list[Panel]:
    """What other features show beside a series."""
    pages = declared(SeriesPage)
    found = lines.read((query for page in pages for query in page.lines(g.actor, workshop)), workshop.id)
    return [each for page in pages for each in page.panels(g.actor, workshop, found)]


def _flags(workshop: Workshop, sessions: Sequence[Session], leaders: Sequence[UUID]) -> dict[UUID, Preview]:
    """What to know of each session that is still planned: holidays, and what else is there at that time."""
    planned = [each for each in sessions if each.state == SessionState.PLANNED]
    found = preview(workshop.municipality_id, planned, leaders, besides=[each.id for each in sessions])
    return {session.id: each for session, each in zip(planned, found, strict=True)}
