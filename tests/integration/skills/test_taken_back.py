"""What was done by mistake in somebody's list is taken back: a line taken out, something agreed on."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.skills.feature import forget_over
from app.skills.loader import id_of
from app.skills.models.inventory import Inventory, RemovedEntry
from tests.cast import Cast
from tests.client import PageClient
from tests.integration.skills.conftest import CHILD, OLDER, entry_fields, fresh

ClientFor = Callable[..., PageClient]


def test_a_line_taken_out_is_put_back_as_it_was(desk: PageClient, list_of_person: Inventory) -> None:
    older, _child = list_of_person.entries
    address, older_id = f"/inventories/{list_of_person.id}", older.id
    fields = entry_fields(older, level="alone", wish="yes", evidence="contou como faz")
    desk.submit(desk.get(address), address, **fields)
    desk.submit(desk.get(address), address, act=f"remove-{older_id.hex}")
    assert [each.competence_id for each in fresh(list_of_person).entries] == [id_of(CHILD)]
    page = desk.get(address)
    assert "Foi retirada 1 linha" in page.text
    back = f"{address}/removed/{older_id}/return"
    desk.post(back, page.form(back))
    kept = {entry.competence_id: entry for entry in fresh(list_of_person).entries}[id_of(OLDER)]
    assert (kept.id, kept.level, kept.wish, kept.evidence) == (older_id, "alone", "yes", "contou como faz")
    acts = select(AuditEntry.action).where(AuditEntry.action.like("entry.%")).order_by(AuditEntry.id.desc())
    assert db.session.scalars(acts.limit(2)).all() == ["entry.put_back", "entry.removed"]
    assert "linha" not in desk.get(address).soup.select("summary")[-1].text


def test_what_nobody_puts_back_is_forgotten(desk: PageClient, list_of_person: Inventory) -> None:
    older, _child = list_of_person.entries
    address = f"/inventories/{list_of_person.id}"
    desk.submit(desk.get(address), address, act=f"remove-{older.id.hex}")
    assert forget_over(is_meant=False).startswith("0 lines")
    with clock.frozen_at(clock.now() + timedelta(days=91)):
        assert forget_over(is_meant=False).startswith("1 lines")
        with writing():
            assert forget_over(is_meant=True).startswith("1 lines")
    assert db.session.query(RemovedEntry).count() == 0


def test_something_agreed_on_by_mistake_is_what_the_person_said(
    desk: PageClient, list_of_person: Inventory
) -> None:
    older, _child = list_of_person.entries
    address = f"/inventories/{list_of_person.id}"
    desk.submit(desk.get(address), address, **entry_fields(older, level="alone", seen="y"))
    assert fresh(list_of_person).entries[0].state == "confirmed"
    desk.submit(desk.get(address), address, act=f"disagree-{older.id.hex}")
    entry = fresh(list_of_person).entries[0]
    assert (entry.state, entry.level, entry.confirmed_by) == ("declared", "alone", None)


def test_nobody_else_puts_anything_back(
    desk: PageClient, list_of_person: Inventory, client_for: ClientFor, cast: Cast
) -> None:
    address = f"/inventories/{list_of_person.id}/removed/{new_id()}/return"
    desk.post(address, status=404)
    client_for(cast.stranger).post(address, status=404)
    client_for(cast.registrar).post(address, status=403)
