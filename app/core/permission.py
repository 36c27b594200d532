"""Every permission, `resource:action`, alphabetical. Roles map to them in app/accounts/roles.py."""

from enum import StrEnum


class Permission(StrEnum):
    AUDIT_READ = "audit:read"
    CONSENT_WRITE = "consent:write"
    CONTACT_READ = "contact:read"
    INVENTORY_CLAIM = "inventory:claim"
    INVENTORY_CONFIRM = "inventory:confirm"
    INVENTORY_WRITE = "inventory:write"
    JOB_READ = "job:read"
    MUNICIPALITY_WRITE = "municipality:write"
    NOTICE_ANSWER = "notice:answer"
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_WRITE = "organisation:write"
    PARTICIPANT_READ = "participant:read"
    PARTICIPANT_SEAL = "participant:seal"
    PARTICIPANT_WRITE = "participant:write"
    STAFF_READ = "staff:read"
    STAFF_WRITE = "staff:write"
    STATISTICS_READ = "statistics:read"
    TERMINAL_WRITE = "terminal:write"
