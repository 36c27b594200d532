"""How roles, answers and what partners bring are said, also to whoever is invited."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.network.joining.models import Answer

ROLES: Mapping[str, Any] = {
    "support": _("Partner that supports"),
    "local": _("Local entity that holds project workshops"),
    "central": _("Central entity of the operational partnership"),
}
ROLE_HINTS: Mapping[str, Any] = {
    "support": _("You help with what you have: contacts, rooms, publicity, cooperation."),
    "local": _("You hold project workshops with your own staff, with the support of the team."),
    "central": _("You carry the work out together with the municipality, with staff of your own."),
}
BRINGS: Mapping[str, Any] = {
    "contacts": _("Contacts: employers, associations, people who help"),
    "cooperation": _("Cooperation: you refer people to us and we to you"),
    "premises": _("Rooms and equipment"),
    "publicity": _("Publicity: telling people about it"),
    "money": _("Money or materials"),
    "staff_hours": _("Hours of your staff"),
}
ANSWERS: Mapping[str, Any] = {
    Answer.YES: _("Yes, we take part"),
    Answer.TALK: _("Please speak with us first"),
    Answer.NO: _("No, not now"),
}
TONES: Mapping[str, str] = {Answer.YES: "good", Answer.TALK: "ochre"}
