"""A clause, and a template."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.network.drafts.clauses import Clause
from app.network.drafts.models import ProtocolClause
from app.network.drafts.placeholders import UnknownPlaceholders
from app.ui.fields import CheckboxField, LongTextField, TextField
from app.ui.upload_field import UploadField

ENDINGS = [".docx", ".odt"]


class ClauseForm(Form, OpenedForm):
    carried = (*Form.carried, *OpenedForm.carried)
    heading = TextField(_("Heading of the clause"), required=True)
    body = LongTextField(
        _("Text"),
        required=True,
        max_length=10_000,
        description=_("A paragraph on each line. It is printed as it stands here; only placeholders change."),
    )
    is_recital = CheckboxField(_("It has no number, as recitals have none"))

    @property
    def clause(self) -> Clause:
        return Clause(heading=self.heading.data, body=self.body.data, is_recital=self.is_recital.data)

    def refuse(self, unknown: UnknownPlaceholders) -> None:
        self.body.errors = [said(unknown)]


class EditClauseForm(ClauseForm, VersionedForm):
    carried = VersionedForm.carried


def clause_answers(row: ProtocolClause) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("heading", "body", "is_recital", "version")}


class TemplateForm(Form, OpenedForm):
    carried = (*Form.carried, *OpenedForm.carried)
    name = TextField(_("Name"), required=True)
    upload = UploadField(
        _("Document (DOCX or ODT)"),
        accept=ENDINGS,
        required=True,
        description=_("At most 10 MB, without macros and without what lies in other files."),
    )


class NewTemplateForm(TemplateForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditTemplateForm(TemplateForm, VersionedForm):
    carried = VersionedForm.carried
    upload = UploadField(
        _("Another document (DOCX or ODT)"),
        accept=ENDINGS,
        description=_("Without one, the document that is there stays."),
    )


def said(unknown: UnknownPlaceholders) -> str:
    """Which placeholders nothing stands for."""
    braced = (each if "{" in each or "}" in each else f"{{{{{each}}}}}" for each in unknown.names)
    names = ", ".join(braced)
    return gettext("Nothing stands for: %(names)s. The list of those that are known is below.", names=names)
