"""“I have an idea”: four taps and one sentence, kept with the list under its code."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import kiosk
from app.core.http import respond, see_other
from app.initiatives.ideas.choices import QUESTIONS, answers_to
from app.initiatives.ideas.operations import TooManyIdeas, note_idea, withdraw_idea
from app.initiatives.ideas.queries import list_of_list
from app.kiosk.blueprint import bp
from app.kiosk.forms import IdeaForm
from app.kiosk.operations.visits import begin_inventory
from app.kiosk.presence import inventory, list_id, presence, visit, visit_row
from app.kiosk.queries import find_inventory
from app.skills.models.inventory import Inventory


@bp.get("/idea")
@bp.post("/ideas", endpoint="keep_idea")
@kiosk
def idea() -> Response:
    """The first question without an answer; then the sentence, and whether it is kept.

    What was tapped stands in the address until somebody says that it is to be kept: who goes away leaves
    nothing.
    """
    visit()
    taps = {each: request.values.get(each, "") for each in QUESTIONS}
    form = IdeaForm(data=taps)
    if form.validate_on_submit():
        return _keep(form)
    taps = {each: key for each, key in taps.items() if key in answers_to(each)}
    asked = next((each for each in QUESTIONS if each not in taps), None)
    if asked:
        before = list(taps)[:-1]
        return respond(
            "kiosk/idea.html",
            status=form.status,
            asked=asked,
            answers=answers_to(asked),
            taps=taps,
            before={each: taps[each] for each in before} if taps else None,
        )
    return respond(
        "kiosk/idea_kept.html",
        status=form.status,
        form=form,
        taps=taps,
        said=[answers_to(each)[key] for each, key in taps.items()],
        before={each: taps[each] for each in QUESTIONS[:-1]},
        own=presence().inventory,
    )


@bp.get("/ideas")
@kiosk
def ideas() -> Response:
    found = list_of_list(list_id())
    return respond("kiosk/ideas.html", ideas=found, answers_to=answers_to, questions=QUESTIONS)


@bp.post("/ideas/<uuid:idea_id>/withdrawal")
@kiosk
def take_idea_back(idea_id: UUID) -> Response:
    withdraw_idea(g.actor, inventory=inventory(), idea_id=idea_id)
    flash(_("Taken back: nobody sees to it any more."), "good")
    return see_other("kiosk.ideas")


def _keep(form: IdeaForm) -> Response:
    """On to the code, which whoever comes to the desk to talk about it shows."""
    mine = _list()
    try:
        note_idea(
            g.actor,
            idea_id=form.new_id,
            inventory=mine,
            taps=form.taps,
            words=str(form.words.data or ""),
            language=visit().language,
        )
    except TooManyIdeas:
        flash(_("Many ideas of yours are kept already. Please talk about them at the desk first."), "warning")
        return see_other("kiosk.ideas")
    flash(_("Your idea is kept. Come to the desk with your code to talk about it."), "good")
    own = presence().inventory
    return see_other("kiosk.code" if own is None or own.may_change else "kiosk.ideas")


def _list() -> Inventory:
    """The list of the visit; begun where there is none, for the code of the idea."""
    if presence().inventory:
        return inventory()
    row = visit_row()
    begin_inventory(g.actor, visit=row)
    found = find_inventory(row.inventory_id) if row.inventory_id else None
    assert found
    return found[0]
