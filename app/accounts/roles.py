"""What each role may do in the municipality of its membership. Several memberships add up."""

from collections.abc import Iterable
from enum import StrEnum

from app.core.permission import Permission


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    REGISTRAR = "registrar"
    PATHWAY_WORKER = "pathway_worker"
    PARTNER_TECHNICIAN = "partner_technician"
    OBSERVER = "observer"


# Whoever runs the portal does not thereby see people: an administrator who also works with them
# holds a second membership.
_ADMINISTRATION = frozenset(
    {
        Permission.AUDIT_READ,
        Permission.DEVICE_WRITE,
        Permission.DIRECTORY_READ,
        Permission.JOB_READ,
        Permission.MUNICIPALITY_WRITE,
        Permission.ORGANISATION_READ,
        Permission.ORGANISATION_WRITE,
        Permission.PARTNERSHIP_CONTACT,
        Permission.PARTNERSHIP_OWN,
        Permission.PARTNERSHIP_READ,
        Permission.STAFF_READ,
        Permission.STAFF_WRITE,
        Permission.TERMINAL_WRITE,
    }
)
# To register a person is to look first whether they are known, and to note what they agree to.
_REGISTRATION = frozenset(
    {
        Permission.CONSENT_WRITE,
        Permission.CONTACT_READ,
        Permission.DIRECTORY_READ,
        Permission.ENROLMENT_REQUEST,
        Permission.ENROLMENT_WRITE,
        Permission.INVENTORY_NOTE,
        Permission.NOTICE_ANSWER,
        Permission.ORGANISATION_READ,
        Permission.OUTREACH_REGISTER,
        Permission.PARTICIPANT_READ,
        Permission.PARTICIPANT_WRITE,
        Permission.PARTNERSHIP_CONTACT,
        Permission.PARTNERSHIP_OWN,
        Permission.PARTNERSHIP_READ,
        Permission.WORKSHOP_READ,
    }
)
_ACCOMPANIMENT = _REGISTRATION | {
    Permission.DIRECTORY_PROPOSE,
    Permission.DIRECTORY_WRITE,
    Permission.INITIATIVE_READ,
    Permission.INVENTORY_CLAIM,
    Permission.INVENTORY_CONFIRM,
    Permission.INVENTORY_WRITE,
    Permission.OPPORTUNITY_PROPOSE,
    Permission.PARTICIPANT_EXPORT,
}
# Numbers of the state are for whoever deals with other services about a person.
_PATHWAY = _ACCOMPANIMENT | {Permission.IDENTIFIER_USE}
_FACILITATION = _ACCOMPANIMENT | {
    Permission.ATTENDANCE_WRITE,
    Permission.CERTIFICATE_WRITE,
    Permission.HEADCOUNT_WRITE,
    Permission.INITIATIVE_WRITE,
    Permission.TEAM_PROPOSE,
    Permission.WORKSHOP_HOST,
    Permission.WORKSHOP_WRITE,
}
_COORDINATION = _FACILITATION | {
    Permission.DIRECTORY_PUBLISH,
    Permission.IDENTIFIER_USE,
    Permission.ORGANISATION_KEEP,
    Permission.ORGANISATION_WRITE,
    Permission.PARTICIPANT_RIGHTS,
    Permission.PARTICIPANT_SEAL,
    Permission.PARTNERSHIP_WRITE,
    Permission.STAFF_READ,
    Permission.STATISTICS_EXACT,
    Permission.STATISTICS_READ,
}
# A partner keeps what its own organisation offers up to date, enters the sessions it holds and how many came,
# and sees what it agreed to and where it is invited; who comes is not its business here.
_PARTNERSHIP = frozenset(
    {
        Permission.DIRECTORY_PROPOSE,
        Permission.DIRECTORY_READ,
        Permission.HEADCOUNT_WRITE,
        Permission.OPPORTUNITY_PROPOSE,
        Permission.ORGANISATION_KEEP,
        Permission.ORGANISATION_READ,
        Permission.PARTNERSHIP_OWN,
        Permission.WORKSHOP_HOST,
        Permission.WORKSHOP_READ,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _ADMINISTRATION,
    Role.COORDINATOR: _COORDINATION,
    Role.FACILITATOR: _FACILITATION,
    Role.REGISTRAR: _REGISTRATION | {Permission.ATTENDANCE_WRITE, Permission.HEADCOUNT_WRITE},
    Role.PATHWAY_WORKER: _PATHWAY,
    Role.PARTNER_TECHNICIAN: _PARTNERSHIP,
    Role.OBSERVER: frozenset(
        {
            Permission.ORGANISATION_READ,
            Permission.PARTNERSHIP_OWN,
            Permission.PARTNERSHIP_READ,
            Permission.STATISTICS_READ,
        }
    ),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """What these roles may do together."""
    return frozenset().union(*(PERMISSIONS[Role(role)] for role in roles))
