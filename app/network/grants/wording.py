"""How grants are said on screen."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency

from app.core import i18n
from app.network.grants.states import GRANT


def euros(cents: int) -> str:
    """An amount as it is read: "1 250,00 €"."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=i18n.current().locale)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "euros": euros,
    "grant_state": GRANT.name,
    "grant_tone": GRANT.tone,
}
