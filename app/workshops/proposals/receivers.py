"""Proposals follow the person they belong to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, delete, func, select, update

from app.core.db import db
from app.people.merging.rules import Rule, declare
from app.people.rights.forgetting import Forgotten, drop_transitions, forgotten
from app.skills.operations.claims import HandedOver, handed_over
from app.skills.operations.inventories import Erased, erased
from app.skills.operations.returns import Moved, moved
from app.ui.wording import instant
from app.workshops.proposals.models import WorkshopProposal


def _words(rows: Sequence[WorkshopProposal]) -> list[str]:
    """Without the competence: not everybody who merges records reads what people can do."""
    return [gettext("Offer of %(moment)s", moment=instant(each.created_at)) for each in rows]


def _stands_once(kept: Sequence[WorkshopProposal], gone: Sequence[WorkshopProposal]) -> dict[UUID, Any]:
    held = {each.competence_id for each in kept if each.state == "waiting"} - {None}
    twice = [each.id for each in gone if each.state == "waiting" and each.competence_id in held]
    return dict.fromkeys(twice, _("Is offered already, and stands once"))


follow_the_person = declare(
    Rule(
        model=WorkshopProposal,
        title=_("Offers to hold a session"),
        words=_words,
        act=lambda told: _give(WorkshopProposal.participant_id == told.gone.id, told.kept.id),
        fates=_stands_once,
    )
)


@handed_over.connect
def follow_the_list(told: HandedOver) -> None:
    """What somebody proposed with a list is its person's from now on."""
    _give(WorkshopProposal.inventory_id == told.inventory.id, told.participant.id)


def _give(theirs: ColumnElement[bool], participant_id: UUID) -> None:
    """What the person has proposed already, and nobody has answered, does not stand twice."""
    waiting = WorkshopProposal.state == "waiting"
    held = select(WorkshopProposal.competence_id).where(
        waiting, WorkshopProposal.participant_id == participant_id
    )
    known = [each for each in db.session.scalars(held) if each]
    db.session.execute(
        delete(WorkshopProposal).where(theirs, waiting, WorkshopProposal.competence_id.in_(known))
    )
    given = update(WorkshopProposal).where(theirs)
    came_with = func.coalesce(WorkshopProposal.inventory_id, WorkshopProposal.came_with)
    db.session.execute(given.values(participant_id=participant_id, inventory_id=None, came_with=came_with))


@moved.connect
def follow_to_the_right_person(told: Moved) -> None:
    """Whose list it is after all, theirs is what was proposed with it."""
    came_with = WorkshopProposal.came_with == told.inventory.id
    theirs = and_(came_with, WorkshopProposal.participant_id == told.before)
    if told.participant:
        _give(theirs, told.participant.id)
        return
    rows = update(WorkshopProposal).where(theirs)
    db.session.execute(rows.values(participant_id=None, inventory_id=told.inventory.id))


@erased.connect
def forget_words(told: Erased) -> None:
    """The words of a person go with their list."""
    rows = update(WorkshopProposal).where(WorkshopProposal.inventory_id == told.inventory.id)
    db.session.execute(rows.values(words=""))


@forgotten.connect
def forget_proposals(told: Forgotten) -> None:
    """What somebody offered to teach goes with them; a series that came of it stays."""
    theirs = WorkshopProposal.participant_id.in_(told.people)
    drop_transitions(db.session.scalars(select(WorkshopProposal.id).where(theirs)).all())
    db.session.execute(delete(WorkshopProposal).where(theirs))
