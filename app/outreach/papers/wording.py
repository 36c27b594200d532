"""How what is wrong in a row of the quick entry is said."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.outreach.papers.entry import Fault, Trouble

ORIGINS: dict[str, Any] = {
    "online": _("On the page of the office"),
    "tablet": _("On a tablet or laptop without network"),
    "paper": _("From a sheet of paper"),
    "list": _("From a list of a partner"),
}
SENTENCES: dict[Trouble, Any] = {
    Trouble.NO_NUMBER: _("Please write the number of the sheet in digits."),
    Trouble.NO_SLIP: _("No sheet of this session has this number."),
    Trouble.OTHER_EDITION: _(
        "The signs of this sheet mean other things by now. Please register this person with the form."
    ),
    Trouble.TWICE: _("This number stands in a line before."),
    Trouble.TAKEN: _(
        "This number is registered already. Nothing enters twice: please look at it, or empty the line."
    ),
    Trouble.ERASED: _(
        "Who had this number was erased, or the registration was taken back. Please use another number."
    ),
    Trouble.YEAR: _("The year of birth is no year that can be right."),
    Trouble.PARISH: _("No parish begins so."),
    Trouble.SEVERAL: _("Several begin so: please type more letters."),
    Trouble.LANGUAGE: _("No language is called so."),
    Trouble.SIGN: _("“%(sign)s” stands at no box of the sheet."),
    Trouble.SITUATIONS: _("Only one digit can be right: the situation with regard to work."),
    Trouble.CARD: _("There is no card “%(sign)s”."),
    Trouble.ANSWERS: _("Please type s or n for each question, in their order."),
}


def fault_sentence(fault: Fault) -> str:
    return str(SENTENCES[fault.trouble]) % {"sign": fault.what}
