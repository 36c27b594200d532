"""How a code is asked for, at the kiosk and at the desk: typed, tapped or scanned."""

from typing import Any

import wtforms

from app.core.text import tidy
from app.skills.codes import read
from app.ui.fields import CodeField


class ScanField(CodeField):
    """Nine digits, typed; or the whole code as a scanner types it, with the keys of its `pictures`."""

    pictures: tuple[str, ...] = ()

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = tidy(str(valuelist[0])) if valuelist else ""
        digits, self.pictures = read(typed)
        is_number = typed.replace(" ", "").isdigit()
        super().process_formdata([digits if self.pictures or is_number else typed])


class CodeEntry(wtforms.Form):
    """Above a form with `digits`, a ScanField, and the two pictures in order, `first` and `second`."""

    def validate(self, extra_validators: Any = None) -> bool:
        """A scanned code brings its pictures along."""
        scanned, fields = self["digits"].pictures, (self["first"], self["second"])
        if len(scanned) == len(fields) and not any(_said(each) for each in fields):
            for field, key in zip(fields, scanned, strict=True):
                field.data = key
        return bool(super().validate(extra_validators))

    @property
    def pictures(self) -> tuple[str, str]:
        """The keys of the two pictures, once the form is valid."""
        return (str(self["first"].data), str(self["second"].data))


def _said(field: wtforms.Field) -> bool:
    return any(tidy(str(value)) for value in field.raw_data or ())
