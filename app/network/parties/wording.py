"""How kinds of parties are said on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.network.parties.models import OrganisationKind

KIND_NAMES: dict[OrganisationKind, Any] = {
    OrganisationKind.TOWN_HALL: _("Town hall"),
    OrganisationKind.UNIT: _("Internal unit"),
    OrganisationKind.PARISH_COUNCIL: _("Parish council"),
    OrganisationKind.ASSOCIATION: _("Association"),
    OrganisationKind.SOLIDARITY: _("Social solidarity institution"),
    OrganisationKind.SCHOOL: _("School"),
    OrganisationKind.EMPLOYMENT_SERVICE: _("Employment service"),
    OrganisationKind.COMPANY: _("Company"),
    OrganisationKind.OTHER: _("Other"),
}


def kind_name(kind: str) -> str:
    """The name of a stored kind of organisation in the language of the page."""
    return str(KIND_NAMES[OrganisationKind(kind)])
