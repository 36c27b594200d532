"""What a person agrees to: asked in two languages, taken back at once, printed to take home."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.models import Organisation
from app.network.queries import (
    get_municipality,
    get_offered_organisation,
    list_organisations,
    organisation_names,
)
from app.people import notice, queries, services
from app.people.forms import ConsentForm, RecipientForm
from app.people.models import Participant
from app.people.purposes import Purpose, purpose_of, purposes
from app.people.views.blueprint import bp

YES, NO = "yes", "no"


@bp.get("/participants/<uuid:participant_id>/consents")
@requires(Permission.CONSENT_WRITE)
def consents(participant_id: UUID) -> Response:
    participant = _asked(participant_id)
    given = queries.list_consents(g.actor, participant)
    return respond(
        "people/consents.html",
        person=participant,
        purposes=purposes(),
        active=[each for each in given if each.is_active],
        ended=[each for each in given if not each.is_active],
        recipients=organisation_names(each.recipient_id for each in given),
        words=_words,
    )


@bp.get("/participants/<uuid:participant_id>/consents/ask/<purpose>")
@requires(Permission.CONSENT_WRITE)
def ask_consent(participant_id: UUID, purpose: str) -> Response:
    """The question in both languages; sharing asks first with whom."""
    participant = _asked(participant_id)
    return _ask_page(participant, _purpose(purpose), ConsentForm())


@bp.post("/participants/<uuid:participant_id>/consents/ask/<purpose>")
@requires(Permission.CONSENT_WRITE)
def answer_consent(participant_id: UUID, purpose: str) -> Response:
    participant, known, form = _asked(participant_id), _purpose(purpose), ConsentForm()
    answer = request.form.get("answer")
    if not form.validate() or answer not in {YES, NO}:
        return _ask_page(participant, known, form, status=422)
    recipient = _recipient(known)
    if known.has_recipient and recipient is None:
        raise NotFound
    if answer == NO:
        services.refuse_consent(g.actor, participant=participant, purpose=known.key)
        flash(_("The person said no. Nothing changes for them."), "good")
    else:
        services.give_consent(
            g.actor,
            consent_id=form.new_id,
            participant=participant,
            purpose=known.key,
            language=_language(participant),
            given_how=form.given_how.data,
            recipient_id=recipient.id if recipient else None,
        )
        flash(_("The person agreed. Print the paper for them if they want it."), "good")
    return see_other("people.consents", participant_id=participant.id)


@bp.post("/participants/<uuid:participant_id>/consents/<uuid:consent_id>/withdrawal")
@requires(Permission.CONSENT_WRITE)
def withdraw_consent(participant_id: UUID, consent_id: UUID) -> Response:
    participant = _asked(participant_id)
    consent = queries.get_consent(g.actor, participant, consent_id)
    services.withdraw_consent(g.actor, participant=participant, consent=consent)
    flash(_("The agreement was taken back and has no effect from now on."), "good")
    return see_other("people.consents", participant_id=participant.id)


@bp.get("/participants/<uuid:participant_id>/consents/<uuid:consent_id>/notice")
@requires(Permission.CONSENT_WRITE)
def consent_notice(participant_id: UUID, consent_id: UUID) -> Response:
    """Portuguese beside the person's language; a sealed person's name stands on no paper."""
    participant = _asked(participant_id)
    consent = queries.get_consent(g.actor, participant, consent_id)
    municipality = get_municipality(participant.municipality_id)
    recipient = "".join(organisation_names([consent.recipient_id]).values())
    return respond(
        "people/notice.html",
        person=participant,
        municipality=municipality,
        sides=notice.sides(consent, recipient=recipient, zone=municipality.zone),
    )


def _asked(participant_id: UUID) -> Participant:
    participant = queries.get_participant(g.actor, participant_id)
    g.actor.demand(Permission.CONSENT_WRITE, participant.municipality_id)
    return participant


def _purpose(key: str) -> Purpose:
    purpose = purpose_of(key)
    if purpose is None:
        raise NotFound
    return purpose


def _recipient(purpose: Purpose) -> Organisation | None:
    try:
        chosen = UUID(request.args.get("organisation", ""))
    except ValueError:
        return None
    return get_offered_organisation(g.actor.here(), chosen) if purpose.has_recipient else None


def _language(participant: Participant) -> str:
    """The language in which the question is shown: the person's where it is written, else Portuguese."""
    return participant.language if participant.language in notice.texts() else i18n.MAIN


def _words(purpose: str, version: str, recipient: str) -> str:
    """The title of a purpose for the staff's list."""
    return purposes()[purpose].wording(i18n.current().code, version).about(recipient).title


def _ask_page(
    participant: Participant, purpose: Purpose, form: ConsentForm, *, status: int = 200
) -> Response:
    recipient = _recipient(purpose)
    choice = RecipientForm(request.args, meta={"csrf": False})
    choice.offer(list_organisations(participant.municipality_id))
    codes = (i18n.MAIN, _language(participant))
    name = recipient.name if recipient else "…"
    return respond(
        "people/ask.html",
        status=status,
        person=participant,
        purpose=purpose,
        form=form,
        choice=choice if purpose.has_recipient and recipient is None else None,
        recipient=recipient,
        title=_words(purpose.key, purpose.version, name),
        sides=[(i18n.language(code), purpose.wording(code).about(name)) for code in codes],
        if_no=[notice.texts()[code]["if_no"] for code in codes],
    )
