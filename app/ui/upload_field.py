"""The field that takes a file, and why a file is refused.

The form is drawn with `attributes={"enctype": "multipart/form-data"}` and the view of its POST is marked
@takes_upload (app/core/uploads.py), which names the field and how its file is read. Browsers never send a
file twice: after an error it is chosen again, which the field says; what was typed beside it stays.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import has_request_context
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.files import File, keep
from app.core.refusals import FileRefused, FileTooLarge, Objection
from app.core.uploads import sent_as
from app.ui.fields import Asked, Filled, Template

REFUSALS: dict[Objection, Any] = {
    Objection.EMPTY: _("The file is empty."),
    Objection.KIND: _("This kind of file cannot be kept here. Please send one of these: %(kinds)s."),
    Objection.MISMATCH: _("The file is not what its name says. Please save it again as %(kinds)s."),
    Objection.BROKEN: _(
        "The file cannot be read: it may be damaged. Please save it again and send it once more."
    ),
    Objection.TOO_LARGE: _(
        "To look into this file takes too long or too much memory. Please make it smaller."
    ),
    Objection.LOCKED: _("The file is protected by a password. Please save it without one."),
    Objection.ACTIVE: _("The file runs a program or carries other files. Please print it to a new PDF."),
    Objection.LEADS_OUT: _(
        "The file has links that open files or programs of whoever reads it. Please print it to a new PDF."
    ),
    Objection.TOO_MANY_PAGES: _("The document has too many pages."),
    Objection.TOO_MANY_PIXELS: _("The picture is too large. Please make it smaller."),
}


class UploadField(Asked):
    """One file. `accept` are the endings offered when choosing, such as ".pdf"; `data` an Upload or None."""

    widget = Template("upload")
    answered = Filled(_("Please choose a file."))
    answer = ""

    def __init__(self, label: Any = None, *, accept: Sequence[str], **options: Any) -> None:
        self.accept = ",".join(accept)
        super().__init__(label, **options)

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        """Files travel beside the typed answers."""
        super().process(None, *arguments, **options)
        sent = sent_as(self.name) if formdata is not None and has_request_context() else None
        if sent is not None:
            self.data, self.raw_data = sent, [self.name]

    def ask_again(self) -> None:
        self.errors = [gettext("Please choose the file once more: it was not kept yet.")]

    def keep(self, *, municipality_id: UUID, actor: Actor) -> File | None:
        """Keep the file that was sent; None where it is refused, which the field says."""
        try:
            return keep(self.data.read(), municipality_id=municipality_id, actor=actor)
        except (FileRefused, FileTooLarge) as error:
            self.refuse(error)
            return None

    def refuse(self, error: FileRefused | FileTooLarge) -> None:
        self.errors = [why_refused(error)]


def why_refused(error: FileRefused | FileTooLarge) -> str:
    if isinstance(error, FileTooLarge):
        return gettext("The file is too large: at most %(megabytes)s MB.", megabytes=error.limit // 1024**2)
    kinds = ", ".join(sorted(kind.name for kind in error.allowed))
    return str(REFUSALS[error.why] % {"kinds": kinds})
