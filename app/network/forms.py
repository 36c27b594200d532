"""Forms of the network."""

from flask_babel import lazy_gettext as _

from app.core.forms import LocalForm, VersionedForm
from app.ui.choice_fields import DateField
from app.ui.fields import CheckboxField, PhoneField, TextField
from app.ui.hours_field import HoursField


class DeskForm(VersionedForm, LocalForm):
    carried = (*VersionedForm.carried, "municipality_id")
    desk_address = TextField(
        _("Where the desk is"),
        max_length=200,
        description=_("Street, number and place: it stands on what people take along."),
    )
    desk_phone = PhoneField(_("Telephone of the desk"))
    desk_hours = HoursField(
        _("Opening hours"),
        description=_("The kiosk says them in every language, and that nobody comes outside them."),
    )


class HolidayForm(LocalForm):
    name = TextField(_("Name"), required=True, description=_("As people say it, such as: Municipal holiday."))
    on = DateField(_("Day"), required=True)
    every_year = CheckboxField(_("Every year on this day"), default=True)
