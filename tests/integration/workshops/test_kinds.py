"""Kinds of series are data: what follows from one is said of it, and a retired one stays readable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.i18n import offered
from app.core.unit_of_work import writing
from app.core.vocabulary import Vocabulary
from app.people.models import Participant
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment
from app.workshops.enrolments.queries.offered import list_offered
from app.workshops.enrolments.queries.public import get_public
from app.workshops.planning import kinds as module
from app.workshops.planning.kinds import kinds
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import duplicate_workshop
from app.workshops.planning.queries.series import dates_of, list_sessions
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import making
from tests.factories.visits import begin_visit
from tests.factories.workshops import days, make_workshop

ClientFor = Callable[[Person | None], PageClient]
FROM_THE_BEGINNING = {
    "project",
    "micro_initiatives",
    "atelier",
    "outreach",
    "training",
    "training_of_facilitators",
    "seminar",
    "network_meeting",
}


def retire(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this kind is held any more."""
    changed = Vocabulary([replace(each, is_retired=key == kind) for key, each in kinds().items()])
    monkeypatch.setattr(module, "read_vocabulary", lambda *_: changed)


def test_every_kind_is_named_in_every_language_and_none_has_gone() -> None:
    spoken = {each.code for each in offered("kiosk")}
    assert set(kinds()) >= FROM_THE_BEGINNING, "series of it are stored"
    for key, each in kinds().items():
        assert spoken <= set(each.names), key


def test_offers_to_teach_become_one_kind() -> None:
    assert sum(each.is_of_proposals for each in kinds().offered().values()) == 1


def test_a_retired_kind_is_read_and_kept_and_not_chosen(
    cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with writing():
        workshop = make_workshop(actor, kind="seminar", sessions=2)
    retire("seminar", monkeypatch)
    assert not client.get("/workshops/new").soup.select("#kind option[value=seminar]")
    page = client.get("/workshops/new")
    wrong = {"title": "Outro", "kind": "seminar", "organisation_id": str(cast.town_hall)}
    client.submit(page, "/workshops", status=422, **wrong)
    with pytest.raises(NotFound), writing():
        make_workshop(actor, kind="seminar")
    assert db.session.query(Workshop).count() == 1
    assert workshop.title in client.get("/workshops?kind=seminar").text
    address = f"/workshops/{workshop.id}/edit"
    client.submit(client.get(address), address, title="Com outro nome")
    db.session.expire_all()
    changed = db.session.get_one(Workshop, workshop.id)
    assert (changed.title, changed.kind) == ("Com outro nome", "seminar")
    with writing():
        again = duplicate_workshop(
            actor, workshop=changed, workshop_id=new_id(), title="Outra vez", start=days(1)[0]
        )
    assert (again.kind, dates_of([again.id])[again.id].sessions) == ("seminar", 2)


def test_nobody_signs_up_for_what_one_just_comes_to(
    cast: Cast, client_for: ClientFor, staff: Actor, terminal: Actor
) -> None:
    with writing():
        fair = make_workshop(cast.facilitator.actor, kind="fair", sessions=2, title="Feira", capacity=None)
        course = make_workshop(cast.facilitator.actor, kind="senior_course", sessions=2, title="Curso")
        place = make_enrolment(staff, course)
    with pytest.raises(ClosedForEnrolment), writing():
        make_enrolment(staff, fair)
    person = db.session.get_one(Participant, place.participant_id)
    assert [each.workshop.id for each in list_offered(staff, person, None, days(1)[0])] == [course.id]
    assert [get_public(terminal, each.id).enrols for each in (fair, course)] == [False, True]
    desk = client_for(cast.facilitator).get(f"/workshops/{fair.id}").soup
    assert not desk.select('main a[href$="/enrolments"], main a[href$="/completion"]')


def test_at_the_kiosk_a_fair_asks_nobody_to_sign_up(cast: Cast, client_for: ClientFor) -> None:
    with making():
        fair = make_workshop(cast.facilitator.actor, kind="fair", sessions=2)
        course = make_workshop(cast.facilitator.actor, kind="senior_course", sessions=2)
    begin_visit(cast.kiosk.id, with_list=True)
    kiosk = client_for(cast.kiosk)
    signing_up = "main a[href*='/enrolment/']"
    assert kiosk.get(f"/kiosk/workshops/{course.id}").soup.select(signing_up)
    assert not kiosk.get(f"/kiosk/workshops/{fair.id}").soup.select(signing_up)
    kiosk.get(f"/kiosk/workshops/{fair.id}/enrolment/name", status=303)


def test_of_a_fair_that_is_over_the_office_is_asked_how_many_came(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        yesterday = days(1)[0] - timedelta(days=2)
        fair = make_workshop(cast.facilitator.actor, kind="fair", sessions=[yesterday])
        session = list_sessions(cast.facilitator.actor, fair)[0]
    page = client_for(cast.facilitator).get("/")
    assert page.soup.select_one(f'#to-complete a[href="/workshops/sessions/{session.id}/heads"]')


def test_whoever_has_a_place_is_still_read_where_the_kind_changed(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    with writing():
        workshop = make_workshop(cast.facilitator.actor)
        make_enrolment(cast.facilitator.actor, workshop)
    address = f"/workshops/{workshop.id}"
    client.submit(client.get(f"{address}/edit"), f"{address}/edit", kind="fair")
    assert client.get(address).soup.select_one(f'main a[href="{address}/enrolments"]')
    client.get(f"{address}/enrolments")
