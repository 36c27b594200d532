"""The wording of the error pages: what happened, what is kept, what to do. No codes, no blame."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

NOTHING_CHANGED = _("Nothing was changed.")
ALL_OR_NOTHING = _("Nothing was saved half-way: either all of it was, or none of it.")
ASK = _("Please try again in a moment. If it happens again, tell the person who looks after the portal.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Lazy texts: each is drawn in the language of the page that shows it."""

    title: Any
    happened: Any
    kept: Any
    to_do: Any


ODD = Trouble(
    _("We could not read this"),
    _("What reached us was not complete."),
    NOTHING_CHANGED,
    _("Please go back, reload the page and try once more."),
)
OUR_FAULT = Trouble(
    _("Something went wrong on our side"),
    _("You did nothing wrong. The mistake was noted and will be looked at."),
    ALL_OR_NOTHING,
    ASK,
)
BY_STATUS: dict[int | str, Trouble] = {
    "busy": Trouble(
        _("Others are working on long lists or files just now"),
        _("Only a few are worked on at once, so that all other pages stay quick."),
        NOTHING_CHANGED,
        _("Please try again in a minute."),
    ),
    "expired": Trouble(
        _("This page was open for too long"),
        _("For your protection a form can only be sent for a while, and this one is older."),
        _("Nothing was saved yet. What you wrote can be sent again from here, passwords and codes excepted."),
        _("Send it again, or go back and reload the page."),
    ),
    400: ODD,
    401: Trouble(
        _("Please sign in again"),
        _("You were signed out in the meantime."),
        _("What was saved before is safe."),
        _("Sign in and continue where you were."),
    ),
    403: Trouble(
        _("This is not open to you"),
        _("Your account may see this and may not do this to it."),
        NOTHING_CHANGED,
        _("If you need it for your work, ask your coordinator."),
    ),
    404: Trouble(
        _("There is nothing at this address"),
        _("It may have been removed, or the address may have a slip."),
        NOTHING_CHANGED,
        _("Go to the first page and look for it from there."),
    ),
    405: ODD,
    409: Trouble(
        _("This does not fit what is stored any more"),
        _("Somebody else changed it in the meantime, or it was already done."),
        _("What is stored stays as it is; nothing of yours was mixed into it."),
        _("Go back, reload the page to see it as it is now, and decide again."),
    ),
    413: Trouble(
        _("This is too large"),
        _("What you sent is larger than this page accepts."),
        NOTHING_CHANGED,
        _("Please send less at once, or a smaller file."),
    ),
    422: ODD,
    429: Trouble(
        _("Too many tries"),
        _("To protect everybody, this can only be tried a few times an hour."),
        _("Nothing was lost."),
        _("Please wait a little, or ask a member of staff for help."),
    ),
    503: Trouble(
        _("This cannot be saved at the moment"),
        _("The place where everything is kept is busy or full."),
        ALL_OR_NOTHING,
        ASK,
    ),
}


def trouble_of(status: int | str) -> Trouble:
    """The wording for a status or a named case; unknown ones are the reader's page or our fault."""
    if found := BY_STATUS.get(status):
        return found
    return ODD if isinstance(status, int) and status < 500 else OUR_FAULT
