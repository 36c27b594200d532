"""What somebody who opened their list with its code sees of the group that they belong to.

The names by which the others are called, and never how to reach them; of protected people nothing.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.db import db
from app.core.errors import NotFound
from app.initiatives.groups.models import Initiative, Member, MemberState, Stage
from app.people.models import Participant
from app.people.rights.rest import usable
from app.skills.models.inventory import Inventory, InventoryState


def groups_of_list(inventory_id: UUID) -> Sequence[tuple[Initiative, Member]]:
    """The initiatives in which whoever a list belongs to takes part, by title, each with their place in it.

    For a list that the caller may read.
    """
    query = _theirs(select(Initiative, Member), inventory_id)
    return [
        (row[0], row[1]) for row in db.session.execute(query.order_by(Initiative.sort_key, Initiative.id))
    ]


def get_group_of_list(inventory_id: UUID, initiative_id: UUID) -> tuple[Initiative, Member]:
    """One of them; NotFound for any other."""
    query = _theirs(select(Initiative, Member), inventory_id).where(Initiative.id == initiative_id)
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def groups_to_count(inventory_id: UUID | None) -> Select[int]:
    """Counts them."""
    return _theirs(select(func.count()), inventory_id)


def names_in(initiative_id: UUID) -> Sequence[str]:
    """How those who take part are called, by name."""
    query = (
        select(Participant.name)
        .join(Member, Member.participant_id == Participant.id)
        .where(
            Member.initiative_id == initiative_id,
            Member.state == MemberState.ACTIVE.value,
            Participant.sealed_at.is_(None),
            usable(),
        )
    )
    return db.session.scalars(query.order_by(Participant.sort_key, Participant.id)).all()


def _theirs(query: Select, inventory_id: UUID | None) -> Select:  # type: ignore[type-arg]
    return (
        query.select_from(Initiative)
        .join(Member, Member.initiative_id == Initiative.id)
        .join(Participant, Participant.id == Member.participant_id)
        .join(Inventory, Inventory.participant_id == Participant.id)
        .where(
            Inventory.id == inventory_id,
            Inventory.state != InventoryState.ERASED.value,
            Initiative.state != Stage.CLOSED.value,
            Member.state == MemberState.ACTIVE.value,
            Participant.sealed_at.is_(None),
            usable(),
        )
    )
