"""Two records of one person become one, and two again exactly as they were."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import Base, db, new_id
from app.people.merging import operations
from app.people.merging.images import image_of
from app.people.merging.queries import obstacles, preview
from app.people.models import Merge, Participant
from tests.cast import Cast
from tests.factories.histories import History
from tests.factories.one_of_each import clerk
from tests.turns import some

ITS_OWN = {"audit_entry", "audit_waiting", "audit_seal", "participant_merge", "participant_merge_snapshot"}
JOBS = {Base.metadata.tables["job"]}
HISTORIES, AT_ONCE = range(500), 16
"""Of so many histories so many are tried at a turn."""
pytestmark = pytest.mark.clock("2026-11-30T10:00:00+00:00")
Rows = dict[str, set[str]]


def everything(*, is_shared: bool = False) -> Rows:
    """Every row of every table but the audit trail's and the merges' own: of a municipality's, jobs among
    them, or of those that all share, which are many rows of catalogues.
    """
    shared = {table for table in Base.metadata.sorted_tables if "municipality_id" not in table.c} - JOBS
    tables = shared if is_shared else {*Base.metadata.sorted_tables} - shared
    kept = [table for table in tables if table.name not in ITS_OWN]
    return {table.name: {repr(tuple(row)) for row in db.session.execute(select(table))} for table in kept}


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def test_merging_and_undoing_leaves_everything_as_it_was(app: Autonomus, cast: Cast, staff: Actor) -> None:
    colleagues = [cast.facilitator.id, cast.colleague.id, cast.coordinator.id]
    wrong, shared = [], everything(is_shared=True)
    for seed in some(HISTORIES, AT_ONCE, "histories of two records"):
        wrong += [f"{seed}: {each}" for each in broken(History(staff, colleagues, seed))]
        db.session.rollback()
        db.session.expunge_all()
    assert not wrong, "\n".join(wrong[:10])
    assert everything(is_shared=True) == shared


def broken(history: History) -> Iterator[str]:
    """What is not as it was, or stands where it should not, after a history."""
    history.happen(history.chance.randrange(4, 16))
    db.session.flush()
    kept, gone = history.two
    before, kept_id, gone_id = everything(), kept.id, gone.id
    for _ in range(history.chance.choice([1, 1, 1, 2])):  # some are merged, undone, merged, undone
        merge = do(history.actor, kept, gone, history)
        if db.session.get(Participant, gone_id) or hanging(gone_id):
            yield "the record that went is still there"
        if left := obstacles(merge):
            yield f"cannot be undone: {left}"
            return
        operations.undo(history.actor, merge=merge)
        now = everything()
        for name in before:
            if before[name] != now[name]:
                yield f"{name}: {before[name] - now[name]} became {now[name] - before[name]}"
        db.session.expire_all()
        kept, gone = (db.session.get_one(Participant, each) for each in (kept_id, gone_id))


def hanging(gone_id: UUID) -> dict[str, Any]:
    """Every row with a way to a record."""
    return {name: rows for name, rows in image_of(gone_id).items() if rows}


def do(actor: Actor, kept: Participant, gone: Participant, history: History) -> Merge:
    seen = preview(kept, gone)
    others = {each.name for each in seen.questions if history.chance.random() < 0.5}
    return operations.merge(
        actor,
        merge_id=new_id(),
        kept=kept,
        gone=gone,
        versions=(kept.version, gone.version),
        reason="registered_twice",
        others=others,
    )
