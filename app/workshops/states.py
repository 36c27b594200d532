"""Which state may follow which, for series, sessions, enrolments and proposals (domain: states)."""

from app.core.states import Table
from app.workshops.models import EnrolmentState as Enrolled
from app.workshops.models import SessionState as Held
from app.workshops.models import WorkshopState as Series

WORKSHOP: Table = {
    Series.DRAFT: frozenset({Series.OPEN, Series.CANCELLED}),
    Series.OPEN: frozenset({Series.RUNNING, Series.CANCELLED}),
    Series.RUNNING: frozenset({Series.ENDED, Series.CANCELLED}),
}
SESSION: Table = {
    Held.PLANNED: frozenset({Held.HELD, Held.CANCELLED}),
    Held.CANCELLED: frozenset({Held.PLANNED}),
}
ENROLMENT: Table = {
    Enrolled.REQUESTED: frozenset(
        {Enrolled.CONFIRMED, Enrolled.WAITLISTED, Enrolled.CANCELLED, Enrolled.DROPPED}
    ),
    Enrolled.WAITLISTED: frozenset({Enrolled.OFFERED, Enrolled.CANCELLED}),
    Enrolled.OFFERED: frozenset({Enrolled.CONFIRMED, Enrolled.WAITLISTED, Enrolled.CANCELLED}),
    Enrolled.CONFIRMED: frozenset({Enrolled.COMPLETED, Enrolled.DROPPED, Enrolled.CANCELLED}),
}
PROPOSAL: Table = {"waiting": frozenset({"accepted", "declined"})}

CANCEL_REASONS = ("too_few_people", "facilitator_away", "place_away", "weather", "moved_elsewhere", "other")
"""Why a series or a session does not take place."""
DECLINE_REASONS = ("no_place", "no_time", "not_fitting", "offered_already", "not_reached", "other")
"""Why a proposal does not become a series."""
