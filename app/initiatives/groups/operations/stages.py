"""From stage to stage: through gates, back, into a pause and out of it, to the end and back from it."""

from datetime import date

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden, IllegalTransition
from app.core.machine import last_transition
from app.initiatives.groups.checklist import checks_of, gate_of
from app.initiatives.groups.closing import open_of
from app.initiatives.groups.gates import Answer
from app.initiatives.groups.models import GateCheck, GatePassage, Initiative, Stage
from app.initiatives.groups.operations.initiatives import tell_change
from app.initiatives.groups.operations.members import StillOpen, demand_ended
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.states import INITIATIVE, STAGES, stage_before
from app.network.queries import get_zone


class ItemsOpen(Conflict):
    """Items of the gate are open (`keys`): who lets it through all the same says why."""

    status = 422

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys
        super().__init__(*keys)


class DayIsOver(Conflict):
    """A pause ends on a day to come."""

    status = 422


def pass_gate(actor: Actor, *, initiative: Initiative, version: int, note: str = "") -> GatePassage:
    """On to the next stage. With open items it takes a note; who let it through is kept with it.

    Raises StaleRecord, ItemsOpen, IllegalTransition.
    """
    _demand(actor, initiative, version)
    today = _today(initiative)
    gate = None if initiative.state == Stage.PAUSED else gate_of(initiative, today)
    if gate is None:
        raise IllegalTransition(initiative.state)
    keys = [each.item.key for each in gate.open]
    if keys and not note:
        raise ItemsOpen(keys)
    before = initiative.state
    _move(actor, initiative, gate.after, note=note)
    if gate.after == Stage.LAUNCHED and initiative.launched_on is None:
        initiative.launched_on = today
    passage = GatePassage(
        municipality_id=initiative.municipality_id,
        initiative_id=initiative.id,
        before=before,
        after=gate.after.value,
        open=keys,
        note=note,
        passed_by=actor.id,
    )
    db.session.add(passage)
    tell_change(actor, initiative)
    return passage


def step_back(actor: Actor, *, initiative: Initiative, stage: str) -> None:
    """Back from `stage`, where it was read, to the one before; what was answered stays. Of two at once one
    goes. Raises IllegalTransition.
    """
    _demand(actor, initiative)
    before = stage_before(stage)
    if before is None or initiative.state != stage:
        raise IllegalTransition(initiative.state)
    if initiative.state == Stage.LAUNCHED:
        initiative.launched_on = None
    _move(actor, initiative, before)
    tell_change(actor, initiative)


def pause(
    actor: Actor, *, initiative: Initiative, version: int, until: date, reason: str, note: str = ""
) -> None:
    """Rest until a day. Raises StaleRecord, DayIsOver, UnknownReason, IllegalTransition."""
    _demand(actor, initiative, version)
    if until <= _today(initiative):
        raise DayIsOver
    before = initiative.state
    if before not in STAGES:
        raise IllegalTransition(before, Stage.PAUSED)
    _move(actor, initiative, Stage.PAUSED, reason=reason, note=note)
    initiative.paused_from, initiative.paused_until = before, until
    tell_change(actor, initiative)


def resume(actor: Actor, *, initiative: Initiative) -> None:
    """Go on where it was paused; raises IllegalTransition."""
    _demand(actor, initiative)
    if initiative.state != Stage.PAUSED:
        raise IllegalTransition(initiative.state)
    _move(actor, initiative, Stage(initiative.paused_from))
    initiative.paused_from, initiative.paused_until = "", None
    tell_change(actor, initiative)


def close(
    actor: Actor, *, initiative: Initiative, version: int, on: date, reason: str, note: str = ""
) -> None:
    """It ends. Where money or an account is open, it takes a note that says what is to be done.

    Raises StaleRecord, StillOpen, DayToCome, WrongEnd, UnknownReason, IllegalTransition.
    """
    _demand(actor, initiative, version)
    open_ = open_of(initiative.id)
    if open_ and not note:
        raise StillOpen(open_)
    demand_ended(initiative, on, since=initiative.launched_on)
    _move(actor, initiative, Stage.CLOSED, reason=reason, note=note)
    initiative.closed_on = on
    tell_change(actor, initiative)


def reopen(actor: Actor, *, initiative: Initiative) -> None:
    """Put it back to where it was before it was closed; raises IllegalTransition."""
    _demand(actor, initiative)
    last = last_transition(initiative)
    if initiative.state != Stage.CLOSED or last is None:
        raise IllegalTransition(initiative.state, Stage.IDEA)
    _move(actor, initiative, Stage(last.before))
    initiative.closed_on = None
    tell_change(actor, initiative)


def answer_item(
    actor: Actor, *, initiative: Initiative, version: int, item: str, answer: Answer | None, note: str = ""
) -> None:
    """Say that an item is done or not needed; None: that it is open after all. Raises StaleRecord.

    It counts as a change of the initiative: whoever decides about its gate looks at the list once more.
    """
    _demand(actor, initiative, version)
    check = checks_of(initiative.id).get(item)
    if answer is None:
        if check is not None:
            db.session.delete(check)
            records.record(actor, "item_open", initiative, [item])
    else:
        if check is None:
            where = {"municipality_id": initiative.municipality_id, "initiative_id": initiative.id}
            check = GateCheck(**where, item=item)
            db.session.add(check)
        check.answer, check.note = answer.value, note
        check.answered_at, check.answered_by = clock.now(), actor.id
        records.record(actor, "item_answered", initiative, [item])
    initiative.version += 1
    tell_change(actor, initiative)


def _move(actor: Actor, initiative: Initiative, after: Stage, **why: str) -> None:
    INITIATIVE.move(actor, initiative, after, **why)
    initiative.version += 1


def _demand(actor: Actor, initiative: Initiative, version: int | None = None) -> None:
    if not may_write(actor, initiative):
        raise Forbidden
    if version is None:
        records.lock(initiative)
    else:
        records.demand_version(initiative, version)


def _today(initiative: Initiative) -> date:
    return clock.today(get_zone(initiative.municipality_id))
