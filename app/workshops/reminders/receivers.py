"""People are told at once when a place is offered to them, and when something does not take place.

What they may not be told, or not any more, does not leave.
"""

from app.people.operations.consents import Withdrawn, consent_withdrawn
from app.people.operations.rights import Restricted, person_restricted
from app.people.operations.sealing import Sealed, person_sealed
from app.workshops.enrolments.operations.erasing import Replaced, replaced
from app.workshops.enrolments.operations.leaving import SeatsLost, seats_lost
from app.workshops.enrolments.operations.waiting import SeatOffered, seat_offered
from app.workshops.planning.operations.sessions import (
    SessionTold,
    session_cancelled,
    session_moved,
    session_restored,
)
from app.workshops.reminders.operations import (
    forget_reminders,
    tell_of_cancelled_series,
    tell_of_cancelled_session,
    tell_of_offer,
    withdraw_messages,
    withdraw_of,
)


@seat_offered.connect
def write_of_the_offer(told: SeatOffered) -> None:
    """Whoever gets the offer of a seat; somebody calls them as well."""
    tell_of_offer(told.enrolment)


@session_cancelled.connect
def write_of_the_session(told: SessionTold) -> None:
    """Whoever would have come."""
    tell_of_cancelled_session(told.actor, told.session)


@session_moved.connect
@session_restored.connect
def begin_anew(told: SessionTold) -> None:
    """What people were told of the session is not true any more."""
    forget_reminders(told.session)


@seats_lost.connect
def write_of_the_series(told: SeatsLost) -> None:
    """Whoever had a seat or waited for one."""
    tell_of_cancelled_series(told.actor, told.workshop, told.enrolments)


@person_sealed.connect
def write_no_more(told: Sealed) -> None:
    """Nobody writes to a protected person."""
    withdraw_messages(told.participant)


@person_restricted.connect
def write_nothing_meanwhile(told: Restricted) -> None:
    """Nor to somebody whose data is not used."""
    withdraw_messages(told.participant)


@consent_withdrawn.connect
def write_no_more_of_anything(told: Withdrawn) -> None:
    """Nor to whoever takes their consent back."""
    if told.purpose == "messages":
        withdraw_messages(told.participant)


@replaced.connect
def write_to_nobody(told: Replaced) -> None:
    """Nor to whoever is forgotten: what waits carries their address."""
    withdraw_of(told.before.id)
