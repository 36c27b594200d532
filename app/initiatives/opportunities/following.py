"""Whatever points at an opportunity by a foreign key follows it into another one, and comes back."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import Column, Table, select, update

from app.core.db import Base, db
from app.initiatives.opportunities.models import Opportunity, OpportunityMerge, OpportunityNeed

OWN = {each.__table__ for each in (Opportunity, OpportunityMerge, OpportunityNeed)}
"""What is looked after by name, not as something that points here."""


def follow(gone_id: UUID, kept_id: UUID) -> dict[str, list[str]]:
    """Let what points at the one point at the other; the ids of it by table."""
    db.session.flush()
    moved: dict[str, list[str]] = {}
    for table, column in _pointing():
        ids = db.session.scalars(select(table.c.id).where(column == gone_id).order_by(table.c.id)).all()
        if ids:
            db.session.execute(update(table).where(table.c.id.in_(ids)).values({column.name: kept_id}))
            moved[table.name] = [str(each) for each in ids]
    db.session.expire_all()
    return moved


def come_back(moved: Mapping[str, list[str]], gone_id: UUID, kept_id: UUID) -> None:
    """What followed points at the first one again, unless it was led elsewhere since."""
    db.session.flush()
    for table, column in _pointing():
        ids = [UUID(each) for each in moved.get(table.name, ())]
        rows = update(table).where(table.c.id.in_(ids), column == kept_id)
        db.session.execute(rows.values({column.name: gone_id}))
    db.session.expire_all()


def _pointing() -> Iterator[tuple[Table, Column[UUID]]]:
    """Each table of others with its column that holds the id of an opportunity."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if table not in OWN and key.column is Opportunity.__table__.c.id:
                yield table, key.parent
