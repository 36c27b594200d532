"""The page behind the link of an invitation: shown to whoever has it, answered by whoever sends its form."""

from functools import partial
from typing import Any

from flask import Response, g, request

from app.core import clock, i18n, throttle
from app.core.access import public
from app.core.actor import Actor, ActorKind
from app.core.errors import NotFound
from app.core.forms import ONCE_MORE, csrf, protect_by
from app.core.http import respond, see_other
from app.core.unit_of_work import afterwards, writes
from app.initiatives.blueprint import bp
from app.initiatives.teams.forms.own_answer import NO, YES, OwnAnswerForm
from app.initiatives.teams.invitation import OVER, over
from app.initiatives.teams.models import TeamPlace
from app.initiatives.teams.operations import answering
from app.initiatives.teams.queries.invitations import get_by_token, invitation_to
from app.initiatives.teams.tokens import form_token_of
from app.network.links.wording import SENTENCES, TITLES, UNKNOWN
from app.network.queries import get_municipality, get_zone, list_municipalities
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS

MISSES, MISSED = 60, "invitation-missed"
"""So many addresses that lead nowhere may one network address try in an hour."""
SENDINGS, SENT = 40, "invitation-sent"
ANSWERED = {True: YES, False: NO, None: ""}


@bp.route("/i/<invitation_token>", methods=["GET", "POST"])
@public
def use_invitation(invitation_token: str) -> Response:
    """Looking changes nothing; the form needs no cookie, only the token that was drawn into it."""
    throttle.check(MISSED, request.remote_addr or "", MISSES)
    try:
        place = get_by_token(invitation_token)
    except NotFound:
        afterwards(partial(throttle.count, MISSED, request.remote_addr or ""))
        i18n.use(_asked_language().get("language", i18n.current().code))
        return _closed(TITLES[UNKNOWN], SENTENCES[UNKNOWN], None, 404)
    return _page(place, invitation_token)


csrf.exempt(use_invitation)


def _page(place: TeamPlace, token: str) -> Response:
    was_sent = protect_by(form_token_of(place.id))
    invitation = invitation_to(place)
    g.zone = get_zone(place.municipality_id)
    i18n.use(_asked_language().get("language", invitation.language))
    if why := over(place, clock.today(g.zone)):
        return _closed(*OVER[why], place, 410)
    form = OwnAnswerForm(answer=ANSWERED[invitation.accepts])
    try:
        is_kept = writes() and _is_kept(form, place, was_sent)
    except answering.InvitationOver as refused:
        return _closed(*OVER[refused.why], place, 410)
    if is_kept:
        return see_other("initiatives.use_invitation", invitation_token=token, **_asked_language())
    return respond(
        "initiatives/teams/invitation.html",
        status=form.status,
        form=form,
        invitation=invitation,
        catalogue=catalogue_for(invitation.covers),
        levels=LEVEL_WORDS,
        **_around(place),
    )


def _is_kept(form: OwnAnswerForm, place: TeamPlace, was_sent: bool) -> bool:  # noqa: FBT001
    """Whether what was sent is an answer, and was drawn for this invitation."""
    sender = f"{place.id} {request.remote_addr}"
    throttle.check(SENT, sender, SENDINGS)
    afterwards(partial(throttle.count, SENT, sender))
    is_answer = form.validate()
    if not was_sent:
        form.csrf_token.errors = [str(ONCE_MORE)]
    if not (is_answer and was_sent):
        return False
    answering.answer(_guest(place), place=place, accepts=form.answer.data == YES)
    return True


def _guest(place: TeamPlace) -> Actor:
    return Actor(kind=ActorKind.GUEST, id=place.id, municipality_id=place.municipality_id)


def _closed(title: Any, sentence: Any, place: TeamPlace | None, status: int) -> Response:
    """Nothing more can be done with it: what happened, and whom to ask."""
    return respond(
        "initiatives/teams/invitation_over.html",
        status=status,
        title=title,
        sentence=sentence,
        form=None,
        **_around(place),
    )


def _around(place: TeamPlace | None) -> dict[str, Any]:
    places = [get_municipality(place.municipality_id)] if place else list_municipalities()
    return {"languages": i18n.offered("kiosk"), "desks": places}


def _asked_language() -> dict[str, str]:
    asked = request.args.get("language", "")
    return {"language": asked} if asked in {each.code for each in i18n.offered("kiosk")} else {}
