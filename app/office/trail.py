"""The audit trail in sentences: who did what to whom, and which people its entries are about.

A feature names its things, and says in whole sentences what the plain one of an act does not say
(core/feature.py, Trail). Names of people are read where the page is drawn: the trail holds ids only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, Uuid, or_, select, type_coerce, union_all

from app.core.actor import ActorKind
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.feature import PersonTable, Trail, declared

ACTORS: dict[str, Any] = {
    ActorKind.TERMINAL: _("A kiosk"),
    ActorKind.SYSTEM: _("The portal"),
    ActorKind.NOBODY: _("Somebody who is not signed in"),
    ActorKind.STAFF: _("A colleague"),
    ActorKind.GUEST: _("Somebody with a link"),
}
ACTS: dict[str, Any] = {
    "created": _("%(who)s created %(thing)s"),
    "added": _("%(who)s added %(thing)s"),
    "made": _("%(who)s created %(thing)s"),
    "started": _("%(who)s started %(thing)s"),
    "sent": _("%(who)s sent %(thing)s"),
    "used": _("%(who)s used %(thing)s"),
    "edited": _("%(who)s changed %(thing)s"),
    "kept": _("%(who)s kept %(thing)s"),
    "answered": _("%(who)s answered %(thing)s"),
    "removed": _("%(who)s removed %(thing)s"),
    "withdrawn": _("%(who)s withdrew %(thing)s"),
    "revoked": _("%(who)s revoked %(thing)s"),
    "retired": _("%(who)s retired %(thing)s"),
    "restored": _("%(who)s restored %(thing)s"),
    "cancelled": _("%(who)s cancelled %(thing)s"),
    "erased": _("%(who)s erased %(thing)s"),
    "open": _("%(who)s opened %(thing)s"),
    "running": _("%(who)s began %(thing)s"),
    "ended": _("%(who)s ended %(thing)s"),
    "draft": _("%(who)s put back to draft: %(thing)s"),
    "saved": _("%(who)s saved %(thing)s"),
    "claimed": _("%(who)s received %(thing)s"),
    "reviewed": _("%(who)s finished going through %(thing)s"),
    "declared": _("%(who)s put back to what was said: %(thing)s"),
    "evidenced": _("%(who)s noted how it shows: %(thing)s"),
    "proposed": _("%(who)s proposed %(thing)s"),
    "published": _("%(who)s published %(thing)s"),
    "suspended": _("%(who)s suspended %(thing)s"),
    "archived": _("%(who)s archived %(thing)s"),
    "filled": _("%(who)s marked as filled: %(thing)s"),
    "expired": _("%(who)s let expire: %(thing)s"),
    "planned": _("%(who)s planned again: %(thing)s"),
    "held": _("%(who)s noted as held: %(thing)s"),
    "requested": _("%(who)s asked for %(thing)s"),
    "confirmed": _("%(who)s confirmed %(thing)s"),
    "waitlisted": _("%(who)s put on the waiting line: %(thing)s"),
    "offered": _("%(who)s offered a seat: %(thing)s"),
    "completed": _("%(who)s noted as completed: %(thing)s"),
    "dropped": _("%(who)s noted as dropped: %(thing)s"),
    "waiting": _("%(who)s let wait again: %(thing)s"),
    "accepted": _("%(who)s accepted %(thing)s"),
    "declined": _("%(who)s declined %(thing)s"),
}
"""Whole sentences, for whatever thing the act is done to; a state stands for coming into it."""
ANY_ACT = _("%(who)s changed %(thing)s (%(act)s)")
"""What is said of an act that nobody gave words."""
ANY_THING = _("something of the portal")


@dataclass(frozen=True, slots=True)
class Speech:
    """What every feature says of its entries: whole sentences by act, and its things by subject type."""

    acts: Mapping[str, Any]
    things: Mapping[str, Any]

    def say(self, entry: AuditEntry, who: str, whom: str) -> str:
        """What an entry says; `who` and `whom` are names, or what stands for them, and may be "".

        >>> speech().say(entry, "Ana Lima", "Rosa Dias")
        'Ana Lima opened the contacts of Rosa Dias'
        """
        names = {"who": who or str(ACTORS[entry.actor_kind]), "whom": whom or gettext("somebody")}
        if own := self.acts.get(entry.action):
            return str(own) % names
        kind, _point, act = entry.action.partition(".")
        thing = str(self.things.get(kind, ANY_THING)) % names
        return str(ACTS.get(act, ANY_ACT)) % {**names, "thing": thing, "act": act}


def speech() -> Speech:
    """Gathered once for all the entries of a page or a slice of a file."""
    trails = declared(Trail)
    return Speech(
        {name: text for trail in trails for name, text in trail.acts.items()},
        {kind: thing for trail in trails for kind, thing in trail.things.items()},
    )


def kinds() -> Mapping[str, str]:
    """What entries may be about, by subject type, in words and in their order."""
    things = {kind: str(thing) % {"whom": gettext("somebody")} for kind, thing in speech().things.items()}
    return dict(sorted(things.items(), key=lambda each: each[1]))


def whom(entries: Iterable[AuditEntry]) -> Mapping[UUID, UUID]:
    """The participant that each entry is about, by the id of the entry; in one query."""
    listed = list(entries)
    ids = {each.subject_id for each in listed if each.subject_id}
    owners = {each.subject_id: each.subject_id for each in listed if each.subject_type == "participant"}
    rows = [select(each.id, each.participant_id).where(each.id.in_(ids)) for each in _tables_of_people()]
    owners.update((row[0], row[1]) for row in db.session.execute(union_all(*rows)))
    return {each.id: owner for each in listed if (owner := owners.get(each.subject_id))}


def about(participant_id: UUID) -> ColumnElement[bool]:
    """Entries about a person: about their record, or about any row of theirs that is still there."""
    rows: list[Select[Any]] = [
        select(each.id).where(each.participant_id == participant_id) for each in _tables_of_people()
    ]
    theirs = union_all(*rows).subquery()
    return or_(
        AuditEntry.subject_id == participant_id,
        AuditEntry.subject_id.in_(select(type_coerce(theirs.c[0], Uuid()))),
    )


def _tables_of_people() -> Sequence[Any]:
    """The declared tables whose rows have an id and say whose they are."""
    models = [each.model for each in declared(PersonTable)]
    return [each for each in models if {"id", "participant_id"} <= set(each.__table__.columns.keys())]
