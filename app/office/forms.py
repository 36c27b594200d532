"""What the desk and the lists ask for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice

from app.core.forms import Form, TapForm
from app.core.text import tidy
from app.network.queries import OfferedParish
from app.office.pictures import key_of, read
from app.office.services import Newcomer
from app.people.forms import language_choices
from app.people.wording import GROUPS
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, SelectField
from app.ui.fields import CodeField, PhoneField, TextField, YearField

ANY = SelectChoice("", _("Any"))


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


class ScanField(CodeField):
    """Nine digits, typed; or the whole code as a scanner types it, with the keys of its `pictures`."""

    pictures: tuple[str, ...] = ()

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = tidy(str(valuelist[0])) if valuelist else ""
        digits, self.pictures = read(typed)
        is_number = typed.replace(" ", "").isdigit()
        super().process_formdata([digits if self.pictures or is_number else typed])


class CodeForm(TapForm):
    """The code a person brings from the kiosk."""

    digits = ScanField(
        _("The nine digits"),
        required=True,
        description=_("With or without blanks. A scanner may also read the whole code here."),
    )
    first = PictureField(_("First picture"), required=True)
    second = PictureField(_("Second picture"), required=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """A scanned code brings its pictures along."""
        if len(self.digits.pictures) == 2 and not (self.first.typed or self.second.typed):
            self.first.data, self.second.data = self.digits.pictures
        return bool(super().validate(extra_validators))

    @property
    def pictures(self) -> tuple[str, str]:
        """The keys of the two pictures, once the form is valid."""
        return (str(self.first.data), str(self.second.data))


class WhoForm(Form):
    """Whose list it is. Only the name is required: who has no telephone is registered all the same."""

    name = TextField(
        _("Name"),
        required=True,
        description=_("As the person wants to be called."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    birth_year = YearField(_("Year of birth"))
    phone = PhoneField(_("Telephone"), render_kw={"autocomplete": "off"})
    parish_id = SelectField(_("Parish"))
    language = SelectField(_("Language"), required=True)
    municipality_id = HiddenField()

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.parish_id.choices = [SelectChoice("", _("Not known")), *parish_choices(parishes)]
        self.language.choices = language_choices()

    @property
    def newcomer(self) -> Newcomer:
        """The person as typed."""
        return Newcomer(
            name=self.name.data,
            birth_year=self.birth_year.data,
            phone=self.phone.data,
            parish_id=UUID(self.parish_id.data) if self.parish_id.data else None,
            language=self.language.data,
        )


class LostForm(wtforms.Form):
    """What a person remembers of a list whose code is lost."""

    saved_on = DateField(_("Day it was made"), required=True)
    contexts = CheckboxesField(_("What it was about"))
    first = PictureField(_("One of the pictures"))
    second = PictureField(_("The other picture"))


class ParticipantFilters(wtforms.Form):
    """What the list of participants is narrowed to; stands in the address."""

    q = TextField(_("Name"), render_kw={"autocomplete": "off"})
    can = TextField(_("Can do"), render_kw={"autocomplete": "off"})
    level = SelectField(_("At least"))
    parish = SelectField(_("Parish"))
    language = SelectField(_("Language"))
    group = SelectField(_("Group"))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.level.choices = [ANY, *level_choices()]
        self.parish.choices = [ANY, *parish_choices(parishes)]
        self.language.choices = [ANY, *language_choices()]
        self.group.choices = [ANY, *(SelectChoice(key, name) for key, name in GROUPS.items())]


class WhoCanForm(wtforms.Form):
    """How the competences looked for are combined, and where."""

    match = RadiosField(
        _("If there are several"),
        choices=[SelectChoice("all", _("All of them")), SelectChoice("any", _("Any of them"))],
        default="all",
    )
    level = SelectField(_("At least"))
    parish = SelectField(_("Near"))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.level.choices = [ANY, *level_choices()]
        self.parish.choices = [SelectChoice("", _("The whole municipality")), *parish_choices(parishes)]


def parish_choices(parishes: Iterable[OfferedParish]) -> list[SelectChoice]:
    return [SelectChoice(str(parish.id), parish.name) for parish in parishes]


def level_choices() -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in LEVEL_WORDS.items()]
