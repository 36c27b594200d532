"""Everything that is noted of a party in a municipality, in lines of one shape: one query, whatever it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from app.core.db import db
from app.network.models import Parish
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyMerge,
    PartyName,
    PartyParish,
)
from app.network.parties.models import Party

_OWN: Mapping[str, Any] = {
    "what": String(),
    "words": String(),
    "function": String(),
    "email": String(),
    "phone": String(),
    "agreed_on": Date(),
    "other_id": Uuid(),
    "other_name": String(),
    "place": String(),
    "hours": Integer(),
    "cents": Integer(),
    "has_centre": Boolean(),
}
"""What lines say besides: each kind of them some of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of whatever table. `other_…` is the other party of a membership."""

    sort: str
    id: UUID
    from_on: date | None
    until_on: date | None
    withdrawn_at: datetime | None
    what: str | None
    words: str | None
    function: str | None
    email: str | None
    phone: str | None
    agreed_on: date | None
    other_id: UUID | None
    other_name: str | None
    place: str | None
    hours: int | None
    cents: int | None
    has_centre: bool | None

    def holds_on(self, day: date) -> bool:
        """Or will hold: what begins later is no past."""
        return self.withdrawn_at is None and (self.until_on is None or self.until_on >= day)


@dataclass(frozen=True, slots=True)
class Noted:
    """By sort what holds on a day, of a sort without any an empty list; and what is over or was withdrawn."""

    now: Mapping[str, Sequence[Line]]
    earlier: Sequence[Line]


class _BySort(dict[str, Sequence[Line]]):
    def __missing__(self, _sort: str) -> Sequence[Line]:
        return ()


def noted_of(municipality_id: UUID, party_id: UUID, day: date) -> Noted:
    """What is noted of a party, as it stands on a day."""
    about = {"municipality_id": municipality_id, "party_id": party_id}
    found = [Line(*row) for row in db.session.execute(_query(), about)]
    ordered = sorted(
        found, key=lambda each: (each.sort, each.other_name or "", each.from_on or date.min, each.id)
    )
    now = [each for each in ordered if each.holds_on(day)]
    earlier = [each for each in ordered if each.sort != "merges" and not each.holds_on(day)]
    return Noted(_BySort({sort: list(some) for sort, some in groupby(now, attrgetter("sort"))}), earlier)


_WHERE, _WHOSE = bindparam("municipality_id", type_=Uuid()), bindparam("party_id", type_=Uuid())


@cache
def _query() -> Any:
    """Made once: making it anew took longer than reading."""
    return union_all(
        *(
            query.where(model.municipality_id == _WHERE, column == _WHOSE)
            for query, model, column in _queries()
        ),
        _merges(),
    )


def _queries() -> Sequence[tuple[Select[Any], type[Attached], Any]]:
    name, contact, member = PartyName, PartyContact, PartyMember
    parish, brought, role = PartyParish, PartyContribution, PartnershipRole
    sitting, body = aliased(Party), aliased(Party)
    members = _lines("members", member, what=member.role, other_id=sitting.id, other_name=sitting.name)
    bodies = _lines("memberships", member, what=member.role, other_id=body.id, other_name=body.name)
    called = {"words": contact.name, "function": contact.function, "agreed_on": contact.agreed_on}
    much = {"hours": brought.hours, "cents": brought.cents, "place": Parish.name}
    contributions = _lines("contributions", brought, what=brought.kind, words=brought.what, **much)
    return (
        (_lines("names", name, what=name.sort, words=name.text), name, name.party_id),
        (
            _lines("contacts", contact, email=contact.email, phone=contact.phone, **called),
            contact,
            contact.party_id,
        ),
        (members.join(sitting, sitting.id == member.member_id), member, member.party_id),
        (bodies.join(body, body.id == member.party_id), member, member.member_id),
        (
            _lines("parishes", parish, place=Parish.name).join(Parish, Parish.id == parish.parish_id),
            parish,
            parish.party_id,
        ),
        (contributions.outerjoin(Parish, Parish.id == brought.parish_id), brought, brought.party_id),
        (_lines("roles", role, what=role.role, has_centre=role.has_centre), role, role.party_id),
    )


def _merges() -> Select[Any]:
    """What became part of it; undone is as withdrawn."""
    merge = PartyMerge
    always = (merge.id, cast(null(), Date()), cast(null(), Date()), merge.undone_at)
    said = _said({"words": merge.gone_name})
    query = select(literal("merges", String), *always, *said)
    return query.where(merge.municipality_id == _WHERE, merge.kept_id == _WHOSE)


def _said(own: Mapping[str, Any]) -> list[Any]:
    """Of the same types in every query, as PostgreSQL asks of what it puts together."""
    return [own.get(name, cast(null(), kind)).label(name) for name, kind in _OWN.items()]


def _lines(sort: str, model: type[Any], **own: Any) -> Select[Any]:
    always = (model.id, model.from_on, model.until_on, model.withdrawn_at)
    return select(literal(sort, String).label("sort"), *always, *_said(own)).select_from(model)
