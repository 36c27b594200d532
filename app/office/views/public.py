"""What everybody may read: privacy, accessibility, complaints."""

from datetime import date
from typing import Any

from flask import Response, request

from app.core import i18n
from app.core.access import public
from app.core.http import respond
from app.network.queries import list_municipalities
from app.office.blueprint import bp

PREPARED_ON = date(2026, 11, 22)
"""The day of the accessibility statement: change it with every new assessment."""
COMPLAINTS_BOOK = "https://www.livroamarelo.gov.pt/"


@bp.get("/privacy")
@public
def privacy() -> Response:
    return _page("office/public/privacy.html")


@bp.get("/accessibility")
@public
def accessibility() -> Response:
    return _page("office/public/accessibility.html", prepared_on=PREPARED_ON)


@bp.get("/complaints")
@public
def complaints() -> Response:
    return _page("office/public/complaints.html", book=COMPLAINTS_BOOK)


def _page(page: str, **context: Any) -> Response:
    """The page in the language asked for in its address, else the one the browser prefers."""
    offered = i18n.offered("kiosk")
    asked = request.args.get("language")
    if asked in {each.code for each in offered}:
        i18n.use(asked)
    desks = [each for each in list_municipalities() if each.desk_phone or each.desk_hours]
    return respond(page, languages=offered, desks=desks, **context)
