"""Reads of partners' lists, and of what was found of their rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, page
from app.core.permission import Permission
from app.outreach.lists.models import (
    OPEN,
    Decision,
    Finding,
    ListMapping,
    ListRow,
    ListState,
    Outcome,
    PartnerList,
)
from app.outreach.lists.retention import UNDONE_WITHIN
from app.people.models import Participant
from app.people.permissions import visible_to

ROWS = 50
DECIDED, DONE = "decided", "done"
"""Besides the findings: rows about which somebody has decided, and of which something became already."""


def get_list(actor: Actor, list_id: UUID, *, to_change: bool = False) -> PartnerList:
    """A list of where the actor registers; NotFound. `to_change` keeps others off meanwhile."""
    query = select(PartnerList).where(PartnerList.id == list_id)
    query = (
        query.with_for_update(of=PartnerList)
        if to_change
        else query.options(joinedload(PartnerList.organisation))
    )
    found = db.session.scalars(query.execution_options(populate_existing=to_change)).one_or_none()
    if found is None or not actor.may(Permission.OUTREACH_REGISTER, found.municipality_id):
        raise NotFound
    return found


def lists_page(actor: Actor, after: str | None = None) -> Page[PartnerList]:
    """One page of the current municipality's lists, the latest first."""
    query = select(PartnerList).where(PartnerList.municipality_id == actor.here())
    query = query.options(joinedload(PartnerList.organisation))
    by = PartnerList.created_at
    return page(query, by=by, then=PartnerList.id, after=after, descending=True)


def lists_to_look_at(actor: Actor) -> Select[int]:
    """Counts the lists of the current municipality of which nobody came in yet."""
    waiting = PartnerList.state.in_((ListState.COLUMNS.value, ListState.OPEN.value))
    here = PartnerList.municipality_id == actor.here()
    return select(func.count()).select_from(PartnerList).where(here, waiting)


def remembered(municipality_id: UUID, organisation_id: UUID) -> Mapping[str, Sequence[str]]:
    """What columns of this organisation meant the last time."""
    found = db.session.scalar(
        select(ListMapping.mapping).where(
            ListMapping.municipality_id == municipality_id, ListMapping.organisation_id == organisation_id
        )
    )
    return found or {}


def first_rows(actor: Actor, partner_list: PartnerList, count: int = 3) -> Sequence[ListRow]:
    """The first rows of a list, to show what stands under its headings."""
    query = seen_rows(actor, partner_list)
    return db.session.scalars(query.order_by(ListRow.number).limit(count)).all()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a list are how; by what was found those about which nobody has decided.

    `ready` are those that would be brought in now.
    """

    by_finding: Mapping[str, int]
    by_outcome: Mapping[str, int]
    decided: int
    ready: int


def counts_of(actor: Actor, partner_list: PartnerList) -> Counts:
    """Of the rows that the actor may see, in one query."""
    query = (
        select(ListRow.finding, ListRow.outcome, ListRow.decision, func.count())
        .where(ListRow.list_id == partner_list.id, is_seen(actor))
        .group_by(ListRow.finding, ListRow.outcome, ListRow.decision)
    )
    findings, outcomes = dict[str, int](), dict[str, int]()
    decided = ready = 0
    for finding, outcome, decision, count in db.session.execute(query):
        if outcome not in OPEN:
            outcomes[outcome] = outcomes.get(outcome, 0) + count
        elif decision != Decision.NONE:
            decided += count
        else:
            findings[finding] = findings.get(finding, 0) + count
            ready += count if finding in CLEAR else 0
    return Counts(findings, outcomes, decided, ready + decided)


def is_to_be_undone(partner_list: PartnerList) -> ColumnElement[bool]:
    """Rows that came in within a day before the last ones: what came in long before is not taken back."""
    last = partner_list.brought_at or clock.now()
    return and_(ListRow.outcome.in_(BROUGHT), ListRow.brought_at > last - UNDONE_WITHIN)


def left_to_undo(partner_list: PartnerList) -> int:
    return count_rows(partner_list, is_to_be_undone(partner_list))


def is_half_undone(partner_list: PartnerList) -> bool:
    """Whether taking it back was begun and is not over."""
    return partner_list.state == ListState.UNDONE and bool(left_to_undo(partner_list))


def may_put_away(partner_list: PartnerList) -> bool:
    """Whether nobody is there by it: what came in is taken back, or stays beside its list."""
    made = ListRow.outcome == Outcome.MADE.value
    return not count_rows(partner_list, or_(made, is_to_be_undone(partner_list)))


CLEAR = (Finding.NEW.value, Finding.SAME.value)
"""Of these rows nothing has to be decided."""
BROUGHT = (Outcome.MADE.value, Outcome.KNOWN.value, Outcome.SKIPPED.value)
"""What became of rows that came in and were not taken back."""


def count_rows(partner_list: PartnerList, *of: ColumnElement[bool]) -> int:
    """How many rows of a list there are that are so."""
    counted = select(func.count()).select_from(ListRow).where(ListRow.list_id == partner_list.id, *of)
    return db.session.scalar(counted) or 0


def is_open() -> ColumnElement[bool]:
    return ListRow.outcome.in_(OPEN)


def is_ready() -> ColumnElement[bool]:
    """Rows about which nothing is left to decide."""
    clear = ListRow.finding.in_(CLEAR)
    decided = and_(ListRow.decision != Decision.NONE.value, ListRow.finding != Finding.OUT.value)
    return and_(is_open(), or_(clear, decided))


def rows_page(actor: Actor, partner_list: PartnerList, show: str, after: str | None = None) -> Page[ListRow]:
    """One page of the rows of a finding about which nobody has decided; or DECIDED, or DONE."""
    query = seen_rows(actor, partner_list)
    is_decided = ListRow.decision != Decision.NONE.value
    match show:
        case "done":
            query = query.where(~is_open())
        case "decided":
            query = query.where(is_open(), is_decided)
        case _:
            query = query.where(is_open(), ~is_decided, ListRow.finding == show)
    return page(query, by=ListRow.number, then=ListRow.id, after=after, size=ROWS)


def seen_rows(actor: Actor, partner_list: PartnerList) -> Select[Any]:
    """The rows of a list, but those of somebody who was sealed since and whom the actor may not see."""
    return select(ListRow).where(ListRow.list_id == partner_list.id, is_seen(actor))


def is_seen(actor: Actor) -> ColumnElement[bool]:
    """What stood in a list of somebody who is protected now would tell how to reach them."""
    theirs = exists().where(Participant.id == ListRow.participant_id, visible_to(actor))
    return or_(ListRow.participant_id.is_(None), theirs)


def people_of(actor: Actor, rows: Iterable[ListRow]) -> Mapping[UUID, Participant]:
    """Whom rows could be, are taken for or have made, as far as the actor may know of them; one query."""
    ids = {UUID(each[0]) for row in rows for each in row.likely}
    ids |= {row.participant_id for row in rows if row.participant_id}
    found = select(Participant).where(Participant.id.in_(ids), visible_to(actor))
    return {each.id: each for each in db.session.scalars(found)} if ids else {}


def may_undo(actor: Actor, partner_list: PartnerList) -> bool:
    """Whether the actor may take it back now: whoever brought it, or who may erase, for a day."""
    at = partner_list.brought_at
    is_late = at is None or clock.now() > at + UNDONE_WITHIN
    is_theirs = partner_list.brought_by == actor.id or actor.may(
        Permission.PARTICIPANT_RIGHTS, partner_list.municipality_id
    )
    return partner_list.state == ListState.BROUGHT and is_theirs and not is_late
