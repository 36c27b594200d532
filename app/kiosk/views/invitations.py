"""What somebody is invited to take part in: read and answered with the code of their list."""

from uuid import UUID

from flask import Response, flash, g, request

from app.core.access import kiosk
from app.core.errors import NotFound, existing
from app.core.http import respond, see_other
from app.initiatives.teams.invitation import OVER, Invitation
from app.initiatives.teams.operations.answering import InvitationOver, answer
from app.initiatives.teams.queries.invitations import get_of_list, invitations_of_list
from app.initiatives.teams.ways import CODE
from app.kiosk.blueprint import bp
from app.kiosk.presence import catalogue, inventory
from app.skills.scales import LEVEL_WORDS


@bp.get("/invitations")
@kiosk
def invitations() -> Response:
    """Straight to the only one."""
    found = invitations_of_list(inventory())
    if len(found) == 1:
        return see_other("kiosk.invitation", team_place_id=found[0].place.id)
    return respond("kiosk/invitations.html", invitations=found)


@bp.get("/invitations/<uuid:team_place_id>")
@kiosk
def invitation(team_place_id: UUID) -> Response:
    found = _invitation(team_place_id)
    return respond(
        "kiosk/invitation.html",
        invitation=found,
        competences=catalogue().several(found.covers),
        levels=LEVEL_WORDS,
    )


@bp.post("/invitations/<uuid:team_place_id>")
@kiosk
def answer_invitation(team_place_id: UUID) -> Response:
    """Yes or no, equally large; it can be changed as long as it can be answered."""
    said = request.form.get("accepts", "")
    if said not in {"yes", "no"}:
        raise NotFound
    place = get_of_list(inventory(), team_place_id)
    try:
        answer(g.actor, place=place, accepts=said == "yes", how=CODE)
    except InvitationOver as over:
        _title, sentence = OVER[over.why]
        flash(str(sentence), "warning")
        return see_other("kiosk.own_list")
    return see_other("kiosk.invitation", team_place_id=team_place_id)


def _invitation(team_place_id: UUID) -> Invitation:
    """One of this visit's own list that can still be answered; NotFound for any other."""
    found = (each for each in invitations_of_list(inventory()) if each.place.id == team_place_id)
    return existing(next(found, None))
