"""What the kiosk answers to earlier features."""

from sqlalchemy import update

from app.core.db import db
from app.kiosk.models import Visit, VisitEnrolment
from app.people.merging.images import comes_and_goes
from app.skills.operations.inventories import Erased, erased

comes_and_goes(Visit)  # it ends on its own, minutes after somebody left a name that is recognised
comes_and_goes(VisitEnrolment)


@erased.connect
def close_list(told: Erased) -> None:
    """A screen that shows a list which is erased shows none."""
    rows = update(Visit).where(Visit.inventory_id == told.inventory.id)
    db.session.execute(rows.values(inventory_id=None))
