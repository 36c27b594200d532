"""Who is protected is found by no record that a device handed over, and told by none that is missing."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_record
from tests.factories.outreach_registrations import enter
from tests.tablet import Tablet

Work = Callable[[], int]
ClientFor = Callable[[Person | None], PageClient]
HERS = [("name", "Ermelinda Guardada"), ("language", "pt")]


@pytest.fixture
def client(client_for: ClientFor, cast: Cast) -> PageClient:
    return client_for(cast.registrar)


def address(record_id: UUID) -> str:
    return f"/outreach/records/{record_id}"


def arrived(tablet: Tablet, work: Work, *pairs: tuple[str, str]) -> FieldRecord:
    record_id = tablet.write([*pairs])
    tablet.send()
    work()
    return row(record_id)


def row(record_id: UUID) -> FieldRecord:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, record_id)


def protect(cast: Cast, person_id: UUID | None) -> None:
    with making():
        person = db.session.get_one(Participant, person_id)
        seal(clerk(cast.here, cast.coordinator.id), participant=person, reason=SEAL_REASONS[0])


def test_nobody_takes_back_what_somebody_said_who_is_protected_now(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    """She stood on paper and on a tablet: the second was set aside, with her name in it."""
    with making():
        staff = clerk(cast.here, cast.facilitator.id)
        known = enter(staff, table, origin="paper", name="Ermelinda Guardada", slip="7")
    second = arrived(tablet, work, *HERS, ("slip", "7"))
    assert (second.reason, second.participant_id) == ("same_person", known.participant.id)
    protect(cast, known.participant.id)
    found = row(second.id)
    assert (found.content, found.box, found.slip, found.participant_id) == ("", "", "", None)
    page = client.get(address(second.id))
    assert not page.soup.select('form[action$="restoration"]')
    assert address(second.id) not in client.get("/outreach/attention?slip=7").html


@pytest.mark.parametrize("state", [RecordState.DISMISSED, RecordState.ATTENTION])
def test_what_still_says_something_of_somebody_protected_is_read_by_who_may_see_them(
    client_for: ClientFor, cast: Cast, table: Session, state: RecordState
) -> None:
    with making():
        staff = clerk(cast.here, cast.coordinator.id)
        hers = enter(staff, table, name="Ermelinda Guardada", slip="7").participant
        seal(staff, participant=hers, reason=SEAL_REASONS[0])
        record = a_record(staff, table, state=state.value, participant_id=hers.id)
    listed = f"/outreach/attention?slip={record.slip}"
    for person, is_read in ((cast.registrar, False), (cast.coordinator, True)):
        client = client_for(person)
        client.get(address(record.id), status=200 if is_read else 404)
        assert (address(record.id) in client.get(listed).html) is is_read
    waits = client_for(cast.registrar).get("/outreach/attention")
    assert not waits.soup.select("td.table-number"), "nor is it counted"


def test_a_registered_record_looks_the_same_whoever_became_protected(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast
) -> None:
    """Listed with its slip, and leading to nobody: by neither does anybody learn who it was."""
    rosa = arrived(tablet, work, ("name", "Rosa Inventada"), ("language", "pt"), ("slip", "8"))
    hers = arrived(tablet, work, *HERS, ("slip", "7"))
    protect(cast, hers.participant_id)
    listed = client.get("/outreach/attention?state=registered").html
    for record in (rosa, hers):
        assert address(record.id) in listed
        assert not client.get(address(record.id)).soup.select("main a[href^='/participants/']")


def test_whoever_may_see_them_leaves_no_words_of_them_lying_about(
    tablet: Tablet, work: Work, cast: Cast, table: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second form that came after, of a tablet that the coordinator prepared: a person decides."""
    with making():
        staff = clerk(cast.here, cast.coordinator.id)
        hers = enter(staff, table, name="Ermelinda Guardada", slip="7").participant
        seal(staff, participant=hers, reason=SEAL_REASONS[0])
    monkeypatch.setattr("app.outreach.deliveries.operations.registering.registrar_of", lambda *_of: staff)
    second = arrived(tablet, work, *HERS, ("slip", "7"))
    assert (second.state, second.reason, second.participant_id) == ("attention", "same_slip", None)
