"""What becomes of a service: its states, its checks, its texts in other languages, its competences."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import IllegalTransition, NotFound
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.permissions import demand_edit
from app.directory.services.forms.services import DecisionForm, originals_of
from app.directory.services.models import Service, ServiceState
from app.directory.services.operations import checking, entries
from app.directory.services.operations.publication import move_service
from app.directory.services.queries.services import get_service, translations_of
from app.directory.services.states import ARCHIVE_REASONS, RETURN_REASONS, SUSPEND_REASONS
from app.skills.picker.queries import choice_of
from app.ui.texts import texts_page


@bp.post("/directory/services/<uuid:service_id>/proposal")
@requires(Permission.DIRECTORY_PROPOSE)
def propose_service(service_id: UUID) -> Response:
    return _moved(service_id, ServiceState.PROPOSED, _("It was proposed. The coordinator publishes it."))


@bp.post("/directory/services/<uuid:service_id>/publication")
@requires(Permission.DIRECTORY_PUBLISH)
def publish_service(service_id: UUID) -> Response:
    return _moved(service_id, ServiceState.PUBLISHED, _("The public sees it from now on."))


@bp.post("/directory/services/<uuid:service_id>/restoration")
@requires(Permission.DIRECTORY_PROPOSE)
def restore_service(service_id: UUID) -> Response:
    return _moved(service_id, ServiceState.DRAFT, _("It is a draft again."))


def _moved(service_id: UUID, after: ServiceState, message: str) -> Response:
    move_service(g.actor, service=get_service(g.actor, service_id, to_change=True), after=after)
    flash(message, "good")
    return see_other("directory.service", service_id=service_id)


@bp.post("/directory/services/<uuid:service_id>/check")
@requires(Permission.DIRECTORY_PROPOSE)
def check_service(service_id: UUID) -> Response:
    checking.check_service(g.actor, service=get_service(g.actor, service_id, to_change=True))
    flash(_("Thank you: checked today."), "good")
    return see_other("directory.service", service_id=service_id)


DECISIONS = {
    "return": (ServiceState.DRAFT, RETURN_REASONS),
    "suspension": (ServiceState.SUSPENDED, SUSPEND_REASONS),
    "archiving": (ServiceState.ARCHIVED, ARCHIVE_REASONS),
}
"""What takes a reason, by the last word of its address."""
DECISION = '/directory/services/<uuid:service_id>/<any("return","suspension","archiving"):decision>'


@bp.route(DECISION, methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def decide_service(service_id: UUID, decision: str) -> Response:
    found = _to_edit(service_id)
    after, reasons = DECISIONS[decision]
    form = DecisionForm(reasons)
    if not form.validate_on_submit():
        return respond(
            "directory/services/decision.html",
            status=form.status,
            service=found,
            decision=decision,
            form=form,
        )
    try:
        move_service(g.actor, service=found, after=after, reason=form.reason.data, note=form.note.data)
    except IllegalTransition:
        flash(_("Somebody else has changed its state in the meantime."), "warning")
    else:
        flash(_("Done: the page shows the new state."), "good")
    return see_other("directory.service", service_id=service_id)


@bp.route("/directory/services/<uuid:service_id>/texts/<language>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def translate_service(service_id: UUID, language: str) -> Response:
    """Into a language that the public reads or the service has."""
    found = _to_edit(service_id)
    if language not in translations_of(found):
        raise NotFound
    return texts_page(
        found,
        originals_of,
        partial(entries.translate_service, g.actor, service=found),
        title=_("In %(language)s: %(name)s", language=i18n.language_name(language), name=found.name),
        path=[
            (_("Directory"), url_for("directory.index")),
            (found.name, url_for("directory.service", service_id=service_id)),
        ],
        saved=_("The texts were saved."),
        languages=[i18n.language(language)],
    )


@bp.get("/directory/services/<uuid:service_id>/competences")
@requires(Permission.DIRECTORY_PROPOSE)
def service_competences(service_id: UUID) -> Response:
    found = _to_edit(service_id)
    if not found.is_course:
        raise NotFound
    return respond(
        "directory/services/competences.html",
        part="directory/services/_competence_hits.html",
        service=found,
        choice=choice_of(found, request.args.get("q", ""), languages=i18n.searched()),
    )


@bp.post("/directory/services/<uuid:service_id>/competences")
@requires(Permission.DIRECTORY_PROPOSE)
def add_competence(service_id: UUID) -> Response:
    found = get_service(g.actor, service_id, to_change=True)
    entries.add_competence(g.actor, service=found, competence_id=sent_id("competence_id"))
    flash(_("The competences were saved."), "good")
    return see_other("directory.service_competences", service_id=service_id)


@bp.post("/directory/services/<uuid:service_id>/competences/removal")
@requires(Permission.DIRECTORY_PROPOSE)
def remove_competence(service_id: UUID) -> Response:
    found = get_service(g.actor, service_id, to_change=True)
    entries.remove_competence(g.actor, service=found, competence_id=sent_id("competence_id"))
    flash(_("The competences were saved."), "good")
    return see_other("directory.service_competences", service_id=service_id)


def _to_edit(service_id: UUID) -> Service:
    """A service the actor may change."""
    found = get_service(g.actor, service_id, to_change=writes())
    demand_edit(g.actor, found)
    return found
