"""Whom the office asks, and which answers are listed."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import i18n
from app.core.forms import LocalForm
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import EmailField, TextField
from app.ui.listing import Filters

WAITING, SETTLED = "waiting", "settled"


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
