"""Two records become one, and two again."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from sqlalchemy import delete, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, StaleRecord
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.people.duplicates.models import LikelyPair
from app.people.merging import images, reasons
from app.people.merging.rules import Merged, merged, nothing
from app.people.merging.undoing import WITHIN, ChangedSince, look_back
from app.people.models import Consent, Merge, MergeSnapshot, Participant, ParticipantNamePair, ParticipantWord
from app.people.name_index import write_anew
from app.people.operations.records import touch
from app.people.operations.sealing import Sealed, person_sealed
from app.people.rights.rest import demand_usable

FOUND_ANEW = {each.__tablename__ for each in (LikelyPair, ParticipantNamePair, ParticipantWord)}
"""Tables of what is computed of a record: these rows go with it."""


class LeftBehind(RuntimeError):
    """A table in which nothing says what merging means: its rows would be lost with the record."""


def merge(
    actor: Actor,
    *,
    merge_id: UUID,
    kept: Participant,
    gone: Participant,
    versions: tuple[int, int],
    reason: str,
    note: str = "",
    others: Collection[str] = frozenset(),
) -> Merge:
    """Make one record of two: `kept` gains everything of `gone`, which is no row any more.

    `versions` at which both were read; `others`: questions to which the answer of `gone` holds. Raises
    Conflict for one record twice and for records of two municipalities, UseRestricted where the data of one
    rests, StaleRecord, UnknownReason, and Forbidden where one is sealed and the actor may not seal.
    """
    if known := records.known(Merge, merge_id, kept_id=kept.id, gone_id=gone.id):
        return known
    demand_reason(reason, reasons.offered())
    _demand_mergeable(actor, kept, gone)
    if kept.is_sealed or gone.is_sealed:
        actor.demand(Permission.PARTICIPANT_SEAL, kept.municipality_id)
    _lock({kept: versions[0], gone: versions[1]})
    done = _become_one(Merged(actor, gone, kept, frozenset(others)), merge_id, reason, note)
    records.record(actor, "merged", kept, gone=str(gone.id), reason=reason)
    return done


def merge_unverified(
    actor: Actor,
    *,
    gone: Participant,
    kept: Participant,
    refuses: Callable[[Consent], bool] = nothing,
) -> Merge:
    """Say that somebody who left a name at the kiosk is a known person, whose answers stand; but for consents
    that they refused now.

    Raises Conflict for a record that was verified before, or is of another municipality.
    """
    _demand_mergeable(actor, kept, gone)
    if not gone.is_unverified:
        raise Conflict
    _lock({kept: kept.version, gone: gone.version})
    done = _become_one(Merged(actor, gone, kept, refuses=refuses), new_id(), reasons.RECOGNISED)
    records.record(actor, "recognised", kept, unverified=str(gone.id))
    return done


def undo(actor: Actor, *, merge: Merge) -> None:
    """Put both records back exactly as they were. Undone already: nothing happens.

    Raises TooLate, UseRestricted, and ChangedSince where anything of the person is not as the merge left it.
    """
    kept = db.session.get_one(Participant, merge.kept_id)
    actor.demand(Permission.PARTICIPANT_WRITE, kept.municipality_id)
    demand_usable(kept)
    if kept.is_sealed:
        actor.demand(Permission.PARTICIPANT_SEAL, kept.municipality_id)
    records.lock(kept)
    records.lock(merge)
    if merge.is_undone:
        return
    back = look_back(merge, is_meant=True)
    if back.changes:
        raise ChangedSince(back.changes)
    images.put_back(back.before, last=merge.kept_id)
    db.session.execute(delete(MergeSnapshot).where(MergeSnapshot.merge_id == merge.id))
    merge.undone_at, merge.undone_by, merge.gone_name = clock.now(), actor.id, ""
    two = kept, db.session.get_one(Participant, merge.gone_id)
    write_anew(*two)  # of words that nobody was called by in the meantime the search knows no slips any more
    for each in two:
        records.record(actor, "merge_undone", each, merge=str(merge.id))
    db.session.flush()


def forget_snapshots() -> None:
    """Forget what it takes to undo the merges of long ago (nightly)."""
    old = MergeSnapshot.created_at < clock.now() - WITHIN
    db.session.execute(delete(MergeSnapshot).where(old))


def _demand_mergeable(actor: Actor, kept: Participant, gone: Participant) -> None:
    actor.demand(Permission.PARTICIPANT_WRITE, kept.municipality_id)
    if kept.id == gone.id or kept.municipality_id != gone.municipality_id:
        raise Conflict
    for each in (kept, gone):
        demand_usable(each)


def _lock(versions: Mapping[Participant, int]) -> None:
    """Both, always in one order; raises StaleRecord where one changed since it was read, or is gone."""
    for person in sorted(versions, key=lambda each: each.id):
        there = select(Participant.id).where(Participant.id == person.id).with_for_update()
        if db.session.scalar(there) is None:
            raise StaleRecord
        records.demand_version(person, versions[person])


def _become_one(told: Merged, merge_id: UUID, reason: str, note: str = "") -> Merge:
    kept, gone = told.kept, told.gone
    before = images.image_of(kept.id, gone.id)
    around, is_sealed_now = images.beside(before), kept.is_sealed != gone.is_sealed
    merged.send(told)
    if is_sealed_now:
        person_sealed.send(Sealed(kept))
    kept.version += 1
    touch(kept)
    _part_with(gone)
    after = images.image_of(kept.id)
    changed = images.changed({**before, **around}, {**after, **images.beside(before, after)})
    done = Merge(
        id=merge_id,
        municipality_id=kept.municipality_id,
        kept_id=kept.id,
        gone_id=gone.id,
        gone_name=gone.name,
        reason=reason,
        note=note,
        at=clock.now(),
        by=told.actor.id,
    )
    db.session.add(done)
    db.session.flush()
    db.session.add(
        MergeSnapshot(
            merge_id=merge_id,
            municipality_id=kept.municipality_id,
            rows={"before": changed, "marks": images.marks(after)},
            created_at=clock.now(),
        )
    )
    db.session.flush()
    return done


def _part_with(gone: Participant) -> None:
    """Raises LeftBehind where something still hangs on the record: nothing may be lost without a word."""
    rest = images.image_of(gone.id)
    hanging = [name for name, rows in rest.items() if rows and name != images.PEOPLE]
    if left := [name for name in hanging if name not in FOUND_ANEW]:
        raise LeftBehind(*left)
    db.session.execute(delete(Participant).where(Participant.id == gone.id))
