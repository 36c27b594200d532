"""Series: the list, one with all that belongs to it, a new one, a change."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import clock, i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.holidays import holidays_between
from app.network.queries import get_municipality, get_zone, list_organisations
from app.skills.queries import catalogue
from app.ui.versions import Difference, differences
from app.workshops import queries, services
from app.workshops.forms.series import EditWorkshopForm, NewWorkshopForm, WorkshopFilters, values_of
from app.workshops.models import Session, SessionState, Workshop
from app.workshops.permissions import may_change
from app.workshops.queries.attendance import list_to_fill_in
from app.workshops.views.blueprint import bp
from app.workshops.views.preview import Preview, busy
from app.workshops.wording import TARGET_GROUPS


@bp.get("/workshops")
@requires(Permission.WORKSHOP_READ)
def index() -> Response:
    hosts, staff = list_organisations(g.actor.here()), queries.list_facilitators(g.actor.here())
    form = WorkshopFilters(request.args)
    form.offer(hosts, staff)
    is_valid = form.validate()
    filters = _filters(form) if is_valid else queries.Filters()
    page = queries.workshops_page(g.actor, filters, request.args.get("after"))
    ids = [each.id for each in page.items]
    asked: dict[str, Any] = {name: sent for name in form.data if any(sent := request.args.getlist(name))}
    return respond(
        "workshops/index.html",
        part="workshops/_series.html",
        status=200 if is_valid else 422,
        form=form,
        page=page,
        fills=queries.fill_of(ids),
        dates=queries.dates_of(ids),
        staff=staff,
        is_filtered=bool(asked),
        may_plan=g.actor.may(Permission.WORKSHOP_WRITE),
        address=lambda cursor: url_for("workshops.index", **asked, after=cursor),
    )


def _filters(form: WorkshopFilters) -> queries.Filters:
    return queries.Filters(
        text=form.q.data,
        kind=form.kind.data,
        state=form.state.data,
        facilitator_id=UUID(form.facilitator.data) if form.facilitator.data else None,
        organisation_id=UUID(form.host.data) if form.host.data else None,
        first=form.first.data,
        last=form.last.data,
    )


@bp.get("/workshops/<uuid:workshop_id>")
@requires(Permission.WORKSHOP_READ)
def show(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    sessions = queries.list_sessions(g.actor, workshop)
    today = clock.today(sessions[0].zone if sessions else get_zone(workshop.municipality_id))
    parts, known = queries.parts_of(workshop), catalogue()
    return respond(
        "workshops/show.html",
        workshop=workshop,
        sessions=sessions,
        today=today,
        parts=parts,
        flags=_flags(workshop, sessions, list(parts.leaders)),
        unfilled={each.session_id: each.missing for each in list_to_fill_in(g.actor, workshop.id)},
        fill=queries.fill_of([workshop.id])[workshop.id],
        groups=[TARGET_GROUPS[each] for each in parts.groups],
        competences=[found for each in parts.competence_ids if (found := known.competence(each))],
        can=_allowed(workshop),
        may_plan=may_change(g.actor, workshop),
        may_count=g.actor.may(Permission.ATTENDANCE_WRITE, workshop.municipality_id),
        may_report=g.actor.may(Permission.STATISTICS_READ, workshop.municipality_id),
        is_own=g.actor.id in parts.leaders,
    )


def _allowed(workshop: Workshop) -> dict[str, bool]:
    may = partial(g.actor.may, municipality_id=workshop.municipality_id)
    return {"enrol": may(Permission.ENROLMENT_WRITE), "certify": may(Permission.CERTIFICATE_WRITE)}


def _flags(
    workshop: Workshop, sessions: Sequence[Session], leaders: Sequence[UUID]
) -> dict[UUID, dict[str, Any]]:
    """What to know of each session that is still planned: holidays, and what else is there at that time."""
    planned = [each for each in sessions if each.state == SessionState.PLANNED]
    if not planned:
        return {}
    own = [each.id for each in sessions]
    found = queries.find_clashes(workshop.municipality_id, planned, leaders, besides=own)
    place = get_municipality(workshop.municipality_id)
    days = holidays_between(place, planned[0].on, planned[-1].on)
    return {
        each.id: {"holiday": days.get(each.on), "clashes": clashes}
        for each, clashes in zip(planned, found, strict=True)
    }


@bp.get("/workshops/new")
@requires(Permission.WORKSHOP_WRITE)
def new() -> Response:
    return _new_page(_new_form())


@bp.post("/workshops")
@requires(Permission.WORKSHOP_WRITE)
def create() -> Response:
    form = _new_form()
    if not form.validate():
        return _new_page(form, status=422)
    g.actor.demand_here(form.drawn_in)
    workshop = services.create_workshop(
        g.actor, workshop_id=form.new_id, municipality_id=form.drawn_in, plan=form.plan
    )
    flash(_("The series was planned, as a draft. Now add its sessions."), "good")
    return see_other("workshops.new_sessions", workshop_id=workshop.id)


@bp.get("/workshops/<uuid:workshop_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit_page(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    return _edit_page(workshop, _edit_form(workshop))


@bp.post("/workshops/<uuid:workshop_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = _edit_form(workshop)
    if not form.validate():
        return _edit_page(workshop, form, status=422)
    plan = form.plan
    if request.form.get("decision") != "keep" and (shown := _busy(workshop, plan.facilitator_ids)):
        return _edit_page(workshop, form, status=422, shown=shown)
    try:
        services.edit_workshop(g.actor, workshop=workshop, version=form.version.data, plan=plan)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_edit_form(workshop), form)
        return _edit_page(workshop, form, status=409, both=both)
    flash(_("The series was changed."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


def _busy(workshop: Workshop, leaders: Sequence[UUID]) -> list[Preview]:
    """What stands in the way of those who are to lead from now on."""
    before = {each.staff_id for each in workshop.facilitators}
    return busy(queries.list_sessions(g.actor, workshop), [each for each in leaders if each not in before])


def _new_form() -> NewWorkshopForm:
    leader = str(g.actor.id)
    data = {"municipality_id": g.actor.here(), "language": i18n.MAIN, "leader": leader}
    form = NewWorkshopForm(data=data)
    form.offer(list_organisations(g.actor.here()), queries.list_facilitators(g.actor.here()))
    return form


def _edit_form(workshop: Workshop) -> EditWorkshopForm:
    form = EditWorkshopForm(data=values_of(workshop))
    staff = queries.list_facilitators(workshop.municipality_id)
    gone = [each.staff_id for each in workshop.facilitators if each.staff_id not in staff]
    form.offer(list_organisations(workshop.municipality_id), {**staff, **staff_names(gone)})
    return form


def _new_page(form: NewWorkshopForm, *, status: int = 200) -> Response:
    return respond("workshops/new.html", status=status, form=form)


def _edit_page(
    workshop: Workshop,
    form: EditWorkshopForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
    shown: Sequence[Preview] = (),
) -> Response:
    return respond(
        "workshops/edit.html",
        status=status,
        workshop=workshop,
        form=form,
        both=both,
        previews=shown,
        names=staff_names(clash.staff_id for each in shown for clash in each.clashes),
    )
