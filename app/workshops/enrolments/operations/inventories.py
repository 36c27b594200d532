"""Anonymous lists that are enrolled: kept as long, and followed when they become somebody's."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.network.queries import get_zone
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import keep_inventory
from app.workshops.enrolments import seats
from app.workshops.enrolments.codes import enrolment_code_hash
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.waiting import end, take_back
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState

KEPT_AFTER = timedelta(days=30)
"""How long after the last session: late entries of attendance and papers need it."""
WITHOUT_DATES = timedelta(days=90)
"""How long for a series whose sessions are not planned yet; every night counts anew."""
RANK = (
    EnrolmentState.COMPLETED,
    EnrolmentState.CONFIRMED,
    EnrolmentState.OFFERED,
    EnrolmentState.REQUESTED,
    EnrolmentState.WAITLISTED,
)
"""Of two enrolments of one person the better one is kept, of equal ones the earlier."""


def keep_list(actor: Actor, *, inventory: Inventory, workshop: Workshop) -> None:
    """Keep a list until a month after the last session of the series."""
    last = select(func.max(Session.on)).where(
        Session.workshop_id == workshop.id, Session.state != SessionState.CANCELLED
    )
    today = clock.today(get_zone(workshop.municipality_id))
    last_on = db.session.scalar(last)
    until = last_on + KEPT_AFTER if last_on else today + WITHOUT_DATES
    keep_inventory(actor, inventory=inventory, until=until)


def keep_lists(actor: Actor) -> None:
    """The same for every list with an open enrolment: sessions may have been added since (nightly)."""
    kept = (
        select(Inventory, Workshop)
        .join(Enrolment, Enrolment.inventory_id == Inventory.id)
        .join(Workshop, Workshop.id == Enrolment.workshop_id)
        .where(Inventory.state == InventoryState.SAVED, Enrolment.state.in_(RANK))
    )
    for inventory, workshop in db.session.execute(kept).all():
        if workshop.takes_enrolments:
            keep_list(actor, inventory=inventory, workshop=workshop)


def give_to(actor: Actor, *, participant_id: UUID, inventory_id: UUID) -> None:
    """What a list that turned out to be this person's had in workshops becomes theirs."""
    theirs = Enrolment.inventory_id == inventory_id
    moved = db.session.scalars(select(Enrolment).where(theirs).order_by(Enrolment.queue_number)).all()
    for enrolment in sorted(moved, key=lambda each: each.workshop_id):
        seats.lock_of(enrolment)
        _give(actor, enrolment, participant_id)


def _give(actor: Actor, enrolment: Enrolment, participant_id: UUID) -> None:
    other = select(Enrolment).where(
        Enrolment.workshop_id == enrolment.workshop_id,
        Enrolment.participant_id == participant_id,
        Enrolment.state.in_(RANK),
    )
    mine = db.session.scalars(other).first()
    if mine is not None:
        _end_worse(actor, mine, enrolment)
    enrolment.came_with = enrolment.inventory_id or enrolment.came_with
    enrolment.participant_id, enrolment.inventory_id = participant_id, None
    enrolment.code_hash = enrolment_code_hash(enrolment.id)  # the list's code finds it as well
    db.session.flush()


def follow(actor: Actor, *, inventory_id: UUID, before: UUID, participant_id: UUID | None) -> None:
    """What came with a list to the person `before` goes on to another, or back to the list."""
    theirs = select(Enrolment).where(Enrolment.came_with == inventory_id, Enrolment.participant_id == before)
    for enrolment in db.session.scalars(theirs.order_by(Enrolment.workshop_id)).all():
        seats.lock_of(enrolment)
        take_back(enrolment)  # and nobody of the right ones was reached yet
        enrolment.reached_at = enrolment.answer_until = enrolment.tried_at = None
        enrolment.tries = 0
        if participant_id:
            _give(actor, enrolment, participant_id)
        else:  # its own code stays good; that of the list finds it again as well
            enrolment.participant_id, enrolment.inventory_id = None, inventory_id
    db.session.flush()


def _end_worse(actor: Actor, *two: Enrolment) -> None:
    if worse := worse_of(*two):
        end(actor, worse, "same_person")


def worse_of(*two: Enrolment) -> Enrolment | None:
    """Which of two enrolments of one person in one series ends; None where both were attended to the end, for
    those are two facts, or where one has ended.
    """
    if any(each.state not in RANK for each in two):
        return None
    worse = max(two, key=lambda each: (RANK.index(EnrolmentState(each.state)), each.queue_number))
    return None if worse.state == EnrolmentState.COMPLETED else worse


def end_with_list(actor: Actor, *, inventory: Inventory) -> None:
    """What was written beside its enrolments goes with a list: whom to tell, words of the person.

    Where the person erased it before its time, nobody could tell them: their seats are free again.
    """
    mine = Enrolment.inventory_id == inventory.id
    db.session.execute(update(Enrolment).where(mine).values(tell_name="", tell_contact="", note=""))
    today = clock.today(get_zone(inventory.municipality_id))
    if inventory.keep_until is None or inventory.keep_until < today:
        return
    still_open = select(Enrolment).where(mine, Enrolment.state.in_(RANK[1:]))
    for enrolment in db.session.scalars(still_open.order_by(Enrolment.workshop_id)).all():
        seats.lock_of(enrolment)
        end(actor, enrolment, "list_erased")
