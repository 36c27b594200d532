"""The retention command: counts by default, erases when told to, never says who."""

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.skills.operations.inventories import save_inventory, start_inventory
from tests.cast import Cast


def test_retention(cast: Cast, app: Autonomus, register: object) -> None:
    actor = cast.facilitator.actor
    with writing():
        inventory = start_inventory(actor, municipality_id=cast.here, language="pt", origin="kiosk")
        save_inventory(actor, inventory=inventory)
    register("Maria Silva")  # type: ignore[operator]
    runner = app.test_cli_runner()
    with clock.frozen_at(clock.now() + timedelta(days=740)):
        counted = runner.invoke(args=["retention"])
        assert "1 lists would be erased" in counted.output
        assert "1 participants" in counted.output
        assert db.session.get_one(Inventory, inventory.id).state == "saved"
        applied = runner.invoke(args=["retention", "--apply"])
    db.session.expire_all()
    assert "1 lists erased" in applied.output
    assert "Maria" not in counted.output + applied.output
    assert db.session.get_one(Inventory, inventory.id).state == "erased"
    assert len(db.session.scalars(select(Participant)).all()) == 1
    of_lists = AuditEntry.action == "retention.applied", AuditEntry.subject_type == "inventory"
    entry = db.session.scalars(select(AuditEntry).where(*of_lists)).one()
    assert entry.detail == {"count": 1}
