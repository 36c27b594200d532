"""The field that takes a file, and why a file is refused.

The form is drawn with `attributes={"enctype": "multipart/form-data"}` and the view of its POST is marked
@takes_upload (app/core/downloads.py). Browsers never send a file twice: after an error it is chosen again,
which the field says; what was typed beside it stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import has_request_context, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation

from app.core.files import MOST_BYTES, FileRefused, FileTooLarge
from app.core.inspection import Objection
from app.ui.fields import Template, Validator

CHOOSE_FILE = _("Please choose a file.")
REFUSALS: dict[Objection, Any] = {
    Objection.EMPTY: _("The file is empty."),
    Objection.KIND: _("This kind of file cannot be kept here. Please send one of these: %(kinds)s."),
    Objection.MISMATCH: _("The file is not what its name says. Please save it again as %(kinds)s."),
    Objection.BROKEN: _(
        "The file cannot be read: it may be damaged. Please save it again and send it once more."
    ),
    Objection.LOCKED: _("The file is protected by a password. Please save it without one."),
    Objection.ACTIVE: _("The file runs a program or carries other files. Please print it to a new PDF."),
    Objection.TOO_MANY_PAGES: _("The document has too many pages."),
    Objection.TOO_MANY_PIXELS: _("The picture is too large. Please make it smaller."),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody sent; neither name nor content is to be believed."""

    filename: str
    data: bytes


class UploadField(wtforms.Field):
    """One file. `accept` are the endings offered when choosing, such as ".pdf"; `data` an Upload or None."""

    widget = Template("upload")

    def __init__(
        self,
        label: Any = None,
        *,
        accept: Sequence[str],
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        self.accept = ",".join(accept)
        first: Validator = _Chosen() if required else Optional()
        super().__init__(label, [first, *validators], **options)

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        """Files travel beside the typed answers; one byte too many is enough to know that it is too large."""
        super().process(None, *arguments, **options)
        sent = request.files.get(self.name) if formdata is not None and has_request_context() else None
        if sent is not None and sent.filename:
            self.data = Upload(sent.filename, sent.stream.read(MOST_BYTES + 1))
            self.raw_data = [sent.filename]
            sent.close()

    def refuse(self, error: FileRefused | FileTooLarge) -> None:
        """Say under the field why the file was not kept."""
        self.errors = [why_refused(error)]


class _Chosen:
    field_flags = {"required": True}  # noqa: RUF012  WTForms' own way

    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if field.data is None:
            raise StopValidation(str(CHOOSE_FILE))


def why_refused(error: FileRefused | FileTooLarge) -> str:
    """The sentence for a file that cannot be kept."""
    if isinstance(error, FileTooLarge):
        return gettext("The file is too large: at most %(megabytes)s MB.", megabytes=error.limit // 1024**2)
    kinds = ", ".join(sorted(kind.name for kind in error.allowed))
    return str(REFUSALS[error.why] % {"kinds": kinds})
