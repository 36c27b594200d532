"""How roles, weak passwords and closed links are said on screen."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.accounts.errors import FactorRefused, Refusal
from app.accounts.factors.queries import Factors
from app.accounts.passwords import Weakness
from app.accounts.roles import Role
from app.core.links import Closed

ROLE_NAMES: dict[Role, Any] = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FACILITATOR: _("Facilitator"),
    Role.REGISTRAR: _("Registrar"),
    Role.PATHWAY_WORKER: _("Pathway worker"),
    Role.PARTNER_TECHNICIAN: _("Partner technician"),
    Role.OBSERVER: _("Observer"),
}
ROLE_HINTS: dict[Role, Any] = {
    Role.ADMINISTRATOR: _("Manages staff, kiosks, organisations and the desk; does not see people."),
    Role.COORDINATOR: _("Facilitates, sees all people (protected ones too), publishes, sees statistics."),
    Role.FACILITATOR: _("Works with people and their lists, and answers calls from the kiosk."),
    Role.REGISTRAR: _("Registers people, signs them up, notes attendance and sees how to reach them."),
    Role.PATHWAY_WORKER: _("Works with people and their lists, and answers calls from the kiosk."),
    Role.PARTNER_TECHNICIAN: _("Keeps up to date what their own organisation offers; does not see people."),
    Role.OBSERVER: _("Sees the statistics only."),
}
WEAKNESSES: dict[Weakness, Any] = {
    Weakness.SHORT: _("Please use at least 12 characters; three or four words make a good password."),
    Weakness.COMMON: _("Too many people use this password. Three or four words make a good one."),
    Weakness.PERSONAL: _("Please do not build the password from your name or address."),
}
CLOSED: dict[Closed, Any] = {
    Closed.USED: _(
        "This invitation was already used. If it was you, sign in with your address and password."
    ),
    Closed.WITHDRAWN: _("This invitation was withdrawn. Ask the person who invited you for another one."),
    Closed.EXPIRED: _("This invitation was valid for 7 days, and they are over. Ask for another one."),
    Closed.UNBACKED: _(
        "Whoever sent this invitation may invite no more for this municipality. Ask for another one."
    ),
}
PASSWORD_LINK_CLOSED: dict[Closed, Any] = {
    Closed.USED: _(
        "This link was already used, or the password was changed since. If it was you, sign in with it."
    ),
    Closed.WITHDRAWN: _("This account is suspended. Ask the administrator of your municipality."),
    Closed.EXPIRED: _(
        "This link was valid for 7 days, and they are over. Ask the administrator for another one."
    ),
    Closed.UNBACKED: _(
        "Whoever made this link may make it no more. Ask the administrator of your municipality for another."
    ),
}
REFUSALS: dict[Refusal, Any] = {
    Refusal.WRONG: _("This code is not right. Type the one that the app shows now, or a recovery code."),
    Refusal.USED: _("This code was used already. The app shows another one in half a minute at most."),
    Refusal.SPENT: _("This recovery code was used before. Each works once: take another one."),
    Refusal.PASSKEY: _("What the passkey answered could not be checked. Please try once more."),
    Refusal.OTHER_SITE: _("This passkey belongs to another site. Use the one that was made for this portal."),
    Refusal.UNKNOWN: _("This passkey is not known here. Come in another way."),
    Refusal.COPIED: _(
        "This passkey was refused: it counts fewer uses than before, so there may be a copy of it. Come in "
        "another way, remove it from your account, and tell the administrator of your municipality."
    ),
    Refusal.LATE: _("That took too long, or was answered already. Please try once more."),
}


def refusal(refused: FactorRefused) -> str:
    """Why a second factor was refused, and what to do."""
    if refused.why is not Refusal.CLOCK:
        return str(REFUSALS[refused.why])
    if refused.minutes > 0:
        return ngettext(
            "The clock of the device with the app seems to be %(num)d minute fast. Let it set its time by "
            "itself, then type the next code.",
            "The clock of the device with the app seems to be %(num)d minutes fast. Let it set its time by "
            "itself, then type the next code.",
            refused.minutes,
        )
    return ngettext(
        "This code is %(num)d minute old, or the clock of the device with the app is slow. Let it set its "
        "time by itself, then type the code that the app shows now.",
        "This code is %(num)d minutes old, or the clock of the device with the app is slow. Let it set its "
        "time by itself, then type the code that the app shows now.",
        -refused.minutes,
    )


def words_of(factors: Factors) -> str:
    """Which second factors somebody has, in a few words."""
    count = len(factors.passkeys)
    passkeys = ngettext("%(num)d passkey", "%(num)d passkeys", count) if count else ""
    return ", ".join(filter(None, [gettext("app") if factors.app else "", passkeys])) or gettext("none")


def role_name(role: str) -> str:
    """The name of a stored role in the language of the page."""
    return str(ROLE_NAMES[Role(role)])
