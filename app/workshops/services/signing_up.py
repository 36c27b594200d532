"""At the kiosk: signing up with a name, a list or a code, and finding one's places again by the code.

The person has nine digits and two pictures: those of their list, or, without one, a code of the
enrolment's own, derived from its id and the secret. A terminal never learns whether a person is known:
a name always makes a new record, and what belongs to somebody sealed answers as if it were not there.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.secret import secret_key
from app.people.models import Participant
from app.people.services import create_unverified
from app.skills import codes
from app.skills import services as skills
from app.skills.codes import ClaimCode
from app.skills.models import Inventory
from app.workshops.models import Enrolment, Workshop
from app.workshops.place_codes import own_code
from app.workshops.seats import OVER
from app.workshops.services.enrolments import Whose, Wishes, place


def sign_up_by_name(
    actor: Actor, *, enrolment_id: UUID, workshop: Workshop, name: str, contact: str = "", wishes: Wishes
) -> Enrolment:
    """A place for somebody who gave a name and perhaps a contact. The same id again is the same place."""
    known = db.session.get(Enrolment, enrolment_id)
    if known is not None:
        if known.workshop_id != workshop.id or known.created_by != actor.id:
            raise Conflict
        return known
    person = create_unverified(
        actor,
        municipality_id=workshop.municipality_id,
        name=name,
        contact=contact,
        language=wishes.language,
    )
    return _sign_up(actor, enrolment_id, workshop, Whose(participant=person), wishes)


def sign_up_with_list(
    actor: Actor, *, enrolment_id: UUID, workshop: Workshop, inventory: Inventory, wishes: Wishes
) -> Enrolment:
    """A place for the anonymous list of this visit, which gets its code if it has none yet."""
    actor.demand(Permission.ENROLMENT_REQUEST, workshop.municipality_id)
    return _sign_up(actor, enrolment_id, workshop, Whose(inventory=inventory), wishes)


def sign_up_with_code(
    actor: Actor,
    *,
    enrolment_id: UUID,
    workshop: Workshop,
    digits: str,
    pictures: Sequence[str],
    wishes: Wishes,
) -> Enrolment:
    """A place for whoever has the code of a list, received by the office already or not.

    Raises CodeUnknown, CodeExpired, Throttled.
    """
    skills.check_tries(actor)
    found = skills.find_by_code(actor, Permission.ENROLMENT_REQUEST, digits=digits, pictures=pictures)
    whose = _whose(found) if found else None
    if found is None or whose is None or found.municipality_id != workshop.municipality_id:
        skills.refuse_code(actor)
        raise skills.CodeUnknown
    if skills.is_over(found) and found.last_day:
        raise skills.CodeExpired(found.last_day)
    return _sign_up(actor, enrolment_id, workshop, whose, wishes)


def open_by_code(actor: Actor, *, digits: str, pictures: Sequence[str]) -> Sequence[Enrolment]:
    """The places of whoever has this code, with their series; those given up are left out.

    Raises CodeUnknown; Throttled after 20 wrong tries in an hour, counted together with those of lists.
    """
    actor.demand(Permission.ENROLMENT_REQUEST)
    skills.check_tries(actor)
    inventory = skills.find_by_code(actor, Permission.ENROLMENT_REQUEST, digits=digits, pictures=pictures)
    if inventory is not None and not skills.is_over(inventory):
        theirs = _came_from(inventory)
    else:
        theirs = Enrolment.code_hash == codes.hashed(digits, pictures, secret=secret_key())
    here = Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_REQUEST))
    query = select(Enrolment).where(theirs, here, _not_sealed()).options(joinedload(Enrolment.workshop))
    places = db.session.scalars(query.order_by(Enrolment.created_at, Enrolment.id)).all()
    if not places:
        skills.refuse_code(actor)
        raise skills.CodeUnknown
    return [each for each in places if each.state not in OVER]


def code_of(enrolment: Enrolment) -> ClaimCode:
    """The code that finds this place again: its list's, or its own."""
    return skills.code_of(enrolment.inventory) if enrolment.inventory else own_code(enrolment.id)


def _sign_up(actor: Actor, enrolment_id: UUID, workshop: Workshop, whose: Whose, wishes: Wishes) -> Enrolment:
    return place(
        actor, enrolment_id=enrolment_id, workshop=workshop, whose=whose, made_at="kiosk", wishes=wishes
    )


def _whose(inventory: Inventory) -> Whose | None:
    if inventory.participant_id is None:
        return Whose(inventory=inventory)
    person = db.session.get_one(Participant, inventory.participant_id)
    return None if person.is_sealed else Whose(participant=person)


def _came_from(inventory: Inventory) -> ColumnElement[bool]:
    """The places asked for with this list at the kiosk; once it is a person's, they moved to the person."""
    if inventory.participant_id is None:
        return Enrolment.inventory_id == inventory.id
    return and_(Enrolment.participant_id == inventory.participant_id, Enrolment.made_at == "kiosk")


def _not_sealed() -> ColumnElement[bool]:
    sealed = exists().where(Participant.id == Enrolment.participant_id, Participant.sealed_at.is_not(None))
    return ~sealed
