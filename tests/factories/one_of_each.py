"""One thing of every kind in a municipality, made through the services as its people would.

`one_of_each` gives their ids by the name that the addresses use for them, so that any address of the
product can be filled: a rule test fails when an address has a name that is missing here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from flask import g, has_app_context
from sqlalchemy import select

from app.accounts.models import Membership, Staff, StaffSession
from app.accounts.operations.invitations import invite
from app.accounts.operations.new_passwords import make_password_link
from app.accounts.operations.staff import add_membership
from app.accounts.queries import actor_of
from app.accounts.roles import Role
from app.core import jobs
from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.core.permission import Permission
from app.core.unit_of_work import writing
from app.factory import FEATURES
from app.kiosk.operations.terminals import add_terminal
from app.network.operations.holidays import add_holiday
from app.network.operations.notices import raise_notice
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from app.people.facts.queries import list_facts
from app.people.models import Participant
from app.people.operations.consents import give_consent
from app.people.operations.contacts import add_contact
from app.people.operations.records import create_participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import add_own_words, answer_card, describe_entry
from app.skills.operations.inventories import save_inventory, start_inventory
from app.skills.queries import catalogue as queries
from app.workshops.enrolments.slips import token_of
from tests.factories import attendance, directory, enrolments, offers, workshops
from tests.factories.contact_notes import a_contact_note

WORDS = {
    "context": "home-family",
    "decision": "suspension",
    "key": "home-family",
    "keys": "home-family+work",
    "kind": "service",
    "language": "uk",
    "need": "documents",
    "password_token": "a-token-nobody-has",
    "path": "css/nothing.css",
    "place": "1",
    "purpose": "sharing",
    "shelf": "offers",
    "ticket": "a-ticket-nobody-has",
    "token": "a-token-nobody-has",
    "version": "0",
    "way": "name",
}
"""What is no row of a municipality: names of the catalogue, places in a list, secrets, files."""


def clerk(municipality_id: UUID, staff_id: UUID) -> Actor:
    """Somebody who may do everything in one municipality: for making things, not for asking."""
    everything = frozenset(Permission)
    return Actor(
        kind=ActorKind.STAFF,
        id=staff_id,
        name="Clerk",
        municipality_id=municipality_id,
        grants={municipality_id: everything},
    )


@contextmanager
def making() -> Iterator[None]:
    """Commits what is made inside; the notes that services leave for afterwards are dropped."""
    assert has_app_context()
    g.notes = []
    with writing():
        yield
    g.notes = []


def one_of_each(actor: Actor, organisation_id: UUID) -> dict[str, str]:
    """Make the things; the values by the names of the addresses' parts.

    Besides, `waiting_id` is a list that waits at the desk, `sealed_id` a sealed participant, `open_series_id`
    a series about to start; the participant has had no activity for years.
    """
    with making():
        invitation_id, token = _invitation(actor, organisation_id)
        participant = a_person(actor)
        ids: dict[str, UUID] = {
            "invitation_id": invitation_id,
            "sealed_id": _sealed(actor),
            "participant_id": participant.id,
            "staff_id": actor.id or new_id(),
            "organisation_id": _organisation(actor),
            "terminal_id": _terminal(actor),
            "notice_id": _notice(actor),
            "holiday_id": _holiday(actor),
            **_parts_of(participant, actor),
            **_access(actor, organisation_id),
            **workshops.one_series(actor, organisation_id, saved_list(actor)),
            **offers.one_of_each_offer(actor, organisation_id),
            **directory.one_of_each_service(actor, organisation_id),
        }
        ids["public_id"] = ids["service_id"]
        ids |= enrolments.places_of_each_kind(actor, ids["workshop_id"], participant)
        ids |= {"confirming_act_id": enrolments.confirmed_as_new(actor)}
        inventory = list_of(actor, participant_id=participant.id)
        first = inventory.entries[0]
        assert first.competence_id
        ids |= {"inventory_id": inventory.id, "entry_id": first.id, "competence_id": first.competence_id}
        add_own_words(actor, inventory=inventory, text="biscates de trolha", language="pt")
        ids["waiting_id"] = saved_list(actor).id
        dead = jobs.enqueue("letter", {})
        db.session.get_one(jobs.Job, dead).state = "dead"
        password_token = _password_token(actor)
        ids |= attendance.attendance_of_each_kind(actor, participant, ids["workshop_session_id"])
        ids |= _of_other_features(actor, ids)
        slip_token = token_of(ids.pop("slip_holder_id"))
        participant.last_activity_on = date(2020, 1, 31)
    values = {name: str(value) for name, value in ids.items()}
    return values | {"token": token, "password_token": password_token, "slip_token": slip_token}


def _of_other_features(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """What a file here makes that has the name of a feature and a `one_of_each` of its own."""
    names = (f"tests.factories.{feature.name}" for feature in FEATURES)
    files = [import_module(name) for name in names if find_spec(name)]
    own = [each.one_of_each(actor, ids) for each in files if hasattr(each, "one_of_each")]
    return {name: value for made in own for name, value in made.items()}


def list_of(actor: Actor, *, participant_id: UUID | None = None, described: bool = True) -> Inventory:
    """A list of a person, or an anonymous one, with a few answers; inside a transaction."""
    assert actor.municipality_id
    catalogue = queries.catalogue()
    inventory = start_inventory(
        actor,
        municipality_id=actor.municipality_id,
        language="uk",
        origin="desk" if participant_id else "kiosk",
        participant_id=participant_id,
    )
    for context in catalogue.contexts[:2]:
        for card in catalogue.cards(context.key)[:2]:
            entry = answer_card(
                actor, inventory=inventory, competence_id=card.id, context=context.key, frequency="often"
            )
            assert entry is not None
            if described:
                describe_entry(actor, entry=entry, level="alone", wish="yes")
    return inventory


def saved_list(actor: Actor) -> Inventory:
    """An anonymous list that waits at the desk under its code; inside a transaction."""
    inventory = list_of(actor)
    save_inventory(actor, inventory=inventory)
    return inventory


def _holiday(actor: Actor) -> UUID:
    assert actor.municipality_id
    holiday = add_holiday(
        actor,
        holiday_id=new_id(),
        municipality_id=actor.municipality_id,
        name="Feriado municipal",
        on=date(2026, 6, 13),
        every_year=True,
    )
    return holiday.id


def a_person(actor: Actor, *, name: str = "Joaquina d'Ávila") -> Participant:
    assert actor.municipality_id
    return create_participant(
        actor,
        participant_id=new_id(),
        municipality_id=actor.municipality_id,
        name=name,
        birth_year=1961,
        language="uk",
        note="Gosta de vir de manhã.",
    )


def _parts_of(participant: Participant, actor: Actor) -> dict[str, UUID]:
    given: Any = {"purpose": "matching", "language": "pt", "given_how": "spoken"}
    consent = give_consent(actor, consent_id=new_id(), participant=participant, **given)
    number = {"kind": "phone", "value": "+351912345678"}
    contact = add_contact(actor, contact_id=new_id(), participant=participant, **number)
    fact = list_facts(participant.id)[0]
    ids = {"consent_id": consent.id, "contact_id": contact.id, "fact_id": fact.id}
    return ids | {"contact_note_id": a_contact_note(actor, participant)}


def _organisation(actor: Actor) -> UUID:
    assert actor.municipality_id
    organisation = create_organisation(
        actor,
        organisation_id=new_id(),
        municipality_id=actor.municipality_id,
        name=f"Associação {actor.municipality_id.hex[:4]}",
        kind=OrganisationKind.ASSOCIATION,
    )
    return organisation.id


def _sealed(actor: Actor) -> UUID:
    person = a_person(actor, name="Ermelinda Guardada")
    seal(actor, participant=person, reason=SEAL_REASONS[0])
    return person.id


def _invitation(actor: Actor, organisation_id: UUID) -> tuple[UUID, str]:
    assert actor.municipality_id
    invitation_id = new_id()
    link = invite(
        _administrator(actor),
        invitation_id=invitation_id,
        municipality_id=actor.municipality_id,
        name="Vera Nova",
        email=f"vera.{actor.municipality_id.hex[:4]}@example.org",
        organisation_id=organisation_id,
        role=Role.FACILITATOR,
        link_of=lambda token: f"http://localhost/invitations/{token}",
    )
    return invitation_id, link.rpartition("/")[2]


def _password_token(actor: Actor) -> str:
    """Of a colleague: nobody makes such a link for themselves."""
    maker = _administrator(actor)
    others = Membership.municipality_id == actor.municipality_id, Staff.id.not_in([actor.id, maker.id])
    colleagues = select(Staff).join(Staff.memberships).where(*others)
    staff = db.session.scalars(colleagues.order_by(Staff.name, Staff.id).limit(1)).one()
    return make_password_link(maker, staff=staff, link_of=str)


def _administrator(actor: Actor) -> Actor:
    """A real one of the municipality: a link is worth no more than its maker's right."""
    theirs = Membership.municipality_id == actor.municipality_id, Membership.role == Role.ADMINISTRATOR.value
    found = select(Membership.staff_id).where(*theirs).order_by(Membership.staff_id)
    return actor_of(db.session.scalars(found.limit(1)).one())


def _terminal(actor: Actor) -> UUID:
    assert actor.municipality_id
    terminal_id = new_id()
    add_terminal(
        actor,
        terminal_id=terminal_id,
        municipality_id=actor.municipality_id,
        name="Quiosque da biblioteca",
        place="Rés do chão",
        prints=True,
    )
    return terminal_id


def _notice(actor: Actor) -> UUID:
    assert actor.municipality_id
    anybody = replace(actor, kind=ActorKind.TERMINAL)
    notice = raise_notice(
        anybody, kind="help", place="Átrio", language="uk", municipality_id=actor.municipality_id
    )
    return notice.id


def _access(actor: Actor, organisation_id: UUID) -> dict[str, UUID]:
    """A second role of the actor's own colleague, and the browser they are signed in with."""
    assert actor.id
    assert actor.municipality_id
    session = db.session.query(StaffSession).filter_by(staff_id=actor.id).order_by(StaffSession.id).first()
    assert session is not None
    staff = session.staff
    membership_id = new_id()
    add_membership(
        actor,
        staff=staff,
        organisation_id=organisation_id,
        municipality_id=actor.municipality_id,
        role=Role.OBSERVER,
        membership_id=membership_id,
    )
    return {"membership_id": membership_id, "session_id": session.id}
