"""What does not fit in the audit trail. It is only read here: whoever looks for traces leaves none.

The chain tells which entry was changed, moved, taken out or put in without the portal; anchors kept elsewhere
tell that its end was cut or that all of it was written anew. What waits for the sealer is looked at too.
What somebody acknowledged (app/core/acknowledgements.py) is told apart from the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select, text

from app.core import acknowledgements, anchors, audit, clock
from app.core.acknowledgements import Acknowledgement, id_of
from app.core.anchors import Anchor, FalseAnchor
from app.core.audit import BATCH, UNREADABLE, AuditEntry, AuditSeal, AuditWaiting
from app.core.db import db

ENOUGH = 100
"""So many faults are told; a wrong key makes one of every link."""
FEW = 20
"""So many links tell a key that does not fit from entries that somebody changed."""
LATE = timedelta(hours=3)
GUARDS = {
    "sqlite": ("SELECT name FROM sqlite_master WHERE type = 'trigger'", ("update", "delete", "replace")),
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'",
        ("update", "delete", "truncate"),
    ),
}
ODD_IDS = "SELECT rowid FROM audit_entry WHERE length(id) <> 32 OR id GLOB '*[^0-9a-f]*'"
Thing = TypeVar("Thing")


class Finding(StrEnum):
    """What was found, as a sentence about `where`."""

    CHANGED = "link {} does not fit: it or its entry was changed, or stood elsewhere"
    GONE = "link {} is gone, or its entry is"
    NOT_OURS = "entry {} is not as the portal wrote it, or was taken out of the sealer's queue"
    CUT = "the end of the trail is gone: there is no link {}"
    WRITTEN_ANEW = "the trail was written anew: another link was {}"
    FALSE_ANCHOR = "the anchor of {} was not signed with this trail's key"
    NO_ANCHOR = "no anchor was written for hours, a cut end would not be noticed: the newest is {}"
    UNGUARDED = "the database's guard {} is gone or switched off"
    UNREADABLE = "something in the trail's tables is of no sense: {}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. `ids` stand for all that was found; what has none is mended instead."""

    finding: Finding
    where: str
    ids: tuple[UUID, ...] = ()

    @property
    def code(self) -> str:
        """By which an operator names it; empty where they cannot acknowledge it."""
        return id_of(*map(str, self.ids)).hex[:12] if self.ids else ""

    def __str__(self) -> str:
        return self.finding.format(self.where)


@dataclass(slots=True)
class Verdict:
    """What `verify` looked at and found: links, anchors, entries that wait and since when the first does;
    what does not fit, and what of that was explained.
    """

    checked: int = 0
    anchors: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None
    faults: list[Fault] = field(default_factory=list)
    explained: list[tuple[Fault, Acknowledgement]] = field(default_factory=list)
    untold: int = 0

    def add(self, faults: Iterable[Fault]) -> None:
        """Take what is found; what is more than enough is only counted."""
        try:
            for fault in faults:
                if len(self.faults) >= ENOUGH:
                    self.untold += 1
                elif found := _explained(fault):
                    self.explained.append((fault, found))
                else:
                    self.faults.append(fault)
        except UNREADABLE as error:
            self.faults.append(Fault(Finding.UNREADABLE, str(error)))


def _explained(fault: Fault) -> Acknowledgement | None:
    known = acknowledgements.find(fault.ids)
    return next(iter(known.values())) if known and known.keys() == {*fault.ids} else None


def verify(texts: Sequence[str]) -> Verdict:
    """Recompute the whole chain, and look for every anchor in some texts."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL statement_timeout = 0"))
    verdict = Verdict()
    verdict.add(_unguarded())
    verdict.add(_chain(verdict, None, audit.GENESIS))
    verdict.add(_tail(verdict))
    verdict.add(_strays())
    verdict.add(_anchored(verdict, [each for text in texts for each in anchors.read(text)]))
    return verdict


def verify_latest(count: int) -> Verdict:
    """Recompute the newest links only, and what waits: for a page, which must not take minutes."""
    verdict = Verdict()
    verdict.add(_newest(verdict, count))
    verdict.add(_tail(verdict))
    return verdict


def fits_key() -> bool:
    """False where none of the newest links was made with this key: it is not the one of the trail."""
    verdict = Verdict()
    verdict.add(_newest(verdict, FEW))
    return len(verdict.faults) < max(1, verdict.checked)


def _newest(verdict: Verdict, count: int) -> Iterator[Fault]:
    before = select(AuditSeal.position, AuditSeal.hash).where(AuditSeal.position <= audit.head()[0] - count)
    found = db.session.execute(before.order_by(AuditSeal.position.desc()).limit(1)).first()
    return _chain(verdict, *(found or (None, audit.GENESIS)))


def _chain(verdict: Verdict, after: int | None, previous: str) -> Iterator[Fault]:
    """Walk the links in their order; `after` None begins with whatever claims to be the first."""
    position = after or 0
    while links := _links(after):
        entries = audit.entries_of([each.entry_id for each in links])
        for each in links:
            entry = entries.get(each.entry_id)
            misfit = None
            if each.position != position + 1 or entry is None:
                misfit = Finding.GONE
            elif audit.link(each.position, previous, entry) != each.hash:
                misfit = Finding.CHANGED
            if misfit:
                there = id_of("link", position, previous, each.position, each.hash, _told(entry))
                yield Fault(misfit, str(position + 1), (there,))
            position, previous = each.position, each.hash
            verdict.checked += 1
        after = position


def _told(entry: audit.Row | None) -> list[object]:
    return [] if entry is None else [*audit.content(entry)]


def _links(after: int | None) -> Sequence[Any]:
    query = select(AuditSeal.position, AuditSeal.entry_id, AuditSeal.hash)
    if after is not None:
        query = query.where(AuditSeal.position > after)
    return db.session.execute(query.order_by(AuditSeal.position).limit(BATCH)).all()


def _tail(verdict: Verdict) -> Iterator[Fault]:
    """All that waits for the sealer, be it however much."""
    waiting = db.session.scalars(select(AuditWaiting.entry_id).order_by(AuditWaiting.entry_id)).all()
    for ids in _batches(waiting):
        entries = audit.entries_of(ids)
        for entry_id in ids:
            entry = entries.get(entry_id)
            if entry is None or not audit.is_ours(entry):
                yield _not_ours(entry_id, entry)
            elif verdict.waiting_since is None:
                verdict.waiting_since = entry.at
    verdict.waiting = len(waiting)


def _not_ours(entry_id: UUID, entry: audit.Row | None) -> Fault:
    return Fault(Finding.NOT_OURS, str(entry_id), (id_of("entry", str(entry_id), _told(entry)),))


def _strays() -> Iterator[Fault]:
    """Entries that are neither in the chain nor wait for it; on SQLite also ids that look like others."""
    if db.engine.dialect.name == "sqlite":
        for row in db.session.scalars(text(ODD_IDS)):
            yield Fault(Finding.NOT_OURS, f"in row {row}")
    linked = select(AuditSeal.entry_id).where(AuditSeal.entry_id == AuditEntry.id).exists()
    waits = select(AuditWaiting.entry_id).where(AuditWaiting.entry_id == AuditEntry.id).exists()
    query = select(AuditEntry.id).where(~linked, ~waits).order_by(AuditEntry.id)
    for ids in _batches(db.session.scalars(query).all()):
        entries = audit.entries_of(ids)
        yield from (_not_ours(each, entries.get(each)) for each in ids)


def _anchored(verdict: Verdict, found: Sequence[Anchor | FalseAnchor]) -> Iterator[Fault]:
    """Each anchor's link must still be there. Of many that are not, one tells how far the fault reaches."""
    good = sorted((each for each in found if isinstance(each, Anchor)), key=lambda each: each.position)
    verdict.anchors = len(good)
    for false in (each for each in found if isinstance(each, FalseAnchor)):
        yield Fault(Finding.FALSE_ANCHOR, false.at, (id_of("anchor", false.at, *false.words),))
    last, _hash = audit.head()
    for some in _by_knowledge([each for each in good if each.position > last]):
        newest = some[-1][0]
        where = f"{newest.position}, which was anchored at {newest.at}"
        yield Fault(Finding.CUT, where, tuple(each for _, each in some))
    for some in _by_knowledge([*_of_another_trail(good)]):
        first = some[0][0]
        where = f"{first.position} when it was anchored at {first.at}"
        yield Fault(Finding.WRITTEN_ANEW, where, tuple(each for _, each in some))
    yield from _late(good)


def _of_another_trail(good: Sequence[Anchor]) -> Iterator[Anchor]:
    for some in _batches(good):
        query = select(AuditSeal).where(AuditSeal.position.in_([each.position for each in some]))
        there = {each.position: each.hash for each in db.session.scalars(query)}
        yield from (each for each in some if there.get(each.position, each.hash) != each.hash)


def _by_knowledge(lost: Sequence[Anchor]) -> Iterator[Sequence[tuple[Anchor, UUID]]]:
    """Anchors that have lost their link, with their ids: those that nobody explained, and the others."""
    ids = {id_of("anchor", each.at, each.position, each.hash): each for each in lost}
    known = acknowledgements.find(ids)
    for is_known in (False, True):
        if some := [(each, found) for found, each in ids.items() if (found in known) is is_known]:
            yield some


def _batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


def _late(good: Sequence[Anchor]) -> Iterator[Fault]:
    """Nobody anchors although somebody seals."""
    newest = max((each.at for each in good), default=None)
    first = select(AuditEntry.at).join(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
    first_at = db.session.scalar(first.order_by(AuditSeal.position).limit(1))
    since = datetime.fromisoformat(newest) if newest else first_at
    if first_at and since and clock.now() - since > LATE:
        yield Fault(Finding.NO_ANCHOR, f"of {newest}" if newest else "none at all")


def _unguarded() -> Iterator[Fault]:
    query, verbs = GUARDS[db.engine.dialect.name]
    there = set(db.session.scalars(text(query)))
    wanted = [f"{table}_no_{verb}" for table in ("audit_entry", "audit_seal") for verb in verbs]
    yield from (
        Fault(Finding.UNGUARDED, name) for name in [*wanted, "audit_entry_waits"] if name not in there
    )
