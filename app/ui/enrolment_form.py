"""The one-time code of a device, typed in its own browser (core/enrolling.py)."""

from flask_babel import lazy_gettext as _

from app.core.enrolling import CODE_DIGITS
from app.core.forms import TapForm
from app.ui.fields import CodeField

REFUSED = _("This code is not valid, or no longer. Please ask the administrator for a new one.")


class EnrolmentForm(TapForm):
    code = CodeField(_("One-time code"), required=True, length=CODE_DIGITS)

    def refuse(self) -> None:
        """No device waits for what was typed."""
        self.code.errors = [REFUSED]
