"""Which second factors somebody has, and which roles need one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from app.accounts.factors.models import AuthenticatorApp, FactorRequirement, Passkey, RecoveryCode
from app.accounts.models import Membership
from app.core.audit import AuditEntry
from app.core.db import db

T = TypeVar("T")
RESET = "staff.factors_reset"
FEW = 3
"""So few recovery codes are worth a warning."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody has beside their password. Recovery codes alone are none: they stand in for one."""

    app: AuthenticatorApp | None
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)

    @property
    def are_codes_few(self) -> bool:
        return self.any and self.codes_left <= FEW

    def at(self, site: str) -> list[Passkey]:
        """Their passkeys that work under this name of the portal."""
        return [each for each in self.passkeys if each.site == site]


def factors_of(staff_id: UUID) -> Factors:
    app = db.session.scalars(select(AuthenticatorApp).where(AuthenticatorApp.staff_id == staff_id)).first()
    mine = select(Passkey).where(Passkey.staff_id == staff_id).order_by(Passkey.created_at, Passkey.id)
    unused = RecoveryCode.staff_id == staff_id, RecoveryCode.used_at.is_(None)
    left = db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0
    return Factors(app, db.session.scalars(mine).all(), left)


def has_factor(staff_id: UUID) -> bool:
    """Whether signing in takes a second step."""
    app = select(AuthenticatorApp.id).where(AuthenticatorApp.staff_id == staff_id)
    passkey = select(Passkey.id).where(Passkey.staff_id == staff_id)
    return db.session.scalars(app.union_all(passkey).limit(1)).first() is not None


def find_passkey(credential_id: str) -> Passkey | None:
    """The passkey that a device calls so, locked."""
    known = select(Passkey).where(Passkey.credential_id == credential_id)
    return db.session.scalars(locked(known)).first()


def locked(query: Select[T]) -> Select[T]:
    """The same, read anew and kept from others until the transaction ends: each use of it is counted."""
    return query.with_for_update().execution_options(populate_existing=True)


def list_required_roles(municipality_id: UUID) -> list[str]:
    """The roles that take a second factor there."""
    there = select(FactorRequirement.role).where(FactorRequirement.municipality_id == municipality_id)
    return sorted(db.session.scalars(there))


def with_factor(staff_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these people have a second factor."""
    wanted = list(staff_ids)
    app = select(AuthenticatorApp.staff_id).where(AuthenticatorApp.staff_id.in_(wanted))
    passkey = select(Passkey.staff_id).where(Passkey.staff_id.in_(wanted))
    return set(db.session.scalars(app.union(passkey)))


def needs_factor(staff_id: UUID) -> bool:
    """Whether somebody holds a role that takes a second factor where they hold it."""
    held = select(Membership.id).join(
        FactorRequirement,
        and_(
            FactorRequirement.municipality_id == Membership.municipality_id,
            FactorRequirement.role == Membership.role,
        ),
    )
    mine = held.where(Membership.staff_id == staff_id, Membership.ended_at.is_(None))
    return db.session.scalars(mine.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Reset:
    """When somebody's second factors were taken away, and who did it; None is the command line."""

    at: datetime
    by: UUID | None


def last_reset(staff_id: UUID) -> Reset | None:
    """The latest, as the trail tells."""
    acts = select(AuditEntry.at, AuditEntry.actor_id).where(
        AuditEntry.subject_id == staff_id, AuditEntry.action == RESET
    )
    found = db.session.execute(acts.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(1)).first()
    return Reset(found.at, found.actor_id) if found else None
