"""A slip that is read at the door."""

from flask_babel import lazy_gettext as _

from app.core.forms import TapForm
from app.ui.fields import TextField
from app.workshops.enrolments.slips import token_in


class SlipForm(TapForm):
    """What the code on a slip says, as a camera or a scanner reads it."""

    slip = TextField(
        _("The code of the slip"),
        required=True,
        description=_("A scanner writes it here. It is no name and no number of a person."),
        render_kw={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"},
    )

    @property
    def token(self) -> str:
        return token_in(self.slip.data)

    def refuse(self) -> None:
        """It is the code of no slip that the person may note."""
        words = _("This is no slip of a series here. The person can be found by their name.")
        self.slip.errors = [str(words)]
