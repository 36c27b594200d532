"""How a list goes on, in words; what was found of a row, what was said about it and what became of it."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.outreach.lists.models import Finding, ListState, Outcome

LIST = Machine(
    Step(ListState.COLUMNS, ListState.OPEN),
    Step(ListState.OPEN, ListState.BROUGHT),
    Step(ListState.BROUGHT, ListState.UNDONE),
    Step(ListState.UNDONE, ListState.OPEN),
    Step(ListState.COLUMNS, ListState.DROPPED),
    Step(ListState.OPEN, ListState.DROPPED),
    Step(ListState.UNDONE, ListState.DROPPED),
    names={
        ListState.COLUMNS: _("Columns to be said"),
        ListState.OPEN: _("To be looked at"),
        ListState.BROUGHT: _("Brought in"),
        ListState.UNDONE: _("Entry taken back"),
        ListState.DROPPED: _("Put away"),
    },
    tones={ListState.COLUMNS: "ochre", ListState.OPEN: "ochre", ListState.BROUGHT: "good"},
)
FINDINGS: dict[str, Any] = {
    Finding.UNSURE: _("Unsure"),
    Finding.NEW: _("New person"),
    Finding.SAME: _("Known already"),
    Finding.OUT: _("Stays out"),
    Finding.WAITING: _("Not looked at yet"),
}
TONES = {Finding.UNSURE: "ochre", Finding.NEW: "petrol", Finding.SAME: "good", Finding.OUT: "bad"}
OUTCOMES: dict[str, Any] = {
    Outcome.NONE: "",
    Outcome.MADE: _("Brought in as somebody new"),
    Outcome.KNOWN: _("Known already: nothing was changed"),
    Outcome.SKIPPED: _("Left out, as was decided"),
    Outcome.TAKEN_BACK: _("Entry taken back"),
    Outcome.LEFT: _("Brought in and not taken back: something has happened with the person since"),
}
