"""The cash at the end of each month, as a line."""

from flask_babel import gettext as _

from app.core import i18n
from app.core.dates import day_as
from app.initiatives.money.cash import MONTHS, Forecast, Month
from app.initiatives.money.plan_form import month_in_words
from app.ui.line_chart import Event, Level, LineChart, Point, scale
from app.ui.wording import euros

NAMED = 6
"""Of so many months one is named under the line."""


def of(forecast: Forecast) -> LineChart:
    lowest, highest = scale([each.closing for each in forecast.months])

    def height(cents: int) -> float:
        return round((cents - lowest) * 100 / (highest - lowest), 2)

    points = [
        Point(height(each.closing), each.closing < 0, _name(at, each))
        for at, each in enumerate(forecast.months)
    ]
    levels = [Level(height(each), euros(each), each == 0) for each in sorted({lowest, 0, highest})]
    return LineChart(_("Cash at the end of each month"), _about(forecast), points, levels, _events(forecast))


def _about(forecast: Forecast) -> str:
    lowest = forecast.lowest
    return _(
        "From %(opening)s to %(closing)s; the least is %(lowest)s, at the end of %(month)s.",
        opening=euros(forecast.opening),
        closing=euros(forecast.closing),
        lowest=euros(lowest.closing),
        month=month_in_words(lowest.first),
    )


def _events(forecast: Forecast) -> list[Event]:
    told = ((forecast.runs_out, _("The cash runs out")), (forecast.carries_from, _("It carries itself")))
    return [Event(forecast.months.index(month), words) for month, words in told if month]


def _name(at: int, month: Month) -> str:
    is_named = at % NAMED == 0 or at == MONTHS - 1
    return day_as("yMMM", month.first, i18n.current().locale) if is_named else ""
