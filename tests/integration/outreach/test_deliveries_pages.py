"""What could not be registered by itself: who decides about it sees why, and goes on."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Staff
from app.core import clock
from app.core.db import db, new_id
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations import opening
from app.outreach.deliveries.operations.keeping import erase_dismissed
from app.outreach.registrations.models import Registration
from app.people.models import Consent, Participant
from app.people.purposes import purposes
from app.skills import snapshot
from app.skills.models.inventory import Inventory
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_record
from tests.factories.outreach_registrations import enter, make_table
from tests.tablet import Tablet

Work = Callable[[], int]
ClientFor = Callable[[Person | None], PageClient]
ROSA = [("name", "Rosa Inventada"), ("language", "pt")]
AGREED = [
    ("consents-matching", "yes"),
    ("consents-matching-wording", purposes()["matching"].version),
]


@pytest.fixture
def client(client_for: ClientFor, cast: Cast) -> PageClient:
    return client_for(cast.facilitator)


def address(record_id: UUID, *more: str) -> str:
    return "/".join((f"/outreach/records/{record_id}", *more))


def row(record_id: UUID) -> FieldRecord:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, record_id)


def arrived(tablet: Tablet, work: Work, *pairs: tuple[str, str]) -> UUID:
    record_id = tablet.write([*pairs])
    tablet.send()
    work()
    return record_id


def test_what_is_wrong_is_marked_and_mended_on_one_page(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast
) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "uk"), ("interests", "job"), ("slip", "7"))
    page = client.get(address(record_id))
    assert page.soup.select_one(".error-summary")
    form = page.form(address(record_id))
    assert (form["language"], form["slip"], form["name"]) == ("uk", "7", "")
    client.post(address(record_id), {**form, "name": "Rosa Inventada"}, status=303)
    found = row(record_id)
    assert (found.state, found.content, found.slip) == ("registered", "", "7")
    registration = db.session.get_one(Registration, record_id)
    assert (registration.origin, registration.registered_by) == ("tablet", cast.facilitator.id)
    assert db.session.get_one(Participant, found.participant_id).language == "uk"


def test_what_is_still_wrong_stays_typed(client: PageClient, tablet: Tablet, work: Work) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"))
    form = client.get(address(record_id)).form(address(record_id))
    page = client.post(address(record_id), {**form, "contact": "912 345 678"}, status=422)
    assert page.form(address(record_id))["contact"] == "912 345 678"
    assert row(record_id).state == "attention"


def test_sent_twice_somebody_is_registered_once(client: PageClient, tablet: Tablet, work: Work) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"))
    form = {**client.get(address(record_id)).form(address(record_id)), "name": "Rosa Inventada"}
    for _ in range(2):
        client.post(address(record_id), form, status=303)
    db.session.rollback()
    assert len(db.session.scalars(select(Registration)).all()) == 1


def test_whoever_mends_changes_no_words_that_somebody_agreed_to(
    client: PageClient, tablet: Tablet, work: Work
) -> None:
    """They were asked in the hall by an older wording; the page would ask by today's."""
    purpose = purposes()["matching"]
    older = min(purpose.versions)
    asked = [("consents-matching", "yes"), ("consents-matching-wording", older)]
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"), ("born", "1980"), *asked)
    form = client.get(address(record_id)).form(address(record_id))
    form |= {"name": "Rosa Inventada", "consents-matching-wording": "9999-01-01"}
    client.post(address(record_id), form, status=303)
    db.session.rollback()
    assert db.session.scalars(select(Consent.wording)).all() == [older]


def test_what_is_not_offered_any_more_is_not_lost_by_mending(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast
) -> None:
    rare = [each for each in snapshot.current().keys.values() if not each.is_retired][-1].key
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"), ("competences", rare))
    page = client.get(address(record_id))
    assert "competences" not in page.form(address(record_id))
    client.post(address(record_id), {**page.form(address(record_id)), "name": "Rosa Inventada"}, status=303)
    db.session.rollback()
    person = db.session.get_one(Participant, row(record_id).participant_id)
    held = [entry for own in inventories_of(person) for entry in own.entries]
    assert len(held) == 1


def inventories_of(person: Participant) -> Sequence[Inventory]:
    return db.session.scalars(select(Inventory).where(Inventory.participant_id == person.id)).all()


def test_whoever_may_lets_in_what_a_registrar_who_left_has_made(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast
) -> None:
    with making():
        db.session.get_one(Staff, cast.registrar.id).suspended_at = clock.now()
    record_id = arrived(tablet, work, *ROSA, *AGREED)
    form = client.get(address(record_id)).form(address(record_id))
    client.post(address(record_id), form, status=303)
    assert row(record_id).state == "registered"
    assert db.session.scalars(select(Consent.taken_by)).all() == [cast.registrar.id]


def test_all_of_a_session_is_let_in_by_one_act(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    with making():
        db.session.get_one(Staff, cast.registrar.id).suspended_at = clock.now()
    names = ("Rosa Inventada", "Ivo Inventado", "")
    ids = [tablet.write([("name", name), ("language", "pt"), *AGREED]) for name in names]
    tablet.send()
    work()
    assert {row(each).reason for each in ids} == {"registrar_left"}
    page = client.get("/outreach/attention")
    action = f"/outreach/sessions/{table.id}/admission"
    client.post(action, page.form(action), status=303)
    work()
    assert [(row(each).state, row(each).reason) for each in ids] == [
        ("registered", ""),
        ("registered", ""),
        ("attention", "invalid"),
    ]
    db.session.rollback()
    assert {*db.session.scalars(select(Registration.registered_by))} == {cast.facilitator.id}
    assert {*db.session.scalars(select(Consent.taken_by))} == {cast.registrar.id}
    assert {row(each).made_by for each in ids} == {cast.registrar.id}


def test_somebody_says_in_which_session_it_was(
    client: PageClient,
    tablet: Tablet,
    work: Work,
    cast: Cast,
    table: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as unknown:
        unknown.setattr(opening, "find_session", lambda _record: None)
        record_id = arrived(tablet, work, *ROSA)
    with making():
        db.session.get_one(FieldRecord, record_id).session_id = None
        other = make_table(clerk(cast.here, cast.facilitator.id), title="Outra sessão")
    page = client.get(address(record_id))
    assert "Rosa" not in page.text
    action = address(record_id, "session")
    client.post(action, {**page.form(action), "session": ""}, status=422)
    client.post(action, {**page.form(action), "session": str(other.id)}, status=303)
    form = client.get(address(record_id)).form(address(record_id))
    client.post(address(record_id), form, status=303)
    assert (row(record_id).state, row(record_id).session_id) == ("registered", other.id)


def test_a_record_is_given_to_no_session_elsewhere(client: PageClient, cast: Cast, table: Session) -> None:
    with making():
        record = a_record(clerk(cast.here, cast.facilitator.id), table, session_id=None)
        elsewhere = make_table(clerk(cast.elsewhere, cast.stranger.id))
    action = address(record.id, "session")
    form = client.get(address(record.id)).form(action)
    client.post(action, {**form, "session": str(elsewhere.id)}, status=422)


def test_one_slip_for_two_people_is_settled_by_another_number(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    with making():
        enter(clerk(cast.here, cast.facilitator.id), table, name="Domingos Pereira", slip="7")
    record_id = arrived(tablet, work, *ROSA, ("slip", "7"))
    form = client.get(address(record_id)).form(address(record_id))
    page = client.post(address(record_id), form, status=422)
    assert "Domingos" not in page.text
    client.post(address(record_id), {**form, "slip": "8"}, status=303)
    assert (row(record_id).state, row(record_id).slip) == ("registered", "8")


def test_what_was_set_aside_by_itself_is_taken_back(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    """Two cousins are called Rosa Inventada, and one had the other's slip in her hand."""
    with making():
        enter(clerk(cast.here, cast.facilitator.id), table, name="Rosa Inventada", slip="7")
    record_id = arrived(tablet, work, *ROSA, ("slip", "7"))
    action = address(record_id, "restoration")
    client.post(action, client.get(address(record_id)).form(action), status=303)
    found = row(record_id)
    assert (found.state, found.reason, found.participant_id) == ("attention", "same_slip", None)
    form = client.get(address(record_id)).form(address(record_id))
    client.post(address(record_id), {**form, "slip": "8"}, status=303)
    assert row(record_id).state == "registered"


def test_the_second_of_two_under_one_id_can_be_somebody_else(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    record_id = new_id()
    with making():
        enter(
            clerk(cast.here, cast.facilitator.id), table, registration_id=record_id, name="Domingos Pereira"
        )
    tablet.write(ROSA, record_id)
    tablet.send()
    work()
    assert row(record_id).reason == "same_id"
    form = client.get(address(record_id)).form(address(record_id))
    client.post(address(record_id), form, status=303)
    db.session.rollback()
    names = select(Participant.name).join(Registration, Registration.participant_id == Participant.id)
    assert {*db.session.scalars(names)} == {"Domingos Pereira", "Rosa Inventada"}


def test_a_trial_is_set_aside_and_comes_back(client: PageClient, tablet: Tablet, work: Work) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"))
    action = address(record_id, "dismissal")
    client.post(action, client.get(action).form(action), status=422)
    client.post(action, {**client.get(action).form(action), "reason": "gone"}, status=422)
    client.post(action, {**client.get(action).form(action), "reason": "trial"}, status=303)
    assert (row(record_id).state, row(record_id).reason) == ("dismissed", "trial")
    back = address(record_id, "restoration")
    client.post(back, client.get(address(record_id)).form(back), status=303)
    assert (row(record_id).state, row(record_id).reason) == ("attention", "invalid")


def test_what_was_set_aside_is_erased_after_ninety_days(
    client: PageClient, tablet: Tablet, work: Work
) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"))
    action = address(record_id, "dismissal")
    client.post(action, {**client.get(action).form(action), "reason": "trial"}, status=303)
    for days, count in ((89, 0), (91, 1)):
        with clock.frozen_at(clock.now() + timedelta(days=days)), making():
            assert erase_dismissed(is_meant=False) == count
            assert erase_dismissed(is_meant=True) == count
    assert (row(record_id).content, row(record_id).state) == ("", "dismissed")
    page = client.get(address(record_id))
    assert not page.soup.select('form[action$="restoration"]')


def test_once_the_key_is_there_it_is_opened(
    client: PageClient, tablet: Tablet, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as lost:
        lost.setattr(opening, "_keys_for", lambda _record: iter(()))
        record_id = arrived(tablet, work, *ROSA)
    assert row(record_id).reason == "not_opened"
    action = address(record_id, "opening")
    client.post(action, client.get(address(record_id)).form(action), status=303)
    work()
    assert row(record_id).state == "registered"
