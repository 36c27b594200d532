"""How kinds of organisations, and days of holidays, are said on screen."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.dates import day_as
from app.network.models import LocalHoliday, OrganisationKind

KIND_NAMES: dict[OrganisationKind, Any] = {
    OrganisationKind.TOWN_HALL: _("Town hall"),
    OrganisationKind.UNIT: _("Internal unit"),
    OrganisationKind.PARISH_COUNCIL: _("Parish council"),
    OrganisationKind.ASSOCIATION: _("Association"),
    OrganisationKind.SOLIDARITY: _("Social solidarity institution"),
    OrganisationKind.SCHOOL: _("School"),
    OrganisationKind.EMPLOYMENT_SERVICE: _("Employment service"),
    OrganisationKind.COMPANY: _("Company"),
    OrganisationKind.OTHER: _("Other"),
}


def kind_name(kind: str) -> str:
    """The name of a stored kind of organisation in the language of the page."""
    return str(KIND_NAMES[OrganisationKind(kind)])


def holiday_day(holiday: LocalHoliday) -> str:
    """The day of a holiday: "13 de junho, todos os anos", or with its year."""
    locale = i18n.current().locale
    if holiday.year:
        return day_as("yMMMMd", date(holiday.year, holiday.month, holiday.day), locale)
    day = day_as("MMMMd", date(2000, holiday.month, holiday.day), locale)
    return gettext("%(day)s, every year", day=day)
