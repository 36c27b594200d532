"""Somebody who may not be written to any more gets no message that their data will be erased."""

from sqlalchemy import select

from app.core import jobs
from app.core.db import db
from app.people.operations.consents import Withdrawn, consent_withdrawn
from app.people.operations.rights import Restricted, person_restricted, withdraw_announcement
from app.people.operations.sealing import Sealed, person_sealed
from app.people.rights.forgetting import Forgotten, forgotten
from app.people.rights.models import ErasureNotice
from app.people.rights.queries import notice_of


@person_sealed.connect
def announce_nothing(told: Sealed) -> None:
    """Nobody writes to a protected person."""
    withdraw_announcement(notice_of(told.participant.id))


@person_restricted.connect
def announce_nothing_meanwhile(told: Restricted) -> None:
    """Nor to somebody whose data is not used."""
    withdraw_announcement(notice_of(told.participant.id))


@consent_withdrawn.connect
def announce_nothing_by_message(told: Withdrawn) -> None:
    """Nor to whoever takes their consent back."""
    if told.purpose == "messages":
        withdraw_announcement(notice_of(told.participant.id))


@forgotten.connect
def announce_nothing_to_nobody(told: Forgotten) -> None:
    """Nor to whoever is forgotten: what waits carries their address."""
    theirs = select(ErasureNotice.id).where(ErasureNotice.participant_id.in_(list(told.people)))
    jobs.withdraw(db.session.scalars(theirs).all())
