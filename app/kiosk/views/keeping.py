"""Take it along or erase it: the choice, and the code."""

from flask import Response, g, render_template

from app.core.access import kiosk
from app.core.http import see_other
from app.kiosk import deck, services
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import NoList, inventory, list_id, visit, visit_row
from app.skills import queries
from app.skills import services as skills
from app.skills.codes import ClaimCode, picture
from app.skills.models import InventoryState


@bp.get("/keeping")
@kiosk
def keeping() -> str:
    """Keep the list under a code, or erase it now; both equally large."""
    count = sum(deck.is_counted(answer) for answer in queries.answers_in(list_id(draft=True)))
    return render_template("kiosk/keeping.html", count=count)


@bp.post("/inventory/saving")
@kiosk
def save() -> Response:
    skills.save_inventory(g.actor, inventory=inventory())
    return see_other("kiosk.code")


@bp.post("/inventory/erasure")
@kiosk
def erase() -> Response:
    services.erase_list(g.actor, visit=visit_row())
    return see_other("kiosk.erased")


@bp.get("/erased")
@kiosk
def erased() -> str:
    visit()
    return render_template("kiosk/erased.html")


@bp.get("/code")
@kiosk
def code() -> str:
    shown = saved_code()
    return render_template(
        "kiosk/code.html",
        code=shown,
        pictures=[picture(key) for _, key in shown.pictures],
        teaches=deck.teaches(inventory().entries),
    )


def saved_code() -> ClaimCode:
    """The code of this visit's saved list; NoList where it was not saved."""
    found = inventory()
    if found.state != InventoryState.SAVED:
        raise NoList
    return skills.code_of(found)
