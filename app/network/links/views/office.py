"""The links that are out: to whom, until when, opened or answered, sent again, printed, withdrawn."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import audit, mail, unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.links import LinkClosed
from app.core.permission import Permission
from app.core.unit_of_work import afterwards, writes
from app.network.blueprint import bp
from app.network.links import operations, queries, sending, sheet
from app.network.links.errands import errands
from app.network.links.forms import ALL, OPEN, LinkFilters
from app.network.links.models import PartnerLink
from app.network.links.standing import STANDINGS, standing_of
from app.network.queries import get_municipality
from app.ui.listing import read_listing


@bp.get("/partnership/links")
@requires(Permission.PARTNERSHIP_WRITE)
def links() -> Response:
    asked = read_listing(LinkFilters(request.args))
    shown = asked["shown"] or OPEN
    return respond(
        "network/links/links.html",
        status=asked.status,
        listing=asked,
        shown=shown,
        page=queries.links_page(g.actor, with_closed=shown == ALL, after=asked.after),
        **_words(),
    )


@bp.get("/partnership/links/<uuid:link_id>")
@requires(Permission.PARTNERSHIP_WRITE)
def link(link_id: UUID) -> Response:
    found = queries.get_link(g.actor, link_id)
    return respond(
        "network/links/link.html",
        link=found,
        address=sending.address_of(found),
        can_mail=bool(found.email) and mail.is_configured(),
        **_words(),
    )


@bp.get("/partnership/links/<uuid:link_id>/sheet.pdf")
@requires(Permission.PARTNERSHIP_WRITE)
def link_sheet(link_id: UUID) -> Response:
    """To hand over or post; nobody is given what does not work."""
    found = queries.get_link(g.actor, link_id)
    if not found.is_open or found.purpose not in errands():
        raise NotFound
    place = get_municipality(found.municipality_id)
    paper = sheet.on_sheet(found, place, sending.address_of(found))
    noted = partial(audit.record, g.actor, "partner_link.printed", "partner_link", found.id)
    afterwards(partial(noted, municipality_id=found.municipality_id))
    unit_of_work.let_go()
    return pdf(paper.drawn(), "ligacao")


@bp.post("/partnership/links/<uuid:link_id>/mail")
@requires(Permission.PARTNERSHIP_WRITE)
def mail_link(link_id: UUID) -> Response:
    found = _to_change(link_id)
    try:
        was_sent = sending.send(g.actor, link=found)
    except (LinkClosed, NotFound):
        flash(_("It was answered, withdrawn or is gone: nothing was sent."), "warning")
    else:
        if was_sent:
            flash(_("The letter with the link is on its way."), "good")
        else:
            flash(_("It has no e-mail address, or no mail is set up here: print it."), "warning")
    return see_other("network.link", link_id=link_id)


@bp.post("/partnership/links/<uuid:link_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_link(link_id: UUID) -> Response:
    try:
        operations.withdraw_link(g.actor, link=_to_change(link_id))
    except LinkClosed:
        flash(_("It was answered meanwhile."), "warning")
    else:
        flash(_("The link is withdrawn: whoever opens it is told so."), "good")
    return see_other("network.link", link_id=link_id)


@bp.post("/partnership/links/<uuid:link_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_link(link_id: UUID) -> Response:
    operations.restore_link(g.actor, link=_to_change(link_id))
    flash(_("The link works again, until the day that it had."), "good")
    return see_other("network.link", link_id=link_id)


def _to_change(link_id: UUID) -> PartnerLink:
    return queries.get_link(g.actor, link_id, to_change=writes())


def _words() -> dict[str, Any]:
    labels = {purpose: each.label for purpose, each in errands().items()}
    return {"labels": labels, "standing_of": standing_of, "standings": STANDINGS}
