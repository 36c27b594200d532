"""How the programme works, for partners and everybody: a page, and the same on paper."""

from flask import Response, request

from app.core import clock, i18n
from app.core.access import public
from app.core.downloads import pdf
from app.core.errors import NotFound, existing
from app.core.http import respond
from app.core.programme import told
from app.core.text import tidy
from app.network.models import Municipality
from app.network.queries import find_municipality_by_code, list_municipalities
from app.office.blueprint import bp
from app.office.programme_paper import programme_paper


@bp.get("/how-it-works")
@public
def how_it_works() -> Response:
    """Of the municipality that the address names; where there are several, they are listed to choose from."""
    offered = i18n.offered("kiosk")
    _speak()
    places = _places()
    found = _asked(places)
    return respond(
        "office/public/how_it_works.html",
        languages=offered,
        municipality=found,
        sections=told(found.id, clock.today(found.zone), i18n.current()) if found else [],
        places=places,
        kept={"place": found.code} if found else {},
    )


@bp.get("/how-it-works.pdf")
@public
def how_it_works_paper() -> Response:
    """The same on paper, in the language of the page beside Portuguese."""
    _speak()
    found = _asked(_places())
    if found is None:
        raise NotFound
    return pdf(programme_paper(found, i18n.current().code).drawn(), f"programa-{found.code}")


def _speak() -> None:
    """The language asked for in the address, else the one the browser prefers."""
    if (asked := request.args.get("language")) in {each.code for each in i18n.offered("kiosk")}:
        i18n.use(str(asked))


def _places() -> list[Municipality]:
    """Those that say where or when their desk is."""
    return [each for each in list_municipalities() if each.desk_address or each.desk_hours or each.desk_phone]


def _asked(places: list[Municipality]) -> Municipality | None:
    """The one of the address, else the only one there is."""
    if code := request.args.get("place"):
        return existing(find_municipality_by_code(tidy(code)))
    return places[0] if len(places) == 1 else None
