"""The decisions of the permission table that somebody would miss."""

from app.accounts.devices import device_of
from app.accounts.roles import PERMISSIONS, Role, permissions_of
from app.accounts.wording import ROLE_HINTS, ROLE_NAMES
from app.core.permission import Permission


def test_every_role_and_every_permission_is_decided() -> None:
    assert set(PERMISSIONS) == set(ROLE_NAMES) == set(ROLE_HINTS) == set(Role)
    assert permissions_of(Role) == frozenset(Permission)


def test_whoever_runs_the_portal_does_not_thereby_see_people() -> None:
    about_people = {
        Permission.PARTICIPANT_READ,
        Permission.CONTACT_READ,
        Permission.INVENTORY_CLAIM,
        Permission.STATISTICS_READ,
    }
    assert not PERMISSIONS[Role.ADMINISTRATOR] & about_people


def test_sealed_people_are_the_coordinators_matter_and_staff_the_administrators() -> None:
    def holders(permission: Permission) -> set[Role]:
        return {role for role, held in PERMISSIONS.items() if permission in held}

    assert holders(Permission.PARTICIPANT_SEAL) == {Role.COORDINATOR}
    assert holders(Permission.STAFF_WRITE) == {Role.ADMINISTRATOR}
    assert PERMISSIONS[Role.OBSERVER] == {
        Permission.ORGANISATION_READ,
        Permission.PARTNERSHIP_OWN,
        Permission.PARTNERSHIP_READ,
        Permission.STATISTICS_READ,
    }


def test_a_browser_is_kept_without_its_version() -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Edg/141.0"
    assert device_of(agent) == "Edge, Windows"
    assert device_of("") == ""
