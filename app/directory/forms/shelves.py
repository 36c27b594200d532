"""Forms of publications, of the learning library, and what all entries of the directory have in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms.validators import ValidationError

from app.core import i18n
from app.core.forms import Form
from app.directory.competences import Meant, meant_by
from app.directory.forms.services import VersionedForm
from app.directory.vocabulary import vocabulary
from app.network.models import Organisation
from app.ui.choice_fields import SelectField
from app.ui.fields import IntegerField, LongTextField, TextField
from app.ui.upload_field import UploadField

ANY = SelectChoice("", _("Any"))
NOT_SAID = SelectChoice("", _("Not said"))
ONCE_MORE = _("Please send the form once more.")
LINK_HINT = _("The whole address, beginning with https://")


class LinkField(TextField):
    """An address on the internet."""

    input_type = "url"

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, max_length=500, description=LINK_HINT, **options)

    def pre_validate(self, _form: Any) -> None:
        if self.data and not self.data.startswith(("https://", "http://")):
            raise ValidationError(gettext("Please write the whole address, beginning with https://"))


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
    """`version` is empty for a new entry, and says of an old one which state of it was read.

    `folded` are the fields that only some entries need: the page shows them when asked, or when filled in.
    """

    folded: frozenset[str] = frozenset()

    municipality_id = HiddenField()
    version = HiddenField()
    title = TextField(_("Title"), required=True)
    organisation_id = SelectField(_("Organisation"))
    description = LongTextField(
        _("Description"), description=_("Plain words and short sentences, in Portuguese.")
    )

    def offer_organisations(self, organisations: Sequence[Organisation], *, none: Any = NOT_SAID) -> None:
        """The organisations to choose from; `none` is the answer for nobody, where there is one."""
        choices = [SelectChoice(str(each.id), each.name) for each in organisations]
        self.organisation_id.choices = [*([none] if none else []), *choices]

    @property
    def drawn_in(self) -> UUID:
        return UUID(str(self.municipality_id.data))

    @property
    def version_read(self) -> int:
        """The version that was drawn; 0, which no entry has, for anything that is none."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None

    @property
    def competences(self) -> tuple[UUID, ...]:
        """What was understood of the competences written."""
        field = self._fields.get("competence_names")
        return field.meant.ids if isinstance(field, CompetencesField) else ()

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, by the model's column names."""
        besides = {"municipality_id", "version", "competence_names", "upload"}
        values = {name: value for name, value in self.values.items() if name not in besides}
        chosen = values.get("organisation_id")
        return {**values, "organisation_id": UUID(chosen) if chosen else None}


def languages(*, required: bool = True) -> list[SelectChoice]:
    """The languages that something can be in, by their names; the main one first."""
    codes = [*i18n.languages(), "fr", "es", "ro", "hi", "ne", "bn", "ur", "zh"]
    named = [SelectChoice(code, i18n.language_name(code)) for code in dict.fromkeys(codes)]
    return named if required else [ANY, *named]


def choices(name: str, *, first: SelectChoice | None = NOT_SAID) -> list[SelectChoice]:
    """The values of a vocabulary in the language of the page."""
    language = i18n.current().code
    values = [SelectChoice(each.key, each.name(language).value) for each in vocabulary(name).values()]
    return [*([first] if first else []), *values]


class PublicationForm(EntryForm):
    language = SelectField(_("Language it is written in"), required=True)
    need = SelectField(_("Need it helps with"), description=_("The kiosk shows it to whoever chooses this."))
    upload = UploadField(_("PDF"), accept=[".pdf"], description=_("At most 10 MB."))
    link = LinkField(_("Or a link"))
    stock = IntegerField(
        _("Printed ones at the kiosk"), most=99_999, description=_("Leave it empty if it is not printed.")
    )

    def __init__(self, *arguments: Any, has_file: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.has_file = has_file
        self.language.choices = languages()
        self.need.choices = choices("needs")

    def validate(self, extra_validators: Any = None) -> bool:
        """A publication that is nowhere is none."""
        is_valid: bool = super().validate(extra_validators)
        if self.link.data or self.upload.data is not None or self.has_file:
            return is_valid
        self.upload.errors = [gettext("Please choose a PDF, or write a link below.")]
        return False


class LibraryForm(EntryForm):
    kind = SelectField(_("Kind"), required=True)
    language = SelectField(_("Language it is in"), required=True)
    whereabouts = TextField(_("Where to find it"), description=_("Such as: on the shelf beside the kiosk."))
    link = LinkField(_("Link"))
    copies = IntegerField(
        _("Copies to borrow"), most=9_999, description=_("Leave it empty if it is not lent out.")
    )
    competence_names = CompetencesField(_("Competences it helps to learn"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kind.choices = choices("library", first=SelectChoice("", _("Choose a kind")))
        self.language.choices = languages()


class DecisionForm(Form):
    """The state that an entry is given, by the button that was pressed."""

    after = HiddenField()


class TranslationForm(VersionedForm):
    """One field for each language and text, named <language>-<field>; built by `translation_form`."""

    @property
    def texts(self) -> dict[tuple[str, str], str]:
        """What was written, by (language, field)."""
        return {(name[:2], name[3:]): text or "" for name, text in self.values.items() if name != "version"}


def translation_form(
    fields: Iterable[str], texts: Mapping[tuple[str, str], str], version: int
) -> TranslationForm:
    """A form for the `fields` in every language of the kiosk but Portuguese; `version` of its entry."""
    made = type("Translations", (TranslationForm,), {})
    for language in i18n.offered("kiosk"):
        for name in fields if language.code != i18n.MAIN else ():
            kind = LongTextField if name == "description" else TextField
            drawn = {"lang": language.tag, "dir": language.direction}
            field = kind(language.name, max_length=4_000, render_kw=drawn)
            setattr(made, f"{language.code}-{name}", field)
    there = {f"{lang}-{name}": text for (lang, name), text in texts.items()}
    form: TranslationForm = made(data={**there, "version": version})
    return form


class ListFilters(wtforms.Form):
    """What a list of entries is narrowed to; a list takes away the fields it does not have."""

    q = TextField(_("Title"))
    kind = SelectField(_("Kind"))
    state = SelectField(_("State"))
    hindrance = SelectField(_("Why it stays unfilled"))
