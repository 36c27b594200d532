"""What is typed at the kiosk and about terminals: shape and wording."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form, TapForm
from app.skills.services.entries import LONGEST_WORDS
from app.ui.fields import CheckboxField, CodeField, TextField


class TerminalForm(Form):
    """A new terminal."""

    name = TextField(
        _("Name"),
        required=True,
        max_length=80,
        description=_("What colleagues call it: “Kiosk in the hall”."),
    )
    place = TextField(
        _("Where it stands"), max_length=120, description=_("Building and floor, for whoever is called.")
    )
    prints = CheckboxField(_("It has a printer"), default=True)


class EnrolmentForm(TapForm):
    """The one-time code on a device without launcher."""

    code = CodeField(_("One-time code"), required=True, length=9)

    def refuse_code(self) -> None:
        """Say that no terminal waits for this code."""
        self.code.errors = [
            *self.code.errors,
            _("This code is not valid, or no longer. Please ask the administrator for a new one."),
        ]


class OwnWordsForm(TapForm):
    """Something said in one's own words. Sent twice it is kept once."""

    words = TextField(
        _("In your own words"),
        required=True,
        max_length=LONGEST_WORDS,
        description=_("Only what you can do. Please leave out names, addresses and telephone numbers."),
    )
