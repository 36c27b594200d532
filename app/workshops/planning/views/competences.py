"""The competences that a series develops."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.text import tidy
from app.skills.picker.queries import choice_of
from app.workshops.blueprint import bp
from app.workshops.planning.operations import series as operations
from app.workshops.planning.queries.series import get_workshop


@bp.get("/workshops/<uuid:workshop_id>/competences")
@requires(Permission.WORKSHOP_WRITE)
def competences(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id)
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    return respond(
        "workshops/planning/competences.html",
        part="workshops/planning/_competence_hits.html",
        workshop=workshop,
        choice=choice_of(workshop, tidy(request.args.get("q", "")), languages=languages),
    )


@bp.post("/workshops/<uuid:workshop_id>/competences")
@requires(Permission.WORKSHOP_WRITE)
def add_competence(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id, to_change=True)
    operations.add_competence(g.actor, workshop=workshop, competence_id=sent_id("competence_id"))
    flash(_("It now stands with the series."), "good")
    return see_other("workshops.competences", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/competences/removal")
@requires(Permission.WORKSHOP_WRITE)
def remove_competence(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id, to_change=True)
    operations.remove_competence(g.actor, workshop=workshop, competence_id=sent_id("competence_id"))
    flash(_("It was taken away."), "good")
    return see_other("workshops.competences", workshop_id=workshop_id)
