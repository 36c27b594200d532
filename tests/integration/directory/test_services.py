"""Writing services: whose they are, their states, freshness, texts."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import SYSTEM
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.machine import Transition, UnknownReason
from app.directory.services.models import Service, Structure
from app.directory.services.operations.checking import Reminder, check_service, remind_owners
from app.directory.services.operations.entries import create_service, edit_service, translate_service
from app.directory.services.operations.publication import move_service
from app.directory.services.queries.services import get_service, list_to_check
from app.directory.services.queries.structures import get_structure
from app.directory.shelves.queries import list_proposed
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from tests.cast import Cast
from tests.factories.directory import a_place, a_service, neglect, publish
from tests.factories.offers import an_offer
from tests.factories.one_of_each import making


@pytest.fixture
def own(cast: Cast) -> Structure:
    """A place of the organisation for which the partner's technician works."""
    with making():
        return a_place(cast.coordinator.actor, cast.town_hall)


@pytest.fixture
def foreign(cast: Cast) -> Structure:
    """A place of an organisation that is not theirs."""
    with making():
        other = create_organisation(
            cast.administrator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação Água Viva",
            kind=OrganisationKind.ASSOCIATION,
        )
        return a_place(cast.coordinator.actor, other.id, name="Casa da Água")


def test_a_partner_writes_for_its_own_organisation_only(
    cast: Cast, own: Structure, foreign: Structure
) -> None:
    partner = cast.partner_technician.actor
    with making():
        service = a_service(partner, own)
        move_service(partner, service=service, after="proposed")
        assert service.state == "proposed"
        with pytest.raises(Forbidden):
            move_service(partner, service=service, after="published")
        with pytest.raises(Forbidden):
            a_service(partner, foreign)
        theirs = a_service(cast.facilitator.actor, foreign)
    with pytest.raises(NotFound):
        get_service(partner, theirs.id)
    with making():
        publish(cast.coordinator.actor, theirs)
    assert get_service(partner, theirs.id).id == theirs.id
    with pytest.raises(Forbidden):
        check_service(partner, service=theirs)


def test_a_registrar_sees_what_is_published_and_writes_nothing(cast: Cast, own: Structure) -> None:
    with making():
        service = a_service(cast.facilitator.actor, own)
    with pytest.raises(NotFound):
        get_service(cast.registrar.actor, service.id)
    with pytest.raises(Forbidden):
        move_service(cast.registrar.actor, service=service, after="proposed")


def test_nobody_sees_another_municipalitys(cast: Cast, own: Structure) -> None:
    with making():
        service = publish(cast.coordinator.actor, a_service(cast.facilitator.actor, own))
    for person in (cast.stranger, cast.stranger_coordinator):
        with pytest.raises(NotFound):
            get_service(person.actor, service.id)
        with pytest.raises(NotFound):
            get_structure(person.actor, own.id)
        with pytest.raises(Forbidden):
            a_service(person.actor, own)


def test_every_state_is_reached_with_its_trace(cast: Cast, own: Structure) -> None:
    coordinator = cast.coordinator.actor
    with making():
        service = a_service(cast.facilitator.actor, own)
        with pytest.raises(IllegalTransition):
            move_service(coordinator, service=service, after="published")
        move_service(coordinator, service=service, after="proposed")
        move_service(coordinator, service=service, after="draft", reason="unclear", note="Para quem é?")
        publish(coordinator, service)
        for reason in ("because", ""):
            with pytest.raises(UnknownReason):
                move_service(coordinator, service=service, after="suspended", reason=reason)
        move_service(coordinator, service=service, after="suspended", reason="no_places")
        move_service(coordinator, service=service, after="published")
        move_service(coordinator, service=service, after="archived", reason="ended")
        move_service(coordinator, service=service, after="draft")
    moves = db.session.scalars(
        select(Transition).where(Transition.subject_id == service.id).order_by(Transition.at, Transition.id)
    ).all()
    assert [each.after for each in moves] == [
        "proposed", "draft", "proposed", "published", "suspended", "published", "archived", "draft",
    ]  # fmt: skip
    assert (moves[1].reason, moves[1].note) == ("unclear", "Para quem é?")
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == service.id)).all()
    assert {"service.created", "service.published", "service.archived"} <= set(acts)


def test_the_same_creation_twice_is_one_service(cast: Cast, own: Structure) -> None:
    key = new_id()
    with making():
        for _again in range(2):
            create_service(
                cast.facilitator.actor, service_id=key, structure=own, name="Uma vez", description="Só uma."
            )
        with pytest.raises(Conflict):
            create_service(
                cast.colleague.actor, service_id=key, structure=own, name="Outra", description="De outrem."
            )
    assert len(db.session.scalars(select(Service).where(Service.id == key)).all()) == 1


def test_a_change_over_another_is_refused(cast: Cast, own: Structure) -> None:
    with making():
        service = a_service(cast.facilitator.actor, own)
        version = service.version
        touched = edit_service(
            cast.facilitator.actor,
            service=service,
            version=version,
            name="Papéis",
            themes=["documents", "debts"],
        )
        assert set(touched) == {"name", "themes"}
        with pytest.raises(StaleRecord):
            edit_service(cast.colleague.actor, service=service, version=version, name="Outra")
        unchanged = edit_service(
            cast.facilitator.actor, service=service, version=service.version, name="Papéis"
        )
    assert unchanged == []
    assert service.values_of("themes") == ["documents", "debts"]


def test_a_parish_of_elsewhere_is_not_taken(cast: Cast, own: Structure) -> None:
    with making():
        service = a_service(cast.facilitator.actor, own)
        with pytest.raises(NotFound):
            edit_service(cast.facilitator.actor, service=service, version=service.version, parish_id=new_id())


def test_texts_of_a_language_come_and_go(cast: Cast, own: Structure) -> None:
    actor = cast.facilitator.actor
    with making():
        service = a_service(actor, own)
        for name, description in (("Допомога", "Листи й бланки."), ("Папери", "")):
            words = {("uk", "name"): name, ("uk", "description"): description}
            translate_service(actor, service=service, version=service.version, texts=words)
    assert [(each.lang, each.field, each.value) for each in service.texts] == [("uk", "name", "Папери")]


@pytest.mark.clock("2026-03-02T10:00+00:00")
def test_owners_of_what_is_stale_are_asked_once_a_month(
    cast: Cast, own: Structure, foreign: Structure
) -> None:
    coordinator = cast.coordinator.actor
    with making():
        fresh = publish(coordinator, a_service(coordinator, own, name="Fresco"))
        late = neglect(publish(coordinator, a_service(coordinator, own, name="Esquecido")))
        alone = neglect(publish(coordinator, a_service(coordinator, foreign, name="Sem técnico")))
        neglect(a_service(coordinator, own, name="Rascunho"))
    letters: list[Reminder] = []
    with making():
        assert remind_owners(SYSTEM, send=letters.append) == 2
        assert remind_owners(SYSTEM, send=letters.append) == 0
    sent = {(letter.to, each.name) for letter in letters for each in letter.services}
    assert sent == {(cast.partner_technician.email, "Esquecido"), ("balcao@example.org", "Sem técnico")}
    assert fresh.reminded_on is None
    with clock.frozen_at(clock.now() + timedelta(days=31)), making():
        assert remind_owners(SYSTEM, send=letters.append) == 2
        check_service(cast.partner_technician.actor, service=late)
        check_service(coordinator, service=alone)
        assert late.checked_on is not None
        assert late.due_on == late.checked_on + timedelta(days=late.check_every)
    assert late.reminded_on is None


def test_the_front_page_lists_what_the_actor_should_look_at_and_what_they_may_publish(
    cast: Cast, own: Structure, foreign: Structure
) -> None:
    coordinator = cast.coordinator.actor
    with making():
        mine = neglect(publish(coordinator, a_service(coordinator, own, name="Nosso")))
        theirs = neglect(publish(coordinator, a_service(coordinator, foreign, name="Deles")))
        waiting = a_service(coordinator, own, name="Proposto")
        move_service(coordinator, service=waiting, after="proposed")
    on = clock.now().date()
    assert [each.id for each in list_to_check(cast.partner_technician.actor, on, 8)] == [mine.id]
    for writer in (coordinator, cast.facilitator.actor):
        assert {each.id for each in list_to_check(writer, on, 8)} == {mine.id, theirs.id}
    assert list_to_check(cast.registrar.actor, on, 8) == ()
    assert [(each.key, each.id) for each in list_proposed(coordinator, 8)] == [("services", waiting.id)]


def test_what_was_proposed_first_waits_first_whenever_it_was_written(cast: Cast, own: Structure) -> None:
    coordinator, partner = cast.coordinator.actor, cast.partner_technician.actor
    start = clock.now()

    def day(number: int) -> AbstractContextManager[object]:
        return clock.frozen_at(start + timedelta(days=number))

    with making():
        with day(0):
            written_first, again = (a_service(partner, own, name=name) for name in ("Antigo", "De novo"))
            move_service(partner, service=again, after="proposed")
        with day(1):
            offer = an_offer(partner, cast.town_hall)
        with day(2):
            move_service(partner, service=written_first, after="proposed")
        with day(3):
            move_service(coordinator, service=again, after="draft", reason="unclear")
            move_service(partner, service=again, after="proposed")
    waiting = [each.id for each in list_proposed(coordinator, 8)]
    assert waiting == [offer.id, written_first.id, again.id]


def test_whoever_has_lost_a_municipality_has_lost_its_services(cast: Cast, own: Structure) -> None:
    with making():
        service = a_service(cast.facilitator.actor, own)
    left = replace(cast.facilitator.actor, grants={})
    with pytest.raises(NotFound):
        get_service(left, service.id)
