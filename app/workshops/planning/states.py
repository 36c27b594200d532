"""Which state of a series or a session may follow which, for whom, and why one does not take place."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.workshops.planning.models.series import WorkshopState as Series
from app.workshops.planning.models.session import SessionState as Held
from app.workshops.planning.permissions import may_change, may_count, may_hold

CANCEL_REASONS: dict[str, Any] = {
    "too_few_people": _("Too few people"),
    "facilitator_away": _("The facilitator cannot come"),
    "place_away": _("The place is not available"),
    "weather": _("Weather"),
    "moved_elsewhere": _("Replaced by something else"),
    "other": _("Another reason"),
}
SERIES = Machine(
    Step(Series.DRAFT, Series.OPEN, may_change),
    Step(Series.OPEN, Series.RUNNING, may_change),
    Step(Series.RUNNING, Series.ENDED, may_change),
    *(
        Step(before, Series.CANCELLED, may_change, CANCEL_REASONS)
        for before in (Series.DRAFT, Series.OPEN, Series.RUNNING)
    ),
    *(Step(Series.CANCELLED, after, may_change) for after in (Series.DRAFT, Series.OPEN, Series.RUNNING)),
    names={
        Series.DRAFT: _("Draft"),
        Series.OPEN: _("Taking sign-ups"),
        Series.RUNNING: _("Running"),
        Series.ENDED: _("Ended"),
        Series.CANCELLED: _("Cancelled"),
    },
    tones={Series.OPEN: "good", Series.RUNNING: "petrol", Series.CANCELLED: "bad", Series.DRAFT: "ochre"},
)
SESSION = Machine(
    Step(Held.PLANNED, Held.HELD, may_hold),
    Step(Held.HELD, Held.PLANNED, may_count),
    Step(Held.PLANNED, Held.CANCELLED, may_change, CANCEL_REASONS),
    Step(Held.CANCELLED, Held.PLANNED, may_change),
    names={Held.PLANNED: _("Planned"), Held.HELD: _("Held"), Held.CANCELLED: _("Cancelled")},
)
