"""Two opportunities that are one, and two again where that was a mistake."""

from typing import Any
from uuid import UUID

from app.core import clock, machine, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.permission import Permission
from app.initiatives.opportunities.following import come_back, follow
from app.initiatives.opportunities.models import Opportunity, OpportunityMerge
from app.initiatives.opportunities.models import OpportunityState as S
from app.initiatives.opportunities.needs import Need, needs_of, put_needs, united
from app.initiatives.opportunities.queries import find_merge
from app.initiatives.opportunities.states import OPPORTUNITY


class NotMergeable(Conflict):
    """With itself, with one that has ended or is part of another, or in another municipality."""


class KeptIsMerged(Conflict):
    """The one it is part of became part of another one since: that is taken back first."""


def merge(
    actor: Actor, *, merge_id: UUID, gone: Opportunity, kept: Opportunity, version: int
) -> OpportunityMerge:
    """Make one part of another, as it was read at `version`: needs are united, it has room for as many people
    as they ask for, and what pointed at the one points at the other. The same id again is the same row.

    Raises StaleRecord, NotMergeable, Forbidden.
    """
    actor.demand(Permission.INITIATIVE_WRITE, gone.municipality_id)
    if known := records.known(OpportunityMerge, merge_id, gone_id=gone.id, kept_id=kept.id):
        return known
    _hold(gone, kept)
    records.demand_version(kept, version)
    if gone.id == kept.id or gone.municipality_id != kept.municipality_id or not _stands(kept):
        raise NotMergeable
    OPPORTUNITY.move(actor, gone, S.MERGED)
    gone.merged_into = kept.id
    before = {each.competence_id: each for each in needs_of(kept)}
    after = united(needs_of(kept), needs_of(gone))
    put_needs(kept, after)
    merged = OpportunityMerge(
        id=merge_id,
        municipality_id=kept.municipality_id,
        kept_id=kept.id,
        gone_id=gone.id,
        needs=[
            [str(each.competence_id), _plain(before.get(each.competence_id)), _plain(each)]
            for each in after
            if before.get(each.competence_id) != each
        ],
        moved=follow(gone.id, kept.id),
        merged_at=clock.now(),
    )
    records.add(actor, merged, act="merged")
    kept.most = max([kept.most, *(each.people for each in after)])
    records.record_edit(actor, kept, ["needs"])
    return merged


def part(actor: Actor, *, gone: Opportunity) -> Opportunity:
    """They are two after all; needs that nobody touched since are as they were before. The one it was part
    of. Raises NotFound where it is part of none, KeptIsMerged, Forbidden.
    """
    actor.demand(Permission.INITIATIVE_WRITE, gone.municipality_id)
    merged = find_merge(gone)
    kept = db.session.get(Opportunity, merged.kept_id) if merged else None
    if merged is None or kept is None:
        raise NotFound
    _hold(gone, kept)
    if find_merge(gone) is not merged or merged.undone_at:
        raise NotFound
    if kept.state == S.MERGED:
        raise KeptIsMerged
    last = machine.last_transition(gone)
    OPPORTUNITY.move(actor, gone, last.before if last else S.DRAFT)
    gone.merged_into = None
    put_needs(kept, _as_before(kept, merged))
    merged.undone_at = clock.now()
    come_back(merged.moved, gone.id, kept.id)
    records.record(actor, "parted", merged)
    records.record_edit(actor, kept, ["needs"])
    return kept


def _hold(*both: Opportunity) -> None:
    """In one order, whichever is to go: two who merge them both ways at once do not wait for each other."""
    for each in sorted(both, key=lambda opportunity: opportunity.id):
        records.lock(each)


def _stands(kept: Opportunity) -> bool:
    return kept.state in {S.DRAFT, S.OPEN, S.SERVED}


def _as_before(kept: Opportunity, merged: OpportunityMerge) -> list[Need]:
    changed = {UUID(competence): (before, after) for competence, before, after in merged.needs}
    found = []
    for each in needs_of(kept):
        before, after = changed.get(each.competence_id, (None, None))
        if after is None or _plain(each) != after:
            found.append(each)
        elif before is not None:
            weight, level, people = before
            found.append(
                Need(competence_id=each.competence_id, weight=weight, minimum_level=level, people=people)
            )
    return found


def _plain(need: Need | None) -> list[Any] | None:
    return None if need is None else [need.weight, need.minimum_level, need.people]
