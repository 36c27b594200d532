"""The end of a series: who reaches the hours, their certificates; and every paper as PDF."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.accounts.queries import staff_names
from app.core import unit_of_work
from app.core.access import requires
from app.core.actor import Actor
from app.core.downloads import pdf
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.http import public_address, respond, see_other
from app.core.papers.paper import Paper
from app.core.permission import Permission
from app.people.queries import get_participant
from app.ui.long_files import Args, offer
from app.ui.paper_files import Contents, PaperFile, answer, id_in
from app.workshops.attendance.queries import attendance as reads
from app.workshops.blueprint import bp
from app.workshops.papers import certificate as certificates
from app.workshops.papers import queries as papers
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.corrections import issue_anew
from app.workshops.papers.operations.papers import (
    SessionsAhead,
    WasNotThere,
    complete_series,
    count_ahead,
    reaches,
    revoke_certificate,
)
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.queries.series import get_workshop, list_sessions


@bp.get("/participants/<uuid:participant_id>/papers")
@requires(Permission.ENROLMENT_WRITE)
def papers_of_person(participant_id: UUID) -> Response:
    """The certificates and declarations of a person."""
    person = get_participant(g.actor, participant_id)
    certificates = papers.certificates_of(g.actor, person.id)
    return respond("workshops/papers_of_person.html", person=person, certificates=certificates)


@bp.route("/workshops/<uuid:workshop_id>/completion", methods=["GET", "POST"])
@requires(Permission.CERTIFICATE_WRITE)
def complete(workshop_id: UUID) -> Response:
    """A person decides: whoever reaches the hours has completed the series and gets the certificate."""
    workshop = get_workshop(g.actor, workshop_id)
    sessions = list_sessions(g.actor, workshop, with_cancelled=False)
    people = reads.list_attenders(g.actor, workshop)
    form = Form()
    if form.validate_on_submit():
        try:
            count = complete_series(g.actor, workshop=workshop, sessions=sessions, people=people)
        except SessionsAhead as ahead:
            said = ngettext(
                "%(num)s session is still to come.", "%(num)s sessions are still to come.", ahead.count
            )
            flash(said, "warning")
        else:
            issued = ngettext("%(num)s certificate was issued.", "%(num)s certificates were issued.", count)
            flash(issued if count else _("Nobody new reaches the hours."), "good" if count else "info")
        return see_other("workshops.complete", workshop_id=workshop_id)
    hours = reads.hours_in(sessions, people, reads.marks_in([each.id for each in sessions]))
    return respond(
        "workshops/papers/completion.html",
        status=form.status,
        workshop=workshop,
        hours=hours,
        reaching=[row for row in people if reaches(row, hours, workshop)],
        others=[row for row in people if not reaches(row, hours, workshop)],
        issued=papers.valid_certificates(g.actor, workshop),
        ahead=count_ahead(sessions),
        to_fill_in=reads.list_to_fill_in(g.actor, workshop.id),
    )


def _read(actor: Actor, args: Args) -> Contents:
    workshop = get_workshop(actor, id_in(args, "workshop_id"))
    size = len(papers.valid_certificates(actor, workshop, on_paper=True))
    if not size:
        raise NotFound

    def compose() -> Paper:
        found = list(papers.valid_certificates(actor, workshop, on_paper=True).values())
        return _paper(found, workshop, args["verify_at"])

    return Contents("certificados", workshop.municipality_id, size, compose)


CERTIFICATES = PaperFile(
    "certificates.file",
    Permission.CERTIFICATE_WRITE,
    lazy_gettext("Certificates"),
    _read,
    is_outdated=papers.has_changed_since,
    addresses=lambda: {"verify_at": public_address("workshops.verify")},
)
offer(CERTIFICATES)


@bp.get("/workshops/<uuid:workshop_id>/certificates.pdf")
@requires(Permission.CERTIFICATE_WRITE)
def certificates_pdf(workshop_id: UUID) -> Response:
    """All certificates of a series that stand, in one PDF, by name; a protected person's is printed alone."""
    return answer(CERTIFICATES, workshop_id=workshop_id)


@bp.get("/certificates/<uuid:certificate_id>")
@requires(Permission.ENROLMENT_WRITE)
def certificate(certificate_id: UUID) -> Response:
    """What the paper says, where it is printed, and where it is revoked."""
    return _page(papers.get_certificate(g.actor, certificate_id), Form())


@bp.get("/certificates/<uuid:certificate_id>/paper.pdf")
@requires(Permission.ENROLMENT_WRITE)
def certificate_pdf(certificate_id: UUID) -> Response:
    """One paper; NotFound for a revoked one, which nobody should hand out."""
    found = papers.get_certificate(g.actor, certificate_id)
    if found.revoked_at:
        raise NotFound
    workshop = get_workshop(g.actor, found.workshop_id) if found.workshop_id else None
    paper = _paper([found], workshop, public_address("workshops.verify"))
    unit_of_work.let_go()
    return pdf(paper.drawn(), "certificado" if found.kind == "participation" else "declaracao")


@bp.post("/certificates/<uuid:certificate_id>/revocation")
@requires(Permission.CERTIFICATE_WRITE)
def revoke(certificate_id: UUID) -> Response:
    found = papers.get_certificate(g.actor, certificate_id)
    revoke_certificate(g.actor, certificate=found)
    flash(_("The paper no longer holds. Whoever checks its code is told so."), "good")
    return see_other("workshops.certificate", certificate_id=certificate_id)


@bp.post("/certificates/<uuid:certificate_id>/renewal")
@requires(Permission.CERTIFICATE_WRITE)
def renew(certificate_id: UUID) -> Response:
    """Issue it anew with what is noted now; the old one no longer holds."""
    found = papers.get_certificate(g.actor, certificate_id)
    form = Form()
    if not form.validate():
        return _page(found, form)
    try:
        issued = issue_anew(g.actor, certificate_id=form.new_id, certificate=found)
    except WasNotThere:
        flash(_("By what is noted now there is no such paper. It can only be revoked."), "warning")
        return see_other("workshops.certificate", certificate_id=certificate_id)
    flash(_("A new paper was issued; the old one no longer holds."), "good")
    return see_other("workshops.certificate", certificate_id=issued.id)


def _page(found: Certificate, form: Form) -> Response:
    return respond(
        "workshops/papers/certificate.html",
        status=form.status,
        form=form,
        certificate=found,
        code=papers.code_of(found),
        name=papers.names_on([found])[found.id],
        names=staff_names([found.issued_by]),
        may_revoke=g.actor.may(Permission.CERTIFICATE_WRITE, found.municipality_id),
    )


def _paper(found: Sequence[Certificate], workshop: Workshop | None, verify_at: str) -> Paper:
    head = papers.letterhead_of(found[0].municipality_id, workshop)
    return certificates.on_paper(head, papers.statements(found, verify_at=verify_at))
