"""A person's place in a series: asked for, confirmed, given up.

Every service that gives or frees a seat holds the lock of the series' row, so that there are never more
people than seats; a seat that becomes free is offered to the next of the line in the same transaction.
Locks are taken in one order: list, series.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.core import audit, clock, throttle
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.permission import Permission
from app.core.states import move
from app.people.models import Participant
from app.people.services import touch
from app.skills.models import Inventory, InventoryState
from app.skills.services import save_inventory
from app.workshops import seats
from app.workshops.models import Enrolment, EnrolmentState, Workshop, WorkshopState
from app.workshops.place_codes import own_code_hash
from app.workshops.seats import OVER
from app.workshops.services.lists import keep_list
from app.workshops.services.waiting import fill
from app.workshops.slips import hash_of, token_of
from app.workshops.states import ENROLMENT

MADE_AT = frozenset({"kiosk", "desk", "import", "outreach"})
BUCKET, AN_HOUR = "enrolment", 60
"""How many places one terminal may ask for in an hour: one a minute, more than a queue can."""


class ClosedForEnrolment(Conflict):
    """The series takes no enrolments; `state` is its state."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked beside the place itself; all but the language can be left out."""

    language: str
    needs_transport: bool = False
    needs_childcare: bool = False
    tell_name: str = ""
    tell_contact: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose place it is: a participant's or an anonymous list's, never both."""

    participant: Participant | None = None
    inventory: Inventory | None = None

    @property
    def columns(self) -> dict[str, UUID | None]:
        """The two keys of the row."""
        person, own = self.participant, self.inventory
        return {"participant_id": person.id if person else None, "inventory_id": own.id if own else None}

    def check(self, workshop: Workshop) -> None:
        """Raise Conflict for both, neither, somebody of another municipality, or a list that has a person."""
        whose = self.participant or self.inventory
        if whose is None or (self.participant and self.inventory):
            raise Conflict
        if whose.municipality_id != workshop.municipality_id:
            raise Conflict
        if self.inventory and self.inventory.participant_id is not None:
            raise Conflict


def enrol(
    actor: Actor,
    *,
    enrolment_id: UUID,
    workshop: Workshop,
    participant: Participant | None = None,
    inventory: Inventory | None = None,
    made_at: str,
    language: str,
    needs_transport: bool = False,
    needs_childcare: bool = False,
    tell_name: str = "",
    tell_contact: str = "",
) -> Enrolment:
    """A seat where one is free, else a place in the line; a request where the series asks for one.

    Of a participant or of an anonymous list, which is saved and kept as long. The same id again, and the
    same person again, is the same enrolment. Raises ClosedForEnrolment; Throttled at a busy terminal.
    """
    actor.demand(Permission.ENROLMENT_REQUEST, workshop.municipality_id)
    if participant and not (participant.is_unverified and participant.created_by == actor.id):
        actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    wishes = Wishes(language, needs_transport, needs_childcare, tell_name, tell_contact)
    return place(
        actor,
        enrolment_id=enrolment_id,
        workshop=workshop,
        whose=Whose(participant, inventory),
        made_at=made_at,
        wishes=wishes,
    )


def place(
    actor: Actor, *, enrolment_id: UUID, workshop: Workshop, whose: Whose, made_at: str, wishes: Wishes
) -> Enrolment:
    """What `enrol` does once it is clear that the actor may enrol this person."""
    assert made_at in MADE_AT
    whose.check(workshop)
    check_terminal(actor, workshop)
    if whose.inventory is not None:
        _keep(actor, whose.inventory)
    seats.lock(workshop)
    known = _known(enrolment_id, workshop, whose)
    if known is not None:
        return known
    if not workshop.takes_enrolments:
        raise ClosedForEnrolment(workshop.state)
    room = seats.room_in(workshop)
    enrolment = Enrolment(
        id=enrolment_id,
        municipality_id=workshop.municipality_id,
        workshop=workshop,
        queue_number=room.last_number + 1,
        state=_first_state(workshop, room).value,
        made_at=made_at,
        slip_hash=hash_of(token_of(enrolment_id)),
        code_hash=None if whose.inventory else own_code_hash(enrolment_id),
        created_at=clock.now(),
        created_by=actor.id,
        **whose.columns,
        **asdict(wishes),
    )
    db.session.add(enrolment)
    db.session.flush()
    _note(actor, enrolment, whose.participant)
    if whose.inventory is not None:
        keep_list(actor, inventory=whose.inventory, workshop=workshop)
    if room.waiting:
        fill(actor, workshop)
    return enrolment


def confirm_request(actor: Actor, *, enrolment: Enrolment) -> None:
    """Let in who asked: to a seat, or into the line by the time they asked. Twice is once."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state != EnrolmentState.REQUESTED:
        return
    if not enrolment.workshop.takes_enrolments:
        raise ClosedForEnrolment(enrolment.workshop.state)
    has_seat = seats.room_in(enrolment.workshop).has_seat
    after = EnrolmentState.CONFIRMED if has_seat else EnrolmentState.WAITLISTED
    move(actor, enrolment, ENROLMENT, after.value)
    db.session.flush()
    fill(actor, enrolment.workshop)


def check_terminal(actor: Actor, workshop: Workshop) -> None:
    """A terminal sees public series only, and asks for at most so many places an hour."""
    if actor.kind is not ActorKind.TERMINAL:
        return
    if not workshop.is_public or workshop.state == WorkshopState.DRAFT:
        raise NotFound
    assert actor.id is not None
    throttle.check(BUCKET, actor.id, AN_HOUR)
    throttle.count(BUCKET, actor.id)


def _keep(actor: Actor, inventory: Inventory) -> None:
    if inventory.state == InventoryState.DRAFT:
        save_inventory(actor, inventory=inventory)
    db.session.flush()
    db.session.refresh(inventory, with_for_update={"of": Inventory})
    if inventory.state != InventoryState.SAVED:
        raise Forbidden


def _known(enrolment_id: UUID, workshop: Workshop, whose: Whose) -> Enrolment | None:
    """The enrolment with this id, or the one this person has in the series already unless it was given up."""
    participant_id, inventory_id = whose.columns.values()
    if participant_id:
        mine = Enrolment.participant_id == participant_id
    else:
        mine = Enrolment.inventory_id == inventory_id
    held = and_(Enrolment.workshop_id == workshop.id, mine, Enrolment.state.not_in(OVER))
    there = select(Enrolment).where(or_(Enrolment.id == enrolment_id, held))
    found = db.session.scalars(there.order_by(Enrolment.queue_number)).all()
    known = next((each for each in found if each.id == enrolment_id), None)
    if known is None:
        return found[0] if found else None
    if known.workshop_id != workshop.id:
        raise Conflict
    if (known.participant_id, known.inventory_id) != (participant_id, inventory_id):
        raise Conflict
    return known


def _first_state(workshop: Workshop, room: seats.Room) -> EnrolmentState:
    if workshop.is_on_request:
        return EnrolmentState.REQUESTED
    return EnrolmentState.CONFIRMED if room.has_seat else EnrolmentState.WAITLISTED


def _note(actor: Actor, enrolment: Enrolment, participant: Participant | None) -> None:
    where = enrolment.municipality_id
    if participant is None:
        audit.record(actor, "enrolment.created", "enrolment", enrolment.id, municipality_id=where)
        return
    touch(participant)
    audit.record(
        actor,
        "participant.enrolled",
        "participant",
        participant.id,
        municipality_id=where,
        enrolment=str(enrolment.id),
    )
