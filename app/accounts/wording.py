"""How roles, weak passwords and closed links are said on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

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


def role_name(role: str) -> str:
    """The name of a stored role in the language of the page."""
    return str(ROLE_NAMES[Role(role)])
