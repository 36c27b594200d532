"""Names of parties, whatever their nature."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.network.parties.models import Party


def party_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several parties by id, in one query."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    rows = db.session.execute(select(Party.id, Party.name).where(Party.id.in_(wanted)))
    return {row.id: row.name for row in rows}
