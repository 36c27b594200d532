"""Two parties turn out to be one: everything that hangs on one hangs on the other from then on, or, undone,
again where it hung.

Rows that would be there twice afterwards are joined: the older stays. Undoing puts every row back
that is still where the merge left it; what was written since then stays with the party that was kept.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select, update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.errors import Conflict, Forbidden, StaleRecord
from app.core.images import frozen, hangs, is_row, key_of, mark, write
from app.core.permission import Permission
from app.core.text import fold
from app.network.parties.attached import NameSort, PartyMerge, PartyName
from app.network.parties.hanging import PARTIES, Preview, reach_in, reaches_too_far
from app.network.parties.models import Party

WITHIN = timedelta(days=30)
"""How long what it takes to undo a merge is kept."""
FILLED = ("address", "email", "phone")
"""What the party that is kept takes over where it has nothing of its own."""


class TooLate(Conflict):
    """What it takes to undo the merge is not kept any more."""


class ChangedSince(Conflict):
    """What two rows were joined into has changed since: apart they would say something old."""

    def __init__(self, tables: Collection[str]) -> None:
        self.tables = tuple(tables)
        super().__init__(self.tables)


def merge(actor: Actor, *, merge_id: UUID, municipality_id: UUID, seen: Preview, reason: str) -> PartyMerge:
    """Make one party of two, as previewed; raises Forbidden where it reaches further than the actor."""
    kept, gone = seen.kept, seen.gone
    if known := records.known(PartyMerge, merge_id, kept_id=kept.id, gone_id=gone.id):
        return known
    _demand_everywhere(actor, {municipality_id, gone.seat_id or municipality_id}, seen)
    _lock(kept, gone)
    undoing = _carry_out(actor, municipality_id, seen)
    done = PartyMerge(
        id=merge_id,
        municipality_id=municipality_id,
        kept_id=kept.id,
        gone_id=gone.id,
        gone_name=gone.name,
        reason=reason,
        undoing=undoing,
        at=clock.now(),
        by=actor.id,
    )
    db.session.add(done)
    records.record(actor, "created", done, kept=str(kept.id), gone=str(gone.id))
    db.session.expire_all()
    return done


def undo(actor: Actor, *, merge: PartyMerge) -> None:
    """Put both parties back as they were. Undone already: nothing happens. Raises TooLate, ChangedSince."""
    actor.demand(Permission.PARTNERSHIP_WRITE, merge.municipality_id)
    records.lock(merge)
    if merge.is_undone:
        return
    kept = db.session.get_one(Party, merge.kept_id)
    records.lock(kept)
    held = merge.undoing
    if held is None:
        raise TooLate
    if changed := sorted({name for name, key, was in held["twins"] if _mark_of(name, key) != was}):
        raise ChangedSince(changed)
    db.session.flush()
    parties = Base.metadata.tables[PARTIES]
    write(parties, key_of(parties, {"id": merge.gone_id}), held["gone"])
    for key in held["made"]:
        db.session.execute(delete(_table(PartyName)).where(is_row(_table(PartyName), key)))
    for name, column, key in held["moved"]:
        table = Base.metadata.tables[name]
        still = is_row(table, key), table.c[column] == merge.kept_id
        db.session.execute(update(table).where(*still).values({column: merge.gone_id}))
    for name, key, row in held["removed"]:
        if hangs(Base.metadata.tables[name], row):
            write(Base.metadata.tables[name], key, row)
    db.session.expire_all()
    _unfill(kept, held["filled"])
    merge.undone_at, merge.undone_by, merge.undoing = clock.now(), actor.id, None
    records.record(actor, "undone", merge)
    db.session.flush()


def forget_undoing() -> None:
    """Forget what it takes to undo the merges of long ago (nightly)."""
    old = PartyMerge.at < clock.now() - WITHIN, PartyMerge.undoing.is_not(None)
    db.session.execute(update(PartyMerge).where(*old).values(undoing=None))


def forget_rows_about(ids: Collection[UUID]) -> None:
    """Keep no row any more that names one of these people, who are to be forgotten."""
    names = {str(each) for each in ids}
    for merge in db.session.scalars(select(PartyMerge).where(PartyMerge.undoing.is_not(None))):
        held = dict(merge.undoing or {})
        held["removed"] = [each for each in held["removed"] if not names & set(map(str, each[2].values()))]
        if held != merge.undoing:
            merge.undoing = held
    db.session.flush()


def _lock(*parties: Party) -> None:
    """Both, always in one order; raises StaleRecord where one changed since it was read, or is gone."""
    for each in sorted(parties, key=lambda party: party.id):
        there = select(Party.id).where(Party.id == each.id).with_for_update()
        if db.session.scalar(there) is None:
            raise StaleRecord
        records.demand_version(each, each.version)


def _demand_everywhere(actor: Actor, where: Collection[UUID], seen: Preview) -> None:
    for each in where:
        actor.demand(Permission.PARTNERSHIP_WRITE, each)
    if reaches_too_far(actor, seen):
        raise Forbidden


def _carry_out(actor: Actor, municipality_id: UUID, seen: Preview) -> dict[str, Any]:
    """What it takes to undo it."""
    kept, gone = seen.kept, seen.gone
    db.session.flush()
    for each in seen.going:
        table = Base.metadata.tables[each.table]
        db.session.execute(delete(table).where(is_row(table, each.key)))
    for each in seen.moving:
        table = Base.metadata.tables[each.table]
        moves = update(table).where(is_row(table, each.key)).values({each.column: kept.id})
        db.session.execute(moves)
    twins = {(each.table, each.twin) for each in seen.going if each.twin}
    filled = {name: getattr(gone, name) for name in FILLED if getattr(gone, name) and not getattr(kept, name)}
    records.put(kept, filled)
    made = [_spelled(actor, kept, gone, where) for where in {municipality_id, *reach_in(seen)}]
    parties = Base.metadata.tables[PARTIES]
    row = db.session.execute(select(parties).where(parties.c.id == gone.id)).mappings().one()
    db.session.flush()
    db.session.execute(delete(parties).where(parties.c.id == gone.id))
    db.session.expunge(gone)
    return {
        "gone": frozen(row),
        "moved": [[each.table, each.column, each.key] for each in seen.moving],
        "removed": [[each.table, each.key, each.row] for each in seen.going],
        "twins": [[name, key, _mark_of(name, key)] for name, key in sorted(twins)],
        "made": [key for key in made if key],
        "filled": filled,
    }


def _spelled(actor: Actor, kept: Party, gone: Party, municipality_id: UUID) -> str | None:
    """The name of the one is a spelling of the other; None where it is known as one."""
    same = PartyName.municipality_id == municipality_id, PartyName.sort_key == gone.sort_key
    known = select(PartyName.id).where(*same, PartyName.party_id == kept.id, PartyName.withdrawn_at.is_(None))
    if kept.name == gone.name or db.session.scalar(known):
        return None
    of: dict[str, Any] = {"municipality_id": municipality_id, "party_id": kept.id, "created_by": actor.id}
    name = PartyName(
        id=new_id(), text=gone.name, sort_key=fold(gone.name), sort=NameSort.SPELLING.value, **of
    )
    db.session.add(name)
    db.session.flush()
    return key_of(_table(PartyName), {"id": name.id})


def _unfill(kept: Party, filled: dict[str, str]) -> None:
    """Nothing is left of the other, where it is still as it was taken over."""
    records.put(kept, {name: "" for name, value in filled.items() if getattr(kept, name) == value})


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


def _mark_of(name: str, key: str) -> str:
    """How a row stands now; "" where it is no more."""
    table = Base.metadata.tables[name]
    row = db.session.execute(select(table).where(is_row(table, key))).mappings().first()
    return mark(name, frozen(row)) if row else ""
