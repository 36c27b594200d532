"""Memberships and suspension, by administrators; the first administrator, by command."""

from uuid import UUID

from app.accounts import invitations, permissions, queries
from app.accounts.errors import MembershipExists, OwnAccess
from app.accounts.models import Membership, Staff
from app.accounts.operations.account import strong_hash
from app.accounts.operations.sessions import end_all_sessions
from app.accounts.roles import Role
from app.core import audit, clock, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.network import queries as network
from app.network.parties.operations import town_hall_of
from app.network.parties.queries import get_offered_organisation


def add_membership(
    actor: Actor,
    *,
    staff: Staff,
    organisation_id: UUID,
    municipality_id: UUID,
    role: Role,
    membership_id: UUID | None = None,
) -> Membership:
    """Give somebody a role in a municipality the actor administers; raises MembershipExists, NotFound."""
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    get_offered_organisation(municipality_id, organisation_id)
    where = {"organisation_id": organisation_id, "municipality_id": municipality_id}
    return grant(actor, staff=staff, role=role, membership_id=membership_id, **where)


def grant(
    actor: Actor,
    *,
    staff: Staff,
    organisation_id: UUID,
    municipality_id: UUID,
    role: Role,
    membership_id: UUID | None = None,
) -> Membership:
    """Add the membership that somebody entitled has decided on; raises MembershipExists."""
    where = {"organisation_id": organisation_id, "municipality_id": municipality_id}
    if queries.has_membership(staff.id, role=role, **where):
        raise MembershipExists
    membership = Membership(id=membership_id or new_id(), staff_id=staff.id, role=role.value, **where)
    db.session.add(membership)
    audit.record(
        actor,
        "membership.added",
        "staff",
        staff.id,
        municipality_id=municipality_id,
        membership=str(membership.id),
        role=role.value,
    )
    return membership


def end_membership(actor: Actor, *, membership: Membership) -> None:
    """End a membership at once; raises OwnAccess for one's own. Ending an ended one changes nothing."""
    actor.demand(Permission.STAFF_WRITE, membership.municipality_id)
    if membership.staff_id == actor.id:
        raise OwnAccess
    if membership.ended_at is not None:
        return
    membership.ended_at = clock.now()
    audit.record(
        actor,
        "membership.ended",
        "staff",
        membership.staff_id,
        municipality_id=membership.municipality_id,
        membership=str(membership.id),
    )
    _end_invitations(actor, membership.staff_id)


def suspend_staff(actor: Actor, *, staff: Staff) -> None:
    """Keep somebody from signing in anywhere and end their sessions; raises OwnAccess, Forbidden."""
    _demand_suspension(actor, staff)
    if not staff.is_active:
        return
    staff.suspended_at = clock.now()
    end_all_sessions(staff)
    audit.record(actor, "staff.suspended", "staff", staff.id)
    _end_invitations(actor, staff.id)


def _end_invitations(actor: Actor, staff_id: UUID) -> None:
    """What somebody invited others to ends where they may invite no more, also when the right comes back."""
    db.session.flush()
    for each in invitations.list_invitations_by(staff_id):
        if not invitations.is_backed(each):
            each.withdrawn_at = clock.now()
            records.record(actor, "withdrawn", each, role=each.role)


def reinstate_staff(actor: Actor, *, staff: Staff) -> None:
    """Let somebody sign in again; raises Forbidden."""
    _demand_suspension(actor, staff)
    if staff.is_active:
        return
    staff.suspended_at = None
    audit.record(actor, "staff.reinstated", "staff", staff.id)


def _demand_suspension(actor: Actor, staff: Staff) -> None:
    if staff.id == actor.id:
        raise OwnAccess
    if not permissions.may_manage_account(actor, staff, queries.served_by(staff.id)):
        raise Forbidden


def create_admin(actor: Actor, *, name: str, email: str, password: str, municipality_id: UUID) -> Staff:
    """Make an administrator from the command line, at the town hall, which is made when it is not there.

    Somebody who has an account keeps it and its password. Raises PasswordTooWeak, MembershipExists.
    """
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    staff = queries.find_staff_by_email(email)
    if staff is None:
        staff = new_staff(name=name, email=email, password_hash=strong_hash(password, name=name, email=email))
    hall = town_hall_of(actor, municipality=network.get_municipality(municipality_id))
    grant(
        actor,
        staff=staff,
        organisation_id=hall.id,
        municipality_id=municipality_id,
        role=Role.ADMINISTRATOR,
    )
    return staff


def new_staff(*, name: str, email: str, password_hash: str, language: str = "pt") -> Staff:
    """A new account; raises IntegrityError when the address was taken a moment ago."""
    staff = Staff(
        id=new_id(),
        name=name,
        email=email,
        email_key=text.fold(email),
        password_hash=password_hash,
        language=language,
    )
    db.session.add(staff)
    db.session.flush()
    return staff
