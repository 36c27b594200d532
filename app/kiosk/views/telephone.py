"""What a QR code of the kiosk leads to: a public page for a telephone, in the language it was carried in."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, g, render_template, request

from app.core import i18n
from app.core.access import public
from app.core.actor import Actor
from app.directory.index.queries import get_public
from app.kiosk import doors
from app.kiosk.facts import lines_of
from app.network.queries import get_municipality, get_zone
from app.workshops.enrolments.queries import public as workshops

bp = Blueprint("carried", "app.kiosk", template_folder="templates", url_prefix="/s")


@bp.get("/<kind>/<uuid:public_id>")
@public
def entry(kind: str, public_id: UUID) -> str:
    language = _language()
    where = doors.municipality_of_entry(kind, public_id)
    found = get_public(_reader(where), kind, public_id, languages=[language, i18n.MAIN])
    return render_template(
        "carried/entry.html",
        entry=found,
        lines=lines_of(found, language),
        languages=i18n.offered("kiosk"),
        desk=get_municipality(where),
    )


@bp.get("/workshop/<uuid:workshop_id>")
@public
def workshop(workshop_id: UUID) -> str:
    language = _language()
    where = doors.municipality_of_workshop(workshop_id)
    found = workshops.get_public(_reader(where), workshop_id, language=language)
    g.zone = get_zone(where)
    return render_template(
        "carried/workshop.html",
        workshop=found,
        languages=i18n.offered("kiosk"),
        desk=get_municipality(where),
    )


def _reader(municipality_id: UUID) -> Actor:
    """Nobody, in this municipality: what is public needs no permission."""
    nobody: Actor = g.actor
    return replace(nobody, municipality_id=municipality_id)


def _language() -> str:
    """That of the address, where the kiosk speaks it; else the telephone's own."""
    asked = request.args.get("language", "")
    if asked in {each.code for each in i18n.offered("kiosk")}:
        i18n.use(asked)
    return i18n.current().code
