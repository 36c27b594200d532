"""Somebody who came without having enrolled."""

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form
from app.core.i18n import offered
from app.ui.choice_fields import SelectField
from app.ui.fields import TextField
from app.ui.listing import Filters


class KnownPeople(Filters):
    """The name of somebody who may be known already."""

    q = TextField(_("Name"), description=_("First look whether the person is known."))


class NewcomerForm(Form):
    """A name to be called by; everything else can wait."""

    name = TextField(_("Name to be called by"), required=True)
    language = SelectField(
        _("Language"),
        required=True,
        choices=lambda: [SelectChoice(each.code, each.name) for each in offered("kiosk")],
    )
