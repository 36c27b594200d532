"""The page behind a link: shown to whoever has it, used by whoever sends its form."""

from functools import partial
from typing import Any

from flask import Response, g, request

from app.core import i18n, throttle
from app.core.access import public
from app.core.errors import NotFound
from app.core.forms import ONCE_MORE, csrf, protect_by
from app.core.http import respond, see_other
from app.core.links import Closed, LinkClosed
from app.core.unit_of_work import afterwards, if_possible, writes
from app.network.blueprint import bp
from app.network.links import operations, queries
from app.network.links.errands import Shown, errand_of, guest
from app.network.links.models import PartnerLink
from app.network.links.tokens import form_token_of
from app.network.links.wording import GONE, SENTENCES, TITLES, UNKNOWN
from app.network.queries import get_municipality, get_zone, list_municipalities

MISSES, MISSED = 60, "link-missed"
"""So many addresses that lead nowhere may one network address try in an hour."""
SENDINGS, SENT = 40, "link-sent"
"""So often may one network address send a link's form in an hour; opening is never counted: mail scanners do
it too.
"""


@bp.route("/l/<link_token>", methods=["GET", "POST"])
@public
def use_link(link_token: str) -> Response:
    """Looking changes nothing; the form needs no cookie, only the token that was drawn into it."""
    throttle.check(MISSED, request.remote_addr or "", MISSES)
    try:
        link = queries.open_link(link_token, to_use=writes())
        return _page(link, link_token)
    except LinkClosed as closed:
        return _closed(closed.why, queries.find_by_token(link_token))
    except NotFound:
        afterwards(partial(throttle.count, MISSED, request.remote_addr or ""))
        return _closed(UNKNOWN, None)


csrf.exempt(use_link)


def _page(link: PartnerLink, link_token: str) -> Response:
    was_sent = protect_by(form_token_of(link.id))
    _speak(link)
    if request.method == "GET" and link.opened_at is None:
        if_possible(partial(operations.note_opened, link.id))
    shown = _shown(link)
    if shown is None:
        return _closed(GONE, link)
    if writes():
        sender = f"{link.id} {request.remote_addr}"
        throttle.check(SENT, sender, SENDINGS)
        afterwards(partial(throttle.count, SENT, sender))
        if shown.form.validate() and was_sent:
            actor = guest(link)
            errand_of(link).use(actor, link, shown.form)
            operations.note_use(actor, link=link)
            return see_other("network.use_link", link_token=link_token, **_asked_language())
        if not was_sent:
            shown.form.csrf_token.errors = [str(ONCE_MORE)]
    return respond(
        "network/links/page.html",
        status=shown.form.status,
        form=shown.form,
        errand=shown.context,
        shown=shown,
        **_around(link),
    )


def _shown(link: PartnerLink) -> Shown | None:
    try:
        return errand_of(link).page(guest(link), link)
    except NotFound:
        return None


def _closed(why: str, link: PartnerLink | None) -> Response:
    """Nothing more can be done with it: what happened, and whom to ask."""
    status = {Closed.USED: 200, UNKNOWN: 404}.get(why, 410)
    _speak(link)
    return respond(
        "network/links/closed.html",
        status=status,
        title=TITLES[why],
        sentence=SENTENCES[why],
        form=None,
        **_around(link),
    )


def _around(link: PartnerLink | None) -> dict[str, Any]:
    """What stands around the page; the desk of the municipality, of any where it is not known which."""
    places = [get_municipality(link.municipality_id)] if link else list_municipalities()
    return {"link": link, "languages": i18n.offered("kiosk"), "desks": places}


def _speak(link: PartnerLink | None) -> None:
    """The language of the link, if the address asks for no other; of none the browser's."""
    if link is not None:
        g.zone = get_zone(link.municipality_id)
    i18n.use(_asked_language().get("language", link.language if link else i18n.current().code))


def _asked_language() -> dict[str, str]:
    """The language that the address asks for, where public pages have it."""
    asked = request.args.get("language", "")
    return {"language": asked} if asked in {each.code for each in i18n.offered("kiosk")} else {}
