"""Whom a row of a list made when it came before, whatever became of them since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from sqlalchemy import select

from app.core import tombstones
from app.core.actor import Actor
from app.core.db import db
from app.outreach.lists.models import ListRow, PartnerList
from app.people.brought import Before, brought_before
from app.people.listed import id_of
from app.people.models import Merge
from app.people.queries import find_participant


def id_for(partner_list: PartnerList, row: ListRow, erased: frozenset[str], hidden: int) -> UUID:
    """The id of whoever the row makes: the same whenever the same list comes again from the organisation.

    Nobody gets the id of somebody who was erased: whoever was taken back comes in as somebody else.
    """
    beside, left = 0, hidden
    while True:
        found = id_of(partner_list.organisation_id, (row.key, row.again, beside))
        if not tombstones.is_erased(found, erased):
            if not left:
                return found
            left -= 1
        beside += 1


def known_before(actor: Actor, partner_list: PartnerList, rows: Sequence[ListRow]) -> list[Before]:
    """Of each row whom it made, or whose record that became part of."""
    erased = tombstones.known()
    found = brought_before(actor, [partial(id_for, partner_list, row, erased) for row in rows])
    ids = [id_for(partner_list, row, erased, len(each.hidden)) for row, each in zip(rows, found, strict=True)]
    kept = _merged(ids)
    return [
        replace(each, known=find_participant(actor, kept[made])) if made in kept and not each.known else each
        for each, made in zip(found, ids, strict=True)
    ]


def _merged(ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Of records that are part of others by now, of which."""
    gone = select(Merge.gone_id, Merge.kept_id).where(Merge.gone_id.in_(ids), Merge.undone_at.is_(None))
    return {row.gone_id: row.kept_id for row in db.session.execute(gone)}
