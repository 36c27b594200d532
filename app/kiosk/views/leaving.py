"""The end of a visit: asked for, or because nobody is there any more."""

from flask import Response, g, render_template

from app.core import clock
from app.core.access import kiosk
from app.core.http import see_other
from app.core.unit_of_work import afterwards
from app.kiosk import deck, idle, queries
from app.kiosk.blueprint import bp
from app.kiosk.operations.visits import end_visit, erase_visit
from app.kiosk.presence import back, forget, presence, visit
from app.skills.queries.inventories import answers_in
from app.skills.queries.learning import wishes_in


@bp.get("/leaving")
@kiosk
def leaving() -> str:
    """Keep or erase, where there is something to keep."""
    visit()
    own = presence().inventory
    count = 0
    if own and own.is_draft:
        count = sum(map(deck.is_counted, answers_in(own.id))) + len(wishes_in(own.id))
    return render_template("kiosk/leaving.html", count=count, own=own, back=back())


@bp.post("/visit/end")
@kiosk
def end() -> Response:
    found = queries.find_visit(presence())
    if found is not None:
        end_visit(g.actor, visit=found)
    return _gone()


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
    afterwards(lambda: erase_visit(actor, visit_id=visit_id))
    return _gone()


def _gone() -> Response:
    """The first screen; it says so, in every language, where somebody had called for long in vain."""
    notice = presence().notice
    is_in_vain = notice is not None and notice.waits(clock.now())
    forget()
    return see_other("kiosk.home", **({"unanswered": 1} if is_in_vain else {}))
