"""Everything about one person, given to them as files."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, g, render_template

from app.core import i18n, unit_of_work
from app.core.access import confirmed, public, requires
from app.core.downloads import attached
from app.core.http import public_address, respond
from app.core.permission import Permission
from app.office import operations
from app.office.blueprint import bp
from app.office.dossier.archive import SCHEMA, STYLE, archive
from app.office.dossier.collecting import collect
from app.office.dossier.drawn import drawn
from app.office.forms import DossierForm
from app.people.models import Participant
from app.people.queries import get_participant


@bp.get("/participants/<uuid:participant_id>/data")
@requires(Permission.PARTICIPANT_EXPORT)
def dossier(participant_id: UUID) -> Response:
    """What would be given, by how much of it there is, and in which language."""
    person = get_participant(g.actor, participant_id, Permission.PARTICIPANT_EXPORT, at_rest=True)
    return _page(person, DossierForm(data={"language": _paper_language(person)}))


@bp.post("/participants/<uuid:participant_id>/data")
@confirmed()
@requires(Permission.PARTICIPANT_EXPORT)
def give_dossier(participant_id: UUID) -> Response:
    """The files, in Portuguese beside the language chosen. What is slow holds no lock."""
    person = get_participant(g.actor, participant_id, Permission.PARTICIPANT_EXPORT, at_rest=True)
    form = DossierForm()
    if not form.validate():
        return _page(person, form)
    operations.note_dossier(g.actor, participant=person, reason=form.reason.data)
    found = collect(person)
    seen = drawn(found, (form.language.data, i18n.MAIN))
    page = render_template("office/dossier/file.html", seen=seen, style=STYLE.read_text("utf-8"))
    schema_address = public_address("office.dossier_schema")
    unit_of_work.let_go()
    packed = archive(found, seen, page, schema_address)
    day = found.made_at.astimezone(found.zone).date()
    return attached(packed, "application/zip", f"dados-{day.isoformat()}.zip")


@bp.get("/schemas/person-data-1.json")
@public
def dossier_schema() -> Response:
    """How the JSON is made, for whoever writes a program that reads it."""
    return current_app.response_class(SCHEMA.read_bytes(), mimetype="application/schema+json")


def _paper_language(person: Participant) -> str:
    """Theirs where papers are written in it, else Portuguese."""
    return person.language if person.language in i18n.languages() else i18n.MAIN


def _page(person: Participant, form: DossierForm) -> Response:
    found = collect(person)
    language = i18n.current().code
    counted: list[tuple[Any, int]] = [
        (each.lexicon.title(each.key, language), len(each.rows)) for each in found.sections
    ]
    return respond("office/dossier/show.html", status=form.status, person=person, form=form, counted=counted)
