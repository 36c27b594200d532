"""What is written about a session, and the scan of its signed sheet."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form, VersionedForm
from app.ui.fields import LongTextField
from app.ui.upload_field import UploadField


class SummaryForm(VersionedForm):
    """The summary of a session."""

    summary = LongTextField(
        _("Summary"),
        max_length=3_000,
        description=_(
            "What was done and worked on. No names and nothing personal: it is printed on the sheet."
        ),
    )


class ScanForm(Form):
    """The signed sheet as a PDF or a photograph."""

    scan = UploadField(
        _("The signed sheet"),
        required=True,
        accept=(".pdf", ".jpg", ".jpeg", ".png"),
        description=_("A PDF or a photograph, at most 10 MB."),
    )
