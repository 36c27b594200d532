"""Forms of accounts."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.accounts.roles import Role
from app.accounts.wording import ROLE_NAMES
from app.core.forms import Form, TapForm
from app.core.i18n import offered
from app.ui.choice_fields import RadiosField, SelectField
from app.ui.fields import EmailField, PasswordField, TextField

LONG_PASSWORD = _("At least 12 characters. Three or four words are easy to remember and hard to guess.")


class SignInForm(TapForm):
    email = EmailField(_("E-mail"), required=True, render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), required=True, render_kw={"autocomplete": "current-password"})
    next = HiddenField()


class AccountForm(Form):
    name = TextField(_("Name"), required=True, render_kw={"autocomplete": "name"})
    language = RadiosField(_("Language of these pages"), required=True)
    version = IntegerField(widget=HiddenInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language.choices = language_choices()

    def validate_version(self, field: IntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(_("Please send the form once more.")))


class TwiceForm(TapForm):
    """A new password, typed twice."""

    password = PasswordField(
        _("New password"),
        required=True,
        description=LONG_PASSWORD,
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("The same password again"), required=True, render_kw={"autocomplete": "new-password"}
    )

    def validate_again(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError(str(_("The two passwords differ. Please type it once more.")))


class PasswordForm(TwiceForm):
    current = PasswordField(
        _("Present password"), required=True, render_kw={"autocomplete": "current-password"}
    )


class AcceptForm(TwiceForm):
    name = TextField(_("Your name"), required=True, render_kw={"autocomplete": "name"})
    language = RadiosField(_("Language of these pages"), required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language.choices = language_choices()


class JoinForm(TapForm):
    password = PasswordField(
        _("Your password"), required=True, render_kw={"autocomplete": "current-password"}
    )


class RoleForm(Form):
    """A role at an organisation, in the municipality in which the form was drawn."""

    organisation_id = SelectField(_("Organisation"), required=True)
    role = RadiosField(_("Role"), required=True)
    municipality_id = HiddenField()

    def __init__(self, *args: Any, organisations: list[SelectChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation_id.choices = organisations
        self.role.choices = [SelectChoice(role.value, label) for role, label in ROLE_NAMES.items()]

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(_("Please send the form once more."))) from None

    @property
    def drawn_in(self) -> UUID:
        return UUID(str(self.municipality_id.data))

    @property
    def chosen_role(self) -> Role:
        return Role(self.role.data)


class InviteForm(RoleForm):
    name = TextField(_("Name"), required=True, render_kw={"autocomplete": "off"})
    email = EmailField(_("E-mail"), required=True, render_kw={"autocomplete": "off"})


class StaffSearchForm(TapForm):
    q = TextField(_("Name"))


def language_choices() -> list[SelectChoice]:
    """The languages of the office, each in its own name."""
    return [SelectChoice(each.code, each.name) for each in offered("office")]
