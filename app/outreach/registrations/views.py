"""Registering one person after the other at a session, and taking back what was a mistake."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import Conflict, NotFound
from app.core.headers import Power, allows
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.forms import SLIP_TAKEN, RegistrationForm
from app.outreach.registrations.operations import (
    Registered,
    SaidOtherwise,
    SlipTaken,
    WasErased,
    register,
)
from app.outreach.registrations.queries import find_last, get_registration
from app.outreach.registrations.taking_back import may_take_back, take_back
from app.outreach.registrations.told import Told
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.papers.codes import initials
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

ADDRESS = "/sessions/<uuid:workshop_session_id>/registrations/new"


@bp.route(ADDRESS, methods=["GET", "POST"], endpoint="register")
@requires(Permission.OUTREACH_REGISTER)
@allows(Power.CAMERA)
def register_person(workshop_session_id: UUID) -> Response:
    """The form, and after each person an empty one."""
    session = get_session(g.actor, workshop_session_id)
    form, offered = _form(session)
    if not form.validate_on_submit():
        return _page(session, form, offered)
    told = form.told
    try:
        done = register(
            g.actor,
            registration_id=form.new_id,
            municipality_id=session.municipality_id,
            session=session,
            told=told,
            captured_on=clock.today(session.zone),
            origin="online",
        )
    except SlipTaken:
        form.slip.errors = [str(SLIP_TAKEN)]
        return _page(session, form, offered)
    except (SaidOtherwise, WasErased):
        form.begin_anew()
        return _page(session, form, offered)
    _say(done, told)
    return see_other("outreach.register", workshop_session_id=session.id)


@bp.post("/registrations/<uuid:registration_id>/withdrawal", endpoint="take_back")
@requires(Permission.OUTREACH_REGISTER)
@allows(Power.CAMERA)
def withdraw(registration_id: UUID) -> Response:
    """A mistake of today; what cannot be taken back any more stays, and is said."""
    registration = get_registration(g.actor, registration_id)
    if registration.session_id is None:
        raise NotFound
    session = get_session(g.actor, registration.session_id)
    try:
        take_back(g.actor, registration=registration)
    except Conflict:
        form, offered = _form(session)
        return _page(session, form, offered, is_too_late=True)
    flash(_("The registration was taken back. Nothing of it is kept."), "good")
    return see_other("outreach.register", workshop_session_id=session.id)


def _form(session: Session) -> tuple[RegistrationForm, Choices]:
    offered = find_choices(session.municipality_id, session)
    form = RegistrationForm(data={"language": offered.consent_language(request.args.get("language", ""))})
    form.offer(offered)
    return form, offered


def _page(
    session: Session, form: RegistrationForm, offered: Choices, *, is_too_late: bool = False
) -> Response:
    last = find_last(g.actor, session)
    return respond(
        "outreach/registrations/new.html",
        status=409 if is_too_late else form.status,
        is_too_late=is_too_late,
        form=form,
        choices=offered,
        spoken=offered.consent_language(form.language.data or ""),
        session=session,
        last=last,
        may_take_back=last is not None and may_take_back(g.actor, last.registration),
    )


def _say(done: Registered, told: Told) -> None:
    """Who is done, and what did not go as the person wished: by initials, for a browser that leaves before it
    shows this keeps it in a cookie.
    """
    named = {"name": initials(told.name), "slip": told.slip}
    if told.slip:
        flash(_("%(name)s is registered, with slip %(slip)s.", **named), "good")
    else:
        flash(_("%(name)s is registered.", **named), "good")
    if done.enrolment and done.enrolment.state == EnrolmentState.WAITLISTED:
        flash(_("The series is full: %(name)s stands in the line for a place.", **named), "warning")
    if done.is_minor:
        flash(
            _(
                "No consent was kept: %(name)s is under 18, and it is not noted who answers for them.",
                **named,
            ),
            "warning",
        )
    if done.missed:
        flash(
            _("These take nobody any more: %(series)s.", series=", ".join(done.missed)),
            "warning",
        )
