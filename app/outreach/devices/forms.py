"""What is typed about devices."""

from flask_babel import lazy_gettext as _

from app.core.forms import LocalForm
from app.ui.fields import TextField


class DeviceForm(LocalForm):
    name = TextField(
        _("Name"),
        required=True,
        max_length=80,
        description=_("What colleagues call it, as written on its back: “Tablet 2”."),
    )
