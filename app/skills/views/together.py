"""Making a list together at the desk: the cards of the kiosk, straight into the list, without a code."""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import Response, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import htmx, respond, see_other
from app.core.i18n import language
from app.core.permission import Permission
from app.skills import queries, services
from app.skills.forms import AnswerForm
from app.skills.scales import FREQUENCY_WORDS, Frequency
from app.skills.snapshot import CompetenceView, Context
from app.skills.views.blueprint import bp
from app.skills.views.entries import chosen_competence
from app.skills.views.opening import Opened, opened


@bp.get("/inventories/<uuid:inventory_id>/cards")
@requires(Permission.INVENTORY_WRITE)
def together(inventory_id: UUID) -> Response:
    """The contexts of life, each with how many cards were answered with yes."""
    found = opened(inventory_id)
    done = (each.context for each in found.inventory.entries if each.frequency != Frequency.NEVER.value)
    return respond("skills/together.html", counts=Counter(done), **_shared(found))


@bp.get("/inventories/<uuid:inventory_id>/cards/<context>")
@requires(Permission.INVENTORY_WRITE)
def cards(inventory_id: UUID, context: str) -> Response:
    return _cards(opened(inventory_id), _context(context))


@bp.post("/inventories/<uuid:inventory_id>/cards/<context>")
@requires(Permission.INVENTORY_WRITE)
def answer(inventory_id: UUID, context: str) -> Response:
    """Answer one card; the same answer again takes it back."""
    found, life = opened(inventory_id), _context(context)
    form = AnswerForm()
    competence = queries.catalogue().competence(chosen_competence())
    if competence is None:
        raise NotFound
    if not form.validate():
        return _cards(found, life, form=form, status=422)
    services.answer_card(
        g.actor,
        inventory=found.inventory,
        competence_id=competence.id,
        context=life.key,
        frequency=form.frequency.data or None,
    )
    if htmx:
        return _cards(found, life, competence=competence)
    inventory_id, anchor = found.inventory.id, f"card-{competence.key}"
    return see_other("skills.cards", inventory_id=inventory_id, context=life.key, _anchor=anchor)


def _cards(
    found: Opened,
    context: Context,
    *,
    competence: CompetenceView | None = None,
    form: AnswerForm | None = None,
    status: int = 200,
) -> Response:
    """The page of a context, or the part of the one card just answered."""
    known = queries.catalogue()
    return respond(
        "skills/cards.html",
        part="skills/_card.html" if competence else None,
        status=status,
        context=context,
        cards=known.cards(context.key),
        card=competence,
        form=form,
        answers={each.competence_id: each.frequency for each in found.inventory.entries},
        frequencies=FREQUENCY_WORDS,
        take_back=_("Take the answer back"),
        **_shared(found),
    )


def _context(key: str) -> Context:
    context = queries.catalogue().context(key)
    if context is None:
        raise NotFound
    return context


def _shared(found: Opened) -> dict[str, Any]:
    return {
        "inventory": found.inventory,
        "participant": found.participant,
        "spoken": found.spoken,
        "main": language("pt"),
        "contexts": queries.catalogue().contexts,
    }
