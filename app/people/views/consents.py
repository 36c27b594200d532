"""What a person agrees to: asked in two languages, taken back at once, printed to take home."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import NotFound, existing
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.parties.models import Organisation
from app.network.parties.queries import get_offered_organisation, list_organisations, organisation_names
from app.network.queries import get_municipality
from app.people import notice, queries
from app.people.blueprint import bp
from app.people.forms import ConsentForm, RecipientForm
from app.people.models import Participant
from app.people.operations import consents as operations
from app.people.purposes import Purpose, purpose_of, purposes

YES, NO = "yes", "no"


@bp.get("/participants/<uuid:participant_id>/consents")
@requires(Permission.CONSENT_WRITE)
def consents(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, Permission.CONSENT_WRITE, at_rest=True)
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


@bp.route("/participants/<uuid:participant_id>/consents/ask/<purpose>", methods=["GET", "POST"])
@requires(Permission.CONSENT_WRITE)
def answer_consent(participant_id: UUID, purpose: str) -> Response:
    """The question in both languages; sharing asks first with whom."""
    participant = queries.get_participant(g.actor, participant_id, Permission.CONSENT_WRITE)
    known, form = existing(purpose_of(purpose)), ConsentForm()
    answer, who = request.form.get("answer"), operations.answering(participant)
    if not form.validate_on_submit() or answer not in {YES, NO} or who.is_nobody:
        return _ask_page(participant, known, form, who)
    recipient = _recipient(participant, known)
    if known.has_recipient and recipient is None:
        raise NotFound
    if answer == NO:
        operations.refuse_consent(g.actor, participant=participant, purpose=known.key)
        flash(_("The person said no. Nothing changes for them."), "good")
    else:
        operations.give_consent(
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
    """Also by somebody whose data rests."""
    participant = queries.get_participant(g.actor, participant_id, Permission.CONSENT_WRITE, at_rest=True)
    consent = queries.get_consent(g.actor, participant, consent_id)
    operations.withdraw_consent(g.actor, participant=participant, consent=consent)
    flash(_("The agreement was taken back and has no effect from now on."), "good")
    return see_other("people.consents", participant_id=participant.id)


@bp.get("/participants/<uuid:participant_id>/consents/<uuid:consent_id>/notice")
@requires(Permission.CONSENT_WRITE)
def consent_notice(participant_id: UUID, consent_id: UUID) -> Response:
    """Portuguese beside the person's language; a sealed person's name stands on no paper."""
    participant = queries.get_participant(g.actor, participant_id, Permission.CONSENT_WRITE, at_rest=True)
    consent = queries.get_consent(g.actor, participant, consent_id)
    municipality = get_municipality(participant.municipality_id)
    recipient = "".join(organisation_names([consent.recipient_id]).values())
    return respond(
        "people/notice.html",
        person=participant,
        municipality=municipality,
        sides=notice.sides(consent, recipient=recipient, zone=municipality.zone),
    )


def _recipient(participant: Participant, purpose: Purpose) -> Organisation | None:
    try:
        chosen = UUID(request.args.get("organisation", ""))
    except ValueError:
        return None
    where = participant.municipality_id
    return get_offered_organisation(where, chosen) if purpose.has_recipient else None


def _language(participant: Participant) -> str:
    """The language in which the question is shown: the person's where it is written, else Portuguese."""
    return participant.language if participant.language in notice.texts() else i18n.MAIN


def _words(purpose: str, version: str, recipient: str) -> str:
    """The title of a purpose for the staff's list."""
    return purposes()[purpose].wording(i18n.current().code, version).about(recipient).title


def _ask_page(
    participant: Participant, purpose: Purpose, form: ConsentForm, who: operations.Answering
) -> Response:
    recipient = _recipient(participant, purpose)
    choice = RecipientForm(request.args, meta={"csrf": False})
    choice.offer(list_organisations(participant.municipality_id))
    codes = (i18n.MAIN, _language(participant))
    name = recipient.name if recipient else "…"
    return respond(
        "people/ask.html",
        status=422 if writes() else 200,  # an answer other than yes and no is missing as well
        person=participant,
        purpose=purpose,
        form=form,
        choice=choice if purpose.has_recipient and recipient is None else None,
        recipient=recipient,
        who=who,
        title=_words(purpose.key, purpose.version, name),
        sides=[(i18n.language(code), purpose.wording(code).about(name)) for code in codes],
        if_no=[notice.texts()[code]["if_no"] for code in codes],
    )
