"""What somebody says at a session is what the programme then knows of them: nothing more, nothing less."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound
from app.network.models import Parish
from app.outreach.registrations.models import Registration
from app.outreach.registrations.operations import SlipTaken
from app.people.facts.held import Held, held_on, keys, value
from app.people.facts.queries import list_facts
from app.people.models import Consent, ContactPoint, Participant
from app.skills import snapshot
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.queries.who_can import Wanted, who_can
from app.workshops.attendance.models import Attendance
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.enrolments import agree
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import ZONE


def held(person: Participant) -> Held:
    return held_on(list_facts(person.id), clock.today(ZONE))


def test_whoever_says_only_a_name_is_registered_to_be_seen_to_later(registrar: Actor, table: Session) -> None:
    with making():
        found = enter(registrar, table, name="Só Nome")
    person = found.participant
    assert (found.is_new, found.is_sure) == (True, False)
    assert (person.name, person.is_unverified, person.birth_year) == ("Só Nome", True, None)
    assert person.created_by == registrar.id
    assert {each.kind for each in list_facts(person.id)} == {"language"}
    for nothing in (ContactPoint, Consent, Inventory):
        theirs = select(func.count()).where(nothing.participant_id == person.id)
        assert db.session.scalar(theirs) == 0


def test_each_answer_lands_where_it_is_looked_for(cast: Cast, registrar: Actor, table: Session) -> None:
    with making():
        person = enter(
            registrar,
            table,
            contact="912 345 678 (filha), ana@example.org",
            born="1984-03",
            parish_id=cast.parish,
            language="uk",
            work="unregistered",
            groups=("migrant", "disability"),
            interests=("job", "portuguese"),
            representative="Rui Tutor",
            slip="7",
            wants_call=True,
        ).participant
    assert (person.birth_year, person.language, person.parish_id) == (1984, "uk", cast.parish)
    assert [point.key for point in person.contact_points] == ["+351912345678", "ana@example.org"]
    said = held(person)
    one = {kind: value(said, kind) for kind in ("born", "work", "representative", "language")}
    assert one == {"born": "1984-03", "work": "unregistered", "representative": "Rui Tutor", "language": "uk"}
    assert keys(said, "group") == ["disability", "migrant"]
    assert keys(said, "interest") == ["job", "portuguese"]
    kept = db.session.scalars(select(Registration)).one()
    assert (kept.slip, kept.wants_call, kept.origin) == ("7", True, "tablet")
    assert (kept.session_id, kept.participant_id) == (table.id, person.id)
    assert kept.registered_by == registrar.id


def test_the_day_of_the_session_counts_whatever_the_clock_of_the_tablet_says(
    registrar: Actor, table: Session
) -> None:
    today = clock.today(ZONE)
    for wrong in (today - timedelta(days=9_000), today + timedelta(days=9_000)):
        with making():
            person = enter(registrar, table, work="retired", captured_on=wrong).participant
        assert held(person)["work", ""].since == today.isoformat()


def test_what_was_said_on_an_earlier_day_holds_since_then(registrar: Actor) -> None:
    day = clock.today(ZONE) - timedelta(days=4)
    with making():
        person = enter(registrar, None, work="retired", captured_on=day).participant
    assert held(person)["work", ""].since == day.isoformat()


def test_what_somebody_can_do_is_found_by_who_looks_for_it_without_asking_how_often(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    views = list(snapshot.current().keys.values())[:2]
    with making():
        person = enter(registrar, table, competences=(views[0].key, views[1].key)).participant
        agree(cast.facilitator.actor, person)
    made = db.session.scalars(select(Inventory).where(Inventory.participant_id == person.id)).one()
    assert (made.origin, made.state) == ("outreach", InventoryState.CLAIMED)
    assert {each.competence_id: each.context for each in made.entries} == {
        each.id: each.main_context for each in views
    }
    assert {each.frequency for each in made.entries} == {None}
    found = who_can(cast.facilitator.actor, wanted=[Wanted(views[0].id)])
    assert [each.participant.id for each in found.items] == [person.id]


def test_somebody_who_registers_was_at_the_session(registrar: Actor, table: Session) -> None:
    with making():
        found = enter(registrar, table)
    assert found.enrolment is not None
    assert (found.enrolment.workshop_id, found.enrolment.origin) == (table.workshop_id, "outreach")
    mark = db.session.get_one(Attendance, (table.id, found.enrolment.id))
    assert (mark.state, mark.minutes, mark.noted_how) == ("present", table.minutes, "outreach")


def test_a_pathway_worker_registers_as_well_and_notes_presence_only_by_that(
    cast: Cast, table: Session
) -> None:
    with making():
        found = enter(cast.pathway_worker.actor, table)
    assert found.enrolment is not None
    assert db.session.get(Attendance, (table.id, found.enrolment.id)) is not None


@pytest.mark.parametrize("role", ["administrator", "observer", "partner_technician", "stranger"])
def test_nobody_else_registers_here(cast: Cast, table: Session, role: str) -> None:
    actor: Actor = getattr(cast, role).actor
    with pytest.raises(Forbidden), making():
        enter(replace(actor, municipality_id=cast.here), table)
    assert db.session.scalar(select(func.count()).select_from(Registration)) == 0


def test_a_session_of_another_municipality_is_none(cast: Cast, table: Session) -> None:
    with pytest.raises(Conflict), making():
        enter(cast.stranger_coordinator.actor, table)


def test_a_parish_of_elsewhere_is_none(cast: Cast, registrar: Actor, table: Session) -> None:
    with making():
        parish = Parish(
            id=new_id(), municipality_id=cast.elsewhere, code="990299", name="Longe", sort_key="longe"
        )
        db.session.add(parish)
    with pytest.raises(NotFound), making():
        enter(registrar, table, parish_id=parish.id)


def test_a_slip_is_one_person_in_its_session(cast: Cast, registrar: Actor, table: Session) -> None:
    with making():
        enter(registrar, table, slip="12")
    with pytest.raises(SlipTaken), making():
        enter(registrar, table, slip="12", name="Outra Pessoa")
    with making():
        enter(registrar, None, slip="12", name="Outra Pessoa")
