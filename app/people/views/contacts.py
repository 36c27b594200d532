"""How to reach a person. What is kept stays covered until somebody opens it, which is logged."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import queries
from app.people.blueprint import bp
from app.people.forms import ContactForm
from app.people.models import ContactPoint, Participant
from app.people.operations import contacts as operations
from app.people.wording import CONTACT_KINDS


@bp.get("/participants/<uuid:participant_id>/contacts")
@requires(Permission.CONTACT_READ)
def contacts(participant_id: UUID) -> Response:
    return _page(queries.get_participant(g.actor, participant_id), ContactForm())


@bp.post("/participants/<uuid:participant_id>/contacts/opening")
@requires(Permission.CONTACT_READ)
def open_contacts(participant_id: UUID) -> Response:
    """Show the contacts in the answer itself: reloading it is another opening, and another entry.

    Also of somebody whose data rests: they are told before that ends.
    """
    participant = queries.get_participant(g.actor, participant_id, at_rest=True)
    opened = operations.open_contacts(g.actor, participant=participant)
    return _page(participant, ContactForm(formdata=None), opened=opened)


@bp.post("/participants/<uuid:participant_id>/contacts")
@requires(Permission.PARTICIPANT_WRITE)
def add_contact(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id)
    form = ContactForm()
    if not form.validate():
        return _page(participant, form)
    operations.add_contact(
        g.actor,
        contact_id=form.new_id,
        participant=participant,
        kind=form.kind.data,
        value=form.value.data,
    )
    flash(_("The contact was added."), "good")
    return see_other("people.contacts", participant_id=participant.id)


@bp.post("/participants/<uuid:participant_id>/contacts/<uuid:contact_id>/removal")
@requires(Permission.PARTICIPANT_WRITE)
def remove_contact(participant_id: UUID, contact_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id)
    contact = queries.get_contact(g.actor, participant, contact_id)
    operations.remove_contact(g.actor, participant=participant, contact=contact)
    flash(_("The contact was removed."), "good")
    return see_other("people.contacts", participant_id=participant.id)


def _page(
    participant: Participant, form: ContactForm, *, opened: Sequence[ContactPoint] | None = None
) -> Response:
    g.actor.demand(Permission.CONTACT_READ, participant.municipality_id)
    return respond(
        "people/contacts.html",
        status=form.status,
        person=participant,
        form=form,
        opened=opened,
        kinds=CONTACT_KINDS,
        may_write=g.actor.may(Permission.PARTICIPANT_WRITE, participant.municipality_id),
    )
