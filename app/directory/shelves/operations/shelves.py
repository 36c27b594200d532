"""Writes of offers, publications and things of the learning library: the same acts for each of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.core.texts import Key, translate
from app.directory.index.drawing import draw
from app.directory.index.permissions import demand_edit, demand_write
from app.directory.shelves.models.offers import Offer, OfferHindrance, OfferState
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.permissions import first_state
from app.directory.shelves.states import MACHINES, OFFER, Entry
from app.network.protocols.queries.resting import demand_protocol
from app.network.queries import get_zone
from app.skills.picker.operations import put_competences

E = TypeVar("E", Offer, Publication, LibraryItem)


def add_entry(
    actor: Actor,
    *,
    model: type[E],
    entry_id: UUID,
    municipality_id: UUID,
    competences: Iterable[UUID] = (),
    **values: Any,
) -> E:
    """Add an entry, public at once or, by a partner, proposed; `values` by the model's column names.

    Raises NotItsProtocol.
    """
    demand_write(actor, municipality_id, values.get("organisation_id"))
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(model, entry_id, **same):
        return known
    demand_protocol(values.get("protocol_id"), municipality_id, values.get("organisation_id"))
    entry = model(
        id=entry_id,
        state=first_state(actor, model, municipality_id),
        sort_key=text.fold(values["title"]),
        **same,
        **values,
    )
    if isinstance(entry, Offer):
        entry.external_id, entry.updated_on = str(entry_id), clock.today(get_zone(municipality_id))
    _put_competences(entry, competences)
    records.add(actor, entry, act="added")
    draw(entry)
    return entry


def edit_entry(
    actor: Actor, *, entry: Entry, version: int, competences: Iterable[UUID] = (), **values: Any
) -> None:
    """Change an entry; raises StaleRecord, NotItsProtocol, Forbidden for the organisation it had or would
    have.
    """
    demand_edit(actor, entry)
    demand_write(actor, entry.municipality_id, values.get("organisation_id", entry.organisation_id))
    records.demand_version(entry, version)
    if isinstance(entry, Publication):
        _demand_protocol(entry, values)
    changed = records.put(entry, values)
    if _put_competences(entry, competences):
        changed.append("competences")
    if not changed:
        return
    entry.sort_key = text.fold(entry.title)
    if isinstance(entry, Offer):
        entry.updated_on = clock.today(get_zone(entry.municipality_id))
    records.record_edit(actor, entry, changed)
    draw(entry)


def translate_entry(actor: Actor, *, entry: Entry, version: int, texts: Mapping[Key, str]) -> None:
    """Write texts by language and field; an empty one is removed. Raises StaleRecord."""
    demand_edit(actor, entry)
    if translate(actor, entry, version, texts):
        draw(entry)


def decide(actor: Actor, *, entry: Entry, after: str, reason: str = "") -> None:
    """Publish, withdraw, close or open an entry again; raises IllegalTransition, Forbidden, UnknownReason."""
    MACHINES[type(entry)].move(actor, entry, after, reason=reason)
    draw(entry)


def note_hindrances(actor: Actor, *, offer: Offer, reasons: Collection[str], note: str) -> None:
    """Say why an offer stays unfilled: reasons of the catalogue, new ones with the note; others go."""
    actor.demand(Permission.DIRECTORY_WRITE, offer.municipality_id)
    offer.hindrances = [row for row in offer.hindrances if row.reason in reasons]
    add_hindrances(actor, offer, reasons, note)
    records.record(actor, "hindrances_noted", offer)


def add_hindrances(actor: Actor, offer: Offer, reasons: Collection[str], note: str = "") -> bool:
    """Put the reasons beside those that were noted before; whether one was new."""
    known = {row.reason for row in offer.hindrances}
    new = [each for each in dict.fromkeys(reasons) if each not in known]
    for reason in new:
        noted = OfferHindrance(
            municipality_id=offer.municipality_id,
            reason=reason,
            note=note,
            noted_at=clock.now(),
            noted_by=actor.id,
        )
        offer.hindrances.append(noted)
    return bool(new)


def expire_offers(actor: Actor, *, today: date) -> int:
    """Close the open offers whose last day is over (nightly); returns how many."""
    over = select(Offer).where(Offer.state == OfferState.OPEN.value, Offer.valid_until < today)
    offers = db.session.scalars(over.with_for_update()).all()
    for offer in offers:
        OFFER.move(actor, offer, OfferState.EXPIRED)
        draw(offer)
    return len(offers)


def _demand_protocol(publication: Publication, values: Mapping[str, Any]) -> None:
    kept = (publication.protocol_id, publication.organisation_id)
    new = (values.get("protocol_id", kept[0]), values.get("organisation_id", kept[1]))
    demand_protocol(new[0], publication.municipality_id, new[1], kept)


def _put_competences(entry: Entry, competences: Iterable[UUID]) -> bool:
    return not isinstance(entry, Publication) and put_competences(entry, competences)
