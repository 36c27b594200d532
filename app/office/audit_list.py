"""The audit trail as a list: what its filters ask for, and its entries in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, select
from werkzeug.datastructures import MultiDict

from app.accounts.queries import names_of_staff, staff_names
from app.core import paging
from app.core.actor import Actor, ActorKind
from app.core.audit import AuditEntry
from app.core.permission import Permission
from app.core.slices import Slices
from app.network.links.queries import holders
from app.network.queries import get_zone
from app.office import trail
from app.office.forms import AuditFilters
from app.people.queries import names_seen
from app.ui.listing import Listing, read_listing

SHORT = 6
"""Digits of an id that tell people apart on a page, where their names are not for whoever reads it."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is read: what happened, and about whom."""

    entry: AuditEntry
    text: str
    participant_id: UUID | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The trail as an address asks for it."""

    actor: Actor
    listing: Listing

    @property
    def participant_id(self) -> UUID | None:
        """Whose entries, of the people of the portal."""
        found: UUID | None = self.listing["participant"]
        return found

    def page(self) -> paging.Page[AuditEntry]:
        """A page of the entries of the current municipality, the newest first."""
        entry = AuditEntry
        return paging.page(
            self._query(), by=entry.at, then=entry.id, after=self.listing.after, descending=True
        )

    def rows(self) -> Slices:
        """All the entries, the oldest first, for a file."""
        return Slices(self._query(), by=AuditEntry.at, then=AuditEntry.id)

    def _query(self) -> Select[AuditEntry]:
        self.actor.demand(Permission.AUDIT_READ)
        here = self.actor.here()
        return select(AuditEntry).where(AuditEntry.municipality_id == here, *self._narrowed(here))

    def _narrowed(self, here: UUID) -> Iterator[ColumnElement[bool]]:
        if by := self.listing["by"]:
            yield AuditEntry.actor_id == UUID(by)
        if kind := self.listing["kind"]:
            yield AuditEntry.subject_type == kind
        if since := self.listing["since"]:
            yield AuditEntry.at >= _midnight(since, here)
        if until := self.listing["until"]:
            yield AuditEntry.at < _midnight(until + timedelta(days=1), here)
        if self.participant_id:
            yield trail.about(self.participant_id)


def asked_for(actor: Actor, args: MultiDict[str, str]) -> Asked:
    """Read the filters from what an address says."""
    form = AuditFilters(args)
    form.offer(names_of_staff(actor.here()), trail.kinds())
    return Asked(actor, read_listing(form, args=args))


def lines(actor: Actor, entries: Iterable[AuditEntry]) -> list[Line]:
    """Entries in words; people are named to whoever may see them, and told apart for everybody else."""
    listed = list(entries)
    owners = trail.whom(listed)
    people = references(actor, owners.values())
    names = staff_names(each.actor_id for each in listed) | _guests(listed)
    speech = trail.speech()

    def line(entry: AuditEntry) -> Line:
        owner = owners.get(entry.id)
        who = names.get(entry.actor_id, "") if entry.actor_id else ""
        return Line(entry, speech.say(entry, who, people[owner] if owner else ""), owner)

    return [line(each) for each in listed]


def _guests(entries: Iterable[AuditEntry]) -> dict[UUID, str]:
    """How those are called who came by a link: by whom it was made for, for anybody can hold it."""
    ids = [each.actor_id for each in entries if each.actor_kind == ActorKind.GUEST]
    return {
        link_id: _("Somebody with the link for %(name)s", name=name) for link_id, name in holders(ids).items()
    }


def references(actor: Actor, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """What some people are called on the page: their names, or the end of their ids."""
    wanted = set(ids)
    names = names_seen(actor, wanted)
    return {
        each: names.get(each) or _("participant %(reference)s", reference=each.hex[-SHORT:])
        for each in wanted
    }


def _midnight(day: date, municipality_id: UUID) -> datetime:
    """When a day begins there."""
    return datetime.combine(day, time(), ZoneInfo(get_zone(municipality_id)))
