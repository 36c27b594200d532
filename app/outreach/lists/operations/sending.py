"""A list arrives, and somebody says what its columns mean; or it is put away."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.sheets import KeptList, kept_row
from app.network.parties.queries import get_offered_organisation
from app.outreach.lists.models import (
    Decision,
    Finding,
    ListMapping,
    ListRow,
    ListState,
    Outcome,
    PartnerList,
)
from app.outreach.lists.queries import is_half_undone, is_open, may_put_away
from app.outreach.lists.states import LIST

MOST_ROWS = 10_000
WRITTEN_AT_ONCE = 500


def add_list(
    actor: Actor, *, list_id: UUID, municipality_id: UUID, organisation_id: UUID, sent: KeptList
) -> PartnerList:
    """Keep a list as an organisation sent it. Of its rows some hundred at a time are in memory."""
    actor.demand(Permission.OUTREACH_REGISTER, municipality_id)
    same = {"municipality_id": municipality_id, "organisation_id": organisation_id}
    if known := records.known(PartnerList, list_id, created_by=actor.id, **same):
        return known
    get_offered_organisation(municipality_id, organisation_id)
    added = PartnerList(
        id=list_id,
        state=ListState.COLUMNS.value,
        headings=sent.headings,
        row_count=sent.count,
        created_at=clock.now(),
        created_by=actor.id,
        **same,
    )
    records.add(actor, added)
    for some in sent.slices(WRITTEN_AT_ONCE):
        rows = [
            ListRow(
                id=new_id(),
                municipality_id=municipality_id,
                list_id=list_id,
                number=row.number,
                cells=kept_row(row),
            )
            for row in some
        ]
        db.session.add_all(rows)
        db.session.flush()
    return added


def choose_columns(actor: Actor, *, partner_list: PartnerList, mapping: Mapping[str, Sequence[str]]) -> None:
    """Say what the columns mean; it is remembered for the next list of this organisation.

    What was found and decided by other columns counts no more. Raises Conflict once it was brought in,
    until all of that was taken back.
    """
    actor.demand(Permission.OUTREACH_REGISTER, partner_list.municipality_id)
    if partner_list.state not in {ListState.COLUMNS, ListState.OPEN, ListState.UNDONE}:
        raise Conflict
    if is_half_undone(partner_list):
        raise Conflict
    told = {name: list(headings) for name, headings in mapping.items()}
    if partner_list.state != ListState.OPEN:
        LIST.move(actor, partner_list, ListState.OPEN)
    partner_list.mapping, partner_list.version = told, partner_list.version + 1
    anew: dict[str, Any] = {
        "finding": Finding.WAITING.value,
        "outcome": Outcome.NONE.value,
        "decision": Decision.NONE.value,
        "decided_by": None,
        "participant_id": None,
        "key": "",
        "likely": [],
        "faults": [],
    }
    db.session.execute(update(ListRow).where(ListRow.list_id == partner_list.id, is_open()).values(anew))
    _remember(actor, partner_list, told)
    db.session.flush()


def _remember(actor: Actor, partner_list: PartnerList, told: dict[str, list[str]]) -> None:
    whose = {
        "municipality_id": partner_list.municipality_id,
        "organisation_id": partner_list.organisation_id,
    }
    kept = db.session.scalars(select(ListMapping).filter_by(**whose).with_for_update()).one_or_none()
    if kept is None:
        kept = ListMapping(id=new_id(), mapping={}, **whose)
        db.session.add(kept)
    kept.mapping, kept.changed_at, kept.changed_by = told, clock.now(), actor.id


def put_away(actor: Actor, *, partner_list: PartnerList) -> None:
    """Nothing of it comes in: what stands in it is forgotten at once.

    Raises Conflict where somebody came in by it who is not taken back, or not yet.
    """
    actor.demand(Permission.OUTREACH_REGISTER, partner_list.municipality_id)
    if partner_list.state == ListState.DROPPED:
        return
    if not may_put_away(partner_list):
        raise Conflict
    LIST.move(actor, partner_list, ListState.DROPPED)
    brought_nobody = or_(ListRow.participant_id.is_(None), is_open())
    db.session.execute(delete(ListRow).where(ListRow.list_id == partner_list.id, brought_nobody))
    nothing = {"cells_encrypted": "", "key": "", "likely": [], "faults": []}
    db.session.execute(update(ListRow).where(ListRow.list_id == partner_list.id).values(nothing))
    partner_list.forgotten_at, partner_list.version = clock.now(), partner_list.version + 1
    db.session.flush()
