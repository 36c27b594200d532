"""Why a spreadsheet that somebody brings, or a row of it, is refused: a sentence that says what to do."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.reading import Fault
from app.core.sheets import SheetRefused, Trouble
from app.core.values import Problem

SENTENCES: dict[Trouble, Any] = {
    Trouble.KIND: _("Please send a spreadsheet (XLSX or ODS) or a CSV file."),
    Trouble.MISMATCH: _("The file is not what its name says. Please save it again as XLSX, ODS or CSV."),
    Trouble.BROKEN: _("The file cannot be read to its end. Please save it again and send it once more."),
    Trouble.TOO_LARGE: _("The file is too large."),
    Trouble.EMPTY: _("There is no heading in the file, or nothing below it."),
    Trouble.HEADING_TWICE: _("Two columns are called “%(heading)s”. Please rename one."),
    Trouble.NO_HEADING: _("In row %(row)s something stands in a column that has no heading."),
    Trouble.TOO_MANY_COLUMNS: _(
        "The list has more than %(limit)s columns. Please leave out those that are not needed."
    ),
    Trouble.TOO_MANY_ROWS: _("The list has more than %(limit)s rows. Please split it."),
}


def sheet_trouble(refused: SheetRefused) -> str:
    words = {"heading": refused.heading, "row": refused.row, "limit": refused.limit}
    return str(SENTENCES[refused.trouble]) % words


FAULTS: dict[Problem, Any] = {
    Problem.MISSING: _("“%(column)s” is empty."),
    Problem.UNKNOWN: _("“%(column)s” says something that stands in no list."),
    Problem.NUMBER: _("“%(column)s” is no whole number."),
    Problem.MONEY: _("“%(column)s” is no amount in euros."),
    Problem.LESS: _("“%(column)s” is less than the amount before."),
    Problem.DAY: _("“%(column)s” is no day that exists."),
    Problem.YEAR: _("The year of birth is no year that can be right."),
    Problem.PHONE: _("“%(column)s” is no telephone number."),
    Problem.ALONE: _(
        "“%(column)s” holds more than one telephone number, or words or an extension beside it."
    ),
    Problem.SHORTENED: _(
        "“%(column)s” holds a number that a spreadsheet has shortened: write its digits in a cell of text."
    ),
    Problem.MAIL: _("“%(column)s” is no e-mail address."),
    Problem.LINK: _("“%(column)s” is no whole address on the internet."),
    Problem.LONG: _("“%(column)s” is too long."),
    Problem.TWICE: _("“%(column)s”: the same stands in a row before."),
    Problem.ALIKE: _("“%(column)s” could be one that is known here: write it as it is called here."),
    Problem.FOREIGN: _("“%(column)s” names what belongs to another organisation."),
    Problem.NO_COURSE: _("“%(column)s” applies only to services of the kind “Training”."),
}


def fault_sentence(fault: Fault) -> str:
    return str(FAULTS[fault.problem]) % {"column": fault.heading}
