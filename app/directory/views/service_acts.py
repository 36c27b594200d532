"""What becomes of a service: proposed, published, given back, hidden, put away, checked, translated."""

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import i18n
from app.core.access import requires
from app.core.errors import IllegalTransition, NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.directory import queries, services
from app.directory.forms.services import CompetencesForm, DecisionForm, TextsForm
from app.directory.models import Service
from app.directory.service_card import TEXT_FIELDS
from app.directory.states import ARCHIVE_REASONS, RETURN_REASONS, SUSPEND_REASONS
from app.directory.views.blueprint import bp
from app.directory.views.services import demand_edit, spoken, translations_of
from app.skills import queries as skills
from app.ui.versions import Difference, differences

LONGEST_SEARCH = 120
Act = Callable[..., None]


@bp.post("/directory/services/<uuid:service_id>/proposal")
@requires(Permission.DIRECTORY_PROPOSE)
def propose_service(service_id: UUID) -> Response:
    return _done(service_id, services.propose_service, _("It was proposed. The coordinator publishes it."))


@bp.post("/directory/services/<uuid:service_id>/publication")
@requires(Permission.DIRECTORY_PUBLISH)
def publish_service(service_id: UUID) -> Response:
    return _done(service_id, services.publish_service, _("The public sees it from now on."))


@bp.post("/directory/services/<uuid:service_id>/restoration")
@requires(Permission.DIRECTORY_PROPOSE)
def restore_service(service_id: UUID) -> Response:
    return _done(service_id, services.restore_service, _("It is a draft again."))


@bp.post("/directory/services/<uuid:service_id>/check")
@requires(Permission.DIRECTORY_PROPOSE)
def check_service(service_id: UUID) -> Response:
    return _done(service_id, services.check_service, _("Thank you: checked today."))


def _done(service_id: UUID, act: Act, message: str) -> Response:
    act(g.actor, service=queries.get_service(g.actor, service_id, to_change=True))
    flash(message, "good")
    return see_other("directory.service", service_id=service_id)


DECISIONS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "return": (services.return_service, RETURN_REASONS),
    "suspension": (services.suspend_service, SUSPEND_REASONS),
    "archiving": (services.archive_service, ARCHIVE_REASONS),
}
"""What takes a reason, by the last word of its address."""
DECISION = '/directory/services/<uuid:service_id>/<any("return","suspension","archiving"):decision>'


@bp.get(DECISION)
@requires(Permission.DIRECTORY_PROPOSE)
def service_decision(service_id: UUID, decision: str) -> Response:
    found = queries.get_service(g.actor, service_id)
    demand_edit(found)
    return _decision_page(found, decision, _decision_form(decision))


@bp.post(DECISION)
@requires(Permission.DIRECTORY_PROPOSE)
def decide_service(service_id: UUID, decision: str) -> Response:
    found = queries.get_service(g.actor, service_id, to_change=True)
    demand_edit(found)
    form = _decision_form(decision)
    if not form.validate():
        return _decision_page(found, decision, form, status=422)
    try:
        DECISIONS[decision][0](g.actor, service=found, reason=form.reason.data, note=form.note.data)
    except IllegalTransition:
        flash(_("Somebody else has changed its state in the meantime."), "warning")
    else:
        flash(_("Done. The service says so."), "good")
    return see_other("directory.service", service_id=service_id)


def _decision_form(decision: str) -> DecisionForm:
    form = DecisionForm()
    form.offer(DECISIONS[decision][1])
    return form


def _decision_page(service: Service, decision: str, form: DecisionForm, *, status: int = 200) -> Response:
    return respond("directory/decision.html", status=status, service=service, decision=decision, form=form)


@bp.get("/directory/services/<uuid:service_id>/texts/<language>")
@requires(Permission.DIRECTORY_PROPOSE)
def service_texts(service_id: UUID, language: str) -> Response:
    found = queries.get_service(g.actor, service_id)
    demand_edit(found)
    return _texts_page(found, language, _texts_form(found, language))


@bp.post("/directory/services/<uuid:service_id>/texts/<language>")
@requires(Permission.DIRECTORY_PROPOSE)
def translate_service(service_id: UUID, language: str) -> Response:
    found = queries.get_service(g.actor, service_id, to_change=True)
    demand_edit(found)
    form = _texts_form(found, language)
    if not form.validate():
        return _texts_page(found, language, form, status=422)
    try:
        services.translate_service(
            g.actor, service=found, version=form.version.data, language=language, texts=form.texts
        )
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_texts_form(found, language), form)
        return _texts_page(found, language, form, status=409, both=both)
    flash(_("The texts were saved."), "good")
    return see_other("directory.service", service_id=service_id)


def _texts_form(service: Service, language: str) -> TextsForm:
    """Of a language that the public reads or the service has; NotFound for any other."""
    there = {each.language: each.texts for each in translations_of(service)}
    if language not in there:
        raise NotFound
    return TextsForm(data={**there[language], "version": service.version})


def _texts_page(
    service: Service,
    language: str,
    form: TextsForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond(
        "directory/texts.html",
        status=status,
        service=service,
        language_code=language,
        tag=i18n.languages()[language].tag if language in i18n.languages() else language,
        form=form,
        fields=TEXT_FIELDS,
        both=both,
    )


@bp.get("/directory/services/<uuid:service_id>/competences")
@requires(Permission.DIRECTORY_PROPOSE)
def service_competences(service_id: UUID) -> Response:
    found = queries.get_service(g.actor, service_id)
    demand_edit(found)
    return _competences_page(found, _competences_form(found))


@bp.post("/directory/services/<uuid:service_id>/competences")
@requires(Permission.DIRECTORY_PROPOSE)
def set_competences(service_id: UUID) -> Response:
    """Save what is ticked; words in the search box bring what they find to be ticked next."""
    found = queries.get_service(g.actor, service_id, to_change=True)
    demand_edit(found)
    form = _competences_form(found)
    if not form.validate():
        return _competences_page(found, form, status=422)
    try:
        services.set_competences(
            g.actor,
            service=found,
            version=form.version.data,
            competence_ids=map(UUID, form.competences.data or ()),
        )
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_competences_form(found), form)
        return _competences_page(found, form, status=409, both=both)
    flash(_("The competences were saved."), "good")
    return see_other("directory.service", service_id=service_id)


def _competences_form(service: Service) -> CompetencesForm:
    """Every competence may be chosen; the page shows those there are and those that a search finds."""
    form = CompetencesForm(
        data={
            "version": service.version,
            "competences": [str(each.competence_id) for each in service.competences],
        }
    )
    form.competences.choices = [
        SelectChoice(str(view.id), view.name(i18n.current().code).value)
        for view in skills.catalogue().competences.values()
    ]
    return form


def _competences_page(
    service: Service,
    form: CompetencesForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    words = tidy(request.args.get("q", ""))[:LONGEST_SEARCH]
    known = {str(view.id): view for view in skills.catalogue().competences.values()}
    hits = skills.search(words, languages=spoken()) if words else []
    chosen = form.competences.data or ()
    offered = dict.fromkeys([*chosen, *(str(hit.competence.id) for hit in hits)])
    views = [known[key] for key in offered if key in known]
    form.competences.choices = [
        SelectChoice(str(view.id), view.name(i18n.current().code).value) for view in views
    ]
    return respond(
        "directory/competences.html",
        status=status,
        service=service,
        form=form,
        words=words,
        found=bool(hits),
        both=both,
    )
