"""What workshops answer to earlier features: places follow the person they belong to."""

from sqlalchemy import update

from app.core.db import db
from app.people.services import Merged, merged
from app.skills.services import Erased, HandedOver, erased, handed_over
from app.workshops.models import Certificate, ProjectSheet
from app.workshops.services.lists import end_with_list, give_to


@handed_over.connect
def follow_the_list(told: HandedOver) -> None:
    """The places of a list are its person's from now on."""
    give_to(told.actor, participant_id=told.participant.id, inventory_id=told.inventory.id)


@erased.connect
def end_with_the_list(told: Erased) -> None:
    """Whoever erases the list gives up the places that hang on it."""
    end_with_list(told.actor, inventory=told.inventory)


@merged.connect
def follow_the_person(told: Merged) -> None:
    """The places and papers of an unverified record go to the person it turned out to be."""
    give_to(told.actor, participant_id=told.kept.id, gone_id=told.gone.id)
    for model in (Certificate, ProjectSheet):
        rows = update(model).where(model.participant_id == told.gone.id)
        db.session.execute(rows.values(participant_id=told.kept.id))
