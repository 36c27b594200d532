"""Making a list together at the desk: the cards of the kiosk, straight into the list, without a code."""

from collections import Counter
from uuid import UUID

from flask import Response, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import existing
from app.core.http import htmx, respond, see_other, sent_id
from app.core.permission import Permission
from app.skills.blueprint import bp
from app.skills.forms import AnswerForm
from app.skills.opening import Opened, opened
from app.skills.operations.entries import answer_card
from app.skills.operations.learning_wishes import wish_no_more, wish_to_learn
from app.skills.queries.catalogue import catalogue
from app.skills.queries.learning import wishes_in
from app.skills.scales import FREQUENCY_WORDS, LEARNING_WORDS, Frequency, Wish
from app.skills.snapshot import CompetenceView, Context


@bp.get("/inventories/<uuid:inventory_id>/cards")
@requires(Permission.INVENTORY_WRITE)
def together(inventory_id: UUID) -> Response:
    """The contexts of life, each with how many cards were answered with yes."""
    found = opened(inventory_id)
    done = (each.context for each in found.inventory.entries if each.frequency != Frequency.NEVER.value)
    return respond("skills/together.html", counts=Counter(done), contexts=catalogue().contexts, **found.shown)


@bp.get("/inventories/<uuid:inventory_id>/cards/<context>")
@requires(Permission.INVENTORY_WRITE)
def cards(inventory_id: UUID, context: str) -> Response:
    return _cards(opened(inventory_id), existing(catalogue().context(context)), AnswerForm())


@bp.post("/inventories/<uuid:inventory_id>/cards/<context>")
@requires(Permission.INVENTORY_WRITE)
def answer(inventory_id: UUID, context: str) -> Response:
    """Answer one card, the same answer again takes it back; or note that they would like to learn it."""
    found, life = opened(inventory_id), existing(catalogue().context(context))
    form = AnswerForm()
    competence = existing(catalogue().competence(sent_id("competence_id")))
    if not form.validate():
        return _cards(found, life, form, competence)
    if form.wished.data:
        wish = wish_to_learn if form.wished.data == Wish.YES else wish_no_more
        wish(g.actor, inventory=found.inventory, competence_id=competence.id)
    else:
        answer_card(
            g.actor,
            inventory=found.inventory,
            competence_id=competence.id,
            context=life.key,
            frequency=form.frequency.data or None,
        )
    if htmx:
        return _cards(found, life, form, competence)
    return see_other(
        "skills.cards", inventory_id=inventory_id, context=context, _anchor=f"card-{competence.key}"
    )


def _cards(
    found: Opened, context: Context, form: AnswerForm, competence: CompetenceView | None = None
) -> Response:
    """The page of a context, or the part of the one card just answered."""
    known = catalogue()
    return respond(
        "skills/cards.html",
        part="skills/_card.html" if competence else None,
        status=form.status,
        context=context,
        contexts=known.contexts,
        cards=known.cards(context.key),
        card=competence,
        form=form,
        answers={each.competence_id: each.frequency for each in found.inventory.entries},
        wished=wishes_in(found.inventory.id),
        frequencies=FREQUENCY_WORDS,
        learning=LEARNING_WORDS[Wish.YES],
        take_back=_("Take the answer back"),
        **found.shown,
    )
