"""Bringing in a list of offers: the good rows enter, the broken ones come back, twice is once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import audit, clock, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.core.workbooks import Value
from app.directory import index
from app.directory.cards import card_of
from app.directory.models import DirectoryImport, Offer, OfferHindrance, OfferState
from app.directory.offer_rows import OfferRow, Reader, RowProblem
from app.directory.queries.shelves import OFFER_LIST
from app.directory.services.shelves import set_competences
from app.network.queries import get_zone

AT_ONCE = 500
Key = tuple[str, str]


def import_offers(
    actor: Actor,
    *,
    import_id: UUID,
    municipality_id: UUID,
    source: str,
    rows: Sequence[tuple[int, Mapping[str, Value]]],
) -> DirectoryImport:
    """Take in the rows (number, cells by heading). An offer is known by source and number, else by content.

    2,000 rows take one to two seconds; the state of offers that are here already stays as it is.
    """
    actor.demand(Permission.DIRECTORY_WRITE, municipality_id)
    report = DirectoryImport(
        id=import_id,
        municipality_id=municipality_id,
        kind=OFFER_LIST,
        broken=[],
        created_by=actor.id,
        **dict.fromkeys(("added", "changed", "unchanged"), 0),
    )
    written = _take_in(actor, _read(rows, source, report), report)
    db.session.add(report)
    db.session.flush()  # what a row did not give has its default from here on
    index.put_all([card_of(offer) for offer in written])
    audit.record(
        actor,
        "offer.imported",
        "directory_import",
        report.id,
        municipality_id=municipality_id,
        added=report.added,
        changed=report.changed,
        broken=len(report.broken),
    )
    return report


def _take_in(actor: Actor, read: Mapping[Key, OfferRow], report: DirectoryImport) -> list[Offer]:
    """The offers that were added or changed; counts them in the report."""
    where = report.municipality_id
    known, today = _known(where, list(read)), clock.today(get_zone(where))
    written = []
    for key, row in read.items():
        offer = known.get(key)
        if offer is None:
            written.append(_add(actor, where, row, today))
            report.added += 1
        elif _change(actor, offer, row, today):
            written.append(offer)
            report.changed += 1
        else:
            report.unchanged += 1
    return written


def _read(
    rows: Sequence[tuple[int, Mapping[str, Value]]], source: str, report: DirectoryImport
) -> dict[Key, OfferRow]:
    reader, read = Reader(source), {}
    for number, cells in rows:
        try:
            row = reader.read(cells)
            key = (row.values["source"], row.values["external_id"])
            if key in read:
                raise RowProblem("twice", "external_id")  # noqa: TRY301  refused like any other
            read[key] = row
        except RowProblem as wrong:
            kept = {heading: str(value) for heading, value in cells.items()}
            report.broken.append(
                {"number": number, "problem": wrong.problem, "field": wrong.column, "row": kept}
            )
    return read


def _known(municipality_id: UUID, keys: Sequence[Key]) -> dict[Key, Offer]:
    found: dict[Key, Offer] = {}
    numbers = [number for _, number in keys]
    for at in range(0, len(numbers), AT_ONCE):
        query = (
            select(Offer)
            .where(
                Offer.municipality_id == municipality_id, Offer.external_id.in_(numbers[at : at + AT_ONCE])
            )
            .options(
                selectinload(Offer.texts),
                selectinload(Offer.competences),
                selectinload(Offer.hindrances),
            )
            .with_for_update(of=Offer)
        )
        found |= {(offer.source, offer.external_id): offer for offer in db.session.scalars(query)}
    return found


def _add(actor: Actor, municipality_id: UUID, row: OfferRow, today: date) -> Offer:
    offer = Offer(
        id=new_id(),
        municipality_id=municipality_id,
        state=OfferState.OPEN.value,
        created_by=actor.id,
        texts=[],  # said, so that nothing is read to find that there are none
        **_columns(row, today),
    )
    db.session.add(offer)
    set_competences(offer, row.competences)
    _add_hindrances(actor, offer, row)
    return offer


def _change(actor: Actor, offer: Offer, row: OfferRow, today: date) -> bool:
    """Whether anything was to be changed."""
    changed = any(getattr(offer, name) != value for name, value in row.values.items())
    besides = [set_competences(offer, row.competences), _add_hindrances(actor, offer, row)]
    if not changed and not any(besides):
        return False
    for name, value in _columns(row, today).items():
        setattr(offer, name, value)
    offer.version += 1
    return True


def _columns(row: OfferRow, today: date) -> dict[str, Any]:
    return {**row.values, "sort_key": text.fold(row.values["title"]), "updated_on": today}


def _add_hindrances(actor: Actor, offer: Offer, row: OfferRow) -> bool:
    """What facilitators noted meanwhile stays: a list adds reasons and takes none away."""
    new = set(row.hindrances) - {each.reason for each in offer.hindrances}
    for reason in sorted(new):
        noted = OfferHindrance(
            municipality_id=offer.municipality_id, reason=reason, noted_at=clock.now(), noted_by=actor.id
        )
        offer.hindrances.append(noted)
    return bool(new)
