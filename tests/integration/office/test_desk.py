"""From a code to a person's record: what opens, who is told what, what is never written by a mistake."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import audit, clock
from app.core.db import db, new_id
from app.office.operations import receive
from app.people.facts.queries import list_facts
from app.people.models import ContactPoint, Participant
from app.people.operations.sealing import add_to_team
from app.skills.codes import ClaimCode, picture
from app.skills.models.inventory import Inventory, InventoryState
from tests.cast import Cast, id_of
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.integration.office.conftest import ClientFor, MakeList, Register, typed

Waiting = Callable[[], tuple[Inventory, ClaimCode]]
PERSON = {
    "born": "",
    "phone": "",
    "parish_id": "",
    "language": "uk",
    "municipality_id": str(id_of("here")),
}


def fresh(inventory: Inventory) -> Inventory:
    db.session.expire_all()
    return db.session.get_one(Inventory, inventory.id)


def people_count() -> int:
    return db.session.scalar(select(func.count()).select_from(Participant)) or 0


def keyed(**fields: str) -> dict[str, str]:
    return {"request_key": str(new_id()), **PERSON, **fields}


def test_a_code_opens_its_list_in_both_languages(desk: PageClient, waiting: Waiting) -> None:
    inventory, code = waiting()
    page = desk.follow(desk.post("/desk", typed(code)))
    assert page.response.request.path == f"/desk/{inventory.id}"
    assert page.soup.select_one('.both [lang="uk"]') is not None
    assert page.soup.select_one('.both [lang="pt-PT"]') is not None


def test_pictures_are_typed_by_name_in_any_language_of_the_kiosk(desk: PageClient, waiting: Waiting) -> None:
    _, code = waiting()
    first, second = (picture(key) for _, key in code.pictures)
    desk.post("/desk", typed(code, first=first.names["pt"].upper(), second=second.names["uk"]))


def test_a_scanner_types_the_whole_code_into_one_box(desk: PageClient, waiting: Waiting) -> None:
    inventory, code = waiting()
    answer = desk.post("/desk", {"digits": code.scanned, "first": "", "second": ""})
    assert answer.location == f"/desk/{inventory.id}"


@pytest.mark.parametrize("parted", ["-", "'"])
@pytest.mark.parametrize("caps_lock", [False, True])
def test_a_scanner_set_to_another_keyboard_opens_the_list(
    desk: PageClient, waiting: Waiting, parted: str, caps_lock: bool
) -> None:
    inventory, code = waiting()
    typed = parted.join((code.digits, *(key for _, key in code.pictures)))
    sent = {"digits": typed.upper() if caps_lock else typed, "first": "", "second": ""}
    assert desk.post("/desk", sent).location.endswith(str(inventory.id))


def test_a_scanned_address_fills_the_form_and_opens_nothing(desk: PageClient, waiting: Waiting) -> None:
    inventory, code = waiting()
    page = desk.get(f"/desk?code={code.scanned}")
    assert page.form("/desk")["digits"] == code.digits
    assert fresh(inventory).state == InventoryState.SAVED


def test_wrong_codes_are_said_plainly_audited_and_throttled(desk: PageClient, waiting: Waiting) -> None:
    _, code = waiting()
    wrong = typed(code, digits="000 000 000")
    pages = [desk.post("/desk", wrong, status=422) for _ in range(20)]
    assert pages[-1].soup.select_one(".notice-bad") is not None
    desk.post("/desk", typed(code), status=429)
    refused = select(func.count()).where(audit.AuditEntry.action == "inventory.code_refused")
    assert db.session.scalar(refused) == 20


def test_the_code_of_a_sealed_persons_list_is_an_unknown_one(
    desk: PageClient, waiting: Waiting, register: Register, client_for: ClientFor, cast: Cast
) -> None:
    inventory, code = waiting()
    person = register("Zulmira Encoberta", sealed=True)
    with making():
        receive(clerk(cast.here, cast.colleague.id), inventory=fresh(inventory), participant=person)
    told = [
        desk.post("/desk", typed(code, **changes), status=422).soup.select_one(".notice-bad")
        for changes in ({}, {"digits": "000 000 000"})
    ]
    assert told[0] == told[1] is not None
    refused = select(func.count()).where(audit.AuditEntry.action == "inventory.code_refused")
    assert db.session.scalar(refused) == 2, "it counts as a wrong one"
    assert "Colleague" in client_for(cast.coordinator).post("/desk", typed(code), status=409).text


def test_the_order_of_the_pictures_counts(desk: PageClient, waiting: Waiting) -> None:
    _, code = waiting()
    (_, first), (_, second) = code.pictures
    desk.post("/desk", typed(code, first=second, second=first), status=422)


def test_an_unknown_picture_or_a_short_code_is_corrected_on_the_same_page(desk: PageClient) -> None:
    page = desk.post("/desk", {"digits": "12", "first": "xpto", "second": ""}, status=422)
    assert len(page.soup.select(".error-summary li")) == 3
    assert page.form("/desk")["first"] == "xpto"


def test_an_expired_code_says_its_last_day(client_for: ClientFor, waiting: Waiting, cast: Cast) -> None:
    inventory, code = waiting()
    inventory.valid_until = clock.now().date() - timedelta(days=1)
    db.session.commit()
    page = client_for(cast.facilitator).post("/desk", typed(code), status=422)
    assert page.soup.select_one(".notice-warning") is not None


def test_somebody_new_takes_one_press(desk: PageClient, waiting: Waiting, cast: Cast) -> None:
    inventory, _ = waiting()
    answer = desk.post(f"/desk/{inventory.id}", keyed(name="Olena Petrenko", phone="912 345 678"))
    assert answer.location.startswith(f"/inventories/{inventory.id}")
    claimed = fresh(inventory)
    assert (claimed.state, claimed.claimed_by) == (InventoryState.CLAIMED, cast.facilitator.id)
    person = db.session.get_one(Participant, claimed.participant_id)
    assert (person.name, person.language) == ("Olena Petrenko", "uk")
    assert {entry.participant_id for entry in claimed.entries} == {person.id}
    assert db.session.scalar(select(ContactPoint.value)) == "+351912345678"


def test_candidates_are_shown_before_anybody_is_registered(
    desk: PageClient, waiting: Waiting, register: Register
) -> None:
    inventory, _ = waiting()
    register("João d'Ávila", birth_year=1961)
    before = people_count()
    page = desk.post(f"/desk/{inventory.id}", keyed(name="Ávila João", born="1961"), status=200)
    assert "João d'Ávila" in page.text
    assert page.soup.select_one("button[name=decision]") is not None
    assert people_count() == before
    assert fresh(inventory).state == InventoryState.SAVED


def test_the_desk_keeps_the_very_day_of_birth(desk: PageClient, waiting: Waiting) -> None:
    inventory, _ = waiting()
    desk.post(f"/desk/{inventory.id}", keyed(name="Olena Petrenko", born="12/03/1975"))
    person = db.session.get_one(Participant, fresh(inventory).participant_id)
    assert [each.value for each in list_facts(person.id) if each.kind == "born"] == ["1975-03-12"]
    assert person.birth_year == 1975


def test_the_registrar_decides_known_or_new(desk: PageClient, waiting: Waiting, register: Register) -> None:
    (first, _), (second, _) = waiting(), waiting()
    known = register("João d'Ávila")
    desk.post(f"/desk/{first.id}", keyed(name="João Ávila", participant_id=str(known.id)))
    assert fresh(first).participant_id == known.id
    desk.post(f"/desk/{second.id}", keyed(name="João Ávila", decision="new"))
    assert fresh(second).participant_id not in {None, known.id}


def test_the_same_press_twice_registers_once(desk: PageClient, waiting: Waiting) -> None:
    inventory, _ = waiting()
    fields = keyed(name="Olena Petrenko")
    first = desk.post(f"/desk/{inventory.id}", fields)
    before = people_count()
    assert desk.post(f"/desk/{inventory.id}", fields).location == first.location
    assert people_count() == before


def test_a_name_is_all_that_is_needed_and_must_be_there(desk: PageClient, waiting: Waiting) -> None:
    inventory, _ = waiting()
    before = people_count()
    page = desk.post(f"/desk/{inventory.id}", keyed(name=" ", born="1200"), status=422)
    assert len(page.soup.select(".error-summary li")) == 2
    assert people_count() == before


def test_the_second_to_claim_is_told_who_has_it(
    desk: PageClient, client_for: ClientFor, cast: Cast, waiting: Waiting
) -> None:
    inventory, code = waiting()
    desk.post(f"/desk/{inventory.id}", keyed(name="Olena Petrenko"))
    colleague = client_for(cast.colleague)
    for answer in (
        colleague.get(f"/desk/{inventory.id}", status=409),
        colleague.post("/desk", typed(code), status=409),
        colleague.post(f"/desk/{inventory.id}", keyed(name="Rosa"), status=409),
    ):
        assert "Facilitator" in answer.text
        assert "Olena" not in answer.text


def test_a_form_drawn_in_another_municipality_is_refused(desk: PageClient, waiting: Waiting) -> None:
    inventory, _ = waiting()
    elsewhere = str(id_of("elsewhere"))
    desk.post(f"/desk/{inventory.id}", keyed(name="Rosa", municipality_id=elsewhere), status=409)
    desk.post("/desk/together", keyed(name="Rosa", municipality_id=elsewhere), status=409)
    assert fresh(inventory).state == InventoryState.SAVED


def test_a_sealed_person_is_no_candidate_for_others(
    desk: PageClient, waiting: Waiting, register: Register
) -> None:
    inventory, _ = waiting()
    hidden = register("Xénia Protegida", sealed=True)
    answer = desk.post(f"/desk/{inventory.id}", keyed(name="Xénia Protegida"))
    assert answer.location.startswith("/inventories/")
    other, _ = waiting()
    desk.post(f"/desk/{other.id}", keyed(name="Xénia Protegida", participant_id=str(hidden.id)), status=404)
    assert fresh(other).state == InventoryState.SAVED


@pytest.mark.parametrize("is_brought", [True, False])
def test_a_protected_person_is_proposed_again_once_the_reason_is_said(
    desk: PageClient, waiting: Waiting, register: Register, cast: Cast, is_brought: bool
) -> None:
    person = register("Xénia Protegida", sealed=True)
    with making():
        colleague = clerk(cast.here, cast.colleague.id)
        add_to_team(colleague, participant=person, staff_id=id_of("facilitator"))
    inventory, _ = waiting()
    address = f"/desk/{inventory.id}" if is_brought else "/desk/together"
    asked = desk.follow(desk.post(address, keyed(name="Xénia", participant_id=str(person.id))))
    form = asked.soup.select_one("form[action*=opening]")
    assert form is not None
    back = desk.follow(desk.submit(asked, str(form["action"]), reason="person_present"))
    assert back.response.request.path == address
    assert back.soup.select_one(f'button[name=participant_id][value="{person.id}"]') is not None
    assert fresh(inventory).state == InventoryState.SAVED


def test_who_may_come_to_the_desk(client_for: ClientFor, cast: Cast, waiting: Waiting) -> None:
    inventory, code = waiting()
    client_for(cast.stranger).get(f"/desk/{inventory.id}", status=404)
    client_for(cast.stranger).post("/desk", typed(code), status=422)
    for person in (cast.observer, cast.registrar, cast.partner_technician):
        client_for(person).get("/desk", status=403)
        client_for(person).get(f"/desk/{inventory.id}", status=403)
    client_for(cast.facilitator).get(f"/lost-code/{inventory.id}/opening", status=405)


def test_together_begins_with_somebody_new_and_with_somebody_known(
    desk: PageClient, register: Register
) -> None:
    desk.get("/desk/together")
    begun = desk.post("/desk/together", keyed(name="Olena Petrenko"))
    desk.follow(begun)
    person = register("João d'Ávila")
    page = desk.get(f"/participants/{person.id}")
    desk.follow(desk.submit(page, f"/participants/{person.id}/inventories"))
    made = db.session.scalars(select(Inventory).where(Inventory.participant_id == person.id)).one()
    assert (made.origin, made.state) == ("desk", InventoryState.CLAIMED)


def test_a_list_of_somebody_already_received_is_not_opened_as_lost(
    desk: PageClient, register: Register, make_list: MakeList
) -> None:
    inventory = make_list(register())
    desk.post(f"/lost-code/{inventory.id}/opening", status=409)
