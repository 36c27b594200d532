"""People and their places in series, for tests; inside a transaction (`making`)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.models import Consent, Participant
from app.people.operations.consents import give_consent
from app.people.operations.contacts import add_contact
from app.people.operations.records import create_participant
from app.people.operations.unverified import create_unverified
from app.skills.codes import ClaimCode
from app.workshops.confirming.operations import confirm_as_new
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.sign_ups import sign_up_by_name
from app.workshops.planning.models.series import Workshop
from tests.factories.workshops import make_workshop


def make_person(
    actor: Actor,
    name: str = "Ana Invenção",
    *,
    phone: str = "",
    email: str = "",
    messages: bool = False,
    matching: bool = False,
    **facts: Any,
) -> Participant:
    """A participant of the actor's municipality; `messages` and `matching` are what they consent to."""
    known = {"name": name, "birth_year": 1970, **facts}
    person = create_participant(actor, participant_id=new_id(), municipality_id=actor.here(), **known)
    for kind, value in (("phone", phone), ("email", email)):
        if value:
            add_contact(actor, contact_id=new_id(), participant=person, kind=kind, value=value)
    for purpose, agrees in (("messages", messages), ("matching", matching)):
        if agrees:
            agree(actor, person, purpose)
    return person


def agree(actor: Actor, person: Participant, purpose: str = "matching", **options: Any) -> Consent:
    """A consent of somebody, spoken in Portuguese."""
    return give_consent(
        actor,
        consent_id=new_id(),
        participant=person,
        purpose=purpose,
        language="pt",
        given_how="spoken",
        **options,
    )


def make_enrolment(
    actor: Actor, workshop: Workshop, participant: Participant | None = None, **wishes: Any
) -> Enrolment:
    """A place of somebody (new, unless given) at the desk."""
    who = participant or make_person(actor, f"Pessoa {new_id().hex[-6:]}")
    asked = Wishes(**{"language": "pt", **wishes})
    return enrol(actor, enrolment_id=new_id(), workshop=workshop, whose=who, origin="desk", wishes=asked)


def places_of_each_kind(actor: Actor, workshop_id: UUID, participant: Participant) -> dict[str, UUID]:
    """The participant has a place in the series, and so has a name left at the kiosk.

    In a full series somebody has a place, somebody else was offered one, and a third waits.
    """
    workshop = db.session.get_one(Workshop, workshop_id)
    place = make_enrolment(actor, workshop, participant, needs_transport=True)
    named = sign_up_by_name(
        actor,
        enrolment_id=new_id(),
        workshop=workshop,
        name="Rosa Verdade",
        contact="912345678",
        wishes=Wishes("uk", tell_name="Dona Alda", tell_contact="café da praça"),
    )
    full = make_workshop(actor, title="Ateliê cheio", capacity=1, facilitator_ids=[])
    first = make_enrolment(actor, full)
    for _ in range(3):
        make_enrolment(actor, full)
    cancel(actor, enrolment=first, reason="health")
    assert named.participant_id
    return {"enrolment_id": place.id, "unverified_id": named.participant_id}


def leave_name(actor: Actor, workshop: Workshop, name: str, contact: str = "") -> Participant:
    """Somebody who gave a name for a place in a series, and was looked up by nobody."""
    person = create_unverified(actor, municipality_id=actor.here(), name=name, language="pt", contact=contact)
    make_enrolment(actor, workshop, person)
    return person


def confirmed_as_new(actor: Actor, name: str = "Xavier Quitério") -> UUID:
    """The act by which somebody who gave a name was confirmed."""
    person = create_unverified(actor, municipality_id=actor.here(), name=name, language="pt")
    confirm_as_new(actor, participant=person)
    assert person.verified_with
    return person.verified_with


def rows_of_people(actor: Actor, count: int) -> list[dict[str, Any]]:
    """Participants as bare rows, for inserting many at once."""
    today = clock.now().date()
    return [
        {
            "id": new_id(),
            "municipality_id": actor.here(),
            "name": f"Pessoa {number}",
            "sort_key": f"pessoa {number}",
            "language": "pt",
            "note": "",
            "version": 1,
            "created_at": clock.now(),
            "last_activity_on": today,
        }
        for number in range(count)
    ]


def enrol_many(actor: Actor, workshop: Workshop, count: int) -> None:
    """So many more people in the series, forty days ago, as bare rows."""
    people = rows_of_people(actor, count)
    before = clock.now() - timedelta(days=40)
    places = [
        {
            "id": new_id(),
            "municipality_id": person["municipality_id"],
            "workshop_id": workshop.id,
            "participant_id": person["id"],
            "queue_number": 100 + number,
            "state": "confirmed",
            "origin": "desk",
            "created_at": before,
        }
        for number, person in enumerate(people)
    ]
    with writing():
        db.session.execute(insert(Participant), people)
        db.session.execute(insert(Enrolment), places)


def typed(code: ClaimCode) -> dict[str, Any]:
    """A code as somebody types it."""
    return {"digits": code.digits, "pictures": [key for _, key in code.pictures]}
