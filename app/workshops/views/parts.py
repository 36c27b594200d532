"""What a series develops, and how it is told in other languages."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.skills.queries import catalogue, search
from app.workshops import queries, services
from app.workshops.forms.series import TextsForm
from app.workshops.models import Workshop
from app.workshops.views.blueprint import bp


@bp.get("/workshops/<uuid:workshop_id>/competences")
@requires(Permission.WORKSHOP_WRITE)
def competences(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    known = catalogue()
    present = [found for each in workshop.competences if (found := known.competence(each.competence_id))]
    text = tidy(request.args.get("q", ""))[:200]
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    hits = search(text, languages=languages) if text else []
    return respond(
        "workshops/competences.html",
        part="workshops/_competence_hits.html",
        workshop=workshop,
        chosen=present,
        text=text,
        hits=[hit for hit in hits if hit.competence not in present],
    )


@bp.post("/workshops/<uuid:workshop_id>/competences")
@requires(Permission.WORKSHOP_WRITE)
def add_competence(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    kept = [each.competence_id for each in workshop.competences]
    services.set_competences(g.actor, workshop=workshop, competence_ids=[*kept, chosen("competence_id")])
    flash(_("It now stands with the series."), "good")
    return see_other("workshops.competences", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/competences/removal")
@requires(Permission.WORKSHOP_WRITE)
def remove_competence(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    gone = chosen("competence_id")
    kept = [each.competence_id for each in workshop.competences if each.competence_id != gone]
    services.set_competences(g.actor, workshop=workshop, competence_ids=kept)
    flash(_("It was taken away."), "good")
    return see_other("workshops.competences", workshop_id=workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/texts/<language>")
@requires(Permission.WORKSHOP_WRITE)
def texts_page(workshop_id: UUID, language: str) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    return _texts_page(workshop, language, _texts_form(workshop, language))


@bp.post("/workshops/<uuid:workshop_id>/texts/<language>")
@requires(Permission.WORKSHOP_WRITE)
def keep_texts(workshop_id: UUID, language: str) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    form = _texts_form(workshop, language)
    if not form.validate():
        return _texts_page(workshop, language, form, status=422)
    services.set_texts(g.actor, workshop=workshop, language=language, texts=form.values)
    flash(_("The texts were kept."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


def _texts_form(workshop: Workshop, language: str) -> TextsForm:
    if language not in {each.code for each in i18n.offered("kiosk")} - {i18n.MAIN}:
        raise NotFound
    return TextsForm(data={each.field: each.value for each in workshop.texts if each.lang == language})


def _texts_page(workshop: Workshop, code: str, form: TextsForm, *, status: int = 200) -> Response:
    others = [each for each in i18n.offered("kiosk") if each.code != i18n.MAIN]
    spoken = i18n.language(code)
    return respond(
        "workshops/texts.html", status=status, workshop=workshop, spoken=spoken, others=others, form=form
    )


def chosen(name: str) -> UUID:
    """The thing that a button stands for; NotFound for what is no id."""
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        raise NotFound from None
