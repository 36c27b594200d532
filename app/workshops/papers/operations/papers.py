"""Papers with a code: declarations of presence, certificates of participation, the end of a series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, DomainError, NotFound, existing
from app.core.permission import Permission
from app.core.secret import secret_key
from app.people.models import Participant
from app.people.queries import find_participant
from app.people.rights.rest import demand_usable
from app.workshops.attendance.hours import ATTENDING, Hours
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.queries.attendance import Attender, hours_in, marks_in
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.papers import codes as paper_codes
from app.workshops.papers.models import Certificate, CertificateKind
from app.workshops.papers.queries import stands_for
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState


class WasNotThere(DomainError):
    """Nobody noted that the person was in the session."""

    status = 409


class SessionsAhead(Conflict):
    """The series still has sessions to come; `count` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody was here without a session: an appointment at the desk. `title` says what for."""

    on: date
    starts: time
    ends: time
    title: str = ""

    @property
    def minutes(self) -> int:
        start, end = datetime.combine(self.on, self.starts), datetime.combine(self.on, self.ends)
        return int((end - start).total_seconds() // 60)


def declare_presence(
    actor: Actor, *, certificate_id: UUID, enrolment: Enrolment, session: Session, participant: Participant
) -> Certificate:
    """That a person was in a session, with the time they were there. The same id again is the same paper."""
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    if enrolment.participant_id != participant.id or enrolment.workshop_id != session.workshop_id:
        raise NotFound
    mark = db.session.get(Attendance, (session.id, enrolment.id))
    if mark is None or mark.state not in ATTENDING:
        raise WasNotThere
    return _issue(
        actor,
        participant,
        Certificate(
            id=certificate_id,
            kind=CertificateKind.PRESENCE.value,
            workshop_id=session.workshop_id,
            session_id=session.id,
            title=session.workshop.title,
            first_on=session.on,
            last_on=session.on,
            starts=session.starts,
            ends=session.ends,
            minutes=mark.minutes,
            minutes_held=session.minutes,
        ),
    )


def declare_visit(
    actor: Actor, *, certificate_id: UUID, participant: Participant, visit: Visit
) -> Certificate:
    """That a person was here for a while. The same id again is the same paper."""
    actor.demand(Permission.ENROLMENT_WRITE, participant.municipality_id)
    if visit.minutes <= 0:
        raise WasNotThere
    return _issue(
        actor,
        participant,
        Certificate(
            id=certificate_id,
            kind=CertificateKind.PRESENCE.value,
            title=visit.title,
            first_on=visit.on,
            last_on=visit.on,
            starts=visit.starts,
            ends=visit.ends,
            minutes=visit.minutes,
            minutes_held=visit.minutes,
        ),
    )


def complete_series(
    actor: Actor, *, workshop: Workshop, sessions: Sequence[Session], people: Sequence[Attender]
) -> int:
    """Complete the enrolments of whoever reaches the hours, and issue their certificates; how many are new.

    A person decides that by one button; pressed again it adds those who reach the hours since. Raises
    SessionsAhead.
    """
    actor.demand(Permission.CERTIFICATE_WRITE, workshop.municipality_id)
    records.lock(workshop)
    if ahead := count_ahead(sessions):
        raise SessionsAhead(ahead)
    hours = hours_in(sessions, people, marks_in([each.id for each in sessions]))
    there = set(db.session.scalars(select(Certificate.participant_id).where(stands_for(workshop))))
    issued = 0
    for row in people:
        if not reaches(row, hours, workshop):
            continue
        if row.enrolment.state == EnrolmentState.CONFIRMED:
            ENROLMENT.move(actor, row.enrolment, EnrolmentState.COMPLETED)
        if row.participant is not None and row.participant.id not in there:
            issue_participation(
                actor,
                certificate_id=new_id(),
                workshop=workshop,
                sessions=sessions,
                participant=row.participant,
                hours=hours[row.enrolment.id],
            )
            issued += 1
    return issued


def count_ahead(sessions: Sequence[Session]) -> int:
    """How many of the sessions are still to come."""
    return sum(each.state == SessionState.PLANNED and each.ends_at > clock.now() for each in sessions)


def reaches(row: Attender, hours: Mapping[UUID, Hours], workshop: Workshop) -> bool:
    """Whether somebody still in the series attended enough of it."""
    stays = row.enrolment.state in {EnrolmentState.CONFIRMED, EnrolmentState.COMPLETED}
    return stays and hours[row.enrolment.id].reaches(workshop.certificate_share)


def revoke_certificate(actor: Actor, *, certificate: Certificate) -> None:
    """The paper no longer holds; whoever checks it is told so. Revoking it again changes nothing."""
    actor.demand(Permission.CERTIFICATE_WRITE, certificate.municipality_id)
    if certificate.revoked_at is None:
        certificate.revoked_at = clock.now()
        owner = existing(find_participant(actor, certificate.participant_id))
        _record(actor, "revoked", certificate, owner)


def issue_participation(
    actor: Actor,
    *,
    certificate_id: UUID,
    workshop: Workshop,
    sessions: Sequence[Session],
    participant: Participant,
    hours: Hours,
) -> Certificate:
    """The certificate of somebody who reaches the hours, which the caller has looked at."""
    actor.demand(Permission.CERTIFICATE_WRITE, workshop.municipality_id)
    held = [each.on for each in sessions if each.state == SessionState.HELD]
    paper = Certificate(
        id=certificate_id,
        kind=CertificateKind.PARTICIPATION.value,
        workshop_id=workshop.id,
        title=workshop.title,
        first_on=min(held),
        last_on=max(held),
        minutes=hours.attended,
        minutes_held=hours.held,
    )
    return _issue(actor, participant, paper)


def _issue(actor: Actor, participant: Participant, paper: Certificate) -> Certificate:
    demand_usable(participant)
    if known := records.known(Certificate, paper.id, participant_id=participant.id, issued_by=actor.id):
        return known
    paper.municipality_id = participant.municipality_id
    paper.participant_id = participant.id
    paper.name = participant.on_papers
    paper.language = participant.language
    paper.issued_at, paper.issued_by = clock.now(), actor.id
    secret = secret_key()
    paper.code_hash = paper_codes.hashed(paper_codes.code_of(paper.id, secret=secret), secret=secret)
    db.session.add(paper)
    db.session.flush()
    _record(actor, "issued", paper, participant)
    return paper


def _record(actor: Actor, act: str, paper: Certificate, owner: Participant) -> None:
    records.record(actor, f"certificate_{act}", owner, certificate=str(paper.id), kind=paper.kind)
