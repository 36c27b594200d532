"""The entries of a list: level, wish, evidence, seen together; words that find their competence."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import htmx, respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.skills import queries, services
from app.skills.forms import OwnWordsForm, SearchForm
from app.skills.views.blueprint import bp
from app.skills.views.inventories import entry_form, page_of
from app.skills.views.opening import entry_of, opened, spoken_here

LONGEST = 200


@bp.post("/inventories/<uuid:inventory_id>/entries/<uuid:entry_id>")
@requires(Permission.INVENTORY_CONFIRM)
def describe(inventory_id: UUID, entry_id: UUID) -> Response:
    """Keep one row; with the second button it is also seen together."""
    found = opened(inventory_id)
    entry = entry_of(found.inventory, entry_id)
    form, confirms = entry_form(entry), request.form.get("act") == "confirm"
    if not form.validate_for(confirms=confirms):
        return respond("skills/inventory.html", status=422, **page_of(found, form))
    services.describe_entry(g.actor, entry=entry, level=form.level.data, wish=form.wish.data)
    services.add_evidence(g.actor, entry=entry, text=form.evidence.data)
    if confirms:
        services.confirm_entry(g.actor, entry=entry, level=form.level.data)
    if htmx:
        return respond("skills/inventory.html", part="skills/_entry.html", entry=entry, **page_of(found))
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry_id}")


@bp.post("/inventories/<uuid:inventory_id>/entries/<uuid:entry_id>/removal")
@requires(Permission.INVENTORY_CONFIRM)
def remove(inventory_id: UUID, entry_id: UUID) -> Response:
    services.remove_entry(g.actor, entry=entry_of(opened(inventory_id).inventory, entry_id))
    flash(_("The line was taken out of the list."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id)


@bp.get("/inventories/<uuid:inventory_id>/entries/<uuid:entry_id>/competence")
@requires(Permission.INVENTORY_CONFIRM)
def meaning(inventory_id: UUID, entry_id: UUID) -> Response:
    """Which competence own words mean: the likeliest, and a search for others."""
    found = opened(inventory_id)
    entry = entry_of(found.inventory, entry_id)
    form = SearchForm(request.args, data={"q": entry.own_words})
    text = (form.q.data if form.validate() else "") or entry.own_words
    return respond(
        "skills/meaning.html",
        part="skills/_meanings.html",
        inventory=found.inventory,
        spoken=found.spoken,
        entry=entry,
        form=form,
        text=text,
        hits=queries.search(text, languages=spoken_here(found)) if text else (),
    )


@bp.post("/inventories/<uuid:inventory_id>/entries/<uuid:entry_id>/competence")
@requires(Permission.INVENTORY_CONFIRM)
def link(inventory_id: UUID, entry_id: UUID) -> Response:
    entry = entry_of(opened(inventory_id).inventory, entry_id)
    entry = services.link_entry(g.actor, entry=entry, competence_id=chosen_competence())
    flash(_("The words now stand with the competence."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry.id}")


@bp.get("/inventories/<uuid:inventory_id>/additions")
@requires(Permission.INVENTORY_WRITE)
def additions(inventory_id: UUID) -> Response:
    """More for the list: found by words, or kept in the person's own."""
    return _additions(inventory_id, OwnWordsForm(formdata=None))


@bp.post("/inventories/<uuid:inventory_id>/additions")
@requires(Permission.INVENTORY_WRITE)
def add(inventory_id: UUID) -> Response:
    """Own words, or a competence that was found with the words that found it."""
    found = opened(inventory_id)
    form = OwnWordsForm()
    if not form.validate():
        return _additions(inventory_id, form, status=422)
    entry = services.add_own_words(
        g.actor,
        inventory=found.inventory,
        text=form.text.data,
        language=found.spoken.code,
        competence_id=chosen_competence() if request.form.get("competence_id") else None,
    )
    flash(_("It now stands in the list."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry.id}")


def _additions(inventory_id: UUID, form: OwnWordsForm, *, status: int = 200) -> Response:
    found = opened(inventory_id)
    text = tidy(request.args.get("q", ""))[:LONGEST]
    return respond(
        "skills/additions.html",
        part="skills/_additions.html",
        status=status,
        inventory=found.inventory,
        spoken=found.spoken,
        form=form,
        text=text,
        hits=queries.search(text, languages=spoken_here(found)) if text else (),
    )


def chosen_competence() -> UUID:
    """The competence that a button stands for; NotFound for anything that is no id."""
    try:
        return UUID(request.form.get("competence_id", ""))
    except ValueError:
        raise NotFound from None
