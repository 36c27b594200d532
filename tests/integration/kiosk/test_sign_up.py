"""Signing up for a series at the kiosk, coming back with the code, taking an offered place, giving it up."""

from collections.abc import Callable
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.models import ContactPoint, Participant
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.entries import describe_entry
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.sign_ups import code_of
from app.workshops.planning.models.series import Workshop
from app.workshops.proposals.models import WorkshopProposal
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories import workshops
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit, terminal_actor
from tests.integration.kiosk.conftest import counting_statements
from tests.integration.kiosk.visitor import Visitor, begin_again, typed

Clients = Callable[[Person | None], PageClient]


def sign_up(visitor: Visitor, workshop_id: UUID, way: str = "name", **typed: str) -> Page:
    """Fill the form in and follow to the place; the answer is the page of the place."""
    action = f"/kiosk/workshops/{workshop_id}/enrolment/{way}"
    visitor.open(action)
    answer = visitor.client.submit(visitor.page, action, status=303, **typed)
    visitor.open(answer.location)
    return answer


def enrolments() -> list[Enrolment]:
    db.session.rollback()
    return db.session.query(Enrolment).order_by(Enrolment.queue_number).all()


def come_back(visitor: Visitor, code: ClaimCode, status: int | None = 303) -> Page:
    """End the visit, begin another one, and open the place with the code."""
    begin_again(visitor)
    visitor.open("/kiosk/opening")
    return visitor.client.submit(visitor.page, "/kiosk/opening", status=status, **typed(code))


def test_by_name_in_few_taps_without_looking_anybody_up(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "uk")
    visitor.taps = 0
    visitor.go("/kiosk/workshops")
    visitor.go(f"/kiosk/workshops/{workshop_id}")
    visitor.go(f"/kiosk/workshops/{workshop_id}/enrolment/name")
    sign_up(visitor, workshop_id, name="Rosa Invenção", contact="912 345 678", needs_transport="y")
    assert visitor.taps + 2 <= 6
    found = enrolments()[0]
    person = db.session.get_one(Participant, found.participant_id)
    assert (found.state, found.origin, found.language) == ("confirmed", "kiosk", "uk")
    assert (found.needs_transport, found.needs_childcare) == (True, False)
    assert person.is_unverified
    assert db.session.query(ContactPoint).one().value == "912 345 678"
    assert str(found.id) in visitor.client.get("/kiosk/places").html
    assert code_of(found).grouped in visitor.page.text
    assert "Rosa" not in visitor.page.text, "a code is never beside a name"


def test_the_name_alone_is_enough_and_no_name_is_refused_with_what_was_typed(
    visitor: Visitor, workshop_id: UUID
) -> None:
    visitor.answer("language", "pt")
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    page = visitor.client.submit(
        visitor.page, action, status=422, name=" ", contact="no café", tell_name="Tia Zulmira"
    )
    values = page.form(action)
    assert (values["contact"], values["tell_name"]) == ("no café", "Tia Zulmira")
    assert not enrolments()
    sign_up(visitor, workshop_id, name="Rosa")
    assert len(enrolments()) == 1


def test_the_form_sent_twice_is_one_place(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    page = visitor.page
    first = visitor.client.submit(page, action, name="Rosa")
    second = visitor.client.submit(page, action, name="Rosa")
    assert first.location == second.location
    assert len(enrolments()) == 1


def test_with_the_list_nobody_asks_a_name(visitor: Visitor, cast: Cast, workshop_id: UUID) -> None:
    begin_visit(cast.kiosk.id, with_list=True)
    visitor.open(f"/kiosk/workshops/{workshop_id}")
    visitor.go(f"/kiosk/workshops/{workshop_id}/enrolment/list")
    assert not visitor.page.soup.select('input[name="name"]')
    sign_up(visitor, workshop_id, "list")
    db.session.expire_all()  # the list as it was begun may still be in memory
    own = db.session.query(Inventory).one()
    assert (own.state, enrolments()[0].inventory_id) == (InventoryState.SAVED, own.id)
    assert db.session.query(Participant).filter(Participant.unverified_since.is_not(None)).count() == 0


def test_without_a_list_there_is_no_way_by_list(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    assert visitor.client.get(f"/kiosk/workshops/{workshop_id}/enrolment/list", status=303).location.endswith(
        "/kiosk/"
    )


def test_who_comes_third_is_the_first_in_the_line(visitor: Visitor, writer: Actor, workshop_id: UUID) -> None:
    with making():
        series = db.session.get_one(Workshop, workshop_id)
        for _ in range(2):
            make_enrolment(writer, series)
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    assert enrolments()[-1].state == EnrolmentState.WAITLISTED
    assert "1" in visitor.heading


def test_an_offered_place_is_taken_with_the_code(visitor: Visitor, writer: Actor, workshop_id: UUID) -> None:
    with making():
        series = db.session.get_one(Workshop, workshop_id)
        first = make_enrolment(writer, series).id
        make_enrolment(writer, series)
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    with making():
        cancel(writer, enrolment=db.session.get_one(Enrolment, first), reason="health")
    mine = enrolments()[-1]
    assert (mine.state, mine.reached_at) == (EnrolmentState.OFFERED, None)
    answer = come_back(visitor, code_of(mine))
    assert enrolments()[-1].reached_at is not None, "who stands here was reached"
    visitor.open(answer.location)
    visitor.press(f"/kiosk/places/{mine.id}/acceptance")
    assert enrolments()[-1].state == EnrolmentState.CONFIRMED


def test_giving_a_place_up_is_one_tap_with_its_reason(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    mine = enrolments()[0]
    visitor.open(come_back(visitor, code_of(mine)).location)
    visitor.go(f"/kiosk/places/{mine.id}/cancellation")
    visitor.answer("reason", "transport")
    assert enrolments()[0].state == EnrolmentState.CANCELLED
    assert not visitor.page.soup.select(".code-shown")
    visitor.client.get(f"/kiosk/places/{mine.id}/slip", status=404)
    visitor.open("/kiosk/places")
    assert "A sua inscrição foi cancelada" in visitor.page.text, "the list says where each place stands"


def test_a_day_and_its_hours_are_told_apart_as_the_language_writes_it(
    visitor: Visitor, workshop_id: UUID
) -> None:
    visitor.answer("language", "ar")
    visitor.open(f"/kiosk/workshops/{workshop_id}")
    day = visitor.page.soup.select_one(".coming-day")
    assert day
    assert day.text.endswith("،")


def test_a_reason_that_is_none_cancels_nothing(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    url = f"/kiosk/places/{enrolments()[0].id}/cancellation"
    visitor.client.post(url, {"reason": "series_cancelled"}, status=422)
    assert enrolments()[0].state == EnrolmentState.CONFIRMED


def test_a_place_of_an_ended_visit_is_gone_from_the_screen(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    url = f"/kiosk/places/{enrolments()[0].id}"
    assert "912" not in url
    visitor.client.get(url)
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    visitor.answer("language", "pt")
    for rest in ("", "/slip", "/cancellation"):
        visitor.client.get(url + rest, status=404)
    visitor.client.post(f"{url}/acceptance", status=404)
    visitor.client.post(f"{url}/cancellation", {"reason": "by_person"}, status=404)
    assert visitor.client.get("/kiosk/places", status=303).location == "/kiosk/opening"


def test_wrong_codes_are_counted_and_say_nothing(visitor: Visitor, workshop_id: UUID) -> None:
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, name="Rosa")
    right = typed(code_of(enrolments()[0]))
    wrong = {**right, "digits": "000000000"}
    visitor.open("/kiosk/opening")
    page = visitor.client.submit(visitor.page, "/kiosk/opening", status=422, **wrong)
    assert page.form("/kiosk/opening")["digits"] == "000000000"
    for _ in range(19):
        visitor.client.submit(page, "/kiosk/opening", status=422, **wrong)
    visitor.client.submit(page, "/kiosk/opening", status=429, **right)


def test_whoever_has_a_code_signs_up_with_it(visitor: Visitor, cast: Cast, workshop_id: UUID) -> None:
    begin_visit(cast.kiosk.id, saved=True)
    visitor.open("/kiosk/code")
    with making():
        from app.skills.operations.inventories import code_of as list_code

        code = list_code(db.session.query(Inventory).one())
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, "code", **typed(code))
    assert enrolments()[0].inventory_id is not None


def test_a_hidden_closed_or_foreign_series_does_not_exist(
    visitor: Visitor, writer: Actor, cast: Cast
) -> None:
    elsewhere = clerk(cast.elsewhere, cast.stranger_coordinator.id)
    with making():
        hidden = workshops.make_workshop(writer, organisation_id=cast.town_hall, is_public=False).id
        draft = workshops.make_workshop(writer, organisation_id=cast.town_hall, state="draft").id
        other = workshops.make_workshop(elsewhere).id
    visitor.answer("language", "pt")
    for each in (hidden, draft, other, new_id()):
        visitor.client.get(f"/kiosk/workshops/{each}", status=404)
        for way in ("name", "code"):
            visitor.client.get(f"/kiosk/workshops/{each}/enrolment/{way}", status=404)
            visitor.client.post(f"/kiosk/workshops/{each}/enrolment/{way}", {"name": "Rosa"}, status=404)
    assert not enrolments()


def test_who_can_teach_may_offer_it_in_one_tap(visitor: Visitor, cast: Cast) -> None:
    begin_visit(cast.kiosk.id, saved=True)
    visitor.open("/kiosk/code")
    visitor.go("/kiosk/teaching")
    button = visitor.page.soup.select_one('button[name="competence"]')
    assert button is not None
    visitor.answer("competence", str(button["value"]))
    db.session.rollback()
    assert db.session.query(WorkshopProposal).one().state == "waiting"
    assert not visitor.page.soup.select('button[name="competence"]')
    visitor.client.post("/kiosk/teaching", {"competence": "cook-everyday-meals"}, status=404)


def test_a_list_that_is_not_kept_yet_is_not_kept_by_an_offer_to_teach(visitor: Visitor, cast: Cast) -> None:
    mine = begin_visit(cast.kiosk.id, with_list=True)
    assert mine
    with making():
        describe_entry(terminal_actor(cast.kiosk.id), entry=mine.entries[0], level="teaches")

    def kept() -> tuple[str, int]:
        db.session.rollback()
        offers = db.session.query(WorkshopProposal).count()
        return db.session.get_one(Inventory, mine.id, populate_existing=True).state, offers

    visitor.open("/kiosk/review")
    visitor.go("/kiosk/teaching")
    button = visitor.page.soup.select_one('button[name="competence"]')
    assert button is not None
    form = visitor.page.form("/kiosk/teaching")
    chosen = {**form, "competence": str(button["value"]), "words": "pão de milho"}
    asked = visitor.client.post("/kiosk/teaching", chosen, status=200)
    assert kept() == ("draft", 0)
    visitor.client.post("/kiosk/teaching", asked.form("/kiosk/teaching"))
    assert kept() == ("saved", 1)
    assert db.session.query(WorkshopProposal).one().words == "pão de milho"


def test_the_series_cost_the_same_however_many_there_are(
    visitor: Visitor, writer: Actor, cast: Cast, workshop_id: UUID
) -> None:
    visitor.answer("language", "pt")
    urls = ("/kiosk/", "/kiosk/workshops", f"/kiosk/workshops/{workshop_id}")

    def cost() -> list[int]:
        found = []
        for url in urls:
            visitor.open(url)
            with counting_statements() as statements:
                visitor.open(url)
            found.append(len(statements))
        return found

    before = cost()
    with making():
        for _ in range(9):
            workshops.make_workshop(writer, organisation_id=cast.town_hall)
    assert cost() == before
    assert max(before) <= 3, before
