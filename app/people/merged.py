"""The way from a record that became part of another one to that one."""

from typing import NoReturn
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Merge, Participant
from app.people.permissions import visible_to


class MergedInto(NotFound):
    """The record that somebody looks for became part of another one (`merge`), which they may see."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        super().__init__(merge)


def lead_on(actor: Actor, participant_id: UUID) -> NoReturn:
    """Say of which record this one, which is not there, became part; else that there is none: NotFound."""
    standing = Merge.gone_id == participant_id, Merge.undone_at.is_(None)
    found = select(Merge).join(Participant, Participant.id == Merge.kept_id)
    merge = db.session.scalars(found.where(*standing, visible_to(actor))).one_or_none()
    raise MergedInto(merge) if merge else NotFound
