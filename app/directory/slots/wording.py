"""How slots and their repetition are said in the office."""

from collections.abc import Mapping
from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.recurrence import Every, answers_of
from app.directory.slots.occasions import Held

HELD: Mapping[Held, Any] = {
    Held.CANCELLED: _("Cancelled"),
    Held.MOVED_AWAY: _("Moved"),
    Held.HOLIDAY: _("Holiday"),
}


def weekday_names() -> list[str]:
    """Monday to Sunday in the language of the page."""
    names = get_day_names("wide", "stand-alone", i18n.current().locale)
    return [str(names[day]) for day in range(7)]


def repetition(rule: str, zone: str) -> str:
    """A rule in words: "every week: Monday, Thursday"."""
    if not rule:
        return gettext("Once")
    answers = answers_of(rule, zone)
    match answers.every:
        case Every.WEEK:
            days = ", ".join(weekday_names()[day - 1] for day in answers.weekdays)
            every = ngettext("Every week", "Every %(num)s weeks", answers.interval)
            return f"{every}: {days}"
        case Every.MONTH_BY_DAY:
            return ngettext("Every month on the same day", "Every %(num)s months", answers.interval)
        case Every.MONTH_BY_WEEKDAY:
            return ngettext("Every month on the same weekday", "Every %(num)s months", answers.interval)
        case _:
            return gettext("Every year")
