"""Forms of publications, of the learning library, and what all entries of the shelves have in common."""

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, VersionedForm
from app.directory.index.forms import NOT_SAID, LinkField, chosen_id, languages, offered
from app.network.protocols.choosing import ProtocolField
from app.skills.picker.queries import Meant, meant_by
from app.ui.choice_fields import SelectField
from app.ui.fields import IntegerField, LongTextField, TextField
from app.ui.upload_field import UploadField


class CompetencesField(LongTextField):
    """Competences by their names, a line each. `meant` holds what was understood."""

    meant = Meant()

    def __init__(self, label: Any, **options: Any) -> None:
        hint = _("One on each line, by the names of the catalogue, such as: Cultivar uma horta.")
        super().__init__(label, max_length=2_000, description=hint, **options)

    def pre_validate(self, _form: Any) -> None:
        self.meant = meant_by((self.data or "").splitlines())
        if self.meant.unknown:
            words = ", ".join(self.meant.unknown)
            raise ValidationError(gettext("The catalogue does not have: %(words)s.", words=words))


class EntryForm(Form):
    """What every entry says, new (`creating`) or there already (`editing`).

    `folded` are the fields that only some entries need: the page shows them when asked, or when filled in.
    """

    folded: frozenset[str] = frozenset()

    title = TextField(_("Title"), required=True)
    organisation_id = SelectField(_("Organisation"))
    description = LongTextField(
        _("Description"), description=_("Plain words and short sentences, in Portuguese.")
    )

    @property
    def competences(self) -> tuple[UUID, ...]:
        """What was understood of the competences written."""
        return self["competence_names"].meant.ids if "competence_names" in self else ()

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the model's column names."""
        typed = super().values | {"organisation_id": chosen_id(self.organisation_id)}
        return {name: value for name, value in typed.items() if name not in {"competence_names", "upload"}}


class PublicationForm(EntryForm):
    language = SelectField(_("Language it is written in"), required=True, choices=languages)
    need = SelectField(
        _("Need it helps with"),
        description=_("The kiosk shows it to whoever chooses this."),
        choices=offered("needs", NOT_SAID),
    )
    upload = UploadField(_("PDF"), accept=[".pdf"], description=_("At most 10 MB."))
    link = LinkField(_("Or a link"))
    stock = IntegerField(
        _("Printed ones at the kiosk"), most=99_999, description=_("Leave it empty if it is not printed.")
    )
    protocol_id = ProtocolField()

    def __init__(self, *arguments: Any, has_file: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.has_file = has_file

    def validate(self, extra_validators: Any = None) -> bool:
        """A publication that is nowhere is none."""
        is_valid: bool = super().validate(extra_validators)
        if self.link.data or self.upload.data is not None or self.has_file:
            return is_valid
        self.upload.errors = [gettext("Please choose a PDF, or write a link below.")]
        return False


class LibraryForm(EntryForm):
    kind = SelectField(
        _("Kind"), required=True, choices=offered("library", SelectChoice("", _("Choose a kind")))
    )
    language = SelectField(_("Language it is in"), required=True, choices=languages)
    whereabouts = TextField(_("Where to find it"), description=_("Such as: on the shelf beside the kiosk."))
    link = LinkField(_("Link"))
    copies = IntegerField(
        _("Copies to borrow"), most=9_999, description=_("Leave it empty if it is not lent out.")
    )
    competence_names = CompetencesField(_("Competences it helps to learn"))


class DecisionForm(Form):
    """The state that an entry is given, and why, by the button that was pressed."""

    after = HiddenField()
    reason = HiddenField()


def creating(form: type[EntryForm]) -> type[EntryForm]:
    """The form of a new entry: it carries the municipality in which it was drawn."""
    return type(f"New{form.__name__}", (form, LocalForm), {})


def editing(form: type[EntryForm]) -> type[EntryForm]:
    """The form of an entry that is there: it carries the version that was read."""
    return type(f"Edit{form.__name__}", (form, VersionedForm), {})
