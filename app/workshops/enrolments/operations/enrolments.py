"""Enrolling somebody in a series, and confirming who asked.

Every operation that gives or frees a seat holds the lock of the series' row, so that there are never more
people than seats; a seat that becomes free is offered to the next of the line in the same transaction.
Locks are taken in one order: list, series.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.core import clock, records, throttle
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.links import hash_of
from app.core.permission import Permission
from app.people.models import Participant
from app.people.operations.records import touch
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import save_inventory
from app.workshops.enrolments import seats
from app.workshops.enrolments.codes import enrolment_code_hash
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.inventories import keep_list
from app.workshops.enrolments.operations.waiting import fill
from app.workshops.enrolments.seats import OVER
from app.workshops.enrolments.slips import token_of
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.queries.series import has_begun

ORIGINS = frozenset({"kiosk", "desk", "import", "outreach"})
BUCKET, AN_HOUR = "enrolment", 60
"""How many people one terminal may enrol in an hour: one a minute, more than a queue can."""


class ClosedForEnrolment(Conflict):
    """The series takes no enrolments, or at a kiosk none any more; `state` is its state."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


Whose = Participant | Inventory
"""Who is enrolled: somebody by name, or an anonymous list."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked beside the seat itself; all but the language can be left out."""

    language: str
    needs_transport: bool = False
    needs_childcare: bool = False
    tell_name: str = ""
    tell_contact: str = ""


def enrol(
    actor: Actor,
    *,
    enrolment_id: UUID,
    workshop: Workshop,
    whose: Whose,
    origin: str,
    wishes: Wishes,
    was_there: bool = False,
) -> Enrolment:
    """A seat where one is free, else a number in the line; a request where the series asks for one.

    An anonymous list is saved and kept as long. The same id again, and the same person again, is the same
    enrolment. `was_there`: at a session, so that they belong to the series although it has ended since.
    Raises ClosedForEnrolment; Throttled at a busy terminal.
    """
    actor.demand(Permission.ENROLMENT_REQUEST, workshop.municipality_id)
    is_own = isinstance(whose, Inventory) or (whose.is_unverified and whose.created_by == actor.id)
    if not is_own:
        actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    return write_enrolment(
        actor,
        enrolment_id=enrolment_id,
        workshop=workshop,
        whose=whose,
        origin=origin,
        wishes=wishes,
        was_there=was_there,
    )


def write_enrolment(
    actor: Actor,
    *,
    enrolment_id: UUID,
    workshop: Workshop,
    whose: Whose,
    origin: str,
    wishes: Wishes,
    was_there: bool = False,
) -> Enrolment:
    """What `enrol` does once it is clear that the actor may enrol this person."""
    assert origin in ORIGINS
    own = _own_list(actor, whose, workshop)
    seats.lock(workshop)
    if known := _known(enrolment_id, workshop, whose):
        return known
    _demand_open(workshop, origin, was_there=was_there)
    room = seats.room_in(workshop)
    enrolment = Enrolment(
        id=enrolment_id,
        municipality_id=workshop.municipality_id,
        workshop=workshop,
        participant_id=None if own else whose.id,
        inventory_id=own.id if own else None,
        queue_number=room.last_number + 1,
        state=_first_state(workshop, room).value,
        origin=origin,
        slip_hash=hash_of(token_of(enrolment_id)),
        code_hash=None if own else enrolment_code_hash(enrolment_id),
        created_at=clock.now(),
        created_by=actor.id,
        **asdict(wishes),
    )
    db.session.add(enrolment)
    db.session.flush()
    _note(actor, enrolment, whose)
    if room.waiting:
        fill(actor, workshop)
    return enrolment


def confirm_request(actor: Actor, *, enrolment: Enrolment) -> None:
    """Let in who asked: to a seat, or into the line by the time they asked. Again changes nothing."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state != EnrolmentState.REQUESTED:
        return
    if not enrolment.workshop.takes_enrolments:
        raise ClosedForEnrolment(enrolment.workshop.state)
    has_seat = seats.room_in(enrolment.workshop).has_seat
    after = EnrolmentState.CONFIRMED if has_seat else EnrolmentState.WAITLISTED
    ENROLMENT.move(actor, enrolment, after)
    db.session.flush()
    fill(actor, enrolment.workshop)


def _check_terminal(actor: Actor, workshop: Workshop) -> None:
    """A terminal sees public series only, and enrols at most so many people an hour."""
    if actor.kind is not ActorKind.TERMINAL:
        return
    if not workshop.is_public or workshop.state == WorkshopState.DRAFT:
        raise NotFound
    assert actor.id is not None
    throttle.use(BUCKET, actor.id, AN_HOUR)


def _own_list(actor: Actor, whose: Whose, workshop: Workshop) -> Inventory | None:
    """The anonymous list that is to be enrolled, saved; None for a person. Raises Conflict."""
    own = whose if isinstance(whose, Inventory) else None
    if whose.municipality_id != workshop.municipality_id or (own and own.participant_id is not None):
        raise Conflict
    _check_terminal(actor, workshop)
    if own:
        _save(actor, own)
    return own


def _demand_open(workshop: Workshop, origin: str, *, was_there: bool) -> None:
    if was_there and workshop.enrols and workshop.state == WorkshopState.ENDED:
        return
    if not workshop.takes_enrolments or (origin == "kiosk" and has_begun(workshop.id)):
        raise ClosedForEnrolment(workshop.state)


def _save(actor: Actor, inventory: Inventory) -> None:
    if inventory.state == InventoryState.DRAFT:
        save_inventory(actor, inventory=inventory)
    db.session.flush()
    records.lock(inventory)
    if inventory.state != InventoryState.SAVED:
        raise Forbidden


def _known(enrolment_id: UUID, workshop: Workshop, whose: Whose) -> Enrolment | None:
    """The enrolment with this id, or the one this person has in the series already unless it was given up."""
    key = Enrolment.participant_id if isinstance(whose, Participant) else Enrolment.inventory_id
    held = and_(Enrolment.workshop_id == workshop.id, key == whose.id, Enrolment.state.not_in(OVER))
    there = select(Enrolment).where(or_(Enrolment.id == enrolment_id, held))
    found = db.session.scalars(there.order_by(Enrolment.queue_number)).all()
    known = next((each for each in found if each.id == enrolment_id), None)
    if known is None:
        return found[0] if found else None
    if known.workshop_id != workshop.id or whose.id not in {known.participant_id, known.inventory_id}:
        raise Conflict
    return known


def _note(actor: Actor, enrolment: Enrolment, whose: Whose) -> None:
    if isinstance(whose, Participant):
        touch(whose)
        records.record(actor, "enrolled", whose, enrolment=str(enrolment.id))
    else:
        records.record(actor, "created", enrolment)
        keep_list(actor, inventory=whose, workshop=enrolment.workshop)


def _first_state(workshop: Workshop, room: seats.Room) -> EnrolmentState:
    if workshop.is_on_request and workshop.takes_enrolments:
        return EnrolmentState.REQUESTED
    return EnrolmentState.CONFIRMED if room.has_seat else EnrolmentState.WAITLISTED
