"""What the desk and the lists ask for."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core import i18n
from app.core.forms import Form, TapForm
from app.core.text import tidy
from app.network.queries import OfferedParish
from app.office.pictures import key_of
from app.office.wording import ASKED
from app.people.known_days import BirthEntry, BornField
from app.people.wording import GROUPS
from app.skills.code_entry import CodeEntry, ScanField
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    as_id,
    choices,
    names_of,
)
from app.ui.fields import PhoneField, TextField
from app.ui.languages import language_choices
from app.ui.listing import ANY, Filters


class PictureField(wtforms.Field):
    """One picture of a code: typed by name, or chosen from the grid; both carry the field's name.

    `data` is the picture's key, `typed` what stands in the box. Drawn by office/_picture_field.html.
    """

    typed = ""

    def __init__(self, label: Any = None, *, required: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.is_required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        """A choice from the grid comes after the box and is the later word."""
        said = [tidy(str(value)) for value in valuelist]
        self.typed = next((value for value in reversed(said) if value), "")[:60]
        self.data = key_of(self.typed)

    def pre_validate(self, _form: wtforms.Form) -> None:
        if self.typed and self.data is None:
            message = _("There is no picture of that name. Please choose it from the pictures.")
            raise wtforms.ValidationError(str(message))
        if self.is_required and self.data is None:
            raise wtforms.ValidationError(str(_("Please say which picture it is.")))


class CodeForm(CodeEntry, TapForm):
    """The code a person brings from the kiosk."""

    digits = ScanField(
        _("The nine digits"),
        required=True,
        description=_("With or without blanks. A scanner may also read the whole code here."),
    )
    first = PictureField(_("First picture"), required=True)
    second = PictureField(_("Second picture"), required=True)


class WhoForm(BirthEntry):
    """Whose list it is. Only the name is required: who has no telephone is registered all the same."""

    carried = (*Form.carried, "municipality_id")
    name = TextField(
        _("Name"),
        required=True,
        description=_("As the person wants to be called."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    born = BornField()
    phone = PhoneField(_("Telephone"), render_kw={"autocomplete": "off"})
    parish_id = SelectField(_("Parish"), coerce=as_id)
    language = SelectField(_("Language"), required=True, choices=language_choices)
    municipality_id = HiddenField()

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        self.parish_id.choices = choices(names_of(parishes), _("Not known"))


class DossierForm(Form):
    """In which language somebody gets their data, and how they asked."""

    language = RadiosField(
        _("Language beside Portuguese"),
        required=True,
        choices=choices(
            {each.code: each.name for each in i18n.languages().values()}
            | {i18n.MAIN: _("Only in Portuguese")}
        ),
    )
    reason = RadiosField(_("How did the person ask?"), required=True, choices=choices(ASKED))


class LostForm(wtforms.Form):
    """What a person remembers of a list whose code is lost."""

    saved_on = DateField(_("Day it was made"), required=True)
    contexts = CheckboxesField(_("What it was about"))
    first = PictureField(_("One of the pictures"))
    second = PictureField(_("The other picture"))


def _known_id(value: Any) -> UUID | None:
    try:
        return as_id(value)
    except ValueError as error:
        raise ValueError(str(_("Please follow the link of a person’s page once more."))) from error


class AuditFilters(Filters):
    """What the audit trail is narrowed to; stands in the address. `participant`: an id, from a link."""

    by = SelectField(_("Who"))
    kind = SelectField(_("About"))
    since = DateField(_("From"))
    until = DateField(_("Until"))
    participant = HiddenField(filters=[_known_id])

    def offer(self, staff: Mapping[UUID, str], kinds: Mapping[str, str]) -> None:
        self.by.choices = choices({str(each): name for each, name in staff.items()}, _("Anybody"))
        self.kind.choices = choices(kinds, _("Anything"))


class ParticipantFilters(Filters):
    """What the list of participants is narrowed to; stands in the address."""

    q = TextField(_("Name"), render_kw={"autocomplete": "off"})
    can = TextField(_("Can do"), render_kw={"autocomplete": "off"})
    level = SelectField(_("At least"), choices=choices(LEVEL_WORDS, _("Any")))
    parish = SelectField(_("Parish"))
    language = SelectField(_("Language"), choices=lambda: [ANY, *language_choices()])
    group = SelectField(_("Group"), choices=choices(GROUPS, _("Any")))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        self.parish.choices = choices(names_of(parishes), _("Any"))


class WhoCanForm(wtforms.Form):
    """How the competences looked for are combined, and where."""

    match = RadiosField(
        _("If there are several"),
        choices=choices({"all": _("All of them"), "any": _("Any of them")}),
        default="all",
    )
    level = SelectField(_("At least"), choices=choices(LEVEL_WORDS, _("Any")))
    parish = SelectField(_("Near"))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        self.parish.choices = choices(names_of(parishes), _("The whole municipality"))
