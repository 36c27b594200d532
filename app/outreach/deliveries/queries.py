"""Reads about records that arrived."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord


def received(municipalities: Collection[UUID], ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """When what came under these ids was received; of several under one id the last of them."""
    row = FieldRecord
    query = select(row.id, row.same_as, row.received_at).where(
        row.municipality_id.in_(municipalities), or_(row.id.in_(ids), row.same_as.in_(ids))
    )
    found: dict[UUID, datetime] = {}
    here = set()
    for each in db.session.execute(query):
        here.add(each.id)
        for name in (each.id, each.same_as):
            if name is not None:
                found[name] = max(each.received_at, found.get(name, each.received_at))
    return {name: at for name, at in found.items() if name in here and name in ids}
