"""What is asked about places in a series."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice

from app.core import i18n
from app.core.forms import Form, TapForm, TypedForm
from app.people.forms import NOT_HERE
from app.ui.choice_fields import DateField, SelectField
from app.ui.fields import LongTextField
from app.ui.upload_field import UploadField
from app.workshops.enrolment_words import STATES
from app.workshops.reasons import offered


class StateForm(TypedForm):
    """Which places are listed; stands in the address."""

    state = SelectField(_("State"))

    def offer(self) -> None:
        """Fill the list to choose from."""
        everybody = SelectChoice("", _("All who have not given up"))
        self.state.choices = [everybody, *(SelectChoice(key, name) for key, name in STATES.items())]


class LeavingForm(Form):
    """Why a place is given up."""

    reason = SelectField(_("Why"), required=True)
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)

    def offer(self) -> None:
        """Fill the list to choose from."""
        language = i18n.current().code
        reasons = offered("person", "office")
        nothing = SelectChoice("", _("Choose a reason"))
        self.reason.choices = [nothing, *(SelectChoice(each.key, each.name(language)) for each in reasons)]


class EnrolmentFileForm(TapForm):
    """A list of people to enrol."""

    file = UploadField(
        _("File"),
        accept=(".csv", ".xlsx"),
        required=True,
        description=_("A spreadsheet (XLSX) or CSV, with the headings in its first row."),
    )


class DayForm(TypedForm):
    """Which day's sessions; stands in the address."""

    on = DateField(_("Day"))


class MatchForm(Form):
    """Who the people of a list are; each decision is a field of its row."""

    made_at = HiddenField(default="desk")

    @property
    def origin(self) -> str:
        """Where the list came from."""
        return "import" if self.made_at.data == "import" else "desk"
