"""Looking for the people of a list among those known, row by row; nothing of it is brought in yet."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.reading import GoodRow, Reading
from app.core.sheets import row_kept
from app.outreach.lists import fields
from app.outreach.lists.known import known_before
from app.outreach.lists.models import Decision, Finding, ListRow, Outcome, PartnerList
from app.outreach.lists.queries import count_rows
from app.people.queries import Asked, Candidate, find_for_each

TASK = "outreach.list_matching"
AT_ONCE = 20
"""Rows looked for in one go: some 0.1 s in which nobody else writes on SQLite."""
MOST_SHOWN = 5
"""So many who are like somebody are shown beside their row."""
MOST_SEEN = 20
"""So many are looked at once more, for some may be of the same list."""


def match_some(actor: Actor, partner_list: PartnerList, most: int = AT_ONCE) -> int:
    """Look for the people of the next rows that nobody looked at; how many rows those were."""
    waiting = ListRow.list_id == partner_list.id, ListRow.finding == Finding.WAITING.value
    rows = db.session.scalars(select(ListRow).where(*waiting).order_by(ListRow.number).limit(most)).all()
    if not rows:
        return 0
    where = partner_list.municipality_id
    sheet = [row_kept(row.number, row.cells) for row in rows]
    reading = fields.read(sheet, fields.columns(where), partner_list.mapping)
    _note_faults(rows, reading)
    good = {each.number: each for each in reading.good}
    found = [(row, good[row.number]) for row in rows if row.number in good]
    _count_again(partner_list, found)
    asked = [_asked(each) for _, each in found]
    candidates = find_for_each(actor, asked=asked, municipality_id=where, limit=MOST_SHOWN)
    before = known_before(actor, partner_list, [row for row, _ in found])
    for (row, _), several, earlier in zip(found, candidates, before, strict=True):
        _say(row, several, earlier.known.id if earlier.known else None)
    db.session.flush()
    return len(rows)


def look_again(
    actor: Actor, partner_list: PartnerList, rows: Sequence[tuple[ListRow, GoodRow]]
) -> list[ListRow]:
    """Of rows that are to make somebody, those who could be somebody who was not shown beside them before:
    about these a person decides anew. Whom this list has made does not count: it was seen as a whole.
    """
    if not rows:
        return []
    asked, where = [_asked(each) for _, each in rows], partner_list.municipality_id
    candidates = find_for_each(actor, asked=asked, municipality_id=where, limit=MOST_SEEN)
    made = _made(partner_list, {each.participant.id for several in candidates for each in several})
    found = []
    for (row, _), several in zip(rows, candidates, strict=True):
        shown = {UUID(each[0]) for each in row.likely}
        others = [each for each in several if each.participant.id not in made][:MOST_SHOWN]
        if since := [each for each in others if each.participant.id not in shown]:
            row.finding, row.decision, row.decided_by = Finding.UNSURE.value, Decision.NONE.value, None
            row.likely = [*map(_kept, since), *row.likely]
            found.append(row)
    return found


def _made(partner_list: PartnerList, people: Collection[UUID]) -> set[UUID]:
    """Who of some people came in by this list."""
    theirs = ListRow.list_id == partner_list.id, ListRow.outcome == Outcome.MADE.value
    query = select(ListRow.participant_id).where(*theirs, ListRow.participant_id.in_(people))
    return {person for person in db.session.scalars(query) if person} if people else set()


def _asked(row: GoodRow) -> Asked:
    said = row.values
    return Asked(name=said["name"], born=said.get("born") or "", phone=said.get("contact") or "")


def _note_faults(rows: Sequence[ListRow], reading: Reading) -> None:
    faulty = {each.number: each for each in reading.broken}
    for row in rows:
        broken = faulty.get(row.number)
        row.faults = [[each.problem.value, each.heading] for each in broken.faults] if broken else []
        if broken and not broken.has_entered:
            row.finding = Finding.OUT.value


def _count_again(partner_list: PartnerList, found: Sequence[tuple[ListRow, GoodRow]]) -> None:
    """How often the same stood before: two people may share name, birth and contact."""
    for row, said in found:
        row.key = fields.key_of(partner_list.organisation_id, said)
    db.session.flush()
    keys = {row.key for row, _ in found}
    first = min((row.number for row, _ in found), default=0)
    before = (
        select(ListRow.key, func.count())
        .where(ListRow.list_id == partner_list.id, ListRow.key.in_(keys), ListRow.number < first)
        .group_by(ListRow.key)
    )
    seen: dict[str, int] = {row[0]: row[1] for row in db.session.execute(before)} if keys else {}
    for row, _ in found:
        row.again = seen.get(row.key, 0)
        seen[row.key] = row.again + 1


def _say(row: ListRow, candidates: Sequence[Candidate], earlier: UUID | None) -> None:
    """Who was not confirmed yet may be the same person, but is not taken for it without somebody's word."""
    strong = next(
        (each for each in candidates if each.is_strong and not each.participant.is_unverified), None
    )
    known = sorted(candidates, key=lambda each: each is not strong)
    row.likely = [[str(earlier), []]] if earlier else []
    row.likely += [_kept(each) for each in known if each.participant.id != earlier]
    if earlier:
        row.finding, row.participant_id = Finding.SAME.value, earlier
    elif row.again:  # the same line as before: twice the same person, or two of one name
        row.finding = Finding.UNSURE.value
    elif strong:
        row.finding, row.participant_id = Finding.SAME.value, strong.participant.id
    else:
        row.finding = (Finding.UNSURE if known else Finding.NEW).value


def _kept(candidate: Candidate) -> list[Any]:
    return [str(candidate.participant.id), [each.value for each in candidate.reasons]]


def left_to_match(partner_list: PartnerList) -> int:
    return count_rows(partner_list, ListRow.finding == Finding.WAITING.value)
