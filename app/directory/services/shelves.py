"""Writes of offers, publications and things of the learning library: the same acts for each of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock, states, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Forbidden, IllegalTransition, StaleRecord
from app.core.permission import Permission
from app.directory.models import (
    LibraryCompetence,
    LibraryItem,
    LibraryText,
    Offer,
    OfferCompetence,
    OfferHindrance,
    OfferState,
    OfferText,
    Publication,
    PublicationText,
)
from app.directory.services.drawing import draw
from app.directory.shelves import TABLES, Entry, demand_change, first_state, may_decide
from app.network.queries import get_zone

E = TypeVar("E", Offer, Publication, LibraryItem)
TEXTS: Mapping[type[Entry], type[Any]] = {
    Offer: OfferText,
    Publication: PublicationText,
    LibraryItem: LibraryText,
}
COMPETENCES: Mapping[type[Entry], type[Any]] = {Offer: OfferCompetence, LibraryItem: LibraryCompetence}


def add_entry(
    actor: Actor,
    *,
    kind: type[E],
    entry_id: UUID,
    municipality_id: UUID,
    values: Mapping[str, Any],
    competences: Iterable[UUID] = (),
) -> E:
    """Add an entry, public at once or, by a partner, proposed; `values` by the model's column names."""
    demand_change(actor, municipality_id, values.get("organisation_id"))
    entry = kind(
        id=entry_id,
        municipality_id=municipality_id,
        state=first_state(actor, kind, municipality_id),
        sort_key=text.fold(values["title"]),
        created_by=actor.id,
        **values,
    )
    if isinstance(entry, Offer):
        entry.external_id, entry.updated_on = str(entry_id), clock.today(get_zone(municipality_id))
    db.session.add(entry)
    set_competences(entry, competences)
    draw(entry)
    _record(actor, "added", entry)
    return entry


def edit_entry(
    actor: Actor, *, entry: Entry, version: int, values: Mapping[str, Any], competences: Iterable[UUID] = ()
) -> None:
    """Change an entry; raises StaleRecord, Forbidden for the organisation it had or would have."""
    organisation_id = values.get("organisation_id", entry.organisation_id)
    demand_change(actor, entry.municipality_id, entry.organisation_id, organisation_id)
    if entry.version != version:
        raise StaleRecord(entry.version)
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, values[name])
    if set_competences(entry, competences):
        changed.append("competences")
    if not changed:
        return
    entry.sort_key = text.fold(entry.title)
    entry.version += 1
    if isinstance(entry, Offer):
        entry.updated_on = clock.today(get_zone(entry.municipality_id))
    draw(entry)
    _record(actor, "edited", entry, fields=changed)


def translate_entry(
    actor: Actor, *, entry: Entry, version: int, texts: Mapping[tuple[str, str], str]
) -> None:
    """Write texts of other languages, by (language, field); an empty one is removed. Raises StaleRecord."""
    demand_change(actor, entry.municipality_id, entry.organisation_id)
    if entry.version != version:
        raise StaleRecord(entry.version)
    kept = {(row.lang, row.field): row for row in entry.texts}
    if all((kept[key].value if key in kept else "") == value for key, value in texts.items()):
        return
    for (lang, field), value in texts.items():
        row = kept.get((lang, field))
        if row and not value:
            entry.texts.remove(row)  # type: ignore[arg-type]  # of the entry's own kind
        elif row:
            row.value = value
        elif value:
            made = TEXTS[type(entry)](
                lang=lang, field=field, value=value, municipality_id=entry.municipality_id
            )
            entry.texts.append(made)
    entry.version += 1
    draw(entry)
    _record(actor, "translated", entry)


def decide(actor: Actor, *, entry: Entry, after: str) -> None:
    """Publish, withdraw, close or open an entry again; raises IllegalTransition, Forbidden."""
    if after not in TABLES[type(entry)].get(entry.state, frozenset()):
        raise IllegalTransition(entry.state, after)
    if not may_decide(actor, entry, after):
        raise Forbidden
    states.move(actor, entry, TABLES[type(entry)], after)
    draw(entry)


def note_hindrances(actor: Actor, *, offer: Offer, reasons: Collection[str], note: str) -> None:
    """Say why an offer stays unfilled: reasons of the catalogue, new ones with the note; others go."""
    actor.demand(Permission.DIRECTORY_WRITE, offer.municipality_id)
    known = {row.reason for row in offer.hindrances}
    for row in list(offer.hindrances):
        if row.reason not in reasons:
            offer.hindrances.remove(row)
    for reason in reasons:
        if reason not in known:
            noted = OfferHindrance(
                municipality_id=offer.municipality_id,
                reason=reason,
                note=note,
                noted_at=clock.now(),
                noted_by=actor.id,
            )
            offer.hindrances.append(noted)
    _record(actor, "hindrances_noted", offer)


def expire_offers(actor: Actor, *, today: date) -> int:
    """Close the open offers whose last day is over (nightly); returns how many."""
    over = select(Offer).where(Offer.state == OfferState.OPEN.value, Offer.valid_until < today)
    offers = db.session.scalars(over.with_for_update()).all()
    for offer in offers:
        states.move(actor, offer, TABLES[Offer], OfferState.EXPIRED.value)
        draw(offer)
    return len(offers)


def set_competences(entry: Entry, competences: Iterable[UUID]) -> bool:
    """Make these the entry's competences; whether that changed anything."""
    if isinstance(entry, Publication):
        return False
    wanted, kept = set(competences), {row.competence_id: row for row in entry.competences}
    for competence_id in kept.keys() - wanted:
        entry.competences.remove(kept[competence_id])  # type: ignore[arg-type]  # of the entry's own kind
    for competence_id in wanted - kept.keys():
        made = COMPETENCES[type(entry)](competence_id=competence_id, municipality_id=entry.municipality_id)
        entry.competences.append(made)
    return wanted != kept.keys()


def _record(actor: Actor, act: str, entry: Entry, *, fields: Iterable[str] = ()) -> None:
    audit.record(
        actor,
        f"{entry.__tablename__}.{act}",
        entry.__tablename__,
        entry.id,
        municipality_id=entry.municipality_id,
        fields=fields,
    )
