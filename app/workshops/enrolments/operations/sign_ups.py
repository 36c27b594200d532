"""At the kiosk: signing up with a name, a list or a code, and finding one's enrolments again by the code.

The person has nine digits and two pictures: those of their list, or, without one, a code of the
enrolment's own, derived from its id and the secret. A terminal never learns whether a person is known:
a name always makes a new record, and what belongs to somebody sealed answers as if it were not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError
from app.core.permission import Permission
from app.core.records import known
from app.core.secret import secret_key
from app.people.models import Participant
from app.people.operations.unverified import create_unverified
from app.skills import codes
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from app.skills.operations import inventories
from app.skills.operations.claims import (
    CodeExpired,
    CodeUnknown,
    check_tries,
    find_by_code,
    is_over,
    refuse_code,
)
from app.workshops.enrolments.codes import enrolment_code
from app.workshops.enrolments.codes import is_over as is_series_over
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Whose, Wishes, write_enrolment
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.series import Workshop, WorkshopState


class PlaceOver(DomainError):
    """The code was right, but its series is over; or it was cancelled."""

    def __init__(self, *, is_cancelled: bool) -> None:
        self.is_cancelled = is_cancelled
        super().__init__(is_cancelled)


def sign_up_by_name(
    actor: Actor, *, enrolment_id: UUID, workshop: Workshop, name: str, contact: str = "", wishes: Wishes
) -> Enrolment:
    """Enrol somebody who gave a name and perhaps a contact. The same id again is the same enrolment."""
    if there := known(Enrolment, enrolment_id, workshop_id=workshop.id, created_by=actor.id):
        return there
    person = create_unverified(
        actor,
        municipality_id=workshop.municipality_id,
        name=name,
        contact=contact,
        language=wishes.language,
    )
    return _sign_up(actor, enrolment_id, workshop, person, wishes)


def sign_up_with_list(
    actor: Actor, *, enrolment_id: UUID, workshop: Workshop, inventory: Inventory, wishes: Wishes
) -> Enrolment:
    """Enrol the anonymous list of this visit, which gets its code if it has none yet."""
    actor.demand(Permission.ENROLMENT_REQUEST, workshop.municipality_id)
    return _sign_up(actor, enrolment_id, workshop, inventory, wishes)


def sign_up_with_code(
    actor: Actor,
    *,
    enrolment_id: UUID,
    workshop: Workshop,
    digits: str,
    pictures: Sequence[str],
    wishes: Wishes,
) -> Enrolment:
    """Enrol whoever has the code of a list, received by the office already or not.

    Raises CodeUnknown, CodeExpired, Throttled.
    """
    check_tries(actor)
    found = find_by_code(actor, Permission.ENROLMENT_REQUEST, digits=digits, pictures=pictures)
    whose = _whose(found) if found else None
    if found is None or whose is None or found.municipality_id != workshop.municipality_id:
        refuse_code(actor)
        raise CodeUnknown
    if is_over(found) and found.last_day:
        raise CodeExpired(found.last_day)
    enrolment = _sign_up(actor, enrolment_id, workshop, whose, wishes)
    if found.participant_id and enrolment.id == enrolment_id:
        enrolment.came_with = found.id
    return enrolment


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code is of: a list with the enrolments asked for with it, or an enrolment alone.

    The enrolments come with their series; those given up are left out.
    """

    inventory: Inventory | None
    enrolments: Sequence[Enrolment]


def open_by_code(actor: Actor, *, digits: str, pictures: Sequence[str]) -> Opened:
    """Whatever the code is of, for whoever has it. Raises CodeUnknown, CodeExpired, PlaceOver,
    Throttled.
    """
    actor.demand(Permission.ENROLMENT_REQUEST)
    check_tries(actor)
    inventory = find_by_code(actor, Permission.ENROLMENT_REQUEST, digits=digits, pictures=pictures)
    own_code = Enrolment.code_hash == codes.hashed(digits, pictures, secret=secret_key())
    enrolments = _enrolments(actor, _came_from(inventory) if inventory else own_code)
    if not (_whose(inventory) if inventory else enrolments):
        refuse_code(actor)
        raise CodeUnknown
    if inventory and is_over(inventory) and inventory.last_day:
        raise CodeExpired(inventory.last_day)
    if inventory is None and is_series_over(series := enrolments[0].workshop):
        raise PlaceOver(is_cancelled=series.state == WorkshopState.CANCELLED)
    return Opened(inventory, [each for each in enrolments if each.state not in OVER])


def _enrolments(actor: Actor, theirs: ColumnElement[bool]) -> Sequence[Enrolment]:
    here = Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_REQUEST))
    query = select(Enrolment).where(theirs, here, _not_sealed()).options(joinedload(Enrolment.workshop))
    return db.session.scalars(query.order_by(Enrolment.created_at, Enrolment.id)).all()


def code_of(enrolment: Enrolment) -> ClaimCode:
    """The code that finds this enrolment again: its list's, or its own."""
    return inventories.code_of(enrolment.inventory) if enrolment.inventory else enrolment_code(enrolment.id)


def _sign_up(actor: Actor, enrolment_id: UUID, workshop: Workshop, whose: Whose, wishes: Wishes) -> Enrolment:
    return write_enrolment(
        actor, enrolment_id=enrolment_id, workshop=workshop, whose=whose, origin="kiosk", wishes=wishes
    )


def _whose(inventory: Inventory) -> Whose | None:
    if inventory.participant_id is None:
        return inventory
    person = db.session.get_one(Participant, inventory.participant_id)
    return None if person.is_sealed else person


def _came_from(inventory: Inventory) -> ColumnElement[bool]:
    """What was asked for with this list at the kiosk; once the list is a person's, that is the person's."""
    if inventory.participant_id is None:
        return Enrolment.inventory_id == inventory.id
    return and_(Enrolment.participant_id == inventory.participant_id, Enrolment.origin == "kiosk")


def _not_sealed() -> ColumnElement[bool]:
    sealed = exists().where(Participant.id == Enrolment.participant_id, Participant.sealed_at.is_not(None))
    return ~sealed
