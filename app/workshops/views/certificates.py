"""The end of a series: who reaches the hours, their certificates; and every paper as PDF."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.queries import staff_names
from app.core import clock, unit_of_work
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import public_address, respond, see_other
from app.core.permission import Permission
from app.people.queries import get_participant
from app.workshops import queries
from app.workshops.forms.papers import IssueForm
from app.workshops.models import Certificate, Session, SessionState, Workshop
from app.workshops.papers import certificate as paper
from app.workshops.queries import attendance as reads
from app.workshops.queries import papers
from app.workshops.services.certificates import (
    SessionsAhead,
    complete_series,
    reaches,
    revoke_certificate,
)
from app.workshops.views.blueprint import bp
from app.workshops.views.sheets import pdf


@bp.get("/workshops/<uuid:workshop_id>/completion")
@requires(Permission.CERTIFICATE_WRITE)
def completion(workshop_id: UUID) -> Response:
    return _page(queries.get_workshop(g.actor, workshop_id))


@bp.post("/workshops/<uuid:workshop_id>/completion")
@requires(Permission.CERTIFICATE_WRITE)
def complete(workshop_id: UUID) -> Response:
    """A person decides: whoever reaches the hours has completed the series and gets the certificate."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    if not IssueForm().validate():
        return _page(workshop, status=422)
    try:
        count = complete_series(
            g.actor,
            workshop=workshop,
            sessions=_sessions(workshop),
            people=reads.list_attenders(g.actor, workshop),
        )
    except SessionsAhead as ahead:
        said = ngettext(
            "%(num)s session is still to come.", "%(num)s sessions are still to come.", ahead.count
        )
        flash(said, "warning")
        return see_other("workshops.completion", workshop_id=workshop_id)
    issued = ngettext("%(num)s certificate was issued.", "%(num)s certificates were issued.", count)
    flash(issued if count else _("Nobody new reaches the hours."), "good" if count else "info")
    return see_other("workshops.completion", workshop_id=workshop_id)


def _page(workshop: Workshop, *, status: int = 200) -> Response:
    sessions = _sessions(workshop)
    people = reads.list_attenders(g.actor, workshop)
    hours = reads.hours_in(sessions, people, reads.marks_in([each.id for each in sessions]))
    return respond(
        "workshops/completion.html",
        status=status,
        workshop=workshop,
        sessions=sessions,
        hours=hours,
        reaching=[row for row in people if reaches(row, hours, workshop)],
        others=[row for row in people if not reaches(row, hours, workshop)],
        issued=papers.valid_certificates(g.actor, workshop),
        ahead=sum(each.state == SessionState.PLANNED and each.ends_at > clock.now() for each in sessions),
        to_fill_in=reads.list_to_fill_in(g.actor, workshop.id),
    )


def _sessions(workshop: Workshop) -> list[Session]:
    return [each for each in queries.list_sessions(g.actor, workshop) if not each.is_cancelled]


@bp.get("/workshops/<uuid:workshop_id>/certificates.pdf")
@requires(Permission.CERTIFICATE_WRITE)
def certificates_pdf(workshop_id: UUID) -> Response:
    """All certificates of a series that stand, in one PDF, by name."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    found = list(papers.valid_certificates(g.actor, workshop).values())
    if not found:
        raise NotFound
    return _pdf(found, workshop, "certificados")


@bp.get("/certificates/<uuid:certificate_id>")
@requires(Permission.ENROLMENT_WRITE)
def certificate(certificate_id: UUID) -> Response:
    """What the paper says, where it is printed, and where it is revoked."""
    found = papers.get_certificate(g.actor, certificate_id)
    return respond(
        "workshops/certificate.html",
        certificate=found,
        statement=papers.statements([found], verify_at=public_address("workshops.verify"))[0],
        names=staff_names([found.issued_by]),
        may_revoke=g.actor.may(Permission.CERTIFICATE_WRITE, found.municipality_id),
    )


@bp.get("/certificates/<uuid:certificate_id>/paper.pdf")
@requires(Permission.ENROLMENT_WRITE)
def certificate_pdf(certificate_id: UUID) -> Response:
    """One paper; NotFound for a revoked one, which nobody should hand out."""
    found = papers.get_certificate(g.actor, certificate_id)
    if found.revoked_at:
        raise NotFound
    get_participant(g.actor, found.participant_id)
    workshop = queries.get_workshop(g.actor, found.workshop_id) if found.workshop_id else None
    return _pdf([found], workshop, "certificado" if found.kind == "participation" else "declaracao")


@bp.post("/certificates/<uuid:certificate_id>/revocation")
@requires(Permission.CERTIFICATE_WRITE)
def revoke(certificate_id: UUID) -> Response:
    found = papers.get_certificate(g.actor, certificate_id)
    revoke_certificate(g.actor, certificate=found)
    flash(_("The paper no longer holds. Whoever checks its code is told so."), "good")
    return see_other("workshops.certificate", certificate_id=certificate_id)


def _pdf(found: list[Certificate], workshop: Workshop | None, name: str) -> Response:
    head = papers.letterhead_of(found[0].municipality_id, workshop)
    said = papers.statements(found, verify_at=public_address("workshops.verify"))
    unit_of_work.let_go()
    return pdf(paper.render(head, said), name)
