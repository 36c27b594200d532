"""The partnership as a whole: who brings what, who is what in it, by what a list of parties is narrowed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from app.core import paging
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.models import Parish
from app.network.parties.attached import (
    Attached,
    PartnerRole,
    PartnershipRole,
    PartyContribution,
    PartyParish,
    Tier,
)
from app.network.parties.models import Party
from app.network.parties.queries import called


def holds(model: type[Attached], day: date) -> Sequence[ColumnElement[bool]]:
    """Conditions: what is noted and holds on a day."""
    return (
        model.withdrawn_at.is_(None),
        or_(model.from_on.is_(None), model.from_on <= day),
        or_(model.until_on.is_(None), model.until_on >= day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a list of parties is asked for; "" and None: anything. With a parish, what is brought is there."""

    nature: str | None = None
    kind: str | None = None
    tier: str | None = None
    brings: str | None = None
    parish_id: UUID | None = None

    def conditions(self, municipality_id: UUID, day: date) -> Iterator[ColumnElement[bool]]:
        """For `parties_page`, as it is on a day."""
        for column, wanted in ((Party.nature, self.nature), (Party.kind, self.kind)):
            if wanted:
                yield column == wanted
        if self.tier:
            roles = [role for role in PartnerRole if role.tier == self.tier]
            yield Party.id.in_(_of(PartnershipRole, municipality_id, day, PartnershipRole.role.in_(roles)))
        if self.brings:
            what = [PartyContribution.kind == self.brings]
            if self.parish_id:
                what.append(PartyContribution.parish_id == self.parish_id)
            yield Party.id.in_(_of(PartyContribution, municipality_id, day, *what))
        elif self.parish_id:
            yield Party.id.in_(
                _of(PartyParish, municipality_id, day, PartyParish.parish_id == self.parish_id)
            )


def _of(model: type[Attached], municipality_id: UUID, day: date, *where: ColumnElement[bool]) -> Any:
    return select(model.party_id).where(model.municipality_id == municipality_id, *holds(model, day), *where)


@dataclass(frozen=True, slots=True)
class Brought:
    """Something a party brings, as a list shows it."""

    id: UUID
    party_id: UUID
    party: str
    kind: str
    what: str
    place: str | None
    hours: int | None
    cents: int | None
    from_on: date | None
    until_on: date | None


def brought_page(
    actor: Actor, *, day: date, kind: str | None, parish_id: UUID | None, search: str, after: str | None
) -> paging.Page[Brought]:
    """What the parties of the current municipality bring on a day: who offers a room in Sanfins."""
    actor.demand(Permission.PARTNERSHIP_READ)
    row, here = PartyContribution, actor.here()
    columns: tuple[Any, ...] = (
        row.id,
        row.party_id,
        Party.name,
        row.kind,
        row.what,
        Parish.name,
        row.hours,
        row.cents,
        row.from_on,
        row.until_on,
    )
    query: Select[Any] = select(*columns).where(row.municipality_id == here, *holds(row, day))
    query = query.join(Party, Party.id == row.party_id).outerjoin(Parish, Parish.id == row.parish_id)
    if kind:
        query = query.where(row.kind == kind)
    if parish_id:
        query = query.where(row.parish_id == parish_id)
    if search:
        by_name = select(Party.id).where(*called(here, search))
        query = query.where(or_(row.party_id.in_(by_name), row.what.icontains(search, autoescape=True)))
    ordered = query.order_by(row.kind, Party.sort_key, row.id)
    found = [Brought(*each) for each in db.session.execute(ordered)]
    return paging.part(found, after, paging.SIZE)


@dataclass(frozen=True, slots=True)
class Partner:
    """A party of the programme, with its role."""

    party_id: UUID
    name: str
    kind: str
    role: PartnerRole
    has_centre: bool
    from_on: date | None
    until_on: date | None


def partnership_on(actor: Actor, day: date) -> Mapping[Tier, Sequence[Partner]]:
    """Both tiers of the current municipality's partnership on a day, the central entities first."""
    actor.demand(Permission.PARTNERSHIP_READ)
    row = PartnershipRole
    query = (
        select(row.party_id, Party.name, Party.kind, row.role, row.has_centre, row.from_on, row.until_on)
        .join(Party, Party.id == row.party_id)
        .where(row.municipality_id == actor.here(), *holds(row, day))
        .order_by(Party.sort_key, row.id)
    )
    found = [
        Partner(each[0], each[1], each[2], PartnerRole(each[3]), *each[4:])
        for each in db.session.execute(query)
    ]
    found.sort(key=lambda each: list(PartnerRole).index(each.role))
    return {tier: [each for each in found if each.role.tier is tier] for tier in Tier}
