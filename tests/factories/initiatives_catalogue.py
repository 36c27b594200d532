"""Initiatives that everybody reads of; inside a transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.catalogue.operations import PublicPage, write_page
from app.initiatives.groups.models import Initiative
from app.people.models import Participant
from app.people.operations.contacts import add_contact

OFFERS = "Arranjamos torneiras, pintamos quartos e cuidamos de jardins."
SEEKS = "Procuramos quem saiba pintar e tenha carta de condução."


def published(
    actor: Actor, initiative: Initiative, *, agreed: frozenset[UUID] = frozenset(), **values: Any
) -> Initiative:
    """The initiative, so that everybody reads of it and of whom it looks for."""
    page = PublicPage(**{"is_public": True, "offers": OFFERS, "seeks": SEEKS, **values})
    write_page(actor, initiative=initiative, version=initiative.version, page=page, agreed=agreed)
    return initiative


def one_of_each_page(actor: Actor, initiative: Initiative, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Its public page, with the telephone of one of its members, who agreed."""
    person = db.session.get_one(Participant, ids["participant_id"])
    phone = "+351 931 000 777"
    add_contact(actor, contact_id=new_id(), participant=person, value=phone)
    published(actor, initiative, phone=phone, agreed=frozenset({person.id}))
    shown = select(ShownContact.id).where(ShownContact.initiative_id == initiative.id)
    return {"shown_contact_id": db.session.scalars(shown).one()}
