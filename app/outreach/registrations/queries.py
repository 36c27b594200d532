"""Reads of what can be chosen at a session, and of what was registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.models import Parish
from app.network.parties.models import Organisation, OrganisationKind
from app.outreach.registrations.models import Registration
from app.people.models import Merge, Participant
from app.people.permissions import visible_to
from app.workshops.planning.kinds import enrolling
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import PUBLIC_STATES

MOST_SERIES = 12
OWN_HOUSE = frozenset({OrganisationKind.TOWN_HALL.value, OrganisationKind.UNIT.value})
"""Kinds of organisations that are the municipality itself: nothing is shared with it."""


@dataclass(frozen=True, slots=True)
class OfferedSeries:
    """A series that somebody can wish for, and the day of its next session."""

    id: UUID
    title: str
    next_on: date | None


def list_series(municipality_id: UUID, today: date, *, but: UUID | None) -> list[OfferedSeries]:
    """Open to the public and not over, the next one first; `but` is the one whose session it is."""
    kept = Session.workshop_id == Workshop.id, Session.state != SessionState.CANCELLED, Session.on >= today
    coming = select(func.min(Session.on)).where(*kept).scalar_subquery()
    query = select(Workshop.id, Workshop.title, coming).where(
        Workshop.municipality_id == municipality_id,
        Workshop.is_public,
        Workshop.state.in_(PUBLIC_STATES),
        Workshop.kind.in_(enrolling()),
        coming.is_not(None),
    )
    if but:
        query = query.where(Workshop.id != but)
    ordered = query.order_by(coming, Workshop.sort_key, Workshop.id).limit(MOST_SERIES)
    return [OfferedSeries(*row) for row in db.session.execute(ordered)]


def list_all_parishes(municipality_id: UUID) -> Sequence[Parish]:
    """The parishes of a municipality, also those that are no more: a form may be older than a reform."""
    there = select(Parish).where(Parish.municipality_id == municipality_id)
    return db.session.scalars(there.order_by(Parish.sort_key, Parish.id)).all()


def find_holder(organisation_id: UUID) -> Organisation | None:
    """The partner that holds a series; None where the municipality itself does."""
    found = db.session.get(Organisation, organisation_id)
    return None if found is None or found.kind in OWN_HOUSE else found


def find_registration(registration_id: UUID) -> Registration | None:
    """What was registered under this id; whoever brings the same at the same time waits."""
    return db.session.get(Registration, registration_id, with_for_update=True)


def is_slip_taken(session_id: UUID, slip: str) -> bool:
    """Whether somebody of the session was registered with this slip."""
    taken = select(Registration.id).filter_by(session_id=session_id, slip=slip)
    return db.session.scalars(taken.limit(1)).first() is not None


def find_person(participant_id: UUID) -> Participant | None:
    """Who was made under this id, or whose record theirs became part of."""
    while (found := db.session.get(Participant, participant_id)) is None:
        standing = select(Merge.kept_id).where(Merge.gone_id == participant_id, Merge.undone_at.is_(None))
        if (kept := db.session.scalar(standing)) is None:
            return None
        participant_id = kept
    return found


def is_open_to(actor: Actor, participant_id: UUID) -> bool:
    """Whether the actor may find somebody whom nothing protects."""
    theirs = Participant.id == participant_id, Participant.sealed_at.is_(None), visible_to(actor)
    return db.session.scalar(select(Participant.id).where(*theirs)) is not None


def find_merge(participant_id: UUID) -> Merge | None:
    """By what this record became part of another one."""
    standing = select(Merge).where(Merge.gone_id == participant_id, Merge.undone_at.is_(None))
    return db.session.scalars(standing).one_or_none()


def get_registration(actor: Actor, registration_id: UUID) -> Registration:
    """A registration of a municipality where the actor registers people; NotFound."""
    return records.get(actor, Permission.OUTREACH_REGISTER, Registration, registration_id)


@dataclass(frozen=True, slots=True)
class Last:
    """What somebody registered last in a session, and whom, as far as they may see it."""

    registration: Registration
    name: str


def find_last(actor: Actor, session: Session) -> Last | None:
    """The latest of the actor's own registrations there; None where they may not see whom."""
    mine = (
        select(Registration, Participant.name)
        .join(Participant, Participant.id == Registration.participant_id)
        .where(
            Registration.session_id == session.id,
            Registration.registered_by == actor.id,
            visible_to(actor),
        )
    )
    latest = mine.order_by(Registration.registered_at.desc(), Registration.id.desc()).limit(1)
    found = db.session.execute(latest).first()
    return Last(*found) if found else None
