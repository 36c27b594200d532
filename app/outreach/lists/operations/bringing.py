"""Bringing in the people of a list: whoever is new gets a record, whoever is known stays as they are."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.core import clock, tombstones
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.reading import GoodRow
from app.core.sheets import row_kept
from app.outreach.lists import fields
from app.outreach.lists.known import id_for, known_before
from app.outreach.lists.models import OPEN, Decision, Finding, ListRow, ListState, Outcome, PartnerList
from app.outreach.lists.operations.matching import look_again
from app.outreach.lists.queries import count_rows, is_ready
from app.outreach.lists.states import LIST
from app.people.brought import Before
from app.people.operations.listed import Newcomer, create_listed
from app.people.operations.sealing import note_named

TASK = "outreach.list_bringing"
AT_ONCE = 100
"""Rows written in one go: some 0.2 s in which nobody else writes on SQLite."""
COMPARED_AT_ONCE = 20
"""Of them those who are looked for once more: some 0.1 s besides."""
FOUND_WITHIN = timedelta(hours=1)
"""What was found of a list that came before that is found anew."""


def begin_bringing(actor: Actor, *, partner_list: PartnerList) -> None:
    """From now on it can be taken back for a day. Raises Conflict for a list that is not ready."""
    actor.demand(Permission.PARTICIPANT_WRITE, partner_list.municipality_id)
    if partner_list.state not in {ListState.OPEN, ListState.BROUGHT}:
        raise Conflict
    if partner_list.state == ListState.OPEN:
        LIST.move(actor, partner_list, ListState.BROUGHT)
    partner_list.brought_at, partner_list.brought_by = clock.now(), actor.id
    partner_list.version += 1
    db.session.flush()


def bring_some(actor: Actor, partner_list: PartnerList, most: int = AT_ONCE) -> int:
    """Bring in the next rows about which nothing is left to decide; how many rows those were."""
    actor.demand(Permission.PARTICIPANT_WRITE, partner_list.municipality_id)
    if partner_list.state != ListState.BROUGHT:
        return 0
    ready = select(ListRow).where(ListRow.list_id == partner_list.id, is_ready())
    found = db.session.scalars(ready.order_by(ListRow.number).limit(most)).all()
    rows = _as_many_as_are_compared(partner_list, found)
    if not rows:
        return 0
    new = [each for each in rows if _is_new(each)]
    for row in rows:
        if row.decision == Decision.SKIP:
            row.outcome, row.participant_id = Outcome.SKIPPED.value, None
        elif row not in new:
            row.outcome = Outcome.KNOWN.value
    _make(actor, partner_list, new)
    partner_list.brought_at = clock.now()
    for row in rows:
        row.brought_at = row.brought_at if row.outcome in OPEN else partner_list.brought_at
    db.session.flush()
    return len(rows)


def _is_new(row: ListRow) -> bool:
    is_found_new = row.finding == Finding.NEW and row.decision == Decision.NONE
    return row.decision == Decision.NEW or is_found_new


def _is_compared(partner_list: PartnerList, row: ListRow) -> bool:
    """Whether it is asked once more who they could be: always where they then count as looked at, and where
    that was found long before.
    """
    is_old = clock.now() > partner_list.created_at + FOUND_WITHIN
    return _is_new(row) and (is_old or row.decision == Decision.NEW)


def _as_many_as_are_compared(partner_list: PartnerList, rows: Sequence[ListRow]) -> Sequence[ListRow]:
    """The first rows, up to the last that is compared in one go."""
    compared = [at for at, row in enumerate(rows, 1) if _is_compared(partner_list, row)]
    return rows[: compared[COMPARED_AT_ONCE - 1]] if len(compared) >= COMPARED_AT_ONCE else rows


def _make(actor: Actor, partner_list: PartnerList, rows: Sequence[ListRow]) -> None:
    """Nobody is made twice: whom the same row made before stands there, and who could be somebody registered
    since waits for a person.
    """
    where, erased = partner_list.municipality_id, tombstones.known()
    sheet = [row_kept(row.number, row.cells) for row in rows]
    good = {
        each.number: each for each in fields.read(sheet, fields.columns(where), partner_list.mapping).good
    }
    made = dict[int, tuple[UUID, Before]]()
    for row, before in zip(rows, known_before(actor, partner_list, rows), strict=True):
        if row.number not in good:  # it can be read no more: a list of ours has changed meanwhile
            row.finding, row.decision = Finding.OUT.value, Decision.NONE.value
        elif before.known:
            row.outcome, row.participant_id = Outcome.KNOWN.value, before.known.id
        else:
            made[row.number] = id_for(partner_list, row, erased, len(before.hidden)), before
    new = [row for row in rows if row.number in made]
    compared = [(row, good[row.number]) for row in new if _is_compared(partner_list, row)]
    waiting = look_again(actor, partner_list, compared)
    new = [row for row in new if row not in waiting]
    newcomers = [_newcomer(made[row.number][0], row, good[row.number]) for row in new]
    people = create_listed(actor, municipality_id=where, newcomers=newcomers)
    for row, person in zip(new, people, strict=True):
        row.outcome, row.participant_id = Outcome.MADE.value, person.id
        for hidden in made[row.number][1].hidden:
            note_named(actor, participant_id=hidden, beside=person)


def _newcomer(made: UUID, row: ListRow, good: GoodRow) -> Newcomer:
    said = good.values
    return Newcomer(
        participant_id=made,
        name=said["name"],
        born=said.get("born") or "",
        contact=said.get("contact") or "",
        language=said.get("language") or "pt",
        parish_id=said.get("parish"),
        answers=fields.answers_of(said),
        is_verified=row.decision == Decision.NEW,
    )


def left_to_bring(partner_list: PartnerList) -> int:
    return count_rows(partner_list, is_ready())
