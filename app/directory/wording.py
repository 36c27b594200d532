"""How states and days of offers, publications and slots are said in the office."""

from collections.abc import Mapping
from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.recurrence import Every, answers_of
from app.directory.models import OfferState
from app.directory.occasions import Held
from app.directory.offer_rows import COLUMNS

STATE_NAMES: Mapping[str, Any] = {
    "proposed": _("Proposed"),
    "open": _("On offer"),
    "published": _("Published"),
    "filled": _("Filled"),
    "expired": _("Expired"),
    "withdrawn": _("Withdrawn"),
}
STATE_TONES: Mapping[str, str] = {
    "proposed": "ochre",
    "open": "good",
    "published": "good",
    "filled": "petrol",
}
ACTS: Mapping[str, Any] = {
    "open": _("Publish"),
    "published": _("Publish"),
    "filled": _("It is filled"),
    "withdrawn": _("Withdraw"),
}
PROBLEMS: Mapping[str, Any] = {
    "missing": _("“%(column)s” is empty."),
    "unknown": _("“%(column)s” says something that stands in no list."),
    "number": _("“%(column)s” is no whole number."),
    "money": _("“%(column)s” is no amount in euros."),
    "less": _("“%(column)s” is less than the amount before."),
    "day": _("“%(column)s” is no day that exists."),
    "phone": _("“%(column)s” is no telephone number."),
    "email": _("“%(column)s” is no e-mail address."),
    "link": _("“%(column)s” is no whole address on the internet."),
    "long": _("“%(column)s” is too long."),
    "twice": _("“%(column)s”: the same offer stands in a row before."),
}
HELD: Mapping[Held, Any] = {
    Held.CANCELLED: _("Cancelled"),
    Held.MOVED_AWAY: _("Moved"),
    Held.HOLIDAY: _("Holiday"),
}


def act_name(state: str, after: str) -> str:
    """What the button says that leads from one state to another."""
    if after == OfferState.OPEN and state != OfferState.PROPOSED:
        return gettext("Open it again")
    return str(ACTS[after])


def row_problem(broken: Mapping[str, Any]) -> str:
    """What is wrong with a row of a list of offers, as its import keeps it."""
    return str(PROBLEMS[broken["problem"]]) % {"column": COLUMNS[broken["field"]]}


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
