"""How roles, answers and what partners bring are said, also to whoever is invited."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.network.joining.models import Answer
from app.network.parties.attached import ContributionKind, PartnerRole

ROLES: Mapping[str, Any] = {
    PartnerRole.SUPPORT: _("Partner that supports"),
    PartnerRole.LOCAL: _("Local entity that holds project workshops"),
    PartnerRole.CENTRAL: _("Central entity of the operational partnership"),
}
ROLE_HINTS: Mapping[str, Any] = {
    PartnerRole.SUPPORT: _("You help with what you have: contacts, rooms, publicity, cooperation."),
    PartnerRole.LOCAL: _("You hold project workshops with your own staff, with the support of the team."),
    PartnerRole.CENTRAL: _("You carry the work out together with the municipality, with staff of your own."),
}
BRINGS: Mapping[str, Any] = {
    ContributionKind.CONTACTS: _("Contacts: employers, associations, people who help"),
    ContributionKind.COOPERATION: _("Cooperation: you refer people to us and we to you"),
    ContributionKind.PREMISES: _("Rooms and equipment"),
    ContributionKind.PUBLICITY: _("Publicity: telling people about it"),
    ContributionKind.MONEY: _("Money or materials"),
    ContributionKind.STAFF_HOURS: _("Hours of your staff"),
}
ANSWERS: Mapping[str, Any] = {
    Answer.YES: _("Yes, we take part"),
    Answer.TALK: _("Please speak with us first"),
    Answer.NO: _("No, not now"),
}
TONES: Mapping[str, str] = {Answer.YES: "good", Answer.TALK: "ochre"}
