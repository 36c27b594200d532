"""A slip of the finger in one's list: said, and undone."""

from bs4 import BeautifulSoup
from sqlalchemy import select

from app.core.db import db
from app.core.unit_of_work import writing
from app.skills.models.inventory import InventoryEntry
from app.skills.queries.catalogue import catalogue
from tests.integration.kiosk.conftest import HandClock
from tests.integration.kiosk.visitor import Visitor


def test_what_was_just_done_to_the_list_is_said_and_can_be_undone(telling: Visitor) -> None:
    """Removed, changed and added: the line comes back as it was, with level and wish."""
    entry = _told()[0]
    with writing():
        row = db.session.get_one(InventoryEntry, entry.id)
        row.level, row.wish = "alone", "yes"
    before = _facts()
    telling.open("/kiosk/review")
    telling.press(f"/kiosk/entries/{entry.id}/removal")
    assert _facts() != before
    telling.press("/kiosk/inventory/undoing")
    assert _facts() == before
    assert telling.page.soup.select_one(".change") is None

    telling.go("/kiosk/things/")
    telling.answer("frequency", "once")
    assert _facts() != before
    telling.press("/kiosk/inventory/undoing")
    assert _facts() == before

    telling.open("/kiosk/words?words=biscates")
    telling.press("/kiosk/words")
    assert "biscates" in str(telling.page.soup.select_one(".change"))
    telling.press("/kiosk/inventory/undoing")
    assert _facts() == before
    telling.client.post("/kiosk/inventory/undoing", {})
    assert _facts() == before


def test_taps_in_a_row_at_one_spot_answer_one_card(time: HandClock, telling: Visitor) -> None:
    """However many they are; what is tapped after a look at the next card counts."""
    for seconds, told in ((1, 4), (0.2, 4), (0.2, 4), (0.2, 4), (1, 5)):
        time.pass_by(seconds)
        telling.answer("frequency", "often")
        assert len(_told()) == told


def test_the_same_words_again_are_no_change_to_undo(telling: Visitor) -> None:
    for _twice in range(2):
        telling.open("/kiosk/words?words=biscates")
        telling.press("/kiosk/words")
    assert telling.page.soup.select_one(".change") is None
    before = _facts()
    telling.open("/kiosk/words?words=Biscates")
    telling.press("/kiosk/words")
    assert _facts() != before
    telling.press("/kiosk/inventory/undoing")
    assert _facts() == before


def test_what_one_never_does_is_not_said_to_be_on_the_list(telling: Visitor) -> None:
    """Nor, once it is, to have been there: and undoing leaves “never” as the answer it was."""
    with writing():
        cards = catalogue().cards("home-family")
        answered, new = cards[2].key, cards[3].key
    telling.open(f"/kiosk/things/{new}?back=/kiosk/review")
    telling.answer("frequency", "never")
    assert telling.page.soup.select_one(".change") is None
    before = _facts()
    telling.open(f"/kiosk/things/{answered}?back=/kiosk/review")
    telling.answer("frequency", "often")
    added = str(telling.page.soup.select_one(".change"))
    telling.press("/kiosk/inventory/undoing")
    assert _facts() == before
    telling.open(f"/kiosk/things/{cards[4].key}?back=/kiosk/review")
    telling.answer("frequency", "often")
    assert _said(added) == _said(str(telling.page.soup.select_one(".change")))


def test_what_an_earlier_release_noted_in_a_visit_is_let_be(telling: Visitor) -> None:
    """Of a visit that goes on over an upgrade."""
    entry = _told()[0]
    line = {"competence": str(entry.competence_id), "context": entry.context, "own_words": ""}
    scales = {"frequency": entry.frequency, "level": None, "wish": None}
    with telling.client.browser.session_transaction(base_url="http://localhost") as kept:
        kept["change"], kept["change is new"] = {"act": "added", **line, **scales}, True
    before = _facts()
    telling.open("/kiosk/review")
    assert telling.page.soup.select_one(".change") is None
    telling.client.post("/kiosk/inventory/undoing", {})
    assert _facts() == before


def _said(change: str) -> str:
    """The words of a change without the thing it happened to."""
    words = BeautifulSoup(change, "lxml").p
    assert words
    assert words.strong
    words.strong.decompose()
    return words.get_text(strip=True)


def _told() -> list[InventoryEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(InventoryEntry).order_by(InventoryEntry.created_at)))


def _facts() -> set[tuple[object, ...]]:
    return {(each.competence_id, each.own_words, each.frequency, each.level, each.wish) for each in _told()}
