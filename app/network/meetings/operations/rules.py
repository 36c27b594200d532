"""The rule by which a body has its quorum."""

from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.meetings.models.meeting import BodyRule
from app.network.meetings.quorum import Rule
from app.network.parties.models import Body


def set_rule(
    actor: Actor, *, rule_id: UUID, municipality_id: UUID, body: Body, rule: Rule, since: date
) -> BodyRule:
    """From a day on the body has this rule; meetings that are convened already keep theirs."""
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    if known := records.known(BodyRule, rule_id, body_id=body.id, municipality_id=municipality_id):
        return known
    row = BodyRule(
        id=rule_id,
        municipality_id=municipality_id,
        body_id=body.id,
        since=since,
        kind=rule.kind.value,
        number=rule.number,
        second_after=rule.second_after,
        second_least=rule.second_least,
        noted_at=clock.now(),
        noted_by=actor.id,
    )
    return records.add(actor, row)


def withdraw_rule(actor: Actor, *, row: BodyRule) -> None:
    """It was written by mistake: the one before holds on."""
    actor.demand(Permission.PARTNERSHIP_WRITE, row.municipality_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", row)
        db.session.flush()
