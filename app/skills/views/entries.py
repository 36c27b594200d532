"""More for a list, and words that find their competence."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.text import tidy
from app.core.unit_of_work import writes
from app.skills.agreement import answered, drawn, say_kept
from app.skills.blueprint import bp
from app.skills.forms import OwnWordsForm, SearchForm
from app.skills.models.inventory import EntryState
from app.skills.opening import entry_of, opened, spoken_here
from app.skills.operations.entries import add_own_words, confirm_entries, link_entry
from app.skills.operations.learning_wishes import wish_no_more, wish_to_learn
from app.skills.queries.catalogue import catalogue_for, search
from app.skills.scales import FREQUENCY_WORDS, LEVEL_WORDS, Frequency
from app.skills.wording import entry_name

LONGEST = 200


@bp.route("/inventories/<uuid:inventory_id>/agreement", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CONFIRM)
def agree(inventory_id: UUID) -> Response:
    """Everything that was not seen together yet, to be agreed on in one go."""
    found = opened(inventory_id)
    done = [each for each in found.inventory.entries if each.frequency != Frequency.NEVER]
    open_ones = [each for each in done if each.state != EntryState.CONFIRMED]
    here, rows = {each.id for each in found.inventory.entries}, answered()
    known = catalogue_for(each.competence_id for each in open_ones)
    is_valid = all(form.validate() for form in rows.values())
    if writes() and is_valid:
        agreed = {each: form.agreed for each, form in rows.items() if each in here}
        say_kept(confirm_entries(g.actor, agreed=agreed), rows)
        return see_other("skills.inventory", inventory_id=inventory_id)
    return respond(
        "skills/agreement.html",
        status=200 if is_valid else 422,
        **found.shown,
        entries=open_ones,
        rows=drawn({each: entry_name(each, known) for each in open_ones}),
        catalogue=known,
        levels=LEVEL_WORDS,
        frequencies=FREQUENCY_WORDS,
    )


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
        **found.shown,
        entry=entry,
        form=form,
        text=text,
        hits=search(text, languages=spoken_here(found)) if text else (),
    )


@bp.post("/inventories/<uuid:inventory_id>/entries/<uuid:entry_id>/competence")
@requires(Permission.INVENTORY_CONFIRM)
def link(inventory_id: UUID, entry_id: UUID) -> Response:
    entry = entry_of(opened(inventory_id).inventory, entry_id)
    entry = link_entry(g.actor, entry=entry, competence_id=sent_id("competence_id"))
    flash(_("The words now stand with the competence."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry.id}")


@bp.route("/inventories/<uuid:inventory_id>/additions", methods=["GET", "POST"])
@requires(Permission.INVENTORY_WRITE)
def add(inventory_id: UUID) -> Response:
    """More for the list: own words, or a competence that was found with the words that found it."""
    found, form = opened(inventory_id), OwnWordsForm()
    if form.validate_on_submit():
        entry = add_own_words(
            g.actor,
            inventory=found.inventory,
            text=form.text.data,
            language=found.spoken.code,
            competence_id=sent_id("competence_id") if request.form.get("competence_id") else None,
        )
        flash(_("It now stands in the list."), "good")
        return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry.id}")
    text = tidy(request.args.get("q", ""))[:LONGEST]
    return respond(
        "skills/additions.html",
        part="skills/_additions.html",
        status=form.status,
        **found.shown,
        form=form,
        text=text,
        hits=search(text, languages=spoken_here(found)) if text else (),
    )


@bp.post("/inventories/<uuid:inventory_id>/learning")
@requires(Permission.INVENTORY_WRITE)
def learn(inventory_id: UUID) -> Response:
    """The person would like to learn a competence that was found."""
    inventory = opened(inventory_id).inventory
    wish_to_learn(g.actor, inventory=inventory, competence_id=sent_id("competence_id"))
    flash(_("It now stands among what the person wants to learn."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor="learning")


@bp.post("/inventories/<uuid:inventory_id>/learning/<uuid:competence_id>/removal")
@requires(Permission.INVENTORY_WRITE)
def learn_no_more(inventory_id: UUID, competence_id: UUID) -> Response:
    wish_no_more(g.actor, inventory=opened(inventory_id).inventory, competence_id=competence_id)
    flash(_("It was taken from what the person wants to learn. With “Add” it can be put back."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id)
