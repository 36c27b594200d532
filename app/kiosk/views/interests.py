"""“I want this”: somebody of the office sees to it, and the list is kept for that by who says so."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import kiosk
from app.core.http import respond, see_other
from app.directory.index.queries import get_public
from app.directory.interests.operations import take_back, want
from app.directory.interests.queries import list_of_list
from app.kiosk.blueprint import bp
from app.kiosk.presence import back, inventory, list_id, own, visit


@bp.get("/there/<kind>/<uuid:public_id>/interest")
@kiosk
def wanting(kind: str, public_id: UUID) -> Response:
    """Asks before a list is kept for it. A kept one asks no more."""
    if not own().is_draft:
        return see_other("kiosk.own_list")
    entry = get_public(g.actor, kind, public_id, languages=[visit().language, i18n.MAIN])
    return respond("kiosk/wanting.html", entry=entry, back=back())


@bp.post("/there/<kind>/<uuid:public_id>/interest")
@kiosk
def want_this(kind: str, public_id: UUID) -> Response:
    """On to the code, which whoever comes to the desk for it shows."""
    if own().is_draft and request.form.get("keep") != "yes":
        return see_other("kiosk.wanting", kind=kind, public_id=public_id, back=back())
    entry = get_public(g.actor, kind, public_id, languages=[i18n.MAIN])
    want(g.actor, inventory=inventory(), entry=entry)
    flash(_("It is noted: somebody of the service sees to it. Come to the desk with your code."), "good")
    return see_other("kiosk.code" if own().may_change else "kiosk.interests")


@bp.get("/interests")
@kiosk
def interests() -> Response:
    return respond("kiosk/interests.html", interests=list_of_list(list_id()))


@bp.post("/interests/<uuid:interest_id>/withdrawal")
@kiosk
def take_interest_back(interest_id: UUID) -> Response:
    take_back(g.actor, inventory=inventory(), interest_id=interest_id)
    flash(_("Taken back: nobody sees to it any more."), "good")
    return see_other("kiosk.interests")
