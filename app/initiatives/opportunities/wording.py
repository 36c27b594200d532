"""Opportunities in words: from whom they are known, their season, the weight of a need."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.initiatives.opportunities.models import Origin

MONTHS = range(1, 13)
ORIGINS: Mapping[str, Any] = {
    Origin.OFFICE: _("The programme"),
    Origin.PARTNER: _("A partner"),
    Origin.IDEA: _("An idea of somebody here"),
    Origin.OFFER: _("An offer that nobody takes"),
}
WEIGHTS: Mapping[str, Any] = {"1": _("helps"), "2": _("matters"), "3": _("is indispensable")}


def month_names() -> Mapping[str, str]:
    """The months in the language of the page, by their number as a string."""
    names = get_month_names("wide", context="stand-alone", locale=i18n.current().locale)
    return {str(each): names[each] for each in MONTHS}


def season(months: Iterable[int]) -> str:
    """Such as "June to August, December", or over the end of the year; "" for the whole year."""
    chosen = set(months)
    if not chosen or chosen >= set(MONTHS):
        return ""
    names = month_names()
    parts = []
    for first in _firsts(chosen):
        last = first
        while last % 12 + 1 in chosen:
            last = last % 12 + 1
        one, other = names[str(first)], names[str(last)]
        parts.append(one if first == last else str(_("%(first)s to %(last)s", first=one, last=other)))
    return ", ".join(parts)


def _firsts(chosen: set[int]) -> list[int]:
    """The months with which a run begins, for the month before is none of them."""
    return [each for each in sorted(chosen) if (each - 2) % 12 + 1 not in chosen]
