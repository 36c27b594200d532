"""A person says who the people of a list are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import update

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.outreach.lists.models import Decision, Finding, ListRow, ListState, PartnerList
from app.outreach.lists.queries import is_open, people_of, seen_rows

NEW, SKIP = Decision.NEW.value, Decision.SKIP.value


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says of a row: "new", "skip", the id of who it is, or "" to leave it at what was found;
    `was` is what stood there when they read it.
    """

    said: str
    was: str


def answer_of(row: ListRow) -> str:
    """What stands there of a row."""
    return str(row.participant_id) if row.decision == Decision.SAME and row.participant_id else row.decision


def decide(actor: Actor, *, partner_list: PartnerList, answers: Mapping[int, Answer]) -> list[int]:
    """Keep the answers by the numbers of their rows; the numbers of those that somebody else has answered
    meanwhile otherwise, where theirs stands.
    """
    _demand(actor, partner_list)
    asked = seen_rows(actor, partner_list).where(ListRow.number.in_(answers), is_open())
    rows: Sequence[ListRow] = db.session.scalars(asked.order_by(ListRow.number)).all()
    seen, others = people_of(actor, rows), []
    for row in rows:
        answer, now = answers[row.number], answer_of(row)
        if answer.said == now:
            continue
        if answer.was != now:
            others.append(row.number)
        elif row.finding not in {Finding.OUT, Finding.WAITING}:
            _keep(actor, row, answer.said, {str(each) for each in seen})
    records.record(actor, "decided", partner_list)
    db.session.flush()
    return others


def _keep(actor: Actor, row: ListRow, said: str, seen: set[str]) -> None:
    """Raises Conflict for somebody whom the row was not shown with."""
    row.decided_by = actor.id
    if said in {NEW, SKIP, ""}:
        proposed = row.likely[0][0] if row.finding == Finding.SAME and row.likely else ""
        row.decision = said
        row.participant_id = UUID(proposed) if proposed in seen else None
        if not row.participant_id and row.finding == Finding.SAME:
            row.finding = Finding.UNSURE.value
        return
    if said not in seen or said not in {*(each[0] for each in row.likely), str(row.participant_id)}:
        raise Conflict
    row.decision, row.participant_id = Decision.SAME.value, UUID(said)


def accept_new(actor: Actor, *, partner_list: PartnerList) -> int:
    """Say of everybody who is clearly new that they are; how many."""
    _demand(actor, partner_list)
    clear = (
        ListRow.list_id == partner_list.id,
        ListRow.finding == Finding.NEW.value,
        ListRow.decision == Decision.NONE.value,
        is_open(),
    )
    said = update(ListRow).where(*clear).values(decision=NEW, decided_by=actor.id)
    count = int(db.session.execute(said).rowcount)  # type: ignore[attr-defined]  # of an update
    records.record(actor, "decided", partner_list, count=count)
    db.session.flush()
    return count


def note_result(actor: Actor, *, partner_list: PartnerList, kind: str, count: int) -> None:
    """Keep that what became of the rows leaves the portal as a file; without that note it does not."""
    actor.demand(Permission.OUTREACH_REGISTER, partner_list.municipality_id)
    records.record(actor, "result_taken", partner_list, kind=kind, count=count)


def _demand(actor: Actor, partner_list: PartnerList) -> None:
    """Raises Conflict for a list of which nothing can be decided any more, or not yet."""
    actor.demand(Permission.OUTREACH_REGISTER, partner_list.municipality_id)
    if partner_list.state not in {ListState.OPEN, ListState.BROUGHT}:
        raise Conflict
