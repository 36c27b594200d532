"""Bringing in a list of offers: good rows enter once, however often they are sent, broken ones come back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.core.reading import GoodRow, Reading, Values
from app.core.sheets import read_rows
from app.core.task_files import place_of
from app.core.tasks import Work, batch
from app.directory.index import operations as index
from app.directory.index.models import DirectoryImport
from app.directory.shelves.cards import offer_card
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.offer_rows import MOST_ROWS, kept, read_offers
from app.directory.shelves.operations.shelves import add_hindrances
from app.directory.shelves.queries import OFFER_LIST
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
    sent = place_of(work.id).read_bytes()
    reading = read_offers(read_rows(sent, work.asked["filename"], limit=MOST_ROWS), work.asked["source"])
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


def _new_report(actor: Actor, import_id: UUID, municipality_id: UUID, reading: Reading) -> DirectoryImport:
    report = index.new_report(actor, import_id, municipality_id, OFFER_LIST)
    report.broken = [kept(each) for each in reading.broken]
    return report


def _take_in(actor: Actor, report: DirectoryImport, good: Sequence[GoodRow]) -> None:
    where = report.municipality_id
    rows = {(each.values["source"], each.values["external_id"]): each.values for each in good}
    known, today = _known(where, list(rows)), clock.today(get_zone(where))
    written = []
    for key, values in rows.items():
        offer = known.get(key)
        if offer is None:
            written.append(_add(actor, where, values, today))
            report.added += 1
        elif _change(actor, offer, values, today):
            written.append(offer)
            report.changed += 1
        else:
            report.unchanged += 1
    db.session.flush()  # what a row did not give has its default from here on
    index.put_all([offer_card(offer) for offer in written])


def _known(municipality_id: UUID, keys: Sequence[Key]) -> dict[Key, Offer]:
    numbers = [number for _, number in keys]
    query = (
        select(Offer)
        .where(Offer.municipality_id == municipality_id, Offer.external_id.in_(numbers))
        .options(
            selectinload(Offer.texts),
            selectinload(Offer.competences),
            selectinload(Offer.hindrances),
        )
        .with_for_update(of=Offer)
    )
    return {(offer.source, offer.external_id): offer for offer in db.session.scalars(query)}


def _add(actor: Actor, municipality_id: UUID, values: Values, today: date) -> Offer:
    offer = Offer(
        id=new_id(),
        municipality_id=municipality_id,
        state=OfferState.OPEN.value,
        created_by=actor.id,
        updated_on=today,
        texts=[],  # said, so that nothing is read to find that there are none
        **_columns(values),
    )
    db.session.add(offer)
    put_competences(offer, values["competences"])
    add_hindrances(actor, offer, sorted(values["hindrances"]))
    return offer


def _change(actor: Actor, offer: Offer, values: Values, today: date) -> bool:
    """Whether anything was to be changed; what facilitators noted meanwhile stays."""
    touched = [
        records.put(offer, _columns(values)),
        put_competences(offer, values["competences"]),
        add_hindrances(actor, offer, sorted(values["hindrances"])),
    ]
    if not any(touched):
        return False
    offer.updated_on = today
    offer.version += 1
    return True


def _columns(values: Values) -> dict[str, Any]:
    columns = {name: value for name, value in values.items() if name not in {"competences", "hindrances"}}
    return {**columns, "sort_key": text.fold(values["title"])}
