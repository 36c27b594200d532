"""How days of holidays are said on screen."""

from datetime import date

from flask_babel import gettext

from app.core import i18n
from app.core.dates import day_as
from app.network.models import LocalHoliday


def holiday_day(holiday: LocalHoliday) -> str:
    """The day of a holiday: "13 de junho, todos os anos", or with its year."""
    locale = i18n.current().locale
    if holiday.year:
        return day_as("yMMMMd", date(holiday.year, holiday.month, holiday.day), locale)
    day = day_as("MMMMd", date(2000, holiday.month, holiday.day), locale)
    return gettext("%(day)s, every year", day=day)
