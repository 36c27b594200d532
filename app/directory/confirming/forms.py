"""What an owner is asked, and whom the office asks."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import i18n
from app.core.forms import Form, LocalForm
from app.directory.confirming.models import Outcome
from app.directory.confirming.wording import ANSWERS
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import FILL_IN, EmailField, LongTextField, TextField
from app.ui.listing import Filters

WAITING, SETTLED = "waiting", "settled"


class ReportForm(Form):
    """Whether it is true; what is different has to be said."""

    outcome = RadiosField(_("Is this still true?"), required=True, choices=choices(ANSWERS))
    words = LongTextField(_("What is different?"), max_length=2_000)
    said_by = TextField(_("Your name"), render_kw={"autocomplete": "name"})

    def validate(self, extra_validators: Any = None) -> bool:
        """See WTForms."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.outcome.data == Outcome.CHANGED and not self.words.data:
            self.words.errors = [str(FILL_IN)]
            return False
        return is_valid


class AskForm(LocalForm):
    """Whom to ask about a service, and where the link goes."""

    recipient = TextField(
        _("To whom"), required=True, description=_("As the letter says hello, such as “Dr. Ana Reis”.")
    )
    email = EmailField(_("E-mail"), description=_("Without one the link is printed."))
    language = SelectField(_("Language of the letter"), required=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.language.choices = [SelectChoice(each.code, each.name) for each in i18n.offered("kiosk")]


class ReportFilters(Filters):
    """Those that wait, unless the address asks for what was mended."""

    state = SelectField(_("State"), choices=choices({WAITING: _("To be mended"), SETTLED: _("Mended")}))
