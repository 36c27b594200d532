"""Form fields that draw themselves: `{{ form.name }}` is label, hint, error and input.

Every field takes its label first, then by keyword `required`, `description` (the hint), `validators`,
`render_kw` (attributes of the input: autocomplete, lang, dir…). Texts are tidied (no control
characters, no outer blanks) and their length is always limited.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import wtforms
from flask import current_app
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, StopValidation

from app.core.text import tidy, tidy_lines
from app.core.values import Problem, Unreadable, phone

Validator = Callable[[Any, Any], Any]
Filter = Callable[[Any], Any]
FILL_IN: Any = _("Please fill this in.")
CHOOSE: Any = _("Please choose an answer.")


class Template:
    """A widget that is a template: components/fields/<name>.html, given the field and attributes."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, field: wtforms.Field, **attributes: Any) -> Markup:
        template = current_app.jinja_env.get_template(f"ui/components/fields/{self.name}.html")
        mark_optional = attributes.pop("mark_optional", True) and not field.flags.required
        told = {name: "" if each is True else each for name, each in attributes.items() if each is not False}
        drawn = template.render(field=field, attributes=told, mark_optional=mark_optional)
        return Markup(drawn)  # noqa: S704 -- a template that escapes


class Filled:
    """Something was typed; blanks alone are nothing."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __init__(self, message: Any = FILL_IN) -> None:
        self.message = message

    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(str(self.message))


class Asked(wtforms.Field):
    """An empty answer stops at the first check: with a message when one is required, silently when not."""

    answered: Validator = Filled()
    unanswered: Validator = Optional()

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        first = self.answered if required else self.unanswered
        super().__init__(label, [first, *validators], **options)


def tidy_text(value: str | None) -> str:
    """One line of text as people mean it."""
    return tidy(value or "")


def tidy_text_lines(value: str | None) -> str:
    """Several lines, as people mean them."""
    return tidy_lines(value or "")


class Fits(Length):
    """A text that is not too long. Of one that is nothing more is asked: that takes as long as it is."""

    def __call__(self, form: BaseForm, field: wtforms.Field) -> None:
        try:
            super().__call__(form, field)
        except wtforms.ValidationError as error:
            raise StopValidation(*error.args) from error


class TextField(Asked, wtforms.StringField):
    """One line; names and titles have at most 200 characters."""

    data: Any
    longest = 200
    widget = Template("text")
    input_type = "text"
    tidier: Filter = staticmethod(tidy_text)

    def __init__(self, label: Any = None, *, max_length: int | None = None, **options: Any) -> None:
        message: Any = _("Please use at most %(max)s characters.")
        self.max_length = max_length or self.longest
        options["filters"] = (self.tidier, *options.pop("filters", ()))
        fits = Fits(max=self.max_length, message=message)
        super().__init__(label, validators=[fits, *options.pop("validators", ())], **options)


class SearchField(TextField):
    input_type = "search"


class LongTextField(TextField):
    """Several lines. Say in `description` what should not be written here."""

    widget = Template("long_text")
    tidier = staticmethod(tidy_text_lines)
    longest = 4_000


class EmailField(TextField):
    """An address that looks like one; whether it works shows when a message is sent."""

    input_type = "email"
    longest = 254

    def __init__(self, label: Any = None, **options: Any) -> None:
        message: Any = _("Please write the whole address, such as name@example.pt.")
        looks = Regexp(r"[^@\s]+@[^@\s]+\.[^@\s.]+$", message=message)
        super().__init__(label, validators=[looks, *options.pop("validators", ())], **options)


class PhoneField(TextField):
    """A telephone number as people write it, kept as E.164 ("+351912345678"); Portuguese by default."""

    input_type = "tel"
    longest = 40

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002, FBT001 -- WTForms' signature
        """Read the number, or say under the field that it is none."""
        if validation_stopped or not self.data:
            return
        try:
            self.data = phone(self.data)
        except Unreadable as error:
            message: Any = _("Please check the number: some digits are missing or too many.")
            if error.problem is Problem.ALONE:
                message = _("Please write only one number here.")
            raise wtforms.ValidationError(str(message)) from error


class PasswordField(TextField):
    """Never drawn with what was typed, and never tidied: every character counts."""

    widget = Template("password")
    tidier = staticmethod(lambda value: value or "")


class CodeField(TextField):
    """Digits, with any blanks or hyphens between them; `data` holds the digits alone."""

    widget = Template("code")
    longest = 40
    tidier = staticmethod(lambda value: "".join(tidy(value or "").replace("-", " ").split()))

    def __init__(self, label: Any = None, *, length: int = 9, **options: Any) -> None:
        message: Any = _("Please check the code: it must have %(length)s digits.", length=length)
        digits = Regexp(rf"[0-9]{{{length}}}$", message=message)
        validators = (digits, *options.pop("validators", ()))
        options["render_kw"] = {"autocomplete": "off", **(options.get("render_kw") or {})}
        super().__init__(label, validators=validators, **options)


class IntegerField(Asked, wtforms.IntegerField):
    """A whole number between two bounds."""

    widget = Template("number")
    answered = InputRequired(message=FILL_IN)

    def __init__(self, label: Any = None, *, least: int = 0, most: int = 10**9 - 1, **options: Any) -> None:
        message: Any = _("Please write a number between %(min)s and %(max)s.")
        within = NumberRange(min=least, max=most, message=message)
        self.digits = len(str(most))
        super().__init__(label, validators=[within, *options.pop("validators", ())], **options)

    @property
    def typed(self) -> str:
        """What stands in the box, also when it is no number."""
        if self.raw_data:
            return tidy(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Blanks between digits are allowed; anything else is said in our own words."""
        typed = "".join(tidy(str(valuelist[0])).split()) if valuelist else ""
        self.data = None
        if not typed:
            return
        if not (
            typed.lstrip("-").isascii() and typed.lstrip("-").isdigit() and len(typed) <= self.digits + 1
        ):
            raise ValueError(str(_("Please write a whole number, in digits.")))
        self.data = int(typed)


class YearField(IntegerField):
    def __init__(self, label: Any = None, *, least: int = 1900, most: int = 2100, **options: Any) -> None:
        super().__init__(label, least=least, most=most, **options)


class CheckboxField(wtforms.BooleanField):
    """One thing to tick. `required` means it must be ticked."""

    widget = Template("checkbox")

    def __init__(self, label: Any = None, *, required: bool = False, **options: Any) -> None:
        message: Any = _("Please tick this to go on.")
        super().__init__(label, [Filled(message)] if required else [], **options)
