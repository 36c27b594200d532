"""Drop-in slots as what shows that a step of the installation was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import or_, select

from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.core.permission import Permission
from app.directory.slots.models import DropInSlot
from app.network.parties.models import Party
from app.network.parties.queries import called


def offered_slots(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """Those that have not ended, by who is there; `words` of its name, or of the topic."""
    query = (
        select(DropInSlot, Party.name)
        .join(Party, Party.id == DropInSlot.organisation_id)
        .where(
            DropInSlot.municipality_id == municipality_id,
            DropInSlot.ended_at.is_(None),
            DropInSlot.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ)),
        )
    )
    if words:
        by_name = select(Party.id).where(*called(municipality_id, words))
        named = DropInSlot.organisation_id.in_(by_name)
        query = query.where(or_(named, DropInSlot.topic.icontains(words, autoescape=True)))
    found = db.session.execute(query.order_by(Party.sort_key, DropInSlot.id).limit(AT_MOST))
    return {slot.id: _in_words(slot, name) for slot, name in found}


def shown_slots(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done from when everybody reads of them, which is at once; not what ended before its first day."""
    query = (
        select(DropInSlot, Party.name)
        .join(Party, Party.id == DropInSlot.organisation_id)
        .where(DropInSlot.municipality_id == municipality_id, DropInSlot.id.in_(ids))
    )
    return {
        slot.id: shown(
            is_done=slot.ended_at is None or slot.ended_at.date() >= slot.first_on,
            title=_in_words(slot, name),
            endpoint="directory.slot",
            values={"slot_id": slot.id},
            may=actor.may(Permission.DIRECTORY_READ, municipality_id),
        )
        for slot, name in db.session.execute(query)
    }


def _in_words(slot: DropInSlot, name: str) -> str:
    return f"{name}: {slot.topic}"
