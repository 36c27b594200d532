"""The catalogue of measures: listed, noted, changed, made from what is there."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.staff import staff_names
from app.core.text import tidy
from app.initiatives.blueprint import bp
from app.initiatives.measures import queries
from app.initiatives.measures.forms import (
    EditMeasureForm,
    MeasureListFilters,
    NewMeasureForm,
    answers,
)
from app.initiatives.measures.models import Measure
from app.initiatives.measures.operations import catalogue as operations
from app.initiatives.measures.queries import MeasureFilters
from app.initiatives.measures.sources import Source, find_source
from app.initiatives.measures.wording import KINDS
from app.skills.picker.queries import choice_of
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS
from app.ui.conflict import show_both
from app.ui.listing import read_listing

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE


@bp.get("/measures")
@requires(READ)
def measures() -> Response:
    asked = read_listing(MeasureListFilters(request.args))
    filters = MeasureFilters(q=asked["q"], kind=asked["kind"], is_offered=asked["offered"] != "no")
    page = queries.measures_page(g.actor, filters, after=asked.after)
    return respond(
        "initiatives/measures/index.html",
        status=asked.status,
        listing=asked,
        page=page,
        kinds=KINDS,
        catalogue=catalogue_for(row.competence_id for each in page.items for row in each.competences),
        may_write=g.actor.may(WRITE),
    )


@bp.get("/measures/sources")
@requires(WRITE)
def measure_sources() -> Response:
    """Courses that are offered, and series that develop something: a measure can be made of each."""
    trainings, series = queries.list_trainings(g.actor), queries.list_series(g.actor)
    taught = [row.competence_id for each in trainings for row in each.competences]
    taught += [row.competence_id for each in series for row in each.competences]
    return respond(
        "initiatives/measures/sources.html",
        trainings=trainings,
        series=series,
        catalogue=catalogue_for(taught),
    )


@bp.get("/measures/new")
@bp.post("/measures", endpoint="create_measure")
@requires(WRITE)
def new_measure() -> Response:
    """From nothing, or from a course or a series that is there, whose words and competences it takes."""
    source = find_source(g.actor, request.form.get("source") or request.args.get("source", ""))
    form = NewMeasureForm(data=_from(source))
    if form.validate_on_submit():
        made = operations.create_measure(
            g.actor,
            measure_id=form.new_id,
            municipality_id=form.drawn_in,
            plan=form.plan,
            competence_ids=source.competence_ids if source else (),
        )
        flash(_("The measure was added. Which competences does it give?"), "good")
        return see_other("initiatives.measure_competences", measure_id=made.id)
    return respond("initiatives/measures/form.html", status=form.status, form=form, measure=None)


@bp.get("/measures/<uuid:measure_id>")
@requires(READ)
def measure(measure_id: UUID) -> Response:
    found = queries.get_measure(g.actor, measure_id)
    return respond(
        "initiatives/measures/show.html",
        measure=found,
        kinds=KINDS,
        levels=LEVEL_WORDS,
        catalogue=catalogue_for(each.competence_id for each in found.competences),
        names=staff_names({found.created_by}),
        may_write=g.actor.may(WRITE, found.municipality_id),
    )


@bp.route("/measures/<uuid:measure_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_measure(measure_id: UUID) -> Response:
    found = queries.get_measure(g.actor, measure_id, to_change=True)
    form = EditMeasureForm(data=answers(found))
    if form.validate_on_submit():
        try:
            operations.edit_measure(g.actor, measure=found, version=form.version.data, plan=form.plan)
        except StaleRecord:
            show_both(form, EditMeasureForm(data=answers(found)))
        else:
            flash(_("The measure was saved."), "good")
            return see_other("initiatives.measure", measure_id=measure_id)
    return respond("initiatives/measures/form.html", status=form.status, form=form, measure=found)


@bp.post("/measures/<uuid:measure_id>/withdrawal")
@requires(WRITE)
def withdraw_measure(measure_id: UUID) -> Response:
    return _offered(measure_id, _("It is no longer offered: searches leave it out."), is_offered=False)


@bp.post("/measures/<uuid:measure_id>/return")
@requires(WRITE)
def return_measure(measure_id: UUID) -> Response:
    return _offered(measure_id, _("It is offered again."), is_offered=True)


def _offered(measure_id: UUID, message: str, *, is_offered: bool) -> Response:
    found = queries.get_measure(g.actor, measure_id, to_change=True)
    operations.set_offered(g.actor, measure=found, is_offered=is_offered)
    flash(message, "good")
    return see_other("initiatives.measure", measure_id=measure_id)


@bp.get("/measures/<uuid:measure_id>/competences")
@requires(WRITE)
def measure_competences(measure_id: UUID) -> Response:
    found = queries.get_measure(g.actor, measure_id)
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    return respond(
        "initiatives/measures/competences.html",
        part="initiatives/measures/_competence_hits.html",
        measure=found,
        choice=choice_of(found, tidy(request.args.get("q", "")), languages=languages),
    )


@bp.post("/measures/<uuid:measure_id>/competences")
@requires(WRITE)
def add_measure_competence(measure_id: UUID) -> Response:
    found = queries.get_measure(g.actor, measure_id, to_change=True)
    operations.add_competence(g.actor, measure=found, competence_id=sent_id("competence_id"))
    flash(_("The competences were saved."), "good")
    return see_other("initiatives.measure_competences", measure_id=measure_id)


@bp.post("/measures/<uuid:measure_id>/competences/removal")
@requires(WRITE)
def remove_measure_competence(measure_id: UUID) -> Response:
    found: Measure = queries.get_measure(g.actor, measure_id, to_change=True)
    operations.remove_competence(g.actor, measure=found, competence_id=sent_id("competence_id"))
    flash(_("The competences were saved."), "good")
    return see_other("initiatives.measure_competences", measure_id=measure_id)


def _from(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"gives": "alone"}
    return {
        "title": source.title,
        "kind": "course",
        "seats": source.seats,
        "gives": "alone",
        "source": source.key,
    }
