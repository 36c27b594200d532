"""Reads of initiatives."""

from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative


def get_initiative(actor: Actor, initiative_id: UUID) -> Initiative:
    """An initiative that the actor may look at; NotFound."""
    return records.get(actor, Permission.INITIATIVE_READ, Initiative, initiative_id)
