"""Somebody who came without having enrolled."""

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form, TypedForm
from app.core.i18n import offered
from app.ui.choice_fields import SelectField
from app.ui.fields import TextField


class KnownForm(TypedForm):
    """The name of somebody who may be known already."""

    class Meta:
        csrf = False

    q = TextField(_("Name"), description=_("First look whether the person is known."))


class NewcomerForm(Form):
    """A name to be called by; everything else can wait."""

    name = TextField(_("Name to be called by"), required=True)
    language = SelectField(_("Language"), required=True)

    def offer(self) -> None:
        """The languages that people are spoken to in."""
        self.language.choices = [SelectChoice(each.code, each.name) for each in offered("kiosk")]
