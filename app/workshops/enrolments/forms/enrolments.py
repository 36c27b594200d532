"""What is asked about enrolments."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice

from app.core.forms import Form, TapForm
from app.core.sheets import ENDINGS
from app.people.wording import NOT_HERE
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import LongTextField
from app.ui.listing import Filters
from app.ui.upload_field import UploadField
from app.workshops.enrolments.reasons import offered
from app.workshops.enrolments.states import ENROLMENT


class EnrolmentFilters(Filters):
    """Which enrolments are listed."""

    state = SelectField(
        _("State"),
        choices=[SelectChoice("", _("All who have not given up")), *choices(ENROLMENT.names)],
    )


class LeavingForm(Form):
    """Why somebody leaves a series."""

    reason = SelectField(
        _("Why"),
        required=True,
        choices=lambda: [SelectChoice("", _("Choose a reason")), *choices(offered("person", "office"))],
    )
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class EnrolmentFileForm(TapForm):
    """A list of people to enrol."""

    file = UploadField(
        _("File"),
        accept=ENDINGS,
        required=True,
        description=_("A spreadsheet (XLSX) or CSV, with the headings in its first row."),
    )


class MatchForm(Form):
    """Who the people of a list are; each decision is a field of its row."""

    origin = HiddenField(default="desk")

    @property
    def whence(self) -> str:
        """Where the list came from."""
        return "import" if self.origin.data == "import" else "desk"
