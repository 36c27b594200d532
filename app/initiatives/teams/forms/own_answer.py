"""What whoever is invited answers by the link, in their own language."""

from flask_babel import lazy_gettext as _

from app.core.forms import TypedForm
from app.ui.choice_fields import RadiosField, choices

YES, NO = "yes", "no"


class OwnAnswerForm(TypedForm):
    """Yes or no; it can be changed until the last day."""

    answer = RadiosField(
        _("Your answer"),
        required=True,
        choices=choices({YES: _("Yes, I want to take part"), NO: _("No, not this time")}),
    )
