"""Bringing in a list of offers: good rows enter once, however often they are sent, broken ones come back.

A list touches only the columns that it has; a cell of these in which nothing stands empties what is here.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.drafts import sent_for
from app.core.permission import Permission
from app.core.reading import GoodRow, Reading, Values
from app.core.sheets import SheetRow, read_rows, rows_kept
from app.core.task_work import batch
from app.core.tasks import Work
from app.directory.index import operations as index
from app.directory.index.lists import Foreseen, kept
from app.directory.index.models import DirectoryImport
from app.directory.shelves.cards import offer_card
from app.directory.shelves.models.offers import Offer, OfferKind, OfferState
from app.directory.shelves.offer_columns import HEADINGS
from app.directory.shelves.offer_rows import MOST_ROWS, changes, read_offers
from app.directory.shelves.operations.shelves import add_hindrances
from app.directory.shelves.queries import OFFER_LIST
from app.network.parties.queries import organisation_names
from app.network.queries import get_zone
from app.skills.picker.operations import put_competences

ACT = "offer.imported"
AT_ONCE = 100
"""Rows written in one go: some 50 ms in which nobody else writes on SQLite."""
Key = tuple[str, str]


def import_offers(
    actor: Actor, *, import_id: UUID, municipality_id: UUID, reading: Reading
) -> DirectoryImport:
    """Take in what was read of a list. An offer is known by source and number, else by content.

    The state of offers that are here already stays as it is.
    """
    actor.demand(Permission.DIRECTORY_WRITE, municipality_id)
    report = _new_report(actor, import_id, municipality_id, reading)
    for at in range(0, len(reading.good), AT_ONCE):
        _take_in(actor, report, reading.good[at : at + AT_ONCE])
    index.keep_report(actor, report, act=ACT)
    return report


def bring_list(work: Work) -> Iterator[None]:
    """The same for a long list, some rows a step; whoever was killed goes on where they were."""
    reading = read_offers(_rows_of(work), work.asked["source"])
    is_over = False
    while not is_over:
        with batch(work) as task:
            actor = work.actor()
            report = db.session.get(DirectoryImport, work.id)
            if report is None:
                report = _new_report(actor, work.id, work.municipality_id, reading)
                db.session.add(report)
            some = reading.good[task.done : task.done + AT_ONCE]
            _take_in(actor, report, some)
            task.done, task.total = task.done + len(some), len(reading.good)
            is_over = task.done == task.total
            if is_over:
                index.keep_report(actor, report, act=ACT)
        yield


def _rows_of(work: Work) -> Sequence[SheetRow]:
    """The rows of a list; what waits since an earlier release keeps the file as it was sent."""
    sent, filename = sent_for(work), work.asked.get("filename")
    return read_rows(sent, filename, limit=MOST_ROWS) if filename else rows_kept(sent)


def _new_report(actor: Actor, import_id: UUID, municipality_id: UUID, reading: Reading) -> DirectoryImport:
    report = index.new_report(actor, import_id, municipality_id, OFFER_LIST)
    report.broken = [kept(each) for each in reading.broken]
    return report


def foresee(actor: Actor, *, municipality_id: UUID, reading: Reading) -> Foreseen:
    """What would become of a list; nothing is written."""
    actor.demand(Permission.DIRECTORY_WRITE, municipality_id)
    foreseen = Foreseen()
    for at in range(0, len(reading.good), AT_ONCE):
        for offer, new in _compared(municipality_id, reading.good[at : at + AT_ONCE], to_change=False):
            if offer is None:
                foreseen.added += 1
            else:
                foreseen.count(new, HEADINGS)
    return foreseen


def _take_in(actor: Actor, report: DirectoryImport, good: Sequence[GoodRow]) -> None:
    where = report.municipality_id
    today, written = clock.today(get_zone(where)), []
    for offer, new in _compared(where, good, to_change=True):
        if offer is None:
            written.append(_add(actor, where, new, today))
            report.added += 1
        elif new:
            _change(actor, offer, new, today)
            written.append(offer)
            report.changed += 1
        else:
            report.unchanged += 1
    db.session.flush()  # what a row did not give has its default from here on
    index.put_all([offer_card(offer) for offer in written])


def _compared(
    municipality_id: UUID, good: Sequence[GoodRow], *, to_change: bool
) -> Iterator[tuple[Offer | None, Values]]:
    """The offer of each row and what the row says that it does not; None and all of it for a new one."""
    rows = {(each.values["source"], each.values["external_id"]): each.values for each in good}
    known = _known(municipality_id, list(rows), to_change=to_change)
    there = [(known[key], values) for key, values in rows.items() if key in known]
    names = organisation_names(offer.organisation_id for offer, _ in there)
    new = dict(zip((offer.id for offer, _ in there), changes(there, names), strict=True))
    for key, values in rows.items():
        offer = known.get(key)
        yield offer, new[offer.id] if offer else values


def _known(municipality_id: UUID, keys: Sequence[Key], *, to_change: bool) -> dict[Key, Offer]:
    numbers = [number for _, number in keys]
    query = (
        select(Offer)
        .where(Offer.municipality_id == municipality_id, Offer.external_id.in_(numbers))
        .options(
            selectinload(Offer.texts),
            selectinload(Offer.competences),
            selectinload(Offer.hindrances),
        )
    )
    if to_change:
        query = query.with_for_update(of=Offer)
    return {(offer.source, offer.external_id): offer for offer in db.session.scalars(query)}


def _add(actor: Actor, municipality_id: UUID, values: Values, today: date) -> Offer:
    offer = Offer(
        id=new_id(),
        municipality_id=municipality_id,
        state=OfferState.OPEN.value,
        created_by=actor.id,
        updated_on=today,
        texts=[],  # said, so that nothing is read to find that there are none
        **{"kind": OfferKind.VACANCY.value, **_columns(values)},
    )
    db.session.add(offer)
    put_competences(offer, values.get("competences", ()))
    add_hindrances(actor, offer, sorted(values.get("hindrances", ())))
    return offer


def _change(actor: Actor, offer: Offer, new: Values, today: date) -> None:
    """Write what is new; what facilitators noted meanwhile stays."""
    records.put(offer, _columns(new))
    if "competences" in new:
        put_competences(offer, new["competences"])
    add_hindrances(actor, offer, sorted(new.get("hindrances", ())))
    offer.updated_on = today
    offer.version += 1


def _columns(values: Values) -> dict[str, Any]:
    columns = {name: value for name, value in values.items() if name not in {"competences", "hindrances"}}
    return columns | ({"sort_key": text.fold(values["title"])} if "title" in values else {})
