"""Texts in other languages: of slots, and of the entries of the shelves (services: service_acts.py)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory.forms.shelves import TranslationForm, translation_form
from app.directory.models import DropInSlot
from app.directory.permissions import demand_edit
from app.directory.queries.shelves import get_entry
from app.directory.queries.slots import get_slot
from app.directory.services import shelves, slots
from app.directory.shelves import demand_change
from app.directory.views.blueprint import bp
from app.directory.views.shelf_pages import SHELVES, Shelf
from app.directory.views.shelves import ONE_OF
from app.ui.versions import Difference, differences


@bp.get("/directory/slots/<uuid:slot_id>/translations")
@requires(Permission.DIRECTORY_PROPOSE)
def slot_translations(slot_id: UUID) -> Response:
    found = get_slot(g.actor, slot_id)
    demand_edit(g.actor, found.municipality_id, found.organisation_id)
    return _slot_page(found, _slot_form(found))


@bp.post("/directory/slots/<uuid:slot_id>/translations")
@requires(Permission.DIRECTORY_PROPOSE)
def translate_slot(slot_id: UUID) -> Response:
    found = get_slot(g.actor, slot_id, to_change=True)
    form = _slot_form(found)
    if not form.validate():
        return _slot_page(found, form, status=422)
    topics = {lang: topic for (lang, _field), topic in form.texts.items()}
    try:
        slots.translate_slot(g.actor, slot=found, version=form.version.data, topics=topics)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _slot_page(found, form, status=409, both=differences(_slot_form(found), form))
    flash(_("The translations were saved."), "good")
    return see_other("directory.slot", slot_id=slot_id)


def _slot_form(found: DropInSlot) -> TranslationForm:
    there = {(row.lang, row.field): row.value for row in found.texts}
    return translation_form(["topic"], there, found.version)


def _slot_page(
    found: DropInSlot,
    form: TranslationForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond("directory/slot_translations.html", status=status, slot=found, form=form, both=both)


@bp.get(f"{ONE_OF}/<uuid:item_id>/translations")
@requires(Permission.DIRECTORY_PROPOSE)
def translations(shelf: str, item_id: UUID) -> Response:
    page, found = SHELVES[shelf], get_entry(g.actor, SHELVES[shelf].model, item_id)
    demand_change(g.actor, found.municipality_id, found.organisation_id)
    return _entry_page(page, _entry_form(page, found), found)


@bp.post(f"{ONE_OF}/<uuid:item_id>/translations")
@requires(Permission.DIRECTORY_PROPOSE)
def translate(shelf: str, item_id: UUID) -> Response:
    page = SHELVES[shelf]
    found = get_entry(g.actor, page.model, item_id, to_change=True)
    demand_change(g.actor, found.municipality_id, found.organisation_id)
    form = _entry_form(page, found)
    if not form.validate():
        return _entry_page(page, form, found, status=422)
    try:
        shelves.translate_entry(g.actor, entry=found, version=form.version.data, texts=form.texts)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_entry_form(page, found), form)
        return _entry_page(page, form, found, status=409, both=both)
    flash(_("The translations were saved."), "good")
    return see_other("directory.entry", shelf=shelf, item_id=item_id)


def _entry_form(page: Shelf, found: Any) -> TranslationForm:
    there = {(row.lang, row.field): row.value for row in found.texts}
    return translation_form(page.texts, there, found.version)


def _entry_page(
    page: Shelf,
    form: TranslationForm,
    found: Any,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond(
        "directory/translations.html", status=status, shelf=page, form=form, entry=found, both=both
    )
