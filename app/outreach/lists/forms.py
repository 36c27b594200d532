"""Forms of partners' lists: the file, what its columns mean, who its people are."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from app.core.forms import Form, LocalForm
from app.core.sheets import ENDINGS, MOST_BYTES
from app.outreach.lists import fields
from app.outreach.lists.fields import GATHERING, Mapped
from app.outreach.lists.operations.deciding import Answer
from app.ui.choice_fields import CheckboxesField, SelectField
from app.ui.upload_field import UploadField

MOST_SHOWN = 60
"""Letters of a heading."""


class NewListForm(LocalForm):
    """A list arrives."""

    organisation_id = SelectField(_("Who sent it"), required=True)
    file = UploadField(
        _("File"),
        accept=ENDINGS,
        required=True,
        description=_(
            "A spreadsheet (XLSX, ODS) or CSV with headings in its first row: at most 10,000 rows and "
            "%(megabytes)s MB.",
            megabytes=MOST_BYTES // 1024**2,
        ),
    )

    def offer(self, organisations: Sequence[Any]) -> None:
        first = SelectChoice("", _("Choose an organisation"))
        self.organisation_id.choices = [
            first,
            *(SelectChoice(str(each.id), each.name) for each in organisations),
        ]

    @property
    def sender_id(self) -> UUID:
        return UUID(str(self.organisation_id.data))


class ColumnsForm(Form):
    """Under which heading of the list each field of ours stands."""

    name = SelectField(fields.LABELS["name"])
    given_name = SelectField(fields.LABELS["given_name"])
    family_name = SelectField(fields.LABELS["family_name"])
    born = SelectField(fields.LABELS["born"], description=_("31/12/1980, 1980-12-31, or only the year."))
    contact = CheckboxesField(fields.LABELS["contact"], description=_("Several columns may hold one."))
    parish = SelectField(fields.LABELS["parish"], description=_("By its name, as it stands here."))
    language = SelectField(fields.LABELS["language"])
    work = SelectField(fields.LABELS["work"])
    interest = SelectField(
        fields.LABELS["interest"], description=_("Several in a cell, with semicolons between.")
    )

    def __init__(
        self, *args: Any, headings: Sequence[str], mapping: Mapping[str, Sequence[str]], **more: Any
    ) -> None:
        data = {name: list(said) if name in GATHERING else said[0] for name, said in mapping.items() if said}
        super().__init__(*args, data=data, **more)
        # What stands in the address of a choice is its place: headings are as long as somebody likes.
        offered = [SelectChoice(each, each[:MOST_SHOWN]) for each in headings]
        for name in fields.KNOWN_AS:
            if name not in fields.offered():
                delattr(self, name)
            elif name in GATHERING:
                self[name].choices = offered
            else:
                self[name].choices = [SelectChoice("", _("In no column")), *offered]

    @property
    def mapping(self) -> Mapped:
        """By field the headings that were chosen."""
        said = {name: self[name].data for name in fields.offered()}
        several = {
            name: value if isinstance(value, list) else [value] for name, value in said.items() if value
        }
        return {name: list(found) for name, found in several.items()}

    def validate(self, *args: Any, **more: Any) -> bool:
        """Somebody is called something, and no column means two things."""
        is_valid = bool(super().validate(*args, **more))
        if not (self.name.data or self.given_name.data or self.family_name.data):
            self.name.errors = [gettext("Please say in which column the name stands.")]
            is_valid = False
        seen: dict[str, str] = {}
        for name, headings in self.mapping.items():
            for heading in headings:
                if heading in seen:
                    words = gettext(
                        "“%(heading)s” is chosen for “%(field)s” already.",
                        heading=heading,
                        field=seen[heading],
                    )
                    self[name].errors = [*self[name].errors, words]
                    is_valid = False
                seen.setdefault(heading, str(self[name].label.text))
        return is_valid


class DecisionsForm(Form):
    """Who the people of a page of rows are: of each row `who-…` and what stood there before, `was-…`."""


def answers_in(sent: MultiDict[str, str]) -> dict[int, Answer]:
    """The answers of a page by the numbers of its rows; what is none is left out."""
    found = {}
    for name, said in sent.items():
        word, _dash, number = name.partition("-")
        if word == "who" and number.isascii() and number.isdigit() and len(number) < len("10000000"):
            found[int(number)] = Answer(said, sent.get(f"was-{number}", ""))
    return found
