"""What of the programme rests on a protocol."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link
from app.workshops.planning.models.series import Workshop, WorkshopBasis
from app.workshops.planning.permissions import visible_to
from app.workshops.planning.queries.series import OVER


def on_protocol(actor: Actor, protocol_id: UUID) -> Sequence[Link]:
    """The series that name it, by title; one query."""
    query = (
        select(Workshop.id, Workshop.title, Workshop.state)
        .join(WorkshopBasis, WorkshopBasis.workshop_id == Workshop.id)
        .where(WorkshopBasis.protocol_id == protocol_id, visible_to(actor))
        .order_by(Workshop.sort_key, Workshop.id)
    )
    return [
        Link(row.title, "workshops.show", {"workshop_id": row.id}, row.state in OVER)
        for row in db.session.execute(query)
    ]
