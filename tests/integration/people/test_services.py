"""Writes about people: who may, what is kept, what two at once do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.machine import Transition, UnknownReason
from app.core.unit_of_work import writing
from app.people import queries
from app.people.models import Consent, Participant, ParticipantWord
from app.people.operations import sealing
from app.people.operations.consents import (
    RecipientMissing,
    UnknownPurpose,
    refuse_consent,
    withdraw_consent,
)
from app.people.operations.contacts import open_contacts, remove_contact
from app.people.operations.openings import open_record
from app.people.operations.records import create_participant, edit_participant, keep
from app.people.operations.sealing import (
    LastOfTeam,
    add_to_team,
    remove_from_team,
    unseal,
)
from app.people.queries import Filters
from app.people.sealing import ReasonNeeded
from tests.cast import Cast, Person
from tests.factories.enrolments import agree

Register = Callable[..., Participant]
Seal = Callable[[Participant], None]


def names_seen(actor: Actor, **filters: object) -> list[str]:
    return [each.name for each in queries.search_page(actor, Filters(**filters)).items]  # type: ignore[arg-type]


def audited(person: Participant) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.subject_id == person.id).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


@pytest.mark.parametrize("name", ["Ó", "M" * 200, "D'Ávila O’Neill", "Ольга Коваленко", "محمد العلي", "🙂"])
def test_names_are_kept_as_they_are_and_found(cast: Cast, register: Register, name: str) -> None:
    person = register(name)
    assert db.session.get_one(Participant, person.id).name == name
    assert [each.name for each in queries.search(cast.facilitator.actor, name)] == [name]


def test_a_person_needs_a_name_alone(cast: Cast, register: Register) -> None:
    person = register("Zé")
    assert (person.birth_year, person.parish_id, person.contact_points) == (None, None, [])
    assert audited(person) == ["participant.created"]


def test_the_creator_is_on_the_team(cast: Cast, register: Register) -> None:
    team = queries.list_team(cast.facilitator.actor, register())
    assert [member.staff_id for member in team] == [cast.facilitator.id]


def test_the_same_id_again_is_the_same_person(cast: Cast, register: Register) -> None:
    person = register("Maria")
    options = {"participant_id": person.id, "name": "Outra", "municipality_id": cast.here}
    assert create_participant(cast.facilitator.actor, **options).name == "Maria"  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        create_participant(cast.colleague.actor, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["administrator", "partner_technician", "observer", "stranger", "kiosk"])
def test_not_everybody_registers(cast: Cast, who: str) -> None:
    person: Person = getattr(cast, who)
    actor = Actor() if who == "kiosk" else person.actor
    with pytest.raises(Forbidden):
        create_participant(actor, participant_id=new_id(), name="Maria", municipality_id=cast.here)


def test_a_parish_of_another_municipality_is_unknown(cast: Cast) -> None:
    with pytest.raises(NotFound):
        create_participant(
            cast.stranger.actor,
            participant_id=new_id(),
            name="Maria",
            municipality_id=cast.elsewhere,
            parish_id=cast.parish,
        )


def test_an_edit_on_an_old_version_is_refused(cast: Cast, register: Register) -> None:
    person = register("Maria Silva")
    with writing():
        edit_participant(cast.facilitator.actor, participant=person, version=1, name="Maria Sousa")
    with pytest.raises(StaleRecord):
        edit_participant(cast.colleague.actor, participant=person, version=1, note="outra")
    assert (person.version, person.note) == (2, "")
    assert names_seen(cast.facilitator.actor, text="sousa") == ["Maria Sousa"]
    assert names_seen(cast.facilitator.actor, text="silva") == []
    assert audited(person)[-1] == "participant.edited"


def test_an_edit_that_changes_nothing_leaves_no_trace(cast: Cast, register: Register) -> None:
    person = register("Maria", language="uk")
    with writing():
        edit_participant(cast.facilitator.actor, participant=person, version=1, name="Maria", language="uk")
    assert (person.version, audited(person)) == (1, ["participant.created"])


def test_filters(cast: Cast, register: Register) -> None:
    register("Ana Prata", parish_id=cast.parish, groups=["migrant"], language="uk", birth_year=1950)
    register("Rui Prata")
    actor = cast.facilitator.actor
    assert names_seen(actor) == ["Ana Prata", "Rui Prata"]
    assert names_seen(actor, text="prat a") == ["Ana Prata"]
    assert names_seen(actor, parish_id=cast.parish) == ["Ana Prata"]
    assert names_seen(actor, language="uk") == ["Ana Prata"]
    assert names_seen(actor, group="migrant") == names_seen(actor, group="elderly") == ["Ana Prata"]
    assert names_seen(
        actor, participant_ids=select(Participant.id).where(Participant.name == "Rui Prata")
    ) == ["Rui Prata"]
    assert names_seen(cast.stranger.actor) == []


def test_contacts_are_opened_in_the_open(cast: Cast, register: Register) -> None:
    one, other = register("Rosa", phone="912345678"), register("Rui", phone="912 345 678")
    with writing():
        opened = open_contacts(cast.facilitator.actor, participant=one)
    assert [contact.value for contact in opened] == ["912345678"]
    assert "participant.contacts_opened" in audited(one)
    assert "participant.contacts_opened" not in audited(other)
    with writing():
        remove_contact(cast.facilitator.actor, participant=one, contact=opened[0])
    assert open_contacts(cast.facilitator.actor, participant=one) == []


def give(actor: Actor, person: Participant, purpose: str = "matching", **options: object) -> Consent:
    with writing():
        return agree(actor, person, purpose, **options)


def test_consent_is_withdrawn_at_once_and_never_deleted(cast: Cast, register: Register) -> None:
    person, actor = register(), cast.facilitator.actor
    consent = give(actor, person)
    assert give(actor, person) is consent
    assert queries.has_consent(person, "matching")
    assert db.session.scalars(select(Participant.id).where(queries.matchable())).all() == [person.id]
    with writing():
        withdraw_consent(cast.colleague.actor, participant=person, consent=consent)
    assert not queries.has_consent(person, "matching")
    assert consent.withdrawn_to == cast.colleague.id
    assert queries.list_consents(actor, person) == [consent]
    assert audited(person)[1:] == ["consent.given", "consent.withdrawn"]


def test_sharing_names_its_recipient(cast: Cast, register: Register) -> None:
    person, actor = register(), cast.facilitator.actor
    with pytest.raises(RecipientMissing):
        give(actor, person, "sharing")
    with pytest.raises(RecipientMissing):
        give(actor, person, "matching", recipient_id=cast.town_hall)
    with pytest.raises(UnknownPurpose):
        give(actor, person, "advertising")
    give(actor, person, "sharing", recipient_id=cast.town_hall)
    assert queries.has_consent(person, "sharing", cast.town_hall)
    assert not queries.has_consent(person, "sharing")


def test_a_no_is_kept_and_changes_nothing(cast: Cast, register: Register) -> None:
    person = register()
    with writing():
        refuse_consent(cast.facilitator.actor, participant=person, purpose="messages")
    assert queries.list_consents(cast.facilitator.actor, person) == []
    assert audited(person)[-1] == "consent.refused"


def test_a_sealed_person_exists_for_team_and_coordinator_alone(
    cast: Cast, register: Register, seal: Seal
) -> None:
    person = register("Maria Escondida")
    give(cast.facilitator.actor, person)
    seal(person)
    for hidden in (cast.colleague, cast.registrar, cast.stranger_coordinator):
        with pytest.raises(NotFound):
            queries.get_participant(hidden.actor, person.id)
        assert queries.search(hidden.actor, "Escondida") == []
        assert queries.search_page(hidden.actor, Filters()).count == 0
    for known in (cast.facilitator, cast.coordinator):
        assert names_seen(known.actor) == ["Maria Escondida"]
    assert db.session.scalars(select(Participant.id).where(queries.matchable())).all() == []


def test_opening_a_sealed_person_asks_for_a_reason_for_an_hour(
    cast: Cast, register: Register, seal: Seal
) -> None:
    person, facilitator = register(), cast.facilitator.actor
    seal(person)
    assert queries.get_participant(cast.coordinator.actor, person.id) is person  # who sealed said why
    with pytest.raises(ReasonNeeded):
        queries.get_participant(facilitator, person.id)
    with pytest.raises(UnknownReason):
        open_record(facilitator, participant=person, opening_id=new_id(), reason="curiosity")
    with writing():
        open_record(facilitator, participant=person, opening_id=new_id(), reason="appointment")
    assert queries.get_participant(facilitator, person.id) is person
    with clock.frozen_at(clock.now() + timedelta(hours=2)), pytest.raises(ReasonNeeded):
        queries.get_participant(facilitator, person.id)


def test_sealing_has_a_reason_and_a_way_back(cast: Cast, register: Register, seal: Seal) -> None:
    person, coordinator = register(), cast.coordinator.actor
    with pytest.raises(Forbidden):
        sealing.seal(cast.facilitator.actor, participant=person, reason="risk_to_person")
    with pytest.raises(UnknownReason):
        sealing.seal(coordinator, participant=person, reason="")
    seal(person)
    with pytest.raises(IllegalTransition):
        sealing.seal(coordinator, participant=person, reason="risk_to_person")
    with writing():
        unseal(coordinator, participant=person, reason="risk_ended", note="telefonou")
    moves = db.session.scalars(select(Transition).order_by(Transition.id)).all()
    assert [(move.before, move.after, move.reason) for move in moves] == [
        ("open", "sealed", "risk_to_person"),
        ("sealed", "open", "risk_ended"),
    ]
    assert queries.find_participant(cast.colleague.actor, person.id) is person


def test_the_team_of_a_sealed_person_is_never_empty(cast: Cast, register: Register, seal: Seal) -> None:
    person, coordinator = register(), cast.coordinator.actor
    seal(person)
    with pytest.raises(Forbidden):
        add_to_team(cast.facilitator.actor, participant=person, staff_id=cast.colleague.id)
    with pytest.raises(LastOfTeam):
        remove_from_team(coordinator, participant=person, staff_id=cast.facilitator.id)
    with writing():
        add_to_team(coordinator, participant=person, staff_id=cast.colleague.id)
        remove_from_team(coordinator, participant=person, staff_id=cast.facilitator.id)
    assert names_seen(cast.facilitator.actor) == []
    assert len(names_seen(cast.colleague.actor)) == 1


def test_the_timeline_tells_what_not_the_contents(cast: Cast, register: Register, seal: Seal) -> None:
    person, actor = register("Maria", phone="912345678", note="segredo"), cast.facilitator.actor
    consent = give(actor, person)
    with writing():
        withdraw_consent(actor, participant=person, consent=consent)
        edit_participant(actor, participant=person, version=1, note="outro segredo")
    seal(person)
    events = queries.timeline(cast.coordinator.actor, person)
    assert [event.what for event in events] == [
        "participant.sealed",
        "participant.edited",
        "consent.withdrawn",
        "consent.given",
        "participant.contact_added",
        "participant.created",
    ]
    assert events[1].about == ("note",)
    assert "segredo" not in str(events)
    assert "912345678" not in str(events)


def test_idle_people_wait_for_a_decision(cast: Cast, register: Register) -> None:
    person, actor = register("Maria"), cast.facilitator.actor
    assert queries.idle_page(actor).items == []
    with clock.frozen_at(clock.now() + timedelta(days=740)):
        assert [each.name for each in queries.idle_page(actor).items] == ["Maria"]
        with writing():
            keep(actor, participant=person)
        assert queries.idle_page(actor).items == []
    assert audited(person)[-1] == "participant.kept"


def test_words_go_with_the_name(cast: Cast, register: Register) -> None:
    person = register("Maria João da Costa")
    count = select(func.count()).where(ParticipantWord.participant_id == person.id)
    assert db.session.scalar(count) == 3
