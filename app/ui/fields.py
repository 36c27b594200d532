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

from app.core.text import tidy

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
        drawn = template.render(field=field, attributes=attributes, mark_optional=mark_optional)
        return Markup(drawn)  # noqa: S704 -- a template that escapes


def checks(*, required: bool, message: Any, then: Sequence[Validator] = ()) -> list[Validator]:
    """An empty answer stops here: with the message when one is required, silently when not."""
    first = Filled(message) if required else Optional()
    return [first, *then]


class Filled:
    """Something was typed; blanks alone are nothing."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __init__(self, message: Any = FILL_IN) -> None:
        self.message = message

    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(str(self.message))


def tidy_text(value: str | None) -> str:
    """One line of text as people mean it."""
    return tidy(value or "")


def tidy_lines(value: str | None) -> str:
    """Several lines, each tidied; at most one empty line between paragraphs."""
    lines = [tidy(line) for line in (value or "").splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


class TextField(wtforms.StringField):
    """One line; names and titles have at most 200 characters."""

    data: Any
    widget = Template("text")
    input_type = "text"
    tidier: Filter = staticmethod(tidy_text)

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        max_length: int = 200,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        message: Any = _("Please use at most %(max)s characters.")
        self.max_length = max_length
        options["filters"] = (self.tidier, *options.pop("filters", ()))
        then: list[Validator] = [Length(max=max_length, message=message), *validators]
        super().__init__(label, checks(required=required, message=FILL_IN, then=then), **options)


class LongTextField(TextField):
    """Several lines. Say in `description` what should not be written here."""

    widget = Template("long_text")
    tidier = staticmethod(tidy_lines)

    def __init__(self, label: Any = None, *, max_length: int = 4_000, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)


class EmailField(TextField):
    """An address that looks like one; whether it works shows when a message is sent."""

    input_type = "email"

    def __init__(self, label: Any = None, *, validators: Sequence[Validator] = (), **options: Any) -> None:
        message: Any = _("Please write the whole address, such as name@example.pt.")
        looks = Regexp(r"[^@\s]+@[^@\s]+\.[^@\s.]+$", message=message)
        super().__init__(label, max_length=254, validators=(looks, *validators), **options)


class PhoneField(TextField):
    """A telephone number as people write it, kept as E.164 ("+351912345678"); Portuguese by default."""

    input_type = "tel"

    def __init__(self, label: Any = None, *, max_length: int = 40, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002, FBT001 -- WTForms' signature
        """Read the number; a ValueError becomes the message under the field."""
        import phonenumbers as numbers  # 8 MB of tables that most pages do not need

        if validation_stopped or not self.data:
            return
        try:
            number = numbers.parse(self.data, "PT")
        except numbers.NumberParseException:
            number = None
        if number is None or not numbers.is_possible_number(number):
            raise wtforms.ValidationError(
                str(_("Please check the number: some digits are missing or too many."))
            )
        self.data = numbers.format_number(number, numbers.PhoneNumberFormat.E164)


class PasswordField(TextField):
    """Never drawn with what was typed, and never tidied: every character counts."""

    widget = Template("password")
    tidier = staticmethod(lambda value: value or "")


class CodeField(TextField):
    """Digits, with any blanks or hyphens between them; `data` holds the digits alone."""

    widget = Template("code")
    tidier = staticmethod(lambda value: "".join(tidy(value or "").replace("-", " ").split()))

    def __init__(self, label: Any = None, *, length: int = 9, **options: Any) -> None:
        message: Any = _("Please check the code: it has %(length)s digits.", length=length)
        digits = Regexp(rf"[0-9]{{{length}}}$", message=message)
        validators = (digits, *options.pop("validators", ()))
        options["render_kw"] = {"autocomplete": "off", **(options.get("render_kw") or {})}
        super().__init__(label, max_length=40, validators=validators, **options)


class IntegerField(wtforms.IntegerField):
    """A whole number between two bounds."""

    widget = Template("number")

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        least: int = 0,
        most: int = 999_999_999,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        message: Any = _("Please write a number between %(min)s and %(max)s.")
        within = NumberRange(min=least, max=most, message=message)
        self.digits = len(str(most))
        first = InputRequired(message=FILL_IN) if required else Optional()
        super().__init__(label, [first, within, *validators], **options)

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
    """A year such as 1984."""

    def __init__(self, label: Any = None, *, least: int = 1900, most: int = 2100, **options: Any) -> None:
        super().__init__(label, least=least, most=most, **options)


class CheckboxField(wtforms.BooleanField):
    """One thing to tick. `required` means it must be ticked."""

    widget = Template("checkbox")

    def __init__(self, label: Any = None, *, required: bool = False, **options: Any) -> None:
        message: Any = _("Please tick this to go on.")
        super().__init__(label, [Filled(message)] if required else [], **options)
