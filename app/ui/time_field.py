"""A time of day, as a form asks for it."""

import re
from datetime import time
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm

from app.ui.fields import TextField

_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2})?)?$")
_WRONG = _("Please write a time such as 9:30.")


class TimeField(TextField):
    """Wall time: browsers offer a clock; "9:30", "9h30" and "14h" are read too. `data` is "09:30" or ""."""

    input_type = "time"
    longest = 8

    @property
    def at(self) -> time:
        """The time, once the form is valid."""
        assert isinstance(self.data, str)
        hours, minutes = self.data.split(":")
        return time(int(hours), int(minutes))

    def process_data(self, value: Any) -> None:
        """A stored time becomes the text of the box."""
        super().process_data(f"{value:%H:%M}" if isinstance(value, time) else value)

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002, FBT001 -- WTForms' signature
        if validation_stopped or not self.data:
            return
        found = _TIME.match(self.data.lower())
        hours, minutes = (int(part or 0) for part in found.groups()) if found else (24, 0)
        if hours > 23 or minutes > 59:
            raise wtforms.ValidationError(str(_WRONG))
        self.data = f"{hours:02}:{minutes:02}"
