"""A code that a person has: what it opens at the kiosk, for whom, how often, and what stays of it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.codes import ClaimCode
from app.skills.models.inventory import InventoryEntry, InventoryState
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import code_of
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations import sign_ups
from app.workshops.proposals.models import WorkshopProposal
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit
from tests.factories.workshops import make_workshop
from tests.integration.kiosk.conftest import HandClock, rows, the_list
from tests.integration.kiosk.visitor import WRONG, Visitor, begin_again, enter, typed

Clients = Callable[[Person | None], PageClient]
NAME = "Zulmira Invenção"
HOUR = 60 * 60


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


def receive(staff: Actor) -> UUID:
    """The office receives the list; the id of whose it is now."""
    own = the_list()
    with making():
        person = make_person(staff, NAME)
        claim_inventory(staff, inventory=own, participant=person)
        return person.id


def test_a_kept_list_goes_on_in_a_later_visit_under_the_same_code(visitor: Visitor, code: ClaimCode) -> None:
    enter(visitor, typed(code))
    assert visitor.page.soup.select_one('main a[href="/kiosk/review"]')
    visitor.go("/kiosk/contexts")
    visitor.choose("home-family")
    visitor.answer("frequency", "never")
    visitor.open("/kiosk/review")
    visitor.go("/kiosk/things/")
    visitor.answer("frequency", "once")
    visitor.go("/kiosk/suggestions")
    visitor.go("/kiosk/list")
    visitor.go("/kiosk/code")
    assert code.grouped in visitor.page.text
    begin_again(visitor)
    told = [each.frequency for each in the_list().entries]
    assert (told.count("never"), told.count("once")) == (1, 1)
    assert the_list().state == InventoryState.SAVED


def test_the_first_screen_leads_to_the_code_in_the_language_that_is_chosen(visitor: Visitor) -> None:
    visitor.go("/kiosk/?back=")
    visitor.answer("language", "ar")
    assert visitor.page.form("/kiosk/opening")
    assert visitor.page.soup.html is not None
    assert visitor.page.soup.html["lang"] == "ar"


def test_the_same_code_opens_the_list_again_in_the_same_visit(visitor: Visitor, code: ClaimCode) -> None:
    for _ in range(2):
        enter(visitor, typed(code))
        assert visitor.page.soup.select_one('main a[href="/kiosk/contexts"]')
    assert rows()["inventory"] == 1


def test_a_scanner_types_the_whole_code(visitor: Visitor, code: ClaimCode) -> None:
    enter(visitor, {"digits": code.scanned})
    assert visitor.page.soup.select_one('main a[href="/kiosk/review"]')


def test_a_list_is_erased_only_after_a_question_and_its_code_opens_nothing_then(
    visitor: Visitor, code: ClaimCode
) -> None:
    enter(visitor, typed(code))
    visitor.go("/kiosk/inventory/erasure")
    visitor.go("/kiosk/list")
    assert the_list().state == InventoryState.SAVED
    visitor.go("/kiosk/inventory/erasure")
    visitor.press("/kiosk/inventory/erasure")
    assert db.session.query(InventoryEntry).count() == 0
    enter(visitor, typed(code), status=422)


def test_the_question_says_which_places_go_with_the_list(visitor: Visitor, cast: Cast, staff: Actor) -> None:
    with making():
        make_workshop(staff, title="Horta de inverno", organisation_id=cast.town_hall)
    begin_visit(cast.kiosk.id, saved=True, placed=True)
    code = code_of(the_list())
    begin_again(visitor)
    enter(visitor, typed(code))
    visitor.go("/kiosk/places")
    visitor.open("/kiosk/inventory/erasure")
    assert "Horta de inverno" in visitor.page.text
    visitor.press("/kiosk/inventory/erasure")
    db.session.rollback()
    assert db.session.query(Enrolment).one().state == "cancelled"


def test_what_was_offered_to_be_taught_is_found_again(visitor: Visitor, code: ClaimCode) -> None:
    enter(visitor, typed(code))
    visitor.go("/kiosk/teaching")
    button = visitor.page.soup.select_one('button[name="competence"]')
    assert button
    visitor.answer("competence", str(button["value"]))
    begin_again(visitor)
    enter(visitor, typed(code))
    visitor.go("/kiosk/teaching")
    assert visitor.page.soup.select_one(".assurance")
    assert not visitor.page.soup.select('button[name="competence"]')


def test_a_list_that_the_office_has_received_is_read_and_printed_and_not_changed(
    visitor: Visitor, code: ClaimCode, staff: Actor
) -> None:
    person_id = receive(staff)
    entry = the_list().entries[0].id
    enter(visitor, typed(code))
    shown = [visitor.page]
    for url in ("/kiosk/review", "/kiosk/code/sheet", "/kiosk/teaching", "/kiosk/leaving", "/kiosk/"):
        visitor.open(url)
        shown.append(visitor.page)
    assert len(shown[1].soup.select(".review-entry")) == 3
    assert not shown[1].soup.select('form[action*="/removal"], a[href^="/kiosk/things/"]')
    for page in shown:
        assert NAME.split(maxsplit=1)[0] not in page.html, "who has the code learns no name"
        assert str(person_id) not in page.html
        assert code.grouped not in page.text
    card = {"card": "cook-everyday-meals", "frequency": "never"}
    for url, data in (
        ("/kiosk/contexts/home-family/1", card),
        ("/kiosk/things/cook-everyday-meals", card),
        (f"/kiosk/entries/{entry}/removal", {}),
        (f"/kiosk/details/{entry}", {"level": "alone"}),
        ("/kiosk/words", {"words": "cavar"}),
        ("/kiosk/teaching", {"competence": "cook-everyday-meals"}),
        ("/kiosk/inventory/saving", {}),
        ("/kiosk/inventory/erasure", {}),
    ):
        assert visitor.client.post(url, data, status=303).location == "/kiosk/list", url
    db.session.rollback()
    assert the_list().participant_id == person_id
    assert len(the_list().entries) == 3
    assert db.session.query(WorkshopProposal).count() == 0


def test_a_list_that_is_received_while_somebody_changes_it_says_so(
    visitor: Visitor, code: ClaimCode, staff: Actor
) -> None:
    enter(visitor, typed(code))
    visitor.go("/kiosk/contexts")
    receive(staff)
    visitor.choose("home-family")
    assert visitor.page.soup.select_one('main a[href="/kiosk/review"]')
    assert not visitor.page.soup.select_one('main a[href="/kiosk/contexts"]')


def test_the_list_of_somebody_protected_is_not_there_nor_stays_on_the_screen(
    visitor: Visitor, code: ClaimCode, staff: Actor
) -> None:
    person_id = receive(staff)
    enter(visitor, typed(code))
    with making():
        seal(staff, participant=db.session.get_one(Participant, person_id), reason=SEAL_REASONS[0])
    assert visitor.client.get("/kiosk/review", status=303).location == "/kiosk/"
    refused = enter(visitor, typed(code), status=422)
    begin_again(visitor)
    unknown = enter(visitor, WRONG, status=422)
    said = [page.soup.select_one(".notice-bad") for page in (refused, unknown)]
    assert said[0] is not None
    assert said[0] == said[1], "a protected person's code answers as one that nobody has"


def test_a_code_past_its_last_day_says_so(time: HandClock, visitor: Visitor, code: ClaimCode) -> None:
    time.pass_by(91 * 24 * HOUR)
    visitor.open("/kiosk/")
    visitor.answer("language", "pt")
    page = enter(visitor, typed(code), status=422)
    assert "já não serve" in page.text


def test_the_code_of_a_place_that_was_given_up_says_so(visitor: Visitor, cast: Cast, staff: Actor) -> None:
    with making():
        workshop_id = make_workshop(staff, organisation_id=cast.town_hall).id
    visitor.answer("language", "pt")
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    place = visitor.client.submit(visitor.page, action, name="Rosa").location
    visitor.open(f"{place}/cancellation")
    visitor.answer("reason", "transport")
    code = sign_ups.code_of(db.session.query(Enrolment).one())
    begin_again(visitor)
    assert "já não está guardada" in enter(visitor, typed(code), status=422).text


def test_a_list_that_was_begun_and_not_kept_is_lost_only_after_words(
    visitor: Visitor, code: ClaimCode
) -> None:
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    visitor.open("/kiosk/opening")
    assert not visitor.page.soup.select_one('main a[href^="/kiosk/suggestions"]'), "nothing is on it yet"
    visitor.open("/kiosk/contexts/home-family")
    visitor.answer("frequency", "daily")
    visitor.open("/kiosk/opening")
    assert visitor.page.soup.select_one('main a[href^="/kiosk/suggestions"]')
    visitor.client.submit(visitor.page, "/kiosk/opening", status=422, **WRONG)
    assert rows()["inventory_entry"] == 4, "a wrong code costs nothing"
    enter(visitor, typed(code))
    assert rows()["inventory_entry"] == 3


def test_that_a_list_was_opened_is_noted_with_its_id_alone(
    visitor: Visitor, code: ClaimCode, cast: Cast, staff: Actor
) -> None:
    receive(staff)
    enter(visitor, typed(code))
    noted = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "inventory.opened_by_code")
    ).one()
    assert (noted.subject_id, noted.actor_id, noted.detail) == (the_list().id, cast.kiosk.id, {})


def test_the_next_visitor_finds_nothing_of_an_opened_list(
    time: HandClock, visitor: Visitor, code: ClaimCode, cast: Cast, client_for: Clients
) -> None:
    before = {name: count for name, count in rows().items() if name.startswith("inventory")}
    enter(visitor, typed(code))
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    for url in ("/kiosk/list", "/kiosk/review", "/kiosk/code", "/kiosk/code/sheet", "/kiosk/opening"):
        assert visitor.client.get(url, status=303).location == "/kiosk/"
    visitor.answer("language", "pt")
    enter(visitor, typed(code))
    time.pass_by(10 * 60)  # walked away: the browser died
    returned = Visitor(client_for(cast.kiosk))
    returned.answer("language", "pt")
    assert returned.client.get("/kiosk/review", status=303).location == "/kiosk/"
    assert {name: count for name, count in rows().items() if name in before} == before
