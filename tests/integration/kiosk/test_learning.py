"""“I want to learn this” at the kiosk: one tap on a card, seen in the list, taken back, undone."""

from app.core.actor import Actor
from app.core.db import db
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import save_inventory
from app.skills.queries.catalogue import catalogue
from app.skills.queries.learning import wishes_in
from tests.factories.one_of_each import a_person, making
from tests.integration.kiosk.conftest import HandClock, the_list
from tests.integration.kiosk.visitor import Visitor

REVIEW = "/kiosk/review"


def wishes() -> int:
    db.session.rollback()
    return len(wishes_in(the_list().id))


def test_a_tap_says_what_somebody_wants_to_learn_and_leaves_the_card_open(
    time: HandClock, telling: Visitor
) -> None:
    asked = telling.heading
    telling.answer("wished", "yes")
    assert telling.heading == asked
    assert telling.page.soup.select_one('button[name="wished"][value="no"][aria-pressed="true"]')
    assert wishes() == 1
    time.pass_by(1)
    telling.answer("wished", "no")
    assert wishes() == 0
    telling.answer("frequency", "often")
    assert telling.heading != asked


def test_a_second_tap_at_the_same_spot_takes_nothing_back(time: HandClock, telling: Visitor) -> None:
    time.pass_by(1)
    telling.answer("wished", "yes")
    time.pass_by(0.2)
    telling.answer("wished", "no")
    assert wishes() == 1
    time.pass_by(1)
    telling.answer("wished", "no")
    assert wishes() == 0


def test_the_list_shows_it_and_what_was_removed_there_can_be_undone(
    time: HandClock, telling: Visitor
) -> None:
    telling.answer("wished", "yes")
    time.pass_by(1)
    telling.open(REVIEW)
    (form,) = telling.page.soup.select('form[action^="/kiosk/learning/"]')
    telling.press(str(form["action"]))
    assert wishes() == 0
    telling.press("/kiosk/inventory/undoing")
    assert wishes() == 1
    assert telling.page.soup.select('form[action^="/kiosk/learning/"]')


def test_who_only_wants_to_learn_may_keep_that(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    visitor.choose("home-family")
    visitor.answer("wished", "yes")
    visitor.go("/kiosk/leaving")
    visitor.press("/kiosk/inventory/saving")
    assert the_list().state == "saved"


def test_what_is_no_answer_or_no_competence_is_not_found(telling: Visitor) -> None:
    key = catalogue().cards("home-family")[0].key
    db.session.rollback()
    for address, sent in ((key, "perhaps"), (key, ""), ("nothing-at-all", "yes")):
        telling.client.post(f"/kiosk/learning/{address}", {"wished": sent, "back": REVIEW}, status=404)
    assert wishes() == 0


def test_a_received_list_shows_the_wishes_and_lets_nobody_change_them(
    telling: Visitor, writer: Actor
) -> None:
    telling.answer("wished", "yes")
    with making():
        found = the_list()
        save_inventory(writer, inventory=found)
        claim_inventory(writer, inventory=found, participant=a_person(writer))
    telling.open(REVIEW)
    assert "kiosk/learning" not in str(telling.page.soup)
    telling.client.post("/kiosk/learning/care-child", {"wished": "yes", "back": REVIEW}, status=303)
    assert wishes() == 1
