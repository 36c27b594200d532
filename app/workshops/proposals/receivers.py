"""Proposals follow the person they belong to."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from app.core.db import db
from app.people.operations.unverified import Merged, merged
from app.skills.operations.claims import HandedOver, handed_over
from app.skills.operations.inventories import Erased, erased
from app.workshops.proposals.models import WorkshopProposal


@merged.connect
def follow_the_person(told: Merged) -> None:
    """The proposals of an unverified record go to the person it turned out to be."""
    _give(WorkshopProposal.participant_id == told.gone.id, told.kept.id)


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
    db.session.execute(given.values(participant_id=participant_id, inventory_id=None))


@erased.connect
def forget_words(told: Erased) -> None:
    """The words of a person go with their list."""
    rows = update(WorkshopProposal).where(WorkshopProposal.inventory_id == told.inventory.id)
    db.session.execute(rows.values(words=""))
