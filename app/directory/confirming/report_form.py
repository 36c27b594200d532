"""What an owner is asked."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.directory.confirming.models import Outcome
from app.directory.confirming.wording import ANSWERS
from app.ui.choice_fields import RadiosField, choices
from app.ui.fields import FILL_IN, LongTextField, TextField


class ReportForm(Form):
    """Whether it is true; what is different has to be said."""

    outcome = RadiosField(_("Is this still true?"), required=True, choices=choices(ANSWERS))
    words = LongTextField(
        _("What is different?"),
        max_length=2_000,
        description=_("Needed only where something is. Nothing about people who come to you."),
    )
    said_by = TextField(_("Your name"), render_kw={"autocomplete": "name"})

    def validate(self, extra_validators: Any = None) -> bool:
        """See WTForms."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.outcome.data == Outcome.CHANGED and not self.words.data:
            self.words.errors = [str(FILL_IN)]
            return False
        return is_valid
