"""The states of an enrolment: what may follow which, in which words and tones (domain: states).

Why somebody leaves is asked by the operations, for the person and the office choose from different reasons.
"""

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.workshops.enrolments.models import EnrolmentState as State

ENROLMENT = Machine(
    Step(State.REQUESTED, State.CONFIRMED),
    Step(State.REQUESTED, State.WAITLISTED),
    Step(State.REQUESTED, State.CANCELLED),
    Step(State.REQUESTED, State.DROPPED),
    Step(State.WAITLISTED, State.OFFERED),
    Step(State.WAITLISTED, State.CANCELLED),
    Step(State.OFFERED, State.CONFIRMED),
    Step(State.OFFERED, State.WAITLISTED),
    Step(State.OFFERED, State.CANCELLED),
    Step(State.CONFIRMED, State.COMPLETED),
    Step(State.CONFIRMED, State.DROPPED),
    Step(State.CONFIRMED, State.CANCELLED),
    # Taken back, where it was a mistake.
    Step(State.CANCELLED, State.REQUESTED),
    Step(State.CANCELLED, State.WAITLISTED),
    Step(State.CANCELLED, State.CONFIRMED),
    Step(State.DROPPED, State.REQUESTED),
    Step(State.DROPPED, State.WAITLISTED),
    Step(State.DROPPED, State.CONFIRMED),
    names={
        State.REQUESTED: _("To confirm"),
        State.CONFIRMED: _("Has a place"),
        State.WAITLISTED: _("Waiting"),
        State.OFFERED: _("A place is kept"),
        State.COMPLETED: _("Completed"),
        State.DROPPED: _("Dropped out"),
        State.CANCELLED: _("Cancelled"),
    },
    tones={
        State.REQUESTED: "ochre",
        State.CONFIRMED: "good",
        State.OFFERED: "petrol",
        State.DROPPED: "bad",
        State.CANCELLED: "bad",
    },
)
