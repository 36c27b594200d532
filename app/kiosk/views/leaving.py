"""The end of a visit: asked for, or because nobody is there any more."""

from flask import Response, g, render_template

from app.core import clock
from app.core.access import kiosk
from app.core.http import see_other
from app.core.unit_of_work import afterwards
from app.kiosk import deck, idle, queries, services
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import back, forget, presence, visit
from app.skills import queries as skills
from app.skills.models import InventoryState


@bp.get("/leaving")
@kiosk
def leaving() -> str:
    """Keep or erase, where there is something to keep."""
    visit()
    found = presence().inventory
    answers = skills.answers_in(found.id) if found and found.state == InventoryState.DRAFT else []
    count = sum(deck.is_counted(answer) for answer in answers)
    return render_template("kiosk/leaving.html", count=count, inventory=found, back=back())


@bp.post("/visit/end")
@kiosk
def end() -> Response:
    found = queries.find_visit(presence())
    if found is not None:
        services.end_visit(g.actor, visit=found)
    forget()
    return see_other("kiosk.home")


@bp.get("/still-there")
@kiosk
def still_there() -> str:
    """The question without JavaScript; it refreshes to the end by itself."""
    visit()
    return render_template("kiosk/still_there.html", back=back())


@bp.get("/expiry")
@kiosk
def expiry() -> Response:
    """Where an unanswered question leads: the end, unless somebody gave a sign in the meantime."""
    found = visit()
    if idle.quiet_for(found, presence().notice, clock.now()) < idle.SHORTEST:
        return see_other("kiosk.home")
    actor, visit_id = g.actor, found.id
    afterwards(lambda: services.erase_visit(actor, visit_id=visit_id))
    forget()
    return see_other("kiosk.home")
