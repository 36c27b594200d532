"""What a partner's list of 10,000 people costs: to bring it in, and apart from that to find its people."""

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.exports import Row, csv_file
from app.core.sheets import take_rows
from app.core.unit_of_work import writing
from app.dev.bench.pairs import somebody
from app.network.parties.queries import list_organisations
from app.outreach.lists import fields
from app.outreach.lists.operations import bringing, matching, sending, undoing
from app.outreach.lists.operations.steps import Some
from app.outreach.lists.queries import get_list

ROWS = 10_000
HEADINGS = ["Nome", "Data de nascimento", "Telemóvel", "Língua", "Situação"]
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and megabytes that this process grew by at most while it was done."""

    arriving: float
    matching: float
    bringing: float
    undoing: float
    megabytes: float


def cost_of(actor: Actor, municipality_id: UUID, count: int = ROWS) -> Cost:
    """Send a list, look for its people, bring them in, take them back: as the worker does it."""
    data = csv_file(HEADINGS, _rows(count))
    organisation_id = list_organisations(municipality_id)[0].id
    list_id = new_id()
    before = _peak()
    started = time.perf_counter()
    sent = take_rows(data, "lista.csv", limit=sending.MOST_ROWS)
    with writing():
        sending.add_list(
            actor,
            list_id=list_id,
            municipality_id=municipality_id,
            organisation_id=organisation_id,
            sent=sent,
        )
        partner_list = get_list(actor, list_id)
        mapping = fields.proposed(partner_list.headings, {})
        sending.choose_columns(actor, partner_list=partner_list, mapping=mapping)
    arrived = time.perf_counter() - started
    matched = _timed(actor, list_id, matching.match_some, matching.AT_ONCE)
    with writing():
        bringing.begin_bringing(actor, partner_list=get_list(actor, list_id))
    brought = _timed(actor, list_id, bringing.bring_some, bringing.AT_ONCE)
    grown = _peak() - before
    with writing():
        undoing.begin_undoing(actor, partner_list=get_list(actor, list_id))
    undone = _timed(actor, list_id, undoing.undo_some, undoing.AT_ONCE)
    return Cost(arrived, matched, brought, undone, grown)


def _timed(actor: Actor, list_id: UUID, some: Some, at_once: int) -> float:
    started = time.perf_counter()
    count = 1
    while count:
        with writing():
            count = some(actor, get_list(actor, list_id, to_change=True), at_once)
        db.session.remove()
    return time.perf_counter() - started


def _rows(count: int) -> Iterator[Row]:
    chance = random.Random(40)  # noqa: S311  the same people every time
    for number in range(count):
        record = somebody(chance)
        yield [
            record.name,
            record.born,
            f"9{10_000_000 + number}",
            "português",
            "Sem trabalho, com registo no IEFP",
        ]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE
