"""What is asked when an initiative goes through a gate, rests, ends; and about an item of a checklist."""

from datetime import date

from flask_babel import lazy_gettext as _

from app.core.forms import DecidingForm
from app.initiatives.groups.forms.initiatives import NO_NAMES
from app.initiatives.groups.gates import Answer
from app.initiatives.groups.states import CLOSE_REASONS, PAUSE_REASONS
from app.ui.choice_fields import DateField, RadiosField, SelectField, choices
from app.ui.fields import LongTextField

ANSWERS = {
    "open": _("Still open"),
    Answer.DONE.value: _("Is done"),
    Answer.NOT_NEEDED.value: _("Not needed here"),
}
CHOOSE_REASON = _("Choose a reason")


class GateForm(DecidingForm):
    """Through the gate; with open items the note says why."""

    note = LongTextField(_("Note"), max_length=1_000, description=NO_NAMES)


class PauseForm(DecidingForm):
    until = DateField(_("Until when"), required=True, description=_("Then it comes up on the front page."))
    reason = SelectField(_("Why"), required=True, choices=choices(PAUSE_REASONS, CHOOSE_REASON))
    note = LongTextField(_("Note"), max_length=1_000, description=NO_NAMES)

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert self.until.data is not None
        return self.until.data


class CloseForm(DecidingForm):
    on = DateField(_("Last day"), required=True)
    reason = SelectField(_("Why"), required=True, choices=choices(CLOSE_REASONS, CHOOSE_REASON))
    note = LongTextField(_("Note"), max_length=1_000, description=NO_NAMES)

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert self.on.data is not None
        return self.on.data


class ItemForm(DecidingForm):
    """How an item of the checklist stands."""

    answer = RadiosField(_("How it stands"), required=True, choices=choices(ANSWERS))
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)

    @property
    def said(self) -> Answer | None:
        """None where it is open."""
        return None if self.answer.data == "open" else Answer(self.answer.data)


class ComputedItemForm(ItemForm):
    """Of an item that the product sees by itself only whether it is needed can be said."""

    answer = RadiosField(
        _("How it stands"),
        required=True,
        choices=choices(
            {"open": _("As the product sees it"), Answer.NOT_NEEDED.value: ANSWERS[Answer.NOT_NEEDED.value]}
        ),
    )
