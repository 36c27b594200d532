"""The number of somebody's slip, typed; or its whole code, as a camera or a scanner reads it."""

from typing import Any

from app.core.text import tidy
from app.outreach.slip_codes import ID_DIGITS, NUMBER_DIGITS, ScannedSlip, read
from app.ui.fields import TextField


class SlipField(TextField):
    """`data` is the number; `scanned` the slip, where its code was read."""

    longest = NUMBER_DIGITS + ID_DIGITS
    scanned: ScannedSlip | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = tidy(str(valuelist[0])) if valuelist else ""
        self.scanned = read(typed)
        super().process_formdata([str(self.scanned.number) if self.scanned else typed])

    @property
    def is_number(self) -> bool:
        typed = str(self.data or "")
        return typed.isascii() and typed.isdigit() and len(typed) <= NUMBER_DIGITS
