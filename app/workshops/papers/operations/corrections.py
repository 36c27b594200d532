"""Papers that rest on attendance which was corrected since: they say so, and can be issued anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import Conflict, existing
from app.core.permission import Permission
from app.people.queries import find_participant
from app.workshops.attendance.hours import ATTENDING, Hours, minutes_attended
from app.workshops.attendance.operations.attendance import AttendanceNoted
from app.workshops.attendance.queries.attendance import Attender, Marks, hours_in, marks_in
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.models import Certificate, CertificateKind
from app.workshops.papers.operations.papers import (
    WasNotThere,
    declare_presence,
    issue_participation,
    revoke_certificate,
)
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

_papers = Certificate.__table__.c
_ANY = (
    select(_papers.id)
    .where(_papers.workshop_id == bindparam("workshop_id"), _papers.revoked_at.is_(None))
    .limit(1)
)


class StillFits(Conflict):
    """The paper says what is noted, or another was issued in its place already."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What is noted now of people in a series: their enrolments, all its sessions, the marks of both."""

    workshop: Workshop
    enrolments: Sequence[Enrolment]
    sessions: Sequence[Session]
    marks: Marks

    def hours(self, participant_id: UUID) -> tuple[Enrolment, Hours] | None:
        """Of the enrolment with the most hours of a person, who may have left and come again."""
        rows = [Attender(each, None) for each in self.enrolments if each.participant_id == participant_id]
        hours = hours_in(self.sessions, rows, self.marks)
        found = [(each.enrolment, hours[each.enrolment.id]) for each in rows]
        return max(found, key=lambda each: each[1].attended, default=None)

    def presence(self, paper: Certificate) -> tuple[Enrolment, Session, int] | None:
        """The enrolment and the minutes by which the person of a declaration was in its session."""
        session = next(each for each in self.sessions if each.id == paper.session_id)
        for each in self.enrolments:
            mark = self.marks.get((session.id, each.id))
            if each.participant_id == paper.participant_id and mark and mark.state in ATTENDING:
                return each, session, minutes_attended(mark.state, mark.minutes, session.minutes)
        return None

    def minutes(self, paper: Certificate) -> int:
        """What a paper would say now."""
        if paper.kind == CertificateKind.PRESENCE:
            there = self.presence(paper)
            return there[2] if there else 0
        found = self.hours(paper.participant_id)
        return found[1].attended if found else 0


def compare_papers(told: AttendanceNoted) -> None:
    """Mark the papers that say something else than what is noted now; what fits again loses its mark."""
    if not rows(_ANY, workshop_id=told.workshop.id):
        return  # mostly: papers are issued when a series is over
    theirs = Certificate.workshop_id == told.workshop.id, Certificate.participant_id.in_(told.participant_ids)
    papers = db.session.scalars(select(Certificate).where(*theirs, Certificate.revoked_at.is_(None)))
    record = _read(told.workshop, told.participant_ids)
    for paper in papers:
        fits = record.minutes(paper) == paper.minutes
        paper.corrected_at = None if fits else paper.corrected_at or clock.now()


def issue_anew(actor: Actor, *, certificate_id: UUID, certificate: Certificate) -> Certificate:
    """Another paper with what is noted now, and the old one revoked. The same id again is that paper.

    Raises StillFits, and WasNotThere where the person has no right to it any more.
    """
    actor.demand(Permission.CERTIFICATE_WRITE, certificate.municipality_id)
    is_sent_again = db.session.get(Certificate, certificate_id) is not None
    if certificate.revoked_at and not is_sent_again:
        raise StillFits
    if certificate.corrected_at is None or certificate.workshop_id is None:
        raise StillFits
    owner = existing(find_participant(actor, certificate.participant_id))
    record = _read(db.session.get_one(Workshop, certificate.workshop_id), [owner.id])
    if certificate.kind == CertificateKind.PRESENCE:
        if (there := record.presence(certificate)) is None:
            raise WasNotThere
        enrolment, session, _minutes = there
        issued = declare_presence(
            actor, certificate_id=certificate_id, enrolment=enrolment, session=session, participant=owner
        )
    else:
        found = record.hours(owner.id)
        if found is None or not found[1].reaches(record.workshop.certificate_share):
            raise WasNotThere
        issued = issue_participation(
            actor,
            certificate_id=certificate_id,
            workshop=record.workshop,
            sessions=record.sessions,
            participant=owner,
            hours=found[1],
        )
    revoke_certificate(actor, certificate=certificate)
    return issued


def _read(workshop: Workshop, participant_ids: Iterable[UUID]) -> _Record:
    """In three queries, however many people they are."""
    theirs = select(Enrolment).where(
        Enrolment.workshop_id == workshop.id, Enrolment.participant_id.in_(list(participant_ids))
    )
    enrolments = db.session.scalars(theirs.order_by(Enrolment.queue_number)).all()
    held = select(Session).where(Session.workshop_id == workshop.id)
    sessions = db.session.scalars(held.order_by(Session.on, Session.starts)).all()
    marks = marks_in([each.id for each in sessions], of=[each.id for each in enrolments])
    return _Record(workshop, enrolments, sessions, marks)
