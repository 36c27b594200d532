"""A slip of the finger in one's list: said, and undone."""

from sqlalchemy import select

from app.core.db import db
from app.core.unit_of_work import writing
from app.skills.models.inventory import InventoryEntry
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


def _told() -> list[InventoryEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(InventoryEntry).order_by(InventoryEntry.created_at)))


def _facts() -> set[tuple[object, ...]]:
    return {(each.competence_id, each.own_words, each.frequency, each.level, each.wish) for each in _told()}
