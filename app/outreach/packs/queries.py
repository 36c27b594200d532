"""Reads: packs by id."""

from uuid import UUID

from app.core.db import db
from app.outreach.packs.keys import Carried, carried_by, read_carried
from app.outreach.packs.models import Pack


def find_pack(pack_id: UUID) -> Pack | None:
    return db.session.get(Pack, pack_id)


def carried_for(pack_id: UUID, text: str) -> Carried:
    """A pack by its row or, in a database that lacks it, by what its device carried; raises Unreadable."""
    pack = find_pack(pack_id)
    return carried_by(pack) if pack is not None and pack.private_key else read_carried(text, pack_id)
