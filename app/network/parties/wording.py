"""How parties, and what is noted of them, are said on screen."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.network.parties.attached import ContributionKind, MemberRole, NameSort, PartnerRole, Tier
from app.network.parties.models import BodyKind, MeasureKind, Nature, OrganisationKind
from app.ui.wording import euros

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
BODY_KINDS: dict[BodyKind, Any] = {
    BodyKind.EXECUTIVE_NUCLEUS: _("Executive nucleus"),
    BodyKind.SOCIAL_COUNCIL: _("Local council of social action"),
    BodyKind.CHILD_PROTECTION: _("Commission for the protection of children and young people"),
    BodyKind.PARISH_COMMISSION: _("Parish social commission"),
    BodyKind.THEMATIC_GROUP: _("Thematic group"),
    BodyKind.INTEGRATION_COUNCIL: _("Council for the integration of migrants"),
    BodyKind.PLENARY: _("Plenary of the partnership"),
    BodyKind.OTHER_BODY: _("Another body"),
}
MEASURE_KINDS: dict[MeasureKind, Any] = {
    MeasureKind.INCOME_SUPPORT: _("Social integration income"),
    MeasureKind.LOCAL_CONTRACT: _("Local contract of social development"),
    MeasureKind.SCHOOL_SUCCESS: _("Plan against school failure"),
    MeasureKind.OTHER_MEASURE: _("Another measure"),
}
KINDS_OF: dict[Nature, dict[Any, Any]] = {
    Nature.ORGANISATION: KIND_NAMES,
    Nature.BODY: BODY_KINDS,
    Nature.MEASURE: MEASURE_KINDS,
}
ALL_KINDS: dict[Any, Any] = {kind: name for kinds in KINDS_OF.values() for kind, name in kinds.items()}
NATURES: dict[Nature, Any] = {
    Nature.ORGANISATION: _("Organisations"),
    Nature.BODY: _("Bodies"),
    Nature.MEASURE: _("Measures and programmes"),
}
NAME_SORTS: dict[NameSort, Any] = {
    NameSort.ACRONYM: _("Acronym"),
    NameSort.SPELLING: _("Another spelling"),
    NameSort.FORMER: _("Former name"),
}
MEMBER_ROLES: dict[MemberRole, Any] = {
    MemberRole.CHAIR: _("Chair"),
    MemberRole.SECRETARY: _("Secretary"),
    MemberRole.MEMBER: _("Member"),
    MemberRole.GUEST: _("Guest"),
}
CONTRIBUTION_KINDS: dict[ContributionKind, Any] = {
    ContributionKind.CONTACTS: _("Contacts"),
    ContributionKind.COOPERATION: _("Cooperation"),
    ContributionKind.PREMISES: _("Premises"),
    ContributionKind.PUBLICITY: _("Publicity"),
    ContributionKind.MONEY: _("Money"),
    ContributionKind.STAFF_HOURS: _("Hours of staff"),
}
TIERS: dict[Tier, Any] = {
    Tier.SUPPORT: _("Partnership of the municipality"),
    Tier.OPERATIONAL: _("Operational partnership"),
}
PARTNER_ROLES: dict[PartnerRole, Any] = {
    PartnerRole.SUPPORT: _("Supports the programme"),
    PartnerRole.CENTRAL: _("Central entity"),
    PartnerRole.LOCAL: _("Local entity with a project workshop"),
}
_SAID: dict[str, Any] = {
    str(key): name
    for names in (NAME_SORTS, MEMBER_ROLES, CONTRIBUTION_KINDS, PARTNER_ROLES)
    for key, name in names.items()
}


def kind_name(kind: str) -> str:
    """The name of a stored kind of party in the language of the page."""
    return str(ALL_KINDS[kind])


def said(key: str) -> str:
    """Any other value of these lists in the language of the page."""
    return str(_SAID[key])


def amount(brought: Any) -> str:
    """How much of something is brought, where that is counted."""
    if brought.hours is not None:
        return ngettext("%(num)d hour a month", "%(num)d hours a month", brought.hours)
    if brought.cents is None:
        return ""
    return gettext("%(amount)s a year", amount=euros(brought.cents))
