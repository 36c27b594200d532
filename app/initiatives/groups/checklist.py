"""How the gates of an initiative stand, and those it went through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.initiatives.groups.gates import Facts, Standing, items_of, standing_of
from app.initiatives.groups.models import GateCheck, GatePassage, Initiative, Member, MemberState, Stage
from app.initiatives.groups.queries import members_of
from app.initiatives.groups.states import STAGES, stage_after


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate before the stage `after`, and how everything asked up to it stands."""

    after: Stage
    standings: Sequence[Standing]

    @property
    def open(self) -> list[Standing]:
        return [each for each in self.standings if each.is_open]


def gate_of(initiative: Initiative, on: date, members: Sequence[Member] | None = None) -> Gate | None:
    """The next gate of an initiative; None for the last stage and for what is closed. While it is paused:
    that of the stage to which the pause leads back. What was let through open before is asked again.

    `members`: those of the initiative, for whoever has read them.
    """
    stage = initiative.paused_from if initiative.state == Stage.PAUSED else initiative.state
    after = stage_after(stage)
    if after is None:
        return None
    facts, checks = _facts_of(initiative, members), checks_of(initiative.id)
    asked = items_of(initiative.kind, STAGES[: STAGES.index(after) + 1], on)
    return Gate(after, [standing_of(each, facts, checks.get(each.key)) for each in asked])


def _facts_of(initiative: Initiative, members: Sequence[Member] | None) -> Facts:
    found = members_of(initiative.id) if members is None else members
    return Facts(
        shares=[each.share for each in found if each.state == MemberState.ACTIVE],
        has_answerable=initiative.answerable_id is not None,
        has_summary=bool(initiative.summary),
        needs=len(initiative.needs),
    )


def checks_of(initiative_id: UUID) -> Mapping[str, GateCheck]:
    """What was answered about items of its gates, by item."""
    query = select(GateCheck).where(GateCheck.initiative_id == initiative_id)
    return {each.item: each for each in db.session.scalars(query)}


def passages_of(initiative_id: UUID) -> Sequence[GatePassage]:
    """The gates it went through, the latest first."""
    query = select(GatePassage).where(GatePassage.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(GatePassage.passed_at.desc(), GatePassage.id.desc())).all()
