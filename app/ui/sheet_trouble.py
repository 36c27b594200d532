"""Why a spreadsheet that somebody brings is refused, in a sentence that says what to do."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.sheets import SheetRefused, Trouble

SENTENCES: dict[Trouble, Any] = {
    Trouble.KIND: _("Please send a spreadsheet (XLSX) or a CSV file."),
    Trouble.MISMATCH: _("The file is not what its name says. Please save it again as XLSX or CSV."),
    Trouble.BROKEN: _("The file cannot be read to its end. Please save it again and send it once more."),
    Trouble.TOO_LARGE: _("The file is too large."),
    Trouble.EMPTY: _("There is no heading in the file, or nothing below it."),
    Trouble.HEADING_TWICE: _("Two columns are called “%(heading)s”. Please rename one."),
    Trouble.NO_HEADING: _("In row %(row)s something stands in a column that has no heading."),
    Trouble.TOO_MANY_ROWS: _("The list has more than %(limit)s rows. Please split it."),
}


def sheet_trouble(refused: SheetRefused) -> str:
    """The sentence for a refused spreadsheet."""
    words = {"heading": refused.heading, "row": refused.row, "limit": refused.limit}
    return str(SENTENCES[refused.trouble]) % words
