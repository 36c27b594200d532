"""Forms of accounts."""

from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.accounts.disciplines import disciplines
from app.accounts.roles import Role
from app.accounts.wording import ROLE_NAMES
from app.core.actor import Actor
from app.core.forms import Form, LocalForm, TapForm, VersionedForm
from app.core.i18n import offered
from app.network.parties.queries import list_organisations
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, SelectField, choices, names_of
from app.ui.fields import CodeField, EmailField, PasswordField, TextField
from app.ui.listing import Filters

CONFIRMING = "confirm-"
TYPED_CODE = {"autocomplete": "one-time-code", "spellcheck": "false", "dir": "ltr"}
ANY_CODE = _("The six digits that your app shows now, or one of your recovery codes.")
LONG_PASSWORD = _("At least 12 characters. Three or four words are easy to remember and hard to guess.")


class SignInForm(TapForm):
    email = EmailField(_("E-mail"), required=True, render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), required=True, render_kw={"autocomplete": "current-password"})
    next = HiddenField()


def language_choices() -> list[SelectChoice]:
    """The languages of the office, each in its own name."""
    return [SelectChoice(each.code, each.name) for each in offered("office")]


class AccountForm(VersionedForm):
    name = TextField(_("Name"), required=True, render_kw={"autocomplete": "name"})
    language = RadiosField(_("Language of these pages"), required=True, choices=language_choices)


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
    language = RadiosField(_("Language of these pages"), required=True, choices=language_choices)


class JoinForm(TapForm):
    password = PasswordField(
        _("Your password"), required=True, render_kw={"autocomplete": "current-password"}
    )


class CodeForm(TapForm):
    """A code of an app or a recovery code; `typed` is without the blanks and hyphens between."""

    code = TextField(_("Code"), required=True, max_length=40, description=ANY_CODE, render_kw=TYPED_CODE)
    next = HiddenField()

    @property
    def typed(self) -> str:
        return "".join(char for char in self.code.data or "" if char.isalnum())


class AppForm(Form):
    """The first code of an app. `secret` carries what it computes it from, encrypted (factors/codes.py)."""

    carried = (*Form.carried, "secret")
    secret = HiddenField()
    code = CodeField(
        _("Code of six digits"), length=6, required=True, render_kw={"autocomplete": "one-time-code"}
    )


class PasskeyForm(TapForm):
    """What a device answers: the browser fills it in (passkeys.js)."""

    answer = HiddenField()
    next = HiddenField()


class NewPasskeyForm(Form):
    """A passkey and the name to know it by."""

    name = TextField(
        _("Name"),
        required=True,
        max_length=60,
        description=_("To know it by, such as “my telephone” or “the blue key”."),
        render_kw={"autocomplete": "off"},
    )
    answer = HiddenField()


class ConfirmForm(TapForm):
    """Shows once more who it is. Its names stand beside those of any form that is carried along with it."""

    code = TextField(_("Code"), max_length=40, description=ANY_CODE, render_kw=TYPED_CODE)
    password = PasswordField(_("Your password"), render_kw={"autocomplete": "current-password"})
    answer = HiddenField()

    def __init__(self, **options: Any) -> None:
        super().__init__(prefix=CONFIRMING, **options)

    @property
    def typed(self) -> str:
        return "".join(char for char in self.code.data or "" if char.isalnum())


class RequiredForm(LocalForm):
    """The roles that take a second factor."""

    roles = CheckboxesField(_("Roles that take a second factor"), choices=choices(ROLE_NAMES))


class RoleForm(LocalForm):
    """A role at an organisation, in the municipality in which the form was drawn."""

    organisation_id = SelectField(_("Organisation"), required=True)
    role = RadiosField(_("Role"), required=True, choices=choices(ROLE_NAMES))

    @classmethod
    def drawn(cls, actor: Actor, **options: Any) -> Self:
        """The form in the current municipality, with the organisations that work there."""
        form = cls(**options)
        offered = names_of(list_organisations(actor.here()))
        form.organisation_id.choices = choices(offered, _("Choose an organisation"))
        return form

    @property
    def chosen_role(self) -> Role:
        return Role(self.role.data)


class DisciplineForm(LocalForm):
    """A field in which somebody is qualified, in the municipality in which the form was drawn."""

    discipline = SelectField(_("Discipline"), required=True)
    begins_on = DateField(_("Since"), required=True)

    @classmethod
    def drawn(cls, today: date, **options: Any) -> Self:
        """The form with what is offered; nothing begins after today."""
        form = cls(data={"begins_on": today}, **options)
        form.today = today
        form.discipline.choices = choices(disciplines().offered(), _("Choose a discipline"))
        return form

    @property
    def first_day(self) -> date:
        assert self.begins_on.data
        return self.begins_on.data

    def validate_begins_on(self, field: DateField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(str(_("This day has not come yet.")))


class InviteForm(RoleForm):
    name = TextField(_("Name"), required=True, render_kw={"autocomplete": "off"})
    email = EmailField(_("E-mail"), required=True, render_kw={"autocomplete": "off"})


class StaffSearchForm(Filters):
    q = TextField(_("Name"))
