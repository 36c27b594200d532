"""Reads of parties. The organisations offered in forms are no secret."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError, NotFound, existing
from app.core.permission import Permission
from app.core.sorting import Sort
from app.network.parties.attached import PartyMerge, PartyName
from app.network.parties.models import Organisation, Party, PartyReach
from app.network.parties.naming import Named, Names
from app.network.parties.permissions import parties_seen_by

LONGEST_SEARCH = 200
"""Letters of a search that are looked at: each further word would be a further condition."""


class MergedInto(DomainError):
    """The party became one with another; `merge` tells with which."""

    status = 404

    def __init__(self, merge: PartyMerge) -> None:
        self.merge = merge
        super().__init__(merge.gone_id)


def list_organisations(municipality_id: UUID) -> Sequence[Organisation]:
    """The organisations that work in a municipality, by name: what its forms offer."""
    return db.session.scalars(_there(Organisation, municipality_id)).all()


def list_parties(municipality_id: UUID) -> Sequence[Party]:
    """All parties of a municipality, by name."""
    return db.session.scalars(_there(Party, municipality_id)).all()


def _there(model: type[Any], municipality_id: UUID) -> Select[Any]:
    here = PartyReach.municipality_id == municipality_id
    reaching = select(model).join(PartyReach, PartyReach.party_id == model.id).where(here)
    return reaching.order_by(model.sort_key, model.id)


def get_offered_organisation(municipality_id: UUID, organisation_id: UUID) -> Organisation:
    """An organisation that works in a municipality; NotFound for any other."""
    there = _there(Organisation, municipality_id).where(Organisation.id == organisation_id)
    found: Organisation | None = db.session.scalar(there)
    return existing(found)


def get_offered_party(municipality_id: UUID, party_id: UUID) -> Party:
    """A party of a municipality; NotFound for any other."""
    found: Party | None = db.session.scalar(_there(Party, municipality_id).where(Party.id == party_id))
    return existing(found)


ORGANISATION_SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"name": Party.sort_key}
BY_NAME = Sort("name")


def parties_page(
    actor: Actor,
    *,
    search: str = "",
    conditions: Sequence[ColumnElement[bool]] = (),
    after: str | None = None,
    sort: Sort = BY_NAME,
    municipality_id: UUID | None = None,
) -> paging.Page[Party]:
    """The parties of a municipality, the current one; `search` finds parts of words of any of their names."""
    where = municipality_id or actor.here()
    actor.demand(Permission.ORGANISATION_READ, where)
    there = select(PartyReach.party_id).where(PartyReach.municipality_id == where)
    query = select(Party).where(Party.id.in_(there), *called(where, search), *conditions)
    by = ORGANISATION_SORTS[sort.key]
    return paging.page(query, by=by, then=Party.id, after=after, descending=sort.descending)


def search_parties(actor: Actor, words: str, limit: int) -> Sequence[Party]:
    """The first parties of the current municipality with the words, by name."""
    actor.demand(Permission.ORGANISATION_READ)
    here = actor.here()
    query = _there(Party, here).where(*called(here, words))
    return db.session.scalars(query.limit(limit)).all()


def called(municipality_id: UUID, search: str) -> Sequence[ColumnElement[bool]]:
    """Conditions: each word in one of a party's names or of what it is a part of, at least one in its own."""
    words = text.words(search[:LONGEST_SEARCH])
    if not words:
        return [Party.sort_key.contains(search, autoescape=True)] if search.strip() else []
    own = [_has_word(municipality_id, Party, word) for word in words]
    above = aliased(Party)
    whole = [
        exists().where(above.id == Party.parent_id, _has_word(municipality_id, above, word)) for word in words
    ]
    if len(words) == 1:
        return own
    return [or_(*own), *(or_(mine, theirs) for mine, theirs in zip(own, whole, strict=True))]


def _has_word(municipality_id: UUID, party: Any, word: str) -> ColumnElement[bool]:
    also = and_(
        PartyName.municipality_id == municipality_id,
        PartyName.sort_key.contains(word, autoescape=True),
        PartyName.withdrawn_at.is_(None),
    )
    named = select(PartyName.party_id).where(also)
    return or_(party.sort_key.contains(word, autoescape=True), party.id.in_(named))


def get_organisation(actor: Actor, organisation_id: UUID, *, to_change: bool = False) -> Organisation:
    """One organisation the actor may look at; `to_change` keeps others from writing it meanwhile."""
    found = get_party(actor, organisation_id, to_change=to_change)
    return existing(found if isinstance(found, Organisation) else None)


def get_party(actor: Actor, party_id: UUID, *, to_change: bool = False) -> Party:
    """One party the actor may look at; raises NotFound, MergedInto for one that became part of another."""
    query = select(Party).where(Party.id == party_id, parties_seen_by(actor))
    found = db.session.scalar(query.with_for_update() if to_change else query)
    if found is None and (merge := _merge_of(actor, party_id)):
        raise MergedInto(merge)
    return existing(found)


def _merge_of(actor: Actor, gone_id: UUID) -> PartyMerge | None:
    where = PartyMerge.municipality_id.in_(actor.municipalities(Permission.ORGANISATION_READ))
    gone = select(PartyMerge).where(PartyMerge.gone_id == gone_id, PartyMerge.undone_at.is_(None), where)
    return db.session.scalar(gone)


@dataclass(frozen=True, slots=True)
class Seen:
    """A party and the name of what it is a part of, which the actor may know with it."""

    party: Party
    parent_name: str


def see_party(actor: Actor, party_id: UUID) -> Seen:
    """The same for its page, with the name of what it is a part of, in one query."""
    above = aliased(Party)
    query = (
        select(Party, above.name)
        .outerjoin(above, above.id == Party.parent_id)
        .where(Party.id == party_id, parties_seen_by(actor))
    )
    row = db.session.execute(query).first()
    if row is None:
        get_party(actor, party_id)
        raise NotFound
    return Seen(row[0], row[1] or "")


def place_of(actor: Actor, party: Party) -> UUID:
    """Of the municipalities in which a party works that of which its pages speak: the current one, else where
    it sits, else another that the actor serves.
    """
    served = sorted(reach_of(party.id) & actor.grants.keys())
    for wanted in (actor.municipality_id, party.seat_id):
        if wanted is not None and wanted in served:
            return wanted
    return served[0] if served else party.seat_id or actor.here()


def reach_of(organisation_id: UUID) -> frozenset[UUID]:
    where = select(PartyReach.municipality_id).where(PartyReach.party_id == organisation_id)
    return frozenset(db.session.scalars(where))


def organisation_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several parties by id, in one query."""
    wanted = {organisation_id for organisation_id in ids if organisation_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Party.id, Party.name).where(Party.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def names_in(municipality_id: UUID, *, besides: UUID | None = None) -> Names:
    """By what the parties of a municipality are known: to find out whom a name means."""
    here = PartyReach.municipality_id == municipality_id
    own = select(Party.id, Party.name, Party.parent_id).join(PartyReach, PartyReach.party_id == Party.id)
    found = [Named(*row) for row in db.session.execute(own.where(here).order_by(Party.sort_key, Party.id))]
    parents = {each.party_id: each.parent_id for each in found}
    also = select(PartyName.party_id, PartyName.text, PartyName.from_on, PartyName.until_on)
    standing = PartyName.municipality_id == municipality_id, PartyName.withdrawn_at.is_(None)
    rows = db.session.execute(also.where(*standing).order_by(PartyName.sort_key, PartyName.id))
    found += [
        Named(each.party_id, each.text, parents[each.party_id], each.from_on, each.until_on)
        for each in rows
        if each.party_id in parents
    ]
    return Names(each for each in found if each.party_id != besides)


def is_name_taken(municipality_id: UUID, name: str, *, besides: UUID | None = None) -> bool:
    """Whether another party of the municipality has this name, accents and case apart."""
    same = _there(Party, municipality_id).where(Party.sort_key == text.fold(name))
    return any(found.id != besides for found in db.session.scalars(same))
