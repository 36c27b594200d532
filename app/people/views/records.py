"""Registering a person, and changing the record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.db import new_id
from app.core.errors import StaleRecord
from app.core.http import htmx, respond, see_other
from app.core.permission import Permission
from app.people import queries, services
from app.people.contacts import ContactKind
from app.people.forms import EditParticipantForm, NewParticipantForm, ParticipantForm
from app.people.models import Participant
from app.people.views.blueprint import bp
from app.people.wording import CANDIDATE_REASONS, GROUPS, language_names

NEW = "new"


@bp.get("/participants/new")
@requires(Permission.PARTICIPANT_WRITE)
def new_participant() -> Response:
    form = NewParticipantForm(data={"municipality_id": str(g.actor.here()), "language": "pt"})
    form.offer(queries.list_parish_choices(g.actor.here()))
    return _new_page(form)


@bp.post("/participants/new")
@requires(Permission.PARTICIPANT_WRITE)
def create_participant() -> Response:
    """Show who it could be first; register when nobody is like the person, or when it is somebody new."""
    form = NewParticipantForm()
    form.offer(queries.list_parish_choices(g.actor.here()))
    is_valid = form.validate()
    if htmx:
        return _new_page(form, candidates=_candidates(form))
    if not is_valid:
        return _new_page(form, status=422)
    g.actor.demand_here(form.drawn_in)
    candidates = [] if request.form.get("decision") == NEW else _candidates(form)
    if candidates:
        return _new_page(form, candidates=candidates)
    participant = services.create_participant(
        g.actor,
        participant_id=form.new_id,
        municipality_id=form.drawn_in,
        **_typed(form),
    )
    if form.phone.data:
        services.add_contact(
            g.actor,
            contact_id=new_id(),
            participant=participant,
            kind=ContactKind.PHONE,
            value=form.phone.data,
        )
    flash(_("The person is registered."), "good")
    return see_other("office.participant", participant_id=participant.id)


@bp.get("/participants/<uuid:participant_id>/edit")
@requires(Permission.PARTICIPANT_WRITE)
def edit_participant_page(participant_id: UUID) -> Response:
    participant = _writable(participant_id)
    return _edit_page(participant, _edit_form(participant))


@bp.post("/participants/<uuid:participant_id>/edit")
@requires(Permission.PARTICIPANT_WRITE)
def edit_participant(participant_id: UUID) -> Response:
    participant = _writable(participant_id)
    form = _edit_form(participant)
    if not form.validate():
        return _edit_page(participant, form, status=422)
    try:
        services.edit_participant(g.actor, participant=participant, version=form.version.data, **_typed(form))
    except StaleRecord as stale:
        form.version.raw_data = None  # the hidden field would draw what was sent
        form.version.data = stale.current_version
        return _edit_page(participant, form, status=409, versions=_versions(participant, form))
    flash(_("The record was changed."), "good")
    return see_other("office.participant", participant_id=participant.id)


def _writable(participant_id: UUID) -> Participant:
    participant = queries.get_participant(g.actor, participant_id)
    g.actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    return participant


def _typed(form: ParticipantForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "birth_year": form.birth_year.data,
        "language": form.language.data,
        "parish_id": form.parish,
        "groups": form.groups.data or (),
        "note": form.note.data,
    }


def _candidates(form: NewParticipantForm) -> Sequence[queries.Candidate]:
    year = form.birth_year.data
    return queries.find_candidates(g.actor, name=form.name.data or "", birth_year=year, phone=form.phone.data)


def _edit_form(participant: Participant) -> EditParticipantForm:
    form = EditParticipantForm(
        data={
            "name": participant.name,
            "birth_year": participant.birth_year,
            "language": participant.language,
            "parish_id": str(participant.parish_id or ""),
            "groups": [each.group for each in participant.groups],
            "note": participant.note,
            "version": participant.version,
        }
    )
    form.offer(queries.list_parish_choices(participant.municipality_id, participant.parish_id))
    return form


def _versions(stored: Participant, form: EditParticipantForm) -> list[tuple[str, str, str]]:
    """What differs: the field's label, what is stored, what was typed."""
    languages, parishes = (
        language_names(),
        {each.value: each.label for each in form.parish_id.choices if each.value},
    )
    groups = [str(GROUPS[each.group]) for each in stored.groups]
    typed = [str(GROUPS[group]) for group in form.groups.data or ()]
    chosen = str(stored.parish_id or "")
    rows = (
        (form.name, stored.name, form.name.data),
        (form.birth_year, str(stored.birth_year or ""), str(form.birth_year.data or "")),
        (form.language, languages.get(stored.language, stored.language), languages[form.language.data]),
        (form.parish_id, parishes.get(chosen, ""), parishes.get(form.parish_id.data, "")),
        (form.groups, ", ".join(groups), ", ".join(typed)),
        (form.note, stored.note, form.note.data),
    )
    return [(field.label.text, theirs, mine) for field, theirs, mine in rows if theirs != mine]


def _new_page(
    form: NewParticipantForm, *, status: int = 200, candidates: Sequence[queries.Candidate] = ()
) -> Response:
    return respond(
        "people/new.html",
        part="people/_candidates.html",
        status=status,
        form=form,
        candidates=candidates,
        reasons=CANDIDATE_REASONS,
    )


def _edit_page(
    participant: Participant,
    form: EditParticipantForm,
    *,
    status: int = 200,
    versions: Sequence[tuple[str, str, str]] | None = None,
) -> Response:
    return respond(
        "people/edit.html",
        status=status,
        person=participant,
        form=form,
        is_stale=versions is not None,
        versions=versions,
        may_seal=g.actor.may(Permission.PARTICIPANT_SEAL, participant.municipality_id),
    )
