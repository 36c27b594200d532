"""What stands for and against erasing somebody."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.models import Participant
from app.people.operations.rights import hold, lift


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A duty to keep that is over: one that holds would keep the person from the lists of the idle."""
    person = db.session.get_one(Participant, ids["participant_id"])
    until = clock.now().date() + timedelta(days=90)
    row = hold(actor, hold_id=new_id(), participant=person, reason="court", until_on=until)
    lift(actor, participant=person, row=row)
    return {"hold_id": row.id}
