"""Entries of the directory that have one public state and may belong to an organisation.

Offers, publications and things of the learning library: who may see and change them, and the states that may
follow each other. Whoever may write publishes at once; what a partner writes is proposed first.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from app.core.actor import Actor, ActorKind
from app.core.errors import Forbidden
from app.core.i18n import MAIN
from app.core.permission import Permission
from app.core.states import Table
from app.core.texts import Text, in_language
from app.directory.models import LibraryItem, Offer, OfferState, Publication, ShelfState
from app.directory.permissions import may_edit

Entry = Offer | Publication | LibraryItem
SHELF: Table = {
    ShelfState.PROPOSED: frozenset({ShelfState.PUBLISHED, ShelfState.WITHDRAWN}),
    ShelfState.PUBLISHED: frozenset({ShelfState.WITHDRAWN}),
    ShelfState.WITHDRAWN: frozenset({ShelfState.PUBLISHED}),
}
OFFER: Table = {
    OfferState.PROPOSED: frozenset({OfferState.OPEN, OfferState.WITHDRAWN}),
    OfferState.OPEN: frozenset({OfferState.FILLED, OfferState.EXPIRED, OfferState.WITHDRAWN}),
    OfferState.FILLED: frozenset({OfferState.OPEN}),
    OfferState.EXPIRED: frozenset({OfferState.OPEN, OfferState.FILLED}),
    OfferState.WITHDRAWN: frozenset({OfferState.OPEN}),
}
TABLES: Mapping[type[Entry], Table] = {Offer: OFFER, Publication: SHELF, LibraryItem: SHELF}
PUBLIC: Mapping[type[Entry], str] = {
    Offer: OfferState.OPEN.value,
    Publication: ShelfState.PUBLISHED.value,
    LibraryItem: ShelfState.PUBLISHED.value,
}


def first_state(actor: Actor, kind: type[Entry], municipality_id: UUID) -> str:
    """The state of a new entry: public when the actor may write, else proposed."""
    writes = actor.may(Permission.DIRECTORY_WRITE, municipality_id)
    return PUBLIC[kind] if writes else ShelfState.PROPOSED.value


def seen_by(actor: Actor, kind: type[Any]) -> ColumnElement[bool]:
    """Writers see every state; other readers what is public, and partners everything of their own."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    public = kind.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ))
    own = [
        and_(kind.municipality_id == where, kind.organisation_id.in_(organisations))
        for where, organisations in actor.organisations.items()
        if actor.may(Permission.DIRECTORY_PROPOSE, where)
    ]
    return or_(
        kind.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_WRITE)),
        and_(public, kind.state == PUBLIC[kind]),
        or_(false(), *own),
    )


def may_change(actor: Actor, municipality_id: UUID, organisation_id: UUID | None) -> bool:
    """Whether the actor may write an entry; one of no organisation is the office's."""
    if organisation_id is None:
        return actor.may(Permission.DIRECTORY_WRITE, municipality_id)
    return may_edit(actor, municipality_id, organisation_id)


def demand_change(actor: Actor, municipality_id: UUID, *organisations: UUID | None) -> None:
    """Raise Forbidden unless the actor may write entries of each: the organisation there was, and the new."""
    if not all(may_change(actor, municipality_id, each) for each in organisations):
        raise Forbidden


def may_decide(actor: Actor, entry: Entry, after: str) -> bool:
    """Whether the actor may give an entry this state: partners withdraw and close theirs, publish none."""
    if after not in TABLES[type(entry)].get(entry.state, frozenset()):
        return False
    if after == PUBLIC[type(entry)]:
        return actor.may(Permission.DIRECTORY_WRITE, entry.municipality_id)
    return may_change(actor, entry.municipality_id, entry.organisation_id)


def said(entry: Entry, field: str, language: str) -> Text:
    """A text of an entry in the language, else in Portuguese."""
    others = {each.lang: each.value for each in entry.texts if each.field == field}
    return in_language({MAIN: getattr(entry, field), **others}, language)
