"""How rows of an account are said on screen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.initiatives.arrangements.models import BookingKind

BOOKING_KINDS: Mapping[str, Any] = {
    BookingKind.INVOICE: _("Invoice"),
    BookingKind.CONTRIBUTION: _("Contribution to the cooperative"),
    BookingKind.EXPENSE: _("Expense that the cooperative paid"),
    BookingKind.PAYOUT: _("Paid out to the person"),
}


def rate(hundredths: int) -> str:
    """A rate as it is read: "7,5 %"."""
    number = format_decimal(Decimal(hundredths) / 100, locale=i18n.current().locale)
    return f"{number}\N{NO-BREAK SPACE}%"


FILTERS = {"rate": rate}
